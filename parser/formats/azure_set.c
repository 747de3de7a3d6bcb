#include "parser/formats/azure_set.h"

#include <string.h>
#include <talloc.h>

/* A record of several fields: SRV, CAA. One that has a list in place of a text is left. */
static void fields_read(struct code *code, const struct code_set *set, uint32_t element,
                        const struct fields_row *row)
{
    const struct tree *tree = code->follower.tree;
    struct part parts[FIELDS_MOST] = {{.node = 0}};
    unsigned count = 0;
    for (; count < FIELDS_MOST && row->keys[count] != NULL; count++) {
        parts[count].node = tree_member(tree, element, row->keys[count]);
        if (parts[count].node == 0)
            return;
    }
    if (row->text)
        parts[count - 1].form = PART_STRING;
    code_parts_read(code, set, parts, count);
}

static void element_read(struct code *code, struct code_set set, uint32_t element,
                         const struct fields_row *row)
{
    const struct tree *tree = code->follower.tree;
    bool mx = strcmp(row->type, "MX") == 0;
    if (row->keys[1] != NULL && !mx) {
        fields_read(code, &set, element, row);
        return;
    }
    uint32_t value = tree_member(tree, element, row->keys[mx ? 1 : 0]);
    set.preference = mx ? tree_member(tree, element, row->keys[0]) : 0;
    if (value == 0)
        return;
    if (tree_node(tree, value)->kind == NODE_LIST) { /* one TXT record in several strings */
        if (tree_node(tree, value)->child != tree_node(tree, value)->last)
            return;
        value = tree_node(tree, value)->child;
    }
    if (value != 0)
        code_values_read(code, &set, value);
}

static void values_read(struct code *code, struct code_set set, uint32_t values,
                        const struct fields_row *row)
{
    const struct tree *tree = code->follower.tree;
    if (tree_node(tree, values)->kind == NODE_MAP)
        element_read(code, set, values, row);
    else if (tree_node(tree, values)->kind != NODE_LIST)
        code_values_read(code, &set, values);
    else
        for (uint32_t element = tree_node(tree, values)->child; element != 0;
             element = tree_node(tree, element)->next) {
            struct code_set one = set;
            one.element = element;
            one.set = set.element;
            element_read(code, one, element, row);
        }
}

void azure_set_read(struct code *code, const struct azure_set *azure)
{
    const struct tree *tree = code->follower.tree;
    const struct fields_row *row = azure_type_row(azure->type);
    uint32_t values = row == NULL ? 0 : tree_member(tree, azure->properties, row->list);
    if (values == 0 || strcmp(row->type, "SOA") == 0) /* a part of a zone has none */
        return;
    struct code_set set = {
        .type = row->type,
        .owner = azure->owner,
        .owner_node = azure->owner_node,
        .zone = azure->zone,
        .context = azure->context,
        .identity = talloc_strndup(code->mem, azure->type, azure_zone_length(azure->type)),
        .ttl_node = tree_member(tree, azure->properties, "ttl"),
        .shared = azure->shared,
        .element = azure->element};
    values_read(code, set, values, row);
}
