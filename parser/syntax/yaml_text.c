#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/syntax/yaml_read.h"

/* Scalars whose bytes are not their values, and values as the bytes of a scalar. */

void yaml_text_keep(struct yaml_reading *reading, uint32_t start, const char *value, size_t length)
{
    struct yaml *yaml = reading->yaml;
    struct yaml_text text = {start, talloc_strndup(yaml, value, length)};
    ARRAY_PUSH(yaml, yaml->texts, yaml->text_count, text);
}

char *yaml_decode(const struct tree *tree, uint32_t node, void *mem)
{
    const struct yaml *yaml = tree->syntax_data;
    uint32_t start = tree_node(tree, node)->text.start;
    size_t low = 0, high = yaml->text_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (yaml->texts[middle].start < start)
            low = middle + 1;
        else
            high = middle;
    }
    bool found = low < yaml->text_count && yaml->texts[low].start == start;
    return found ? talloc_strdup(mem, yaml->texts[low].value) : NULL;
}

/* ---- places ------------------------------------------------------------------------------------ */

/* Bytes of UTF-8 that a character takes. */
static size_t utf8_length(unsigned long character)
{
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
}

/* The bytes of an escape, from its backslash on; `*decoded` those that it stands for. */
static size_t escape_length(const char *text, size_t left, size_t *decoded)
{
    char digits[9] = "";
    size_t count = left < 2 ? 0 : text[1] == 'x' ? 2 : text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
    *decoded = left > 1 && strchr("N_", text[1]) != NULL   ? 2 /* U+0085, U+00A0 */
               : left > 1 && strchr("LP", text[1]) != NULL ? 3 /* U+2028, U+2029 */
                                                           : 1;
    if (count == 0 || left < 2 + count)
        return left < 2 ? left : 2;
    memcpy(digits, text + 2, count);
    *decoded = utf8_length(strtoul(digits, NULL, 16));
    return 2 + count;
}

/*
 * One step along the bytes of a scalar and along its value: a byte that is itself, an escape, or all
 * the blanks around line ends, whatever they are folded to. Returns the bytes, 0 at the end.
 */
static size_t step(char quote, const char *text, size_t left, const char *value, size_t *decoded)
{
    size_t blanks = 0;
    bool folds = false;
    for (; blanks < left && byte_is_space(text[blanks]); blanks++)
        folds |= text[blanks] == '\n' || text[blanks] == '\r';
    *decoded = 1;
    if (folds) {
        for (*decoded = 0; byte_is_space(value[*decoded]);)
            ++*decoded;
        return blanks;
    }
    if (left > 1 && quote == '\'' && text[0] == '\'')
        return 2;
    if (left > 1 && quote == '"' && text[0] == '\\') {
        if (text[1] != '\n' && text[1] != '\r')
            return escape_length(text, left, decoded);
        *decoded = 0; /* the line goes on */
        for (blanks = 1; blanks < left && byte_is_space(text[blanks]);)
            blanks++;
        return blanks;
    }
    return left > 0 ? 1 : 0;
}

uint32_t yaml_place(const struct tree *tree, uint32_t node, size_t offset)
{
    const struct node *scalar = tree_node(tree, node);
    uint32_t at = scalar->text.start, end = scalar->text.end;
    char *value = yaml_decode(tree, node, NULL);
    size_t done = 0, used = 1, decoded, length = value == NULL ? 0 : strlen(value);
    while (used > 0 && done <= offset && done < length) {
        used = step(scalar->quote, tree->bytes + at, end - at, value + done, &decoded);
        if (done == offset && decoded > 0)
            break;
        at += (uint32_t)used;
        done += decoded;
    }
    talloc_free(value);
    return done == offset ? at : UINT32_MAX;
}

/* ---- writing ----------------------------------------------------------------------------------- */

/* Each of some bytes is written with a byte in front; line ends and the like cannot be. */
static char *value_escape(const char *value, const char *which, char with, void *mem)
{
    char *out = talloc_size(mem, 2 * strlen(value) + 1), *end = out;
    for (; *value != '\0'; value++) {
        if ((unsigned char)*value < ' ')
            return NULL;
        if (strchr(which, *value) != NULL)
            *end++ = with;
        *end++ = *value;
    }
    *end = '\0';
    return out;
}

/* Names and numbers are safe without quotes; who knows what else would mean. */
static char *value_plain(const char *value, void *mem)
{
    static const char safe[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_/=";
    size_t length = strlen(value);
    bool fine = length > 0 && value[0] != '-' && value[0] != '=' && value[length - 1] != ' ';
    for (size_t i = 0; i < length && fine; i++)
        fine = strchr(safe, value[i]) != NULL || (i > 0 && value[i] == ' ');
    return fine ? talloc_strdup(mem, value) : NULL;
}

char *yaml_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    switch (tree_node(tree, node)->quote) {
    case '"':
        return value_escape(value, "\"\\", '\\', mem);
    case '\'':
        return value_escape(value, "'", '\'', mem);
    default: /* of a block it becomes one line */
        return value_plain(value, mem);
    }
}
