#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/entries.h"
#include "parser/formats/octodns_change.h"
#include "parser/formats/yaml_text.h"
#include "parser/master/types.h"

/*
 * octoDNS: a file for each zone, whose name it has, or a folder `zone./` of files. A map of owners;
 * each has a record set or a list of such; `value` is one value, `values` are several. Hosts without
 * a final dot are absolute: only octoDNS's own checks ask for the dot.
 */

enum { FIELDS = 6, SPELLINGS = 2 };

/* What the fields of a type are called, in the order of its RDATA; the second spelling is the old
 * one. Types that are not here have a value that is a scalar. */
static const struct shape {
    const char *type;
    const char *fields[FIELDS][SPELLINGS + 1];
    unsigned text; /* the field that is a text of any octets, counted from 1; 0: none */
} shapes[] = {
    {"MX", {{"preference", "priority"}, {"exchange", "value"}}, 0},
    {"SRV", {{"priority"}, {"weight"}, {"port"}, {"target"}}, 0},
    {"CAA", {{"flags"}, {"tag"}, {"value"}}, 3},
    {"SSHFP", {{"algorithm"}, {"fingerprint_type"}, {"fingerprint"}}, 0},
    {"TLSA",
     {{"certificate_usage"}, {"selector"}, {"matching_type"}, {"certificate_association_data"}},
     0},
    {"DS",
     {{"key_tag", "flags"}, {"algorithm", "protocol"}, {"digest_type"}, {"digest", "public_key"}},
     0},
};

/* Types whose value is one scalar, as a master file has it, or as a text. */
static const struct plain {
    const char *type;
    enum part_form form;
} plains[] = {
    {"A", PART_TEXT},  {"AAAA", PART_TEXT}, {"CNAME", PART_TEXT},  {"DNAME", PART_TEXT},
    {"NS", PART_TEXT}, {"PTR", PART_TEXT},  {"TXT", PART_ESCAPED}, {"SPF", PART_ESCAPED},
};

struct reading {
    struct document *document;
    uint32_t zone;
    void *mem;
};

static const struct tree *tree_in(const struct reading *reading)
{
    return entries_tree(reading->document);
}

/* Is it a text that octoDNS fills in, or a program before it? */
static bool is_template(const char *value)
{
    return value != NULL && strchr(value, '{') != NULL;
}

static bool value_is_computed(const struct reading *reading, uint32_t node)
{
    if (node == 0)
        return false;
    char *value = tree_value(tree_in(reading), node, reading->mem);
    return tree_node(tree_in(reading), node)->kind == NODE_COMPUTED || is_template(value);
}

/* Notes the values of an MX that are worked out; false if there are none. */
static bool computed_note(const struct reading *reading, const struct entry *entry)
{
    if (strcasecmp(entry->type, "MX") != 0)
        return false;
    for (unsigned i = 0; i < entry->part_count; i++)
        if (value_is_computed(reading, entry->parts[i].node)) {
            entries_computed(reading->document, entry->parts[i].node,
                             "the MX is filled in by a template, a tag or another file");
            return true;
        }
    return false;
}

static bool map_fields(const struct tree *tree, const struct shape *shape, uint32_t value,
                       struct entry *entry)
{
    entry->part_count = 0;
    for (size_t i = 0; i < FIELDS && shape->fields[i][0] != NULL; i++) {
        uint32_t node = tree_member_of(tree, value, shape->fields[i]);
        if (node == 0)
            return false;
        entry->parts[entry->part_count++] =
            (struct part){.node = node, .form = i + 1 == shape->text ? PART_ESCAPED : PART_TEXT};
    }
    return true;
}

