#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/azure_expression.h"
#include "parser/formats/azure_type.h"
#include "parser/formats/json_text.h"
#include "parser/formats/rrset.h"

/*
 * Azure DNS: what `az network dns record-set list` and the REST API print, and ARM templates. Types and
 * keys have no case ("TTL" in public zones, "ttl" in private ones). Hosts are absolute.
 */

/* What is known of a record set before its records are looked at. */
struct set {
    uint32_t node;       /* the whole object */
    uint32_t properties; /* where its values stand: below "properties", or flat */
    const struct fields_row *row;
    const char *owner; /* NULL: cannot be told */
    uint32_t owner_node, zone;
    struct document *document;
};

static bool is_expression(const struct tree *tree, uint32_t node)
{
    const struct node *scalar = tree_node(tree, node);
    return node == 0 || scalar->kind != NODE_SCALAR || tree->bytes[scalar->text.start] == '[';
}

/* False: there is no room for more. */
static bool part_add(struct entry *entry, uint32_t node, enum part_form form)
{
    if (entry->part_count == ENTRY_PARTS)
        return false;
    entry->parts[entry->part_count++] = (struct part){.node = node, .form = form};
    return true;
}

/* The strings of a TXT stand in a list. */
static bool text_add(const struct tree *tree, struct entry *entry, uint32_t node)
{
    if (tree_node(tree, node)->kind != NODE_LIST)
        return part_add(entry, node, PART_STRING);
    for (uint32_t item = tree_node(tree, node)->child; item != 0;
         item = tree_node(tree, item)->next)
        if (!part_add(entry, item, PART_STRING))
            return false;
    return true;
}

/* False: a field is missing or worked out. */
static bool fields_add(const struct set *set, uint32_t record, struct entry *entry)
{
    const struct tree *tree = entries_tree(set->document);
    const struct fields_row *row = set->row;
    for (size_t i = 0; i < FIELDS_MOST && row->keys[i] != NULL; i++) {
        bool last = i + 1 == FIELDS_MOST || row->keys[i + 1] == NULL;
        uint32_t node = tree_member(tree, record, row->keys[i]);
        if (node == 0) {
            document_problem(set->document, PROBLEM_SCHEMA, 0, tree_node(tree, record)->at,
                             "%s record without %s", row->type, row->keys[i]);
            return false;
        }
        if (last && row->text) {
            if (!text_add(tree, entry, node))
                return false;
            continue;
        }
        uint32_t literal = azure_literal(set->document, node);
        if (literal == 0) {
            if (strcmp(row->type, "MX") == 0)
                mx_computed(set->document, node);
            return false;
        }
        part_add(entry, literal, PART_TEXT);
    }
    return entry->part_count > 0;
}

static void record_read(const struct set *set, uint32_t record, bool listed)
{
    const struct tree *tree = entries_tree(set->document);
    uint32_t ttl = tree_member(tree, set->properties, "TTL");
    struct entry entry = {.owner = set->owner == NULL ? "" : set->owner,
                          .owner_node = set->owner_node,
                          .zone = set->owner == NULL ? NAME_UNKNOWN : set->zone,
                          .type = set->row->type,
                          .type_node = tree_member(tree, set->node, "type"),
                          .ttl = is_expression(tree, ttl) ? -1 : tree_number(tree, ttl),
                          .ttl_node = is_expression(tree, ttl) ? 0 : ttl,
                          .origin = NAME_ROOT,
                          .variant = set->owner == NULL ? set->node : 0,
                          .element = listed ? record : set->node,
                          .set = listed ? set->node : 0};
    if (fields_add(set, record, &entry))
        entries_add(set->document, &entry);
}

static void records_read(const struct set *set)
{
    const struct tree *tree = entries_tree(set->document);
    uint32_t list = tree_member(tree, set->properties, set->row->list);
    if (list == 0)
        return;
    if (tree_node(tree, list)->kind == NODE_MAP)
        record_read(set, list, false);
    for (uint32_t record = tree_node(tree, list)->kind == NODE_LIST ? tree_node(tree, list)->child
                                                                    : 0;
         record != 0; record = tree_node(tree, record)->next)
        record_read(set, record, true);
    if (tree_node(tree, list)->kind == NODE_SCALAR && strcmp(set->row->type, "MX") == 0 &&
        json_is_given(tree, list))
        mx_computed(set->document, list);
}

