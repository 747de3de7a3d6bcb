#include <string.h>
#include <talloc.h>

#include "parser/syntax/expression.h"
#include "parser/syntax/item.h"

/*
 * Bicep (learn.microsoft.com/azure/azure-resource-manager/bicep/file). A statement reads as HCL's
 * blocks do here: resource mx 'T' = {…} is {"resource": {"mx": {"T": {…}}}}, param x string = 'v' is
 * {"param": {"x": "v"}}.
 */

static bool raw_read(struct reading *reading, struct node *node)
{
    const struct tree *tree = reading->tree;
    uint32_t start = reading->at + 3;
    const char *text = tree->bytes + start, *end = memmem(text, tree->size - start, "'''", 3);
    if (end == NULL)
        return reading_fail(reading, "a string in three quotes does not end");
    while (end + 3 < tree->bytes + tree->size && end[3] == '\'') /* they are of the text */
        end++;
    uint32_t skip = text[0] == '\n' ? 1 : text[0] == '\r' && text[1] == '\n' ? 2 : 0;
    node->text = (struct span){start + skip, (uint32_t)(end - tree->bytes)};
    if (node->text.start > node->text.end)
        node->text.start = node->text.end;
    node->quote = '|';
    reading->at = (uint32_t)(end - tree->bytes) + 3;
    return true;
}

static bool string_read(struct reading *reading, struct node *node, bool *none)
{
    *none = reading_byte(reading) != '\'';
    if (*none)
        return true;
    node->kind = NODE_SCALAR;
    if (reading_starts(reading, "'''"))
        return raw_read(reading, node);
    node->quote = '\'';
    node->text.start = ++reading->at;
    for (char byte; (byte = reading_byte(reading)) != '\'';) {
        if (reading->at >= reading->tree->size || byte == '\n')
            return reading_fail(reading, "a string does not end on its line");
        bool template = reading_starts(reading, "${");
        node->escaped |= byte == '\\';
        reading->at += byte == '\\' ? 2 : 1;
        if (template && !reading_template(reading))
            return false;
        if (template)
            node->kind = NODE_COMPUTED;
    }
    node->text.end = reading->at++;
    return true;
}

static bool statement_read(struct reading *reading, uint32_t parent);

/* A resource inside another one, or "...object". */
static bool item_read(struct reading *reading, uint32_t parent, bool *none)
{
    struct reading ahead = *reading;
    struct span word = reading_word(&ahead);
    *none = !reading_starts(reading, "...");
    if (!*none)
        return reading_value(reading, parent, (struct span){0, 0}, true);
    bool resource =
        span_length(word) == 8 && memcmp(reading->tree->bytes + word.start, "resource", 8) == 0;
    while (reading_byte(&ahead) == ' ' || reading_byte(&ahead) == '\t')
        ahead.at++;
    *none = reading_byte(reading) != '@' && !(resource && is_word_byte(reading_byte(&ahead)));
    return *none || statement_read(reading, parent);
}

static const struct dialect dialect = {
    .assign = ":",
    .hash = true, /* "#disable-next-line …" */
    .list_lines = true,
    .continues = "?:&|+",
    .string = string_read,
    .item = item_read,
};

/* Up to the "=" of a statement, or the end of its line: a type, the word "existing". */
static bool header_skip(struct reading *reading)
{
    unsigned open = 0;
    for (; reading->at < reading->tree->size; reading->at++) {
        bool none = true;
        struct node node = {.kind = NODE_SCALAR};
        while (reading_byte(reading) == '\'')
            if (!string_read(reading, &node, &none))
                return false;
        char byte = reading_byte(reading);
        if (open == 0 && (byte == '=' || byte == '\n'))
            break;
        open += byte != '\0' && strchr("([{", byte) != NULL;
        open -= byte != '\0' && open > 0 && strchr(")]}", byte) != NULL;
    }
    return true;
}

static uint32_t map_add(struct reading *reading, uint32_t parent, struct span key)
{
    struct span at = {reading->at, reading->at};
    return tree_add(reading->tree, parent, (struct node){.kind = NODE_MAP, .key = key, .at = at});
}

static bool value_of_statement(struct reading *reading, uint32_t node, struct span key)
{
    if (!header_skip(reading))
        return false;
    if (reading_byte(reading) != '=')
        return true;
    reading->at++;
    reading_blanks(reading, true);
    return reading_value(reading, node, key, true);
}

/* The type in quotes that stands behind the name of a resource or a module; empty: none does. */
static bool type_read(struct reading *reading, struct span *type)
{
    struct node string = {.kind = NODE_SCALAR};
    bool none = true;
    reading_blanks(reading, false);
    bool fine = string_read(reading, &string, &none);
    *type = string.text;
    return fine;
}

