#include "parser/formats/octodns_change.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "parser/entries_text.h"

/* How a lone `value:` becomes a list of `values:`, in the file's own style. */

/* The value that the record is read from, if it is the only one: a map below the key "value". */
static uint32_t lone_value(const struct document *document, const struct record *record)
{
    const struct tree *tree = document->entries->tree;
    const struct stored *stored = entry_stored(document, record);
    const struct part *last = &document->entries->parts[stored->first + stored->parts - 1];
    uint32_t map = tree_node(tree, last->node)->parent;
    return tree_node(tree, map)->kind == NODE_MAP && tree_key_is(tree, map, "value") ? map : 0;
}

static uint32_t line_of(const struct tree *tree, uint32_t at)
{
    while (at > 0 && tree->bytes[at - 1] != '\n')
        at--;
    return at;
}

static uint32_t line_end(const struct tree *tree, uint32_t at)
{
    while (at < tree->size && tree->bytes[at] != '\n' && tree->bytes[at] != '\r')
        at++;
    return at;
}

/* `text` with two blanks put in front of each line behind the first that is not empty. */
static char *lines_shift(void *mem, const char *text)
{
    char *out = talloc_strdup(mem, "");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        length += text[length] == '\n';
        out = talloc_strndup_append_buffer(out, text, length);
        text += length;
        if (*text != '\0' && *text != '\n' && *text != '\r')
            out = talloc_strdup_append_buffer(out, "  ");
    }
    return out;
}

/*
 * All from the key to the end of the last line: `values:`, what stood there as the first element, and
 * the copy as the second. A map in braces gets brackets around it.
 */
static char *values_text(void *mem, const struct tree *tree, uint32_t map, uint32_t end,
                         const char *copy)
{
    const struct node *node = tree_node(tree, map);
    const char *bytes = tree->bytes;
    uint32_t line = line_of(tree, node->at.start);
    char *gap = talloc_strndup(mem, bytes + node->key.end, node->at.start - node->key.end);
    char *old = talloc_strndup(mem, bytes + node->at.start, end - node->at.start);
    if (bytes[node->at.start] == '{')
        return talloc_asprintf(mem, "values%s[%s, %s]", gap, old, copy);
    if (strchr(gap, '\n') == NULL) /* no block can stand there */
        return NULL;
    return talloc_asprintf(mem, "values%s- %s%s%*s- %s", gap, lines_shift(mem, old),
                           strstr(gap, "\r\n") != NULL ? "\r\n" : "\n",
                           (int)(node->at.start - line), "", lines_shift(mem, copy));
}

/* The bytes of the map with another preference and host in it. */
static char *map_with(void *mem, const struct document *document, const struct record *record,
                      uint32_t map, const char *preference, const char *host)
{
    const struct tree *tree = document->entries->tree;
    const struct stored *stored = entry_stored(document, record);
    struct span at = tree_node(tree, map)->at;
    const char *const texts[] = {preference, host};
    struct edit edits[2];
    size_t size;
    for (size_t i = 0; i < 2; i++) {
        struct span text = tree_node(tree, document->entries->parts[stored->first + i].node)->text;
        edits[i] = (struct edit){.old = {text.start - at.start, text.end - at.start},
                                 .text = texts[i],
                                 .length = strlen(texts[i])};
    }
    if (edits_settle(edits, 2) != 2)
        return NULL;
    char *made = edits_apply(mem, tree->bytes + at.start, span_length(at), edits, 2, &size);
    return talloc_strndup(mem, made, size);
}

size_t octodns_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                         uint16_t preference, const char *host, int64_t ttl, struct edit *edits)
{
    const struct tree *tree = document->entries->tree;
    uint32_t map = lone_value(document, neighbour);
    char number[8];
    if (map == 0)
        return entries_insert_mx(mem, document, neighbour, preference, host, ttl, edits);
    struct target target;
    if (tree_node(tree, map)->shared || document->files[0].kept != NULL ||
        (ttl >= 0 && ttl != (int64_t)neighbour->ttl) ||
        !record_target(document, neighbour, &target))
        return 0;
    bool dot = target.at.end > 0 && tree->bytes[target.at.end - 1] == '.';
    snprintf(number, sizeof number, "%u", preference);
    char *copy = map_with(mem, document, neighbour, map, number,
                          talloc_asprintf(mem, dot ? "%s." : "%s", host));
    const struct node *node = tree_node(tree, map);
    bool braces = tree->bytes[node->at.start] == '{';
    struct span old = {node->key.start, braces ? node->at.end : line_end(tree, node->at.end)};
    char *text = copy == NULL ? NULL : values_text(mem, tree, map, old.end, copy);
    if (text == NULL)
        return 0;
    edits[0] = (struct edit){.old = old, .text = text, .length = strlen(text)};
    return 1;
}
