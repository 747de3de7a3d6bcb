#include "parser/formats/rrset.h"

#include <strings.h>
#include <talloc.h>

static void each_child(struct document *document, uint32_t node,
                       void (*read)(struct document *document, uint32_t element))
{
    const struct tree *tree = entries_tree(document);
    for (uint32_t child = tree_node(tree, node)->child; child != 0;
         child = tree_node(tree, child)->next)
        read(document, child);
}

void each_element(struct document *document, uint32_t list,
                  void (*read)(struct document *document, uint32_t element))
{
    if (list != 0)
        each_child(document, list, read);
}

void each_root(struct document *document, void (*read)(struct document *document, uint32_t root))
{
    each_child(document, 0, read);
}

void mx_computed(struct document *document, uint32_t node)
{
    entries_computed(document, node, "the MX is worked out elsewhere: its host is not told here");
}

/* The scalar that says what an element of the list means; 0 if there is none, which was noted. */
static uint32_t value_find(struct document *document, const struct rrset_shape *shape,
                           const struct entry *entry, uint32_t element)
{
    const struct tree *tree = entries_tree(document);
    uint32_t value = shape->value == NULL || tree_node(tree, element)->kind != NODE_MAP
                         ? element
                         : tree_member(tree, element, shape->value);
    uint32_t meant = value == 0              ? 0
                     : shape->follow != NULL ? shape->follow(document, value, true)
                     : tree_node(tree, value)->kind == NODE_SCALAR ? value
                                                                   : 0;
    if (meant == 0 && value != 0 && strcasecmp(entry->type, "MX") == 0)
        mx_computed(document, value);
    return meant;
}

static void value_add(struct document *document, const struct rrset_shape *shape,
                      struct entry entry, uint32_t element)
{
    const struct tree *tree = entries_tree(document);
    if (shape->off != NULL && tree_is(tree, tree_member(tree, element, shape->off), "true"))
        return;
    uint32_t value = value_find(document, shape, &entry, element);
    if (value == 0)
        return;
    /* A value that is not in a list can be changed, but neither go nor be joined by another. */
    bool listed = tree_node(tree, tree_node(tree, element)->parent)->kind == NODE_LIST;
    entry.element = listed ? element : 0;
    entry.set = listed ? entry.set : 0;
    entry.parts[0] = (struct part){.node = value, .form = shape->octal ? PART_OCTAL : PART_TEXT};
    entry.part_count = 1;
    entries_add(document, &entry);
}

/* Several sets without a known owner are not one. */
static void owner_settle(const struct rrset_shape *shape, struct entry *entry, char *owner,
                         uint32_t set)
{
    entry->owner = owner == NULL ? "" : owner;
    entry->zone = owner == NULL ? NAME_UNKNOWN : NAME_ROOT;
    if (owner == NULL)
        entry->variant = set;
    else if (shape->octal)
        octal_to_decimal(owner);
}

static void values_add(struct document *document, const struct rrset_shape *shape,
                       const struct entry *entry, uint32_t values)
{
    const struct tree *tree = entries_tree(document);
    if (values != 0 && tree_node(tree, values)->kind != NODE_LIST)
        value_add(document, shape, *entry, values);
    else if (values != 0)
        for (uint32_t value = tree_node(tree, values)->child; value != 0;
             value = tree_node(tree, value)->next)
            value_add(document, shape, *entry, value);
}

void rrset_add(struct document *document, const struct rrset_shape *shape, uint32_t set,
               uint32_t element, uint32_t variant)
{
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    uint32_t name = tree_member(tree, set, shape->name), ttl = tree_member(tree, set, shape->ttl);
    uint32_t type = tree_member(tree, set, shape->type);
    uint32_t values = tree_member(tree, set, shape->values);
    uint32_t owner =
        name != 0 && shape->follow != NULL ? shape->follow(document, name, false) : name;
    char *text = owner != 0 || shape->text == NULL || name == 0 ? tree_value(tree, owner, mem)
                                                                : shape->text(document, name, mem);
    struct entry entry = {.owner_node = owner,
                          .owner_at = tree_node(tree, name)->at,
                          .type = tree_value(tree, type, mem),
                          .type_node = type,
                          .ttl = tree_number(tree, ttl),
                          .ttl_node = ttl,
                          .origin = NAME_ROOT,
                          .dots = shape->dots,
                          .set = element,
                          .variant = variant};
    owner_settle(shape, &entry, text, set);
    if (name == 0 || type == 0)
        document_problem(document, PROBLEM_SCHEMA, 0, tree_node(tree, element)->at,
                         "a record set without %s", name == 0 ? shape->name : shape->type);
    else if (entry.type != NULL)
        values_add(document, shape, &entry, values);
    talloc_free(mem);
}
