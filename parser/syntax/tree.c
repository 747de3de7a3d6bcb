#include "parser/syntax/tree.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"

struct tree *tree_read(void *mem, const struct syntax *syntax, const char *bytes, uint32_t size,
                       struct syntax_fault *fault)
{
    struct tree *tree = talloc_zero(mem, struct tree);
    tree->syntax = syntax;
    tree->bytes = bytes;
    tree->size = size;
    ARRAY_PUSH(tree, tree->nodes, tree->count,
               (struct node){.kind = NODE_LIST, .at = {0, size}, .text = {0, size}});
    *fault = (struct syntax_fault){.message = NULL};
    syntax->parse(tree, fault);
    return tree;
}

uint32_t tree_add(struct tree *tree, uint32_t parent, struct node node)
{
    uint32_t added = (uint32_t)tree->count;
    node.parent = parent;
    node.prior = tree->nodes[parent].last;
    node.next = node.child = node.last = 0;
    ARRAY_PUSH(tree, tree->nodes, tree->count, node);
    struct node *above = &tree->nodes[parent];
    if (above->last != 0)
        tree->nodes[above->last].next = added;
    else
        above->child = added;
    above->last = added;
    return added;
}

const struct node *tree_node(const struct tree *tree, uint32_t node)
{
    return &tree->nodes[node];
}

bool tree_key_is(const struct tree *tree, uint32_t node, const char *key)
{
    struct span span = tree->nodes[node].key;
    size_t length = strlen(key);
    return length == span_length(span) && strncasecmp(tree->bytes + span.start, key, length) == 0;
}

uint32_t tree_member(const struct tree *tree, uint32_t map, const char *key)
{
    if (map == 0 || tree->nodes[map].kind != NODE_MAP)
        return 0;
    uint32_t member = tree->nodes[map].child;
    while (member != 0 && !tree_key_is(tree, member, key))
        member = tree->nodes[member].next;
    return member;
}

uint32_t tree_member_of(const struct tree *tree, uint32_t map, const char *const *keys)
{
    uint32_t member = 0;
    for (; *keys != NULL && member == 0; keys++)
        member = tree_member(tree, map, *keys);
    return member;
}

char *tree_value(const struct tree *tree, uint32_t node, void *mem)
{
    const struct node *scalar = &tree->nodes[node];
    if (node == 0 || scalar->kind != NODE_SCALAR)
        return NULL;
    if (scalar->escaped)
        return tree->syntax->decode(tree, node, mem);
    return talloc_strndup(mem, tree->bytes + scalar->text.start, span_length(scalar->text));
}

char *tree_key(const struct tree *tree, uint32_t node, void *mem)
{
    struct span key = tree->nodes[node].key;
    return talloc_strndup(mem, tree->bytes + key.start, span_length(key));
}

bool tree_is(const struct tree *tree, uint32_t node, const char *value)
{
    const struct node *scalar = &tree->nodes[node];
    size_t length = strlen(value);
    if (node == 0 || scalar->kind != NODE_SCALAR)
        return false;
    if (!scalar->escaped)
        return span_length(scalar->text) == length &&
               strncasecmp(tree->bytes + scalar->text.start, value, length) == 0;
    char *decoded = tree->syntax->decode(tree, node, NULL);
    bool is = decoded != NULL && strcasecmp(decoded, value) == 0;
    talloc_free(decoded);
    return is;
}

int64_t tree_number(const struct tree *tree, uint32_t node)
{
    char *text = tree_value(tree, node, NULL), *end = text;
    int64_t number = text != NULL && *text >= '0' && *text <= '9' ? strtoll(text, &end, 10) : -1;
    if (text == NULL || *end != '\0')
        number = -1;
    talloc_free(text);
    return number;
}