static bool fields_settle(const struct tree *tree, uint32_t value, struct entry *entry)
{
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++)
        if (strcasecmp(shapes[i].type, entry->type) == 0)
            return map_fields(tree, &shapes[i], value, entry);
    for (size_t i = 0; i < sizeof plains / sizeof plains[0]; i++)
        if (strcasecmp(plains[i].type, entry->type) == 0) {
            entry->parts[0] = (struct part){.node = value, .form = plains[i].form};
            entry->part_count = 1;
            return tree_node(tree, value)->kind != NODE_MAP;
        }
    return false;
}

/* One value of a record set. */
static void value_read(const struct reading *reading, uint32_t value, struct entry *entry)
{
    const struct node *node = tree_node(tree_in(reading), value);
    bool mx = strcasecmp(entry->type, "MX") == 0;
    if (node->kind == NODE_SCALAR && node->quote == 0 && span_is_empty(node->text))
        return; /* null: octoDNS leaves it out */
    if (node->kind == NODE_COMPUTED) {
        if (mx)
            entries_computed(reading->document, value,
                             "the MX is filled in by a template, a tag or another file");
    } else if (!fields_settle(tree_in(reading), value, entry)) {
        if (mx)
            entries_schema(reading->document, value,
                           "an MX of octoDNS has a preference and an exchange");
    } else if (!computed_note(reading, entry)) {
        entries_add(reading->document, entry);
    }
}

/* A record set: `{type: MX, ttl: 300, values: […]}`. */
static void set_read(const struct reading *reading, uint32_t set, struct entry *entry)
{
    static const char *const keys[] = {"values", "value", NULL};
    const struct tree *tree = tree_in(reading);
    uint32_t value = tree_member_of(tree, set, keys);
    entry->type_node = tree_member(tree, set, "type");
    entry->type = tree_value(tree, entry->type_node, reading->mem);
    entry->ttl_node = tree_member(tree, set, "ttl");
    entry->ttl = tree_number(tree, entry->ttl_node);
    if (entry->type == NULL || value == 0)
        return;
    bool several = tree_node(tree, value)->kind == NODE_LIST;
    uint32_t whole = entry->element; /* what holds nothing but this set */
    for (uint32_t item = several ? tree_node(tree, value)->child : value; item != 0;
         item = several ? tree_node(tree, item)->next : 0) {
        entry->element = several ? item : whole;
        entry->set = several ? whole : 0;
        value_read(reading, item, entry);
    }
    entry->element = whole;
}

static bool is_alone(const struct tree *tree, uint32_t node)
{
    return tree_node(tree, tree_node(tree, node)->parent)->child ==
           tree_node(tree, tree_node(tree, node)->parent)->last;
}

/* All that an owner has. */
static void owner_read(const struct reading *reading, uint32_t owner)
{
    const struct tree *tree = tree_in(reading);
    const struct node *node = tree_node(tree, owner);
    struct entry entry = {.owner = tree_key(tree, owner, reading->mem),
                          .owner_at = node->key,
                          .zone = reading->zone,
                          .origin = NAME_ROOT,
                          .element = owner};
    if (is_template(entry.owner) || node->kind == NODE_COMPUTED) {
        entries_computed(reading->document, owner,
                         "what this name has comes from a template, a tag or another file");
    } else if (node->kind == NODE_MAP) {
        set_read(reading, owner, &entry);
    } else if (node->kind == NODE_LIST) {
        for (uint32_t set = node->child; set != 0; set = tree_node(tree, set)->next) {
            entry.element = is_alone(tree, set) ? owner : set;
            set_read(reading, set, &entry);
        }
    }
}

static void octodns_read(struct document *document, const char *origin, struct loader loader)
{
    char zone[NAME_TEXT_MAX];
    uint32_t apex = entries_told(document, origin);
    (void)loader;
    const struct tree *tree = entries_open(document, &yaml_syntax);
    if (apex == NAME_UNKNOWN && yaml_zone_of_path(document->files[0].path, zone))
        apex = entries_name(document, zone, NAME_ROOT);
    for (uint32_t root = tree->nodes[0].child; root != 0; root = tree_node(tree, root)->next) {
        if (tree_node(tree, root)->kind != NODE_MAP)
            continue;
        for (uint32_t owner = tree_node(tree, root)->child; owner != 0;
             owner = tree_node(tree, owner)->next) {
            struct reading reading = {document, apex, talloc_new(NULL)};
            owner_read(&reading, owner);
            talloc_free(reading.mem);
        }
    }
    entries_close(document, apex);
    yaml_lost_note(document);
}