static bool has_type(const struct tree *tree, struct span keyword)
{
    const char *text = tree->bytes + keyword.start;
    return (span_length(keyword) == 8 && memcmp(text, "resource", 8) == 0) ||
           (span_length(keyword) == 6 && memcmp(text, "module", 6) == 0);
}

/* keyword [name ['type']] … [= value] */
static bool statement_read(struct reading *reading, uint32_t parent)
{
    struct tree *tree = reading->tree;
    if (reading_byte(reading) == '@')
        return reading_value(reading, parent, (struct span){0, 0}, true);
    struct span keyword = reading_word(reading), type = {0, 0};
    if (span_is_empty(keyword))
        return reading_fail(reading, "a statement is expected");
    reading_blanks(reading, false);
    if (!is_word_byte(reading_byte(reading)))
        return value_of_statement(reading, parent, keyword);
    uint32_t outermost = map_add(reading, parent, keyword), node = outermost;
    struct span key = reading_word(reading);
    if (has_type(tree, keyword) && !type_read(reading, &type))
        return false;
    if (!span_is_empty(type)) {
        node = map_add(reading, node, key);
        key = type;
    }
    if (!value_of_statement(reading, node, key))
        return false;
    uint32_t last = tree->nodes[node].last,
             end = last == 0 ? reading->at : tree->nodes[last].at.end;
    tree->nodes[node].at.end = tree->nodes[outermost].at.end = end;
    return true;
}

static uint32_t line_end(const struct tree *tree, uint32_t at)
{
    const char *end = memchr(tree->bytes + at, '\n', tree->size - at);
    return end == NULL ? tree->size : (uint32_t)(end - tree->bytes);
}

static bool bicep_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct reading reading = {.tree = tree, .fault = fault, .dialect = &dialect};
    if (tree->size >= 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0)
        reading.at = 3;
    for (;;) {
        reading_blanks(&reading, true);
        if (reading.at >= tree->size)
            return true;
        /* What Bicep may learn to say is passed over: whether it is right, its compiler tells. */
        if (!is_word_byte(reading_byte(&reading)) && reading_byte(&reading) != '@')
            reading.at = line_end(tree, reading.at);
        else if (!statement_read(&reading, 0))
            return false;
    }
}

/* One escape behind its backslash; returns how many bytes it takes, 0 if it is none. */
static size_t escape_decode(const char *text, char **out)
{
    static const char letters[] = "nrt'\\$", values[] = "\n\r\t'\\$";
    const char *letter = *text == '\0' ? NULL : strchr(letters, *text);
    unsigned code;
    if (letter != NULL) {
        *out = talloc_strndup_append_buffer(*out, values + (letter - letters), 1);
        return 1;
    }
    size_t digits = strncmp(text, "u{", 2) == 0 ? hex_read(text + 2, 6, &code) : 0;
    if (digits == 0 || text[digits + 2] != '}' || code >= 0x80)
        return 0; /* no name of DNS and no SPF record has more than ASCII */
    char byte = (char)code;
    *out = talloc_strndup_append_buffer(*out, &byte, 1);
    return digits + 3;
}

static char *bicep_decode(const struct tree *tree, uint32_t node, void *mem)
{
    struct span span = tree_node(tree, node)->text;
    char *text = talloc_strndup(NULL, tree->bytes + span.start, span_length(span));
    char *out = talloc_strdup(mem, "");
    for (const char *at = text; out != NULL && *at != '\0';) {
        size_t plain = strcspn(at, "\\"), taken = 0;
        out = talloc_strndup_append_buffer(out, at, plain);
        at += plain;
        if (*at != '\0' && (taken = escape_decode(at + 1, &out)) == 0) {
            talloc_free(out);
            out = NULL;
        }
        at += taken == 0 ? 0 : taken + 1;
    }
    talloc_free(text);
    return out;
}

static char *bicep_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    char quote = tree_node(tree, node)->quote;
    char *out = quote == '|' ? NULL : talloc_strdup(mem, "");
    for (; out != NULL && *value != '\0'; value++) {
        if ((unsigned char)*value < ' ')
            return NULL;
        if (quote != 0 && (strchr("'\\", *value) != NULL || strncmp(value, "${", 2) == 0))
            out = talloc_strdup_append_buffer(out, "\\");
        out = talloc_strndup_append_buffer(out, value, 1);
    }
    return out;
}

const struct syntax bicep_syntax = {
    .name = "Bicep",
    .parse = bicep_parse,
    .decode = bicep_decode,
    .encode = bicep_encode,
    .erase = item_erase,
    .append = item_append,
    .paste = item_paste,
};