/* "contoso.com/@" in a template, "@" with an fqdn or an id in what is printed. */
static void owner_settle(struct set *set, const char *zone, void *mem)
{
    const struct tree *tree = entries_tree(set->document);
    uint32_t name = tree_member(tree, set->node, "name");
    uint32_t fqdn = tree_member(tree, set->properties, "fqdn");
    char *text = azure_text(set->document, name, mem), *slash;
    char *id = tree_value(tree, tree_member(tree, set->node, "id"), mem);
    set->owner_node = name;
    set->zone = NAME_ROOT;
    if (text != NULL && (slash = strrchr(text, '/')) != NULL) {
        *slash = '\0';
        zone = text;
        text = slash + 1;
    } else if (zone == NULL && id != NULL && (id = strcasestr(id, "dnsZones/")) != NULL) {
        id += strlen("dnsZones/");
        zone = talloc_strndup(mem, id, strcspn(id, "/"));
    }
    set->owner = tree_value(tree, fqdn, mem);
    if (set->owner == NULL && text != NULL && zone != NULL) {
        set->zone = entries_name(set->document, zone, NAME_ROOT);
        set->owner = set->zone == NAME_UNKNOWN ? NULL : text;
    }
}

static void resources_read(struct document *document, uint32_t list, const char *type,
                           const char *zone);

/* A resource below another one may leave out what the type and the name above it say. */
static void resource_read(struct document *document, uint32_t resource, const char *above,
                          const char *zone)
{
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    char *type = tree_value(tree, tree_member(tree, resource, "type"), mem);
    uint32_t properties = tree_member(tree, resource, "properties");
    uint32_t template = tree_member(tree, properties, "template");
    if (type != NULL && above != NULL && strchr(type, '/') == NULL)
        type = talloc_asprintf(mem, "%s/%s", above, type);
    struct set set = {.node = resource,
                      .row = azure_type_row(type),
                      .properties = properties != 0 ? properties : resource,
                      .document = document};
    if (azure_type_is_zone(type))
        zone = azure_text(document, tree_member(tree, resource, "name"), mem);
    if (set.row != NULL) {
        owner_settle(&set, zone, mem);
        records_read(&set);
    }
    resources_read(document, tree_member(tree, resource, "resources"), type, zone);
    resources_read(document, tree_member(tree, template, "resources"), NULL, NULL);
    talloc_free(mem);
}

static void resources_read(struct document *document, uint32_t list, const char *type,
                           const char *zone)
{
    const struct tree *tree = entries_tree(document);
    for (uint32_t child = list == 0 ? 0 : tree_node(tree, list)->child; child != 0;
         child = tree_node(tree, child)->next)
        if (tree_node(tree, child)->kind == NODE_MAP)
            resource_read(document, child, type, zone);
}

static void root_read(struct document *document, uint32_t root)
{
    const struct tree *tree = entries_tree(document);
    uint32_t resources = tree_member(tree, root, "resources");
    uint32_t value = tree_member(tree, root, "value");
    if (tree_node(tree, root)->kind == NODE_LIST)
        resources_read(document, root, NULL, NULL);
    else if (resources != 0 || value != 0)
        resources_read(document, resources != 0 ? resources : value, NULL, NULL);
    else
        resource_read(document, root, NULL, NULL);
}

static void azure_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    entries_open(document, &json_syntax);
    each_root(document, root_read);
    json_pages_count(document);
    entries_close(document, entries_told(document, origin));
}

static const char *azure_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    if (!json_starts(bytes, size))
        return NULL;
    if (json_has_text(bytes, size, "Microsoft.Network/dnsZones"))
        return "JSON with the type Microsoft.Network/dnsZones";
    return json_has_text(bytes, size, "Microsoft.Network/privateDnsZones")
               ? "JSON with the type Microsoft.Network/privateDnsZones"
               : NULL;
}

const struct format azure_format = {
    .name = "azure",
    .summary = "Azure DNS: record sets of the command line and the API, ARM templates, JSON",
    .recognise = azure_recognise,
    .read = azure_read,
    ENTRIES_ANSWERS,
};
