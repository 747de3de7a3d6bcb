#include "parser/formats/azure_set.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

/* Behind "Microsoft.Network/dnsZones" or its private counterpart; NULL if it is neither. */
static const char *behind_zone(const char *type)
{
    static const char *const zones[] = {"Microsoft.Network/dnsZones",
                                        "Microsoft.Network/privateDnsZones"};
    for (size_t i = 0; type != NULL && i < sizeof zones / sizeof *zones; i++)
        if (strncasecmp(type, zones[i], strlen(zones[i])) == 0)
            return type + strlen(zones[i]);
    return NULL;
}

bool azure_type_is_zone(const char *type)
{
    const char *behind = behind_zone(type);
    return behind != NULL && (*behind == '\0' || *behind == '@');
}

/* Where the values of a type stand. */
static const struct {
    const char *type, *list, *value;
} shapes[] = {
    {"A", "ARecords", "ipv4Address"},  {"AAAA", "AAAARecords", "ipv6Address"},
    {"CNAME", "CNAMERecord", "cname"}, {"MX", "MXRecords", "exchange"},
    {"TXT", "TXTRecords", "value"},
};

static void element_read(struct code *code, struct code_set set, uint32_t element,
                         const char *value_key)
{
    const struct tree *tree = code->follower.tree;
    uint32_t value = tree_member(tree, element, value_key);
    set.preference = tree_member(tree, element, "preference");
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
                        const char *value_key)
{
    const struct tree *tree = code->follower.tree;
    if (tree_node(tree, values)->kind == NODE_MAP)
        element_read(code, set, values, value_key);
    else if (tree_node(tree, values)->kind != NODE_LIST)
        code_values_read(code, &set, values);
    else
        for (uint32_t element = tree_node(tree, values)->child; element != 0;
             element = tree_node(tree, element)->next) {
            struct code_set one = set;
            one.element = element;
            one.set = set.element;
            element_read(code, one, element, value_key);
        }
}

void azure_set_read(struct code *code, const struct azure_set *azure)
{
    const struct tree *tree = code->follower.tree;
    const char *behind = behind_zone(azure->type);
    size_t length = behind == NULL || *behind != '/' ? 0 : strcspn(behind + 1, "@");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        uint32_t values = tree_member(tree, azure->properties, shapes[i].list);
        if (values == 0 || strlen(shapes[i].type) != length ||
            strncasecmp(shapes[i].type, behind + 1, length) != 0)
            continue;
        struct code_set set = {
            .type = shapes[i].type,
            .owner = azure->owner,
            .owner_node = azure->owner_node,
            .zone = azure->zone,
            .context = azure->context,
            .identity = talloc_strndup(code->mem, azure->type, (size_t)(behind - azure->type)),
            .ttl_node = tree_member(tree, azure->properties, "ttl"),
            .shared = azure->shared,
            .element = azure->element};
        values_read(code, set, values, shapes[i].value);
    }
}
