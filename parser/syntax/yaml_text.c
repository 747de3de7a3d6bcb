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
