#include "parser/syntax/line.h"

#include <string.h>
#include <talloc.h>

uint32_t lines_begin(const struct tree *tree)
{
    return tree->size >= 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* Behind the line end that stands at `at`: LF, CRLF or a lone CR. */
static uint32_t line_end_skip(const struct tree *tree, uint32_t at)
{
    if (at + 1 < tree->size && tree->bytes[at] == '\r' && tree->bytes[at + 1] == '\n')
        at++;
    return at < tree->size ? at + 1 : at;
}

struct span line_at(const struct tree *tree, uint32_t at, uint32_t *next)
{
    struct span line = {at, at};
    while (line.end < tree->size && tree->bytes[line.end] != '\n' && tree->bytes[line.end] != '\r')
        line.end++;
    *next = line_end_skip(tree, line.end);
    return line;
}

/* The last line of a file without a final line end takes the end of the line before with it. */
size_t line_erase(const struct tree *tree, uint32_t node, void *mem, struct edit *edits)
{
    struct span old = tree_node(tree, node)->at;
    (void)mem;
    if (tree_node(tree, node)->parent != 0)
        return 0;
    bool open = old.end == tree->size;
    old.end = line_end_skip(tree, old.end);
    if (open && old.start > 0 && tree->bytes[old.start - 1] == '\n')
        old.start--;
    if (open && old.start > 0 && tree->bytes[old.start - 1] == '\r')
        old.start--;
    edits[0] = (struct edit){.old = old, .text = "", .length = 0};
    return 1;
}

/* How lines end here: as the one before or behind does. */
static struct span line_end_near(const struct tree *tree, uint32_t start, uint32_t end)
{
    if (end < tree->size)
        return (struct span){end, line_end_skip(tree, end)};
    struct span before = {start, start};
    if (before.start > 0 && tree->bytes[before.start - 1] == '\n')
        before.start--;
    if (before.start > 0 && tree->bytes[before.start - 1] == '\r')
        before.start--;
    return before;
}

size_t line_append(const struct tree *tree, uint32_t node, const char *text, void *mem,
                   struct edit *edits)
{
    struct span at = tree_node(tree, node)->at;
    if (tree_node(tree, node)->parent != 0)
        return 0;
    struct span end = line_end_near(tree, at.start, at.end);
    char *added = span_is_empty(end) ? talloc_asprintf(mem, "\n%s", text)
                                     : talloc_asprintf(mem, "%.*s%s", (int)span_length(end),
                                                       tree->bytes + end.start, text);
    edits[0] = (struct edit){.old = {at.end, at.end}, .text = added, .length = strlen(added)};
    return 1;
}
