#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/azure_set.h"
#include "parser/formats/code_record.h"
#include "parser/formats/terraform_rows.h"

/*
 * Terraform, OpenTofu and Terragrunt: resources that hold records, in HCL and in its JSON form, and
 * what code_leftovers.c finds outside of them. Both notations read as the same tree.
 */

/* ---- the tree ---------------------------------------------------------------------------------- */

/* The first of what stands at the top: in JSON all of it is in one object. */
static uint32_t top_first(const struct tree *tree)
{
    uint32_t first = tree_node(tree, 0)->child;
    return tree->syntax == &json_syntax && first != 0 ? tree_node(tree, first)->child : first;
}

/*
 * Finds the value of a path in a map that may be written in parts: as blocks of the same name, or in
 * JSON as a list of maps. An index is passed over where there is no list: a resource with a count.
 */
static uint32_t value_find(const struct tree *tree, uint32_t node, char *const *names,
                           unsigned count)
{
    uint32_t child = node == 0 ? 0 : tree_node(tree, node)->child;
    char *end;
    unsigned long index = count == 0 ? 0 : strtoul(names[0], &end, 10);
    bool number = count > 0 && end != names[0] && *end == '\0';
    if (node == 0 || count == 0)
        return node;
    if (tree_node(tree, node)->kind == NODE_LIST && number) {
        for (; index > 0 && child != 0; index--)
            child = tree_node(tree, child)->next;
        return value_find(tree, child, names + 1, count - 1);
    }
    for (; child != 0; child = tree_node(tree, child)->next) {
        bool list = tree_node(tree, node)->kind == NODE_LIST;
        uint32_t found = list ? value_find(tree, child, names, count)
                         : tree_key_is(tree, child, names[0])
                             ? value_find(tree, child, names + 1, count - 1)
                             : 0;
        if (found != 0)
            return found;
    }
    return number ? value_find(tree, node, names + 1, count - 1) : 0;
}

/* The same from the top, in what has this keyword. */
static uint32_t top_find(const struct tree *tree, const char *keyword, char *const *names,
                         unsigned count)
{
    uint32_t found = 0;
    for (uint32_t top = top_first(tree); top != 0 && found == 0; top = tree_node(tree, top)->next)
        if (tree_key_is(tree, top, keyword))
            found = value_find(tree, top, names, count);
    return found;
}

static uint32_t path_find(const struct tree *tree, const struct path *path)
{
    char *const *names = path->names;
    if (path->count < 2)
        return 0;
    if (strcmp(names[0], "local") == 0)
        return top_find(tree, "locals", names + 1, path->count - 1);
    if (strcmp(names[0], "data") == 0)
        return top_find(tree, "data", names + 1, path->count - 1);
    if (strcmp(names[0], "var") == 0) {
        uint32_t variable = top_find(tree, "variable", names + 1, 1);
        uint32_t value = tree_member(tree, variable, "default");
        return value_find(tree, value, names + 2, path->count - 2);
    }
    return top_find(tree, "resource", names, path->count);
}

/* A zone's resource names it in one of these; Google's "name" is only the provider's own label. */
static uint32_t zone_find(const struct tree *tree, const struct path *path)
{
    static const char *const keys[] = {"dns_name",    "zone", "zone_name", "domain",
                                       "domain_name", "name", NULL};
    bool data = strcmp(path->names[0], "data") == 0;
    unsigned first = data ? 1 : 0;
    if (path->count < first + 2 || (strstr(path->names[first], "zone") == NULL &&
                                    strstr(path->names[first], "domain") == NULL))
        return 0;
    uint32_t body = top_find(tree, data ? "data" : "resource", path->names + first, 2);
    uint32_t filter = tree_member(tree, body, "filter"), name = tree_member_of(tree, body, keys);
    return name != 0 ? name : tree_member_of(tree, filter, keys);
}

/* ---- resources --------------------------------------------------------------------------------- */

/* A resource, or a block in it: what the block lacks the resource may say. */
struct resource {
    const struct terraform_row *row;
    const char *label; /* its name */
    uint32_t body, block;
};

static uint32_t attribute(const struct tree *tree, const struct resource *resource, const char *own,
                          const char *const *usual)
{
    const char *const one[] = {own, NULL}, *const *keys = own != NULL ? one : usual;
    uint32_t found = tree_member_of(tree, resource->block, keys);
    return found != 0 ? found : tree_member_of(tree, resource->body, keys);
}

/* Does the expression depend on which instance of the resource it is? */
static bool is_each(const struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    struct span at = tree_node(tree, node)->at;
    const char *text = tree->bytes + at.start;
    return node != 0 && follow_is_computed(&code->follower, node) &&
           (memmem(text, span_length(at), "each.", 5) != NULL ||
            memmem(text, span_length(at), "count.index", 11) != NULL);
}

