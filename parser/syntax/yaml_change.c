#include <string.h>
#include <talloc.h>

#include "parser/syntax/element.h"
#include "parser/syntax/yaml_read.h"

/* Elements and members of YAML: those in brackets are parted by commas, the others are lines. */

static uint32_t line_start(const struct tree *tree, uint32_t at)
{
    while (at > 0 && tree->bytes[at - 1] != '\n')
        at--;
    return at;
}

/* The end of the line, before its line end. */
static uint32_t line_end(const struct tree *tree, uint32_t at)
{
    while (at < tree->size && tree->bytes[at] != '\n')
        at++;
    return at > 0 && tree->bytes[at - 1] == '\r' ? at - 1 : at;
}

static uint32_t line_next(const struct tree *tree, uint32_t at)
{
    while (at < tree->size && tree->bytes[at] != '\n')
        at++;
    return at < tree->size ? at + 1 : at;
}

static uint32_t indentation_end(const struct tree *tree, uint32_t line)
{
    while (line < tree->size && (tree->bytes[line] == ' ' || tree->bytes[line] == '\t'))
        line++;
    return line;
}

static bool is_in_brackets(const struct tree *tree, uint32_t node)
{
    uint32_t above = tree_node(tree, node)->parent;
    struct span at = tree_node(tree, above)->at;
    char close = span_is_empty(at) || above == 0 ? '\0' : tree->bytes[at.end - 1];
    uint32_t start = at.start;
    while (start < at.end && (tree->bytes[start] == '&' || tree->bytes[start] == '!')) {
        while (start < at.end && strchr(" \t\r\n", tree->bytes[start]) == NULL)
            start++;
        while (start < at.end && strchr(" \t\r\n", tree->bytes[start]) != NULL)
            start++;
    }
    return (close == ']' && tree->bytes[start] == '[') ||
           (close == '}' && tree->bytes[start] == '{');
}

/* Where an element or a member begins: with its dash, or with its key. 0 if that cannot be told. */
static uint32_t entry_start(const struct tree *tree, uint32_t node)
{
    const struct node *item = tree_node(tree, node);
    if (tree_node(tree, item->parent)->kind == NODE_MAP) {
        uint32_t start = item->key.start;
        bool quoted = start > 0 && strchr("\"'", tree->bytes[start - 1]) != NULL;
        return start - quoted;
    }
    for (uint32_t line = line_start(tree, item->at.start), end = item->at.start; line < tree->size;
         end = line, line = line_start(tree, line - 1)) {
        uint32_t at = end; /* the last dash of the line that stands in front of the value */
        while (at > line && strchr(" \t\r\n", tree->bytes[at - 1]) != NULL)
            at--;
        if (at > line && tree->bytes[at - 1] == '-')
            return at - 1;
        bool comment = tree->bytes[indentation_end(tree, line)] == '#';
        if ((at > line && !comment) || line == 0) /* "- # like this" or who knows what */
            return 0;
    }
    return 0;
}

/* Does it have lines of its own: nothing in front of it but blanks? */
static bool has_lines(const struct tree *tree, uint32_t start)
{
    return indentation_end(tree, line_start(tree, start)) == start;
}

static bool is_comment_line(const struct tree *tree, uint32_t line, uint32_t indentation)
{
    uint32_t at = indentation_end(tree, line);
    return at < tree->size && tree->bytes[at] == '#' && at - line == indentation;
}

/* Nothing of what goes may be what others stand for, or have a name of its own. */
static bool is_tied(const struct tree *tree, uint32_t node)
{
    struct span at = tree_node(tree, node)->at;
    for (uint32_t i = node; i < tree->count && tree_node(tree, i)->at.start < at.end; i++)
        if (tree_node(tree, i)->shared || (tree_node(tree, i)->at.start < tree->size &&
                                           tree->bytes[tree_node(tree, i)->at.start] == '&'))
            return true;
    return false;
}

/*
 * Comments above an entry go with it when they can speak of nothing else: what comes next has a
 * comment of its own, or an empty line in front, or is another matter. Comments above the first of
 * several entries may speak of all of them.
 */
static uint32_t comments_above(const struct tree *tree, uint32_t node, uint32_t start, uint32_t end)
{
    uint32_t line = line_start(tree, start), first = line, indentation = start - line;
    bool followed = tree_node(tree, node)->next != 0;
    if (followed && indentation_end(tree, end) < tree->size &&
        strchr("#\r\n", tree->bytes[indentation_end(tree, end)]) == NULL)
        return line;
    while (first > 0 && is_comment_line(tree, line_start(tree, first - 1), indentation))
        first = line_start(tree, first - 1);
    return first;
}

/* The lines of an entry. */
static size_t lines_erase(const struct tree *tree, uint32_t node, uint32_t start,
                          struct edit *edits)
{
    struct span old = {0, line_next(tree, tree_node(tree, node)->at.end)};
    old.start = comments_above(tree, node, start, old.end);
    bool cut = old.end == tree->size && tree->bytes[tree->size - 1] != '\n';
    if (cut && old.start > 0) { /* the line end before it goes in place of its own */
        old.start--;
        old.start -= old.start > 0 && tree->bytes[old.start - 1] == '\r';
    }
    edits[0] = (struct edit){.old = old, .text = "", .length = 0};
    return 1;
}

size_t yaml_erase(const struct tree *tree, uint32_t node, void *mem, struct edit *edits)
{
    const struct node *item = tree_node(tree, node), *above = tree_node(tree, item->parent);
    if (item->parent == 0 || above->child == above->last || is_tied(tree, node))
        return 0;
    if (is_in_brackets(tree, node))
        return element_erase(tree, node, mem, edits);
    uint32_t start = entry_start(tree, node);
    if (has_lines(tree, start) && (start > 0 || above->kind == NODE_MAP))
        return lines_erase(tree, node, start, edits);
    uint32_t next = item->next == 0 ? 0 : entry_start(tree, item->next);
    if (start == 0 || next < item->at.end || line_end(tree, item->at.end) != item->at.end)
        return 0;
    struct span old = {start,
                       next}; /* it begins on the line of what it is in: the next one moves up */
    if (memchr(tree->bytes + item->at.end, '#', next - item->at.end) != NULL)
        return 0;
    edits[0] = (struct edit){.old = old, .text = "", .length = 0};
    return 1;
}

size_t yaml_append(const struct tree *tree, uint32_t node, const char *text, void *mem,
                   struct edit *edits)
{
    const struct node *item = tree_node(tree, node);
    if (item->parent == 0 || tree_node(tree, item->parent)->kind != NODE_LIST ||
        is_tied(tree, node))
        return 0;
    if (is_in_brackets(tree, node))
        return element_append(tree, node, text, mem, edits);
    uint32_t start = entry_start(tree, node), line = line_start(tree, start);
    uint32_t place = line_end(tree, item->at.end);
    bool crlf = memchr(tree->bytes + line, '\n', tree->size - line) == NULL
                    ? line > 1 && tree->bytes[line - 2] == '\r'
                    : tree->bytes[line_end(tree, line)] == '\r';
    if (start == 0 && tree->bytes[0] != '-')
        return 0;
    char *added = talloc_asprintf(mem, "%s%*s%.*s%s", crlf ? "\r\n" : "\n", (int)(start - line), "",
                                  (int)(item->at.start - start), tree->bytes + start, text);
    edits[0] = (struct edit){.old = {place, place}, .text = added, .length = strlen(added)};
    return 1;
}
