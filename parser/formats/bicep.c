#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/azure_set.h"
#include "parser/formats/code_record.h"

/*
 * Bicep: record sets below Microsoft.Network/dnsZones and privateDnsZones. A host, a name or a zone
 * may be a parameter with a default, or a variable.
 */

/* What a name stands for: the value of a parameter or a variable, or the body of a resource. */
static uint32_t symbol_find(const struct tree *tree, const char *name, bool *resource)
{
    for (uint32_t top = tree_node(tree, 0)->child; top != 0; top = tree_node(tree, top)->next) {
        *resource = tree_key_is(tree, top, "resource");
        bool value = tree_key_is(tree, top, "param") || tree_key_is(tree, top, "var");
        uint32_t found = *resource || value ? tree_member(tree, top, name) : 0;
        if (found != 0)
            return *resource ? tree_node(tree, found)->child : found;
    }
    return 0;
}

static uint32_t path_find(const struct tree *tree, const struct path *path)
{
    bool resource;
    uint32_t found = symbol_find(tree, path->names[0], &resource);
    for (unsigned i = 1; i < path->count && found != 0; i++)
        found = tree_member(tree, found, path->names[i]);
    return found;
}

/* A zone is spoken of by its symbol, its name or its id. */
static uint32_t zone_find(const struct tree *tree, const struct path *path)
{
    bool resource;
    uint32_t body = symbol_find(tree, path->names[0], &resource);
    return body != 0 && resource ? tree_member(tree, body, "name") : 0;
}

/* name: 'contoso.com/www' holds the zone too; the slash parts them. */
static void name_split(struct code *code, struct azure_set *set, uint32_t name)
{
    const char *text = code_text(code, name, false);
    const char *slash = text == NULL ? NULL : strchr(text, '/');
    set->owner = slash == NULL ? text : slash + 1;
    if (slash != NULL)
        set->zone = talloc_strndup(code->mem, text, (size_t)(slash - text));
}

static void resource_read(struct code *code, const char *type, uint32_t body, bool shared,
                          const char *zone)
{
    const struct tree *tree = code->follower.tree;
    uint32_t name = tree_member(tree, body, "name"), parent = tree_member(tree, body, "parent");
    struct azure_set set = {
        .type = type,
        .zone = parent != 0 ? code_text(code, parent, true) : zone,
        .owner_node = name != 0 && tree_node(tree, name)->kind == NODE_SCALAR ? name : 0,
        .properties = tree_member(tree, body, "properties"),
        .element = body,
        .shared = shared,
    };
    if (zone != NULL && strchr(type, '/') == NULL) /* a child has only the last part of its type */
        set.type = talloc_asprintf(code->mem, "Microsoft.Network/dnsZones/%s", type);
    struct span from = tree_node(tree, parent)->at;
    set.context = parent != 0
                      ? talloc_strndup(code->mem, tree->bytes + from.start, span_length(from))
                      : talloc_asprintf(code->mem, "%u", body);
    name_split(code, &set, name);
    azure_set_read(code, &set);
}

static void resources_read(struct code *code, uint32_t parent, const char *zone);

/* resource name 'type' = {…}, = if (…) {…}, = [for … : {…}] */
static void declaration_read(struct code *code, uint32_t value, const char *zone)
{
    const struct tree *tree = code->follower.tree;
    const struct node *node = tree_node(tree, value);
    char *type = tree_key(tree, value, code->mem);
    bool shared = node->kind == NODE_COMPUTED && tree->bytes[node->at.start] == '[';
    uint32_t body = value;
    while (body != 0 && tree_node(tree, body)->kind == NODE_COMPUTED)
        body = tree_node(tree, body)->last;
    if (body == 0 || tree_node(tree, body)->kind != NODE_MAP)
        return;
    resource_read(code, type, body, shared, zone);
    if (azure_type_is_zone(type)) {
        const char *name = code_text(code, tree_member(tree, body, "name"), true);
        resources_read(code, body, name == NULL ? "" : name);
    }
}

static void resources_read(struct code *code, uint32_t parent, const char *zone)
{
    const struct tree *tree = code->follower.tree;
    for (uint32_t top = tree_node(tree, parent)->child; top != 0;
         top = tree_node(tree, top)->next) {
        uint32_t symbol = tree_key_is(tree, top, "resource") ? tree_node(tree, top)->child : 0;
        uint32_t value = symbol == 0 ? 0 : tree_node(tree, symbol)->child;
        if (value != 0)
            declaration_read(code, value, zone);
    }
}

static void bicep_read(struct document *document, const char *origin, struct loader loader)
{
    struct code *code = code_open(document, &bicep_syntax);
    (void)loader;
    code->follower.definitions = 1;
    code->follower.find = path_find;
    code->follower.find_zone = zone_find;
    resources_read(code, 0, NULL);
    code_leftovers_read(code);
    entries_close(document, entries_told(document, origin));
    talloc_free(code);
}

static const char *bicep_recognise(const char *name, const char *bytes, uint32_t size)
{
    const char *end = strrchr(name, '.');
    bool is = end != NULL &&
              (strcasecmp(end, ".bicep") == 0 || strcasecmp(end, ".bicepparam") == 0) &&
              (memmem(bytes, size, "nsZones/", 8) != NULL ||
               memmem(bytes, size, "nszones/", 8) != NULL || code_mentions_exchange(bytes, size));
    return is ? "its name is Bicep's and it speaks of DNS zones" : NULL;
}

const struct format bicep_format = {
    .name = "bicep",
    .summary = "Bicep: record sets of Azure DNS",
    .recognise = bicep_recognise,
    .read = bicep_read,
    ENTRIES_ANSWERS,
};