/* What sets records apart whose zone is not known: where the zone comes from, and the owner if that
 * is not known either. */
static const char *context_of(const struct code *code, const struct resource *resource,
                              uint32_t zone, uint32_t owner, bool owner_known)
{
    const struct tree *tree = code->follower.tree;
    struct span from = tree_node(tree, zone)->at, name = tree_node(tree, owner)->at;
    if (zone == 0 && (owner == 0 || !owner_known))
        return resource->label;
    return talloc_asprintf(code->mem, "%.*s%.*s", zone == 0 ? 0 : (int)span_length(from),
                           tree->bytes + from.start, owner_known ? 0 : (int)span_length(name),
                           tree->bytes + name.start);
}

/* Two zones of one name are two if they are at two providers, private and public, or referred to in
 * two ways. */
static const char *identity_of(const struct code *code, const struct resource *resource,
                               uint32_t zone)
{
    const char *type = resource->row->resource;
    struct span from = tree_node(code->follower.tree, zone)->at;
    return talloc_asprintf(code->mem, "%.*s%s %.*s", (int)strcspn(type, "_"), type,
                           strstr(type, "private") == NULL ? "" : " private",
                           zone == 0 ? 0 : (int)span_length(from),
                           code->follower.tree->bytes + from.start);
}

static void record_read(struct code *code, const struct resource *resource)
{
    const struct tree *tree = code->follower.tree;
    const struct terraform_row *row = resource->row;
    uint32_t type = attribute(tree, resource, NULL, code_type_keys);
    uint32_t owner = attribute(tree, resource, row->owner, code_owner_keys);
    uint32_t zone = attribute(tree, resource, row->zone, code_zone_keys);
    uint32_t values = attribute(tree, resource, row->values, code_value_keys);
    bool scalar = owner != 0 && !follow_is_computed(&code->follower, owner);
    struct code_set set = {
        .type = row->type != NULL ? row->type : code_text(code, type, false),
        .owner = owner == 0 ? "@" : code_text(code, owner, false),
        .owner_node = scalar ? owner : 0,
        .zone = code_text(code, zone, true),
        .ttl_node = attribute(tree, resource, NULL, code_ttl_keys),
        .preference = attribute(tree, resource, NULL, code_preference_keys),
        .shared = is_each(code, owner) || is_each(code, zone),
        .relative = row->relative,
        .dots = row->dots || row->relative ? DOT_ALWAYS : DOT_AS_IT_WAS,
        .element = resource->block,
        .set = resource->block != resource->body ? resource->body : 0,
    };
    set.identity = identity_of(code, resource, zone);
    set.context =
        set.shared ? resource->label : context_of(code, resource, zone, owner, set.owner != NULL);
    if (set.type != NULL && values != 0)
        code_values_read(code, &set, values);
    code->taken[resource->body] = code->taken[resource->block] = true;
}

static void block_read(struct code *code, struct resource resource, uint32_t block)
{
    const struct tree *tree = code->follower.tree;
    resource.block = block;
    if (tree_node(tree, block)->kind == NODE_MAP)
        record_read(code, &resource);
    for (uint32_t element = tree_node(tree, block)->child;
         element != 0 && tree_node(tree, block)->kind == NODE_LIST;
         element = tree_node(tree, element)->next)
        block_read(code, resource, element);
}

/* dynamic "record" { content { … } }: its values come from elsewhere, or are shared. */
static uint32_t dynamic_content(const struct tree *tree, uint32_t dynamic, const char *name)
{
    char *const path[] = {(char *)(uintptr_t)name, (char *)(uintptr_t) "content"};
    return value_find(tree, dynamic, path, 2);
}

static void resource_read(struct code *code, const struct terraform_row *row, uint32_t body)
{
    const struct tree *tree = code->follower.tree;
    struct resource resource = {
        .row = row, .label = tree_key(tree, body, code->mem), .body = body, .block = body};
    if (row->block == NULL) {
        record_read(code, &resource);
        return;
    }
    for (uint32_t member = tree_node(tree, body)->child; member != 0;
         member = tree_node(tree, member)->next) {
        uint32_t content =
            tree_key_is(tree, member, "dynamic") ? dynamic_content(tree, member, row->block) : 0;
        if (tree_key_is(tree, member, row->block))
            block_read(code, resource, member);
        else if (content != 0)
            block_read(code, resource, content);
    }
}

/* azapi_resource: the body that Azure's API takes. The older provider has it as JSON that a function
 * makes of an object. */