/* ---- recognition ------------------------------------------------------------------------------- */

/* The key is the owner: what has a name of its own is some other list of records. */
static bool is_set(const struct tree *tree, uint32_t set)
{
    static const char *const keys[] = {"values", "value", "geo", "dynamic", NULL};
    static const char *const names[] = {"name", "record", "host", "hostname", "fqdn", NULL};
    uint16_t number;
    char *type = tree_value(tree, tree_member(tree, set, "type"), NULL);
    bool is = type != NULL && strcasecmp(type, "") != 0 && tree_member_of(tree, set, keys) != 0 &&
              tree_member_of(tree, set, names) == 0 &&
              (type_read(type, strlen(type), &number) || strcasecmp(type, "ALIAS") == 0 ||
               strcasecmp(type, "URLFWD") == 0);
    talloc_free(type);
    return is;
}

static bool is_owner(const struct tree *tree, uint32_t owner)
{
    if (tree_node(tree, owner)->kind == NODE_MAP)
        return is_set(tree, owner);
    return tree_node(tree, owner)->kind == NODE_LIST && is_set(tree, tree_node(tree, owner)->child);
}

static bool is_zone(const struct tree *tree)
{
    size_t owners = 0, others = 0;
    uint32_t root = tree->nodes[0].child;
    if (root == 0 || tree_node(tree, root)->kind != NODE_MAP ||
        (tree_member(tree, root, "providers") != 0 && tree_member(tree, root, "zones") != 0))
        return false;
    for (uint32_t owner = tree_node(tree, root)->child; owner != 0;
         owner = tree_node(tree, owner)->next) {
        bool is = is_owner(tree, owner);
        owners += is;
        others += !is && tree_node(tree, owner)->kind != NODE_COMPUTED;
    }
    return owners > others;
}

/*
 * Does a key "type" have the mnemonic of a type anywhere? They are in upper case. Parsing takes long,
 * and there is much YAML with types of other things.
 */
static bool has_type(const char *bytes, uint32_t size)
{
    static const char key[] = "type";
    const char *end = bytes + size, *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), key, strlen(key))) != NULL) {
        at += strlen(key);
        at += at < end && (*at == '"' || *at == '\'');
        if (at == end || *at++ != ':')
            continue;
        while (at < end && strchr(" \t\"'\r\n", *at) != NULL && *at != '\0')
            at++;
        const char *word = at;
        while (at < end && ((*at >= 'A' && *at <= 'Z') || (*at >= '0' && *at <= '9')))
            at++;
        if (at > word && *word >= 'A' && (at == end || strchr(" \t\"'\r\n,}#", *at) != NULL))
            return true;
    }
    return false;
}

static const char *octodns_recognise(const char *name, const char *bytes, uint32_t size)
{
    if (!yaml_is_likely(name, bytes, size) || memmem(bytes, size, "value", 5) == NULL ||
        !has_type(bytes, size))
        return NULL;
    void *mem = talloc_new(NULL);
    bool is = is_zone(yaml_peek(mem, bytes, size));
    talloc_free(mem);
    return is ? "YAML: names that have record sets with a type and a value" : NULL;
}

const struct format octodns_format = {
    .name = "octodns",
    .summary = "octoDNS: a zone as YAML, in a file or a folder that has its name",
    .recognise = octodns_recognise,
    .read = octodns_read,
    .rdata = entries_rdata,
    .field = entries_field,
    .set_exchange = entries_set_exchange,
    .erase = entries_erase,
    .insert_mx = octodns_insert_mx,
};
