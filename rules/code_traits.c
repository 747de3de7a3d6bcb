#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rules/code_scanner.h"
#include "rules/code_text.h"

/* What the text beside a mention makes of it, whatever the language. */

enum { WORDS_LEAST = 2, LINE_WORDS_LEAST = 3 };

/* Where the string starts that holds `at`, behind its quote, as far as its line tells; `line` if none
 * does. */
static uint32_t string_start(const struct code_text *text, uint32_t line, uint32_t at)
{
    const char *longer = text->language->longer;
    bool ticks = longer != NULL && longer[0] == '`';
    uint32_t start = line;
    char open = '\0';
    for (uint32_t i = line; i < at; i++) {
        char byte = text->bytes[i];
        if (byte == text->language->escape && byte != '\0')
            i++;
        else if (byte == open)
            open = '\0';
        else if (open == '\0' && byte != '\0' &&
                 (strchr(text->language->quotes, byte) != NULL || (ticks && byte == '`'))) {
            open = byte;
            start = i + 1;
        }
    }
    return open == '\0' ? line : start;
}

/* Is it a word such as sentences have; then whether it counts as one. */
static bool read_word(const struct code_text *text, struct span word, unsigned *count)
{
    bool lower = false;
    for (uint32_t at = word.start; at < word.end; at++)
        lower = lower || islower((unsigned char)text->bytes[at]) || (text->bytes[at] & 0x80) != 0;
    bool counts = !span_is_empty(word) && (lower || *count > 0); /* MX, 10: not beside a host */
    *count += lower;
    return counts;
}

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) || (byte & 0x80) != 0;
}

/* The words that end at `end`, a blank between each. */
static unsigned words_before(const struct code_text *text, uint32_t start, uint32_t end)
{
    unsigned count = 0;
    while (end > start && text->bytes[end - 1] == ' ') {
        end--;
        end -= end > start && strchr(",:", text->bytes[end - 1]) != NULL;
        struct span word = {end, end};
        while (word.start > start && is_letter(text->bytes[word.start - 1]))
            word.start--;
        if (!read_word(text, word, &count))
            break;
        end = word.start;
    }
    return count;
}

static unsigned words_behind(const struct code_text *text, uint32_t start, uint32_t end)
{
    unsigned count = 0;
    while (start < end && text->bytes[start] == ' ') {
        struct span word = {start + 1, start + 1};
        while (word.end < end && is_letter(text->bytes[word.end]))
            word.end++;
        if (!read_word(text, word, &count))
            break;
        start = word.end;
    }
    return count;
}

bool text_is_sentence(const struct code_text *text, const struct code_mention *mention)
{
    uint32_t line = text_line_start(text, mention->at.start);
    uint32_t start = string_start(text, line, mention->at.start), at = mention->at.start;
    uint32_t end = text_line_end(text, mention->at.end), behind = mention->at.end;
    char quote = start > line ? text->bytes[start - 1] : '\0';
    while (at > start && strchr("`'\"*([<.\\", text->bytes[at - 1]) != NULL)
        at--;
    unsigned before = words_before(text, start, at);
    if (quote == '\0')
        return before >= LINE_WORDS_LEAST;
    if (before >= WORDS_LEAST)
        return strncasecmp(text->bytes + at - 5, "like", 4) != 0; /* SQL within a string */
    while (behind < end && text->bytes[behind] != quote &&
           strchr("`*)],.\\", text->bytes[behind]) != NULL)
        behind++;
    return words_behind(text, behind, end) >= WORDS_LEAST;
}

/* ---- tests ------------------------------------------------------------------------------------- */

/* At once, by the file's name or its folder, or at the first of them. */
void text_find_tests(const struct code_scanner *scanner, struct code_text *text, const char *path)
{
    size_t length = strlen(path);
    text->made_up = scanner_finds(scanner, scanner->made, path, length, 0);
    text->tests = UINT32_MAX;
    if (text->made_up || scanner_finds(scanner, scanner->tests, path, length, 0))
        text->tests = 0;
    else if ((text->language->bit & LANGUAGE_CODE) != 0 &&
             scanner_finds(scanner, scanner->marks, text->bytes, text->size, 0))
        text->tests = (uint32_t)pcre2_get_ovector_pointer(scanner->data)[0];
    if (text->tests < text->size &&
        scanner_finds(scanner, scanner->mocks, text->bytes, text->size, text->tests))
        text->made_up = true;
}

/*
 * A test of what the world's DNS says writes a host where it expects it. Who writes one elsewhere too
 * hands it to what is tested, and gets it back.
 */
unsigned text_test_traits(const struct code_scanner *scanner, struct code_text *text,
                          const struct code_mention *mention)
{
    if (mention->suffix.start < text->tests)
        return 0;
    unsigned traits = TRAIT_TEST | (text->made_up ? TRAIT_MADE_UP : 0);
    uint32_t line = text_line_start(text, mention->at.start);
    uint32_t end = text_line_end(text, mention->at.end);
    if ((mention->traits & TRAIT_LITERAL) != 0 && (mention->traits & TRAIT_COMMENT) == 0 &&
        !scanner_finds(scanner, scanner->asserts, text->bytes + line, end - line, 0))
        text->made_up = true;
    return traits;
}

unsigned text_sample_traits(const struct code_scanner *scanner, struct code_text *text)
{
    const char *start = text->bytes + text->sample;
    const char *end = memmem(start, text->size - text->sample, "\n```", 4);
    size_t size = end == NULL ? text->size - text->sample : (size_t)(end - start);
    if (text->tried != text->sample)
        text->tested = scanner_finds(scanner, scanner->marks, start, size, 0);
    text->tried = text->sample;
    return text->tested ? TRAIT_TEST | TRAIT_MADE_UP : 0;
}
