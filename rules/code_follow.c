#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include "rules/code_text.h"

/* Where the identifiers of a program come by their values: as far as one file tells. */

enum { DEFINITION_LINES = 4, BODY_LINES = 7 };

static bool is_identifier(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_';
}

static uint32_t skip_blanks(const struct code_text *text, uint32_t at, const char *blanks)
{
    while (at < text->size && text->bytes[at] != '\0' && strchr(blanks, text->bytes[at]) != NULL)
        at++;
    return at;
}

/* The next place where the identifier stands; UINT32_MAX if there is none. */
static uint32_t find_name(const struct code_text *text, const char *name, size_t length,
                          uint32_t from)
{
    while (from + length <= text->size) {
        const char *found = memmem(text->bytes + from, text->size - from, name, length);
        if (found == NULL)
            break;
        uint32_t at = (uint32_t)(found - text->bytes), end = at + (uint32_t)length;
        if ((at == 0 || !is_identifier(text->bytes[at - 1])) &&
            (end == text->size || !is_identifier(text->bytes[end])))
            return at;
        from = at + 1;
    }
    return UINT32_MAX;
}

/* Does a word such as "function" stand before the name? */
static bool is_declared(const struct code_text *text, uint32_t at)
{
    static const char *const words[] = {"function", "def", "func", "fn", "sub", "string", "fun"};
    uint32_t end = at;
    while (end > 0 && strchr(" \t$", text->bytes[end - 1]) != NULL)
        end--;
    uint32_t start = end;
    while (start > 0 && is_identifier(text->bytes[start - 1]))
        start--;
    for (size_t i = 0; end < at && i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == end - start &&
            memcmp(text->bytes + start, words[i], end - start) == 0)
            return true;
    return false;
}

/* Is what follows the name at `end` a value that it is given? */
static bool is_assigned(const struct code_text *text, uint32_t end)
{
    uint32_t at = skip_blanks(text, end, " \t\"'])}?");
    if (at + 1 >= text->size)
        return false;
    char byte = text->bytes[at], next = text->bytes[at + 1];
    if (byte == ':' && next != ':') {
        /* A type may follow: "name: string = …", or the value. */
        return true;
    }
    if (byte == '{')
        return end < at && text->bytes[end] == '"'; /* a block of Terraform */
    return byte == '=' ? next != '=' && next != '~' : byte == '<' && next == '-';
}

/* Does the line that ends at `end` go on in the next one? */
static bool is_open(const struct code_text *text, uint32_t end)
{
    while (end > 0 && strchr(" \t\r", text->bytes[end - 1]) != NULL)
        end--;
    const char *signs = text->language->bit == LANGUAGE_HCL ? "([{=" : "([=+&|.\\`";
    return end > 0 && strchr(signs, text->bytes[end - 1]) != NULL;
}

/* A value, with the lines that it takes; or the first lines of a function. */
static struct span definition_at(const struct code_text *text, uint32_t at, size_t length)
{
    bool declared = is_declared(text, at);
    struct span found = {at + (uint32_t)length, at + (uint32_t)length};
    if (!declared && !is_assigned(text, found.start))
        return found;
    found.end = text_line_end(text, found.start);
    for (unsigned line = 1; line < (declared ? BODY_LINES : DEFINITION_LINES) &&
                            found.end < text->size && (declared || is_open(text, found.end));
         line++)
        found.end = text_line_end(text, found.end + 1);
    return found;
}

char *code_definition(void *mem, const struct code_text *text, const char *name, size_t length,
                      uint32_t *from)
{
    for (uint32_t at; (at = find_name(text, name, length, *from)) != UINT32_MAX;) {
        struct span found = definition_at(text, at, length);
        *from = at + (uint32_t)length;
        if (!span_is_empty(found) && !text_is_comment(text, at))
            return talloc_strndup(mem, text->bytes + found.start, span_length(found));
    }
    return NULL;
}

struct span code_constant(const struct code_text *text, const struct code_mention *mention)
{
    uint32_t line = text_line_start(text, mention->at.start), end = mention->at.start;
    struct span none = {0, 0};
    if (end == line || strchr("\"'`", text->bytes[end - 1]) == NULL)
        return none;
    while (end > line && strchr("\"'`@ \tfr", text->bytes[end - 1]) != NULL)
        end--;
    if (end == line || strchr("=:", text->bytes[end - 1]) == NULL ||
        (end > line + 1 && strchr("=!<>~", text->bytes[end - 2]) != NULL)) /* it is compared */
        return none;
    while (end > line && strchr(":= \t\"'", text->bytes[end - 1]) != NULL)
        end--;
    uint32_t start = end;
    while (start > line && is_identifier(text->bytes[start - 1]))
        start--;
    return end - start < 3 ? none : (struct span){start, end};
}

struct span code_result(const struct code_text *text, const struct code_mention *mention)
{
    uint32_t start = text_line_start(text, mention->at.start), at = start;
    struct span none = {0, 0};
    for (; at < mention->at.start && text->bytes[at] != '='; at++)
        if (strchr("([{\"'", text->bytes[at]) != NULL)
            return none;
    if (at == mention->at.start || at + 1 >= text->size || text->bytes[at + 1] == '=')
        return none;
    while (at > start && strchr(" \t:", text->bytes[at - 1]) != NULL)
        at--;
    uint32_t end = at;
    while (at > start && is_identifier(text->bytes[at - 1]))
        at--;
    return end - at < 2 ? none : (struct span){at, end};
}

bool code_use(const struct code_text *text, struct span name, uint32_t *from, struct span *use)
{
    size_t length = span_length(name);
    for (uint32_t at;
         (at = find_name(text, text->bytes + name.start, length, *from)) != UINT32_MAX;) {
        *from = at + (uint32_t)length;
        *use = (struct span){at, at + (uint32_t)length};
        if (at != name.start && !is_assigned(text, use->end) && !text_is_comment(text, at))
            return true;
    }
    return false;
}
