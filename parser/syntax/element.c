#include "parser/syntax/element.h"

#include <string.h>
#include <talloc.h>

/* Where a member or an element begins: with its key, and the quote of that. */
static uint32_t start_of(const struct tree *tree, const struct node *node)
{
    if (span_is_empty(node->key))
        return node->at.start;
    uint32_t start = node->key.start;
    bool quoted = start > 0 && (tree->bytes[start - 1] == '"' || tree->bytes[start - 1] == '\'');
    return start - quoted;
}

static const struct node *before(const struct tree *tree, uint32_t id)
{
    uint32_t prior = tree_node(tree, id)->prior;
    return prior == 0 ? NULL : tree_node(tree, prior);
}

/* The first element goes up to the second, any other from the end of the one before it. */
size_t element_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits)
{
    const struct node *node = tree_node(tree, id), *prior = before(tree, id);
    struct span old = {start_of(tree, node), node->at.end};
    (void)mem;
    if (node->parent == 0)
        return 0;
    if (prior != NULL)
        old.start = prior->at.end;
    else if (node->next != 0)
        old.end = start_of(tree, tree_node(tree, node->next));
    edits[0] = (struct edit){.old = old, .text = "", .listed = true};
    if (prior != NULL && node->next != 0)
        edits[0].tail = start_of(tree, tree_node(tree, node->next)) - old.end;
    return 1;
}

/* The gap in front of an element: what a new one is parted with, but for the comma. */
static struct span gap_before(const struct tree *tree, const struct node *node,
                              const struct node *prior)
{
    uint32_t start = start_of(tree, node), at = start;
    uint32_t least = prior != NULL ? prior->at.end : tree_node(tree, node->parent)->at.start + 1;
    while (at > least && strchr(" \t\r\n", tree->bytes[at - 1]) != NULL)
        at--;
    return (struct span){at, start};
}

size_t element_append(const struct tree *tree, uint32_t id, const char *text, void *mem,
                      struct edit *edits)
{
    const struct node *node = tree_node(tree, id);
    if (node->parent == 0 || tree_node(tree, node->parent)->kind != NODE_LIST)
        return 0;
    const struct node *prior = before(tree, id);
    struct span gap = gap_before(tree, node, prior);
    bool snug = span_is_empty(gap) ||
                (prior == NULL && memchr(tree->bytes + gap.start, '\n', span_length(gap)) == NULL);
    char *added = snug ? talloc_asprintf(mem, ", %s", text)
                       : talloc_asprintf(mem, ",%.*s%s", (int)span_length(gap),
                                         tree->bytes + gap.start, text);
    edits[0] =
        (struct edit){.old = {node->at.end, node->at.end}, .text = added, .length = strlen(added)};
    return 1;
}

char *element_paste(const struct tree *tree, uint32_t id, const char *text, void *mem)
{
    struct span key = tree_node(tree, id)->key;
    return span_is_empty(key) ? NULL
                              : talloc_asprintf(mem, "\"%.*s_new\": %s", (int)span_length(key),
                                                tree->bytes + key.start, text);
}