static void azapi_read(struct code *code, uint32_t resource)
{
    const struct tree *tree = code->follower.tree;
    uint32_t body = tree_member(tree, resource, "body");
    uint32_t owner = tree_member(tree, resource, "name");
    uint32_t zone = tree_member(tree, resource, "parent_id");
    if (body != 0 && tree_node(tree, body)->kind == NODE_COMPUTED)
        body = tree_node(tree, body)->child;
    struct azure_set set = {
        .type = tree_value(tree, tree_member(tree, resource, "type"), code->mem),
        .owner = code_text(code, owner, false),
        .owner_node = owner,
        .zone = code_text(code, zone, true),
        .context = tree_key(tree, resource, code->mem),
        .properties = tree_member(tree, body, "properties"),
        .element = resource,
        .shared = is_each(code, owner) || is_each(code, zone),
    };
    azure_set_read(code, &set);
    code->taken[resource] = true;
}

static void resources_of_type(struct code *code, uint32_t type)
{
    const struct tree *tree = code->follower.tree;
    struct span key = tree_node(tree, type)->key;
    const struct terraform_row *row = terraform_row_find(tree->bytes + key.start, span_length(key));
    bool azapi = tree_key_is(tree, type, "azapi_resource");
    for (uint32_t body = tree_node(tree, type)->child; body != 0 && (row != NULL || azapi);
         body = tree_node(tree, body)->next) {
        uint32_t map =
            tree_node(tree, body)->kind == NODE_LIST ? tree_node(tree, body)->child : body;
        if (map != 0 && azapi)
            azapi_read(code, map);
        else if (map != 0)
            resource_read(code, row, map);
    }
}

/* {type: {name: …}}, or in JSON a list of such. */
static void types_read(struct code *code, uint32_t types)
{
    const struct tree *tree = code->follower.tree;
    bool list = tree_node(tree, types)->kind == NODE_LIST;
    for (uint32_t child = tree_node(tree, types)->child; child != 0;
         child = tree_node(tree, child)->next) {
        if (list)
            types_read(code, child);
        else
            resources_of_type(code, child);
    }
}

static void terraform_read(struct document *document, const char *origin,
                           const struct syntax *syntax)
{
    struct code *code = code_open(document, syntax);
    const struct tree *tree = code->follower.tree;
    code->follower.template_scalars = syntax == &json_syntax;
    code->follower.find = path_find;
    code->follower.find_zone = zone_find;
    for (uint32_t top = top_first(tree); top != 0; top = tree_node(tree, top)->next)
        if (tree_key_is(tree, top, "resource"))
            types_read(code, top);
    code_leftovers_read(code);
    entries_close(document, entries_told(document, origin));
    talloc_free(code);
}

static void hcl_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    terraform_read(document, origin, &hcl_syntax);
}

static void json_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    terraform_read(document, origin, &json_syntax);
}

/* ---- recognition ------------------------------------------------------------------------------- */

static bool has_ending(const char *name, const char *const *endings)
{
    size_t length = strlen(name);
    for (; *endings != NULL; endings++) {
        size_t end = strlen(*endings);
        if (length > end && strcasecmp(name + length - end, *endings) == 0)
            return true;
    }
    return false;
}

/* Most files of a module hold no DNS data, and what is not read costs nothing: is there a resource of
 * records, an Exchange host, or a record in somebody's own shape? */
static bool has_records(const char *bytes, uint32_t size)
{
    for (const char *at = bytes, *end = bytes + size;
         (at = memmem(at, (size_t)(end - at), "resource", 8)) != NULL;) {
        at += 8;
        while (at < end && strchr(" \t\r\n\":{[", *at) != NULL && *at != '\0')
            at++;
        size_t length = 0;
        while (at + length < end && at[length] != '"' && at[length] != ' ' && at[length] != '\n')
            length++;
        if (terraform_row_find(at, length) != NULL)
            return true;
    }
    return memmem(bytes, size, "\"MX\"", 4) != NULL ||
           memmem(bytes, size, "Zones/MX@", 9) != NULL || code_mentions_exchange(bytes, size);
}

static const char *hcl_recognise(const char *name, const char *bytes, uint32_t size)
{
    static const char *const endings[] = {".tf", ".tofu", ".tfvars", ".hcl", NULL};
    return has_ending(name, endings) && has_records(bytes, size)
               ? "its name is Terraform's and it speaks of DNS records"
               : NULL;
}

static const char *json_recognise(const char *name, const char *bytes, uint32_t size)
{
    static const char *const endings[] = {".tf.json", ".tofu.json", ".tfvars.json", NULL};
    return has_ending(name, endings) && has_records(bytes, size)
               ? "its name is Terraform's and it speaks of DNS records"
               : NULL;
}

const struct format terraform_format = {
    .name = "terraform",
    .summary = "Terraform, OpenTofu and Terragrunt: resources, locals, variables, HCL",
    .recognise = hcl_recognise,
    .read = hcl_read,
    ENTRIES_ANSWERS,
};

const struct format terraform_json_format = {
    .name = "terraform-json",
    .summary = "the same in JSON (.tf.json)",
    .recognise = json_recognise,
    .read = json_read,
    ENTRIES_ANSWERS,
};
