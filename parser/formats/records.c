#include "parser/formats/records.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/formats/json_text.h"
#include "parser/formats/records_data.h"
#include "parser/formats/rrset.h"
#include "parser/ldns.h"
#include "parser/master/types.h"

/*
 * The names that the parts of a record have: Cloudflare and IONOS (content, prio), GoDaddy,
 * DigitalOcean and Vultr (data), name.com (host, answer), Namecheap (Host, Address, MXPref; in the
 * browser RecordType 3, Data), Gandi (rrset_*), deSEC (subname, records), Hetzner, OVH (subDomain,
 * fieldType, target), Linode. Case does not matter. What Graph prints has a "label" and is no list of
 * records that somebody serves, but what they ought to be.
 */
static const char *const type_keys[] = {"type",      "recordType", "record_type", "rrset_type",
                                        "fieldType", "rrtype",     NULL};
static const char *const name_keys[] = {"fqdn",        "name",      "host",       "hostname",
                                        "subname",     "subdomain", "rrset_name", "recordName",
                                        "record_name", "dnsName",   "owner",      NULL};
static const char *const value_keys[] = {
    "content", "data",     "value",        "answer",  "target",       "address",
    "rdata",   "exchange", "mailExchange", "records", "rrset_values", "values",
    "rrdatas", "targets",  "answers",      "record",  "destination",  NULL};
static const char *const priority_keys[] = {
    "priority",    "prio",    "preference",    "pref",  "mxPref", "mx_pref", "mxPriority",
    "mx_priority", "mxLevel", "mx_preference", "level", "aux",    NULL};
static const char *const ttl_keys[] = {"ttl", "rrset_ttl", "timeToLive", "recordTTL", NULL};
static const char *const zone_keys[] = {"zone_name", "zoneName", "domainName", "domain_name",
                                        "domain",    "zone",     NULL};

enum { LEVELS = 5 }; /* below the root: deeper down it is an example in some other text */

struct reading {
    struct document *document;
    const struct records_shape *shape;
    uint32_t zone;     /* of what is being read; NAME_UNKNOWN */
    bool relative;     /* some name has one label, or none */
    uint32_t *proxied; /* names */
    size_t proxied_count;
};

bool record_object_find(const struct tree *tree, uint32_t map, struct record_object *found)
{
    uint16_t number;
    *found = (struct record_object){
        .object = map,
        .type = tree_member_of(tree, map, type_keys),
        .name = tree_member_of(tree, map, name_keys),
        .value = tree_member_of(tree, map, value_keys),
        .priority = tree_member_of(tree, map, priority_keys),
        .ttl = tree_member_of(tree, map, ttl_keys),
    };
    if (found->type == 0 || found->name == 0 || found->value == 0 ||
        !json_is_given(tree, found->type) || tree_node(tree, found->type)->kind != NODE_SCALAR ||
        tree_node(tree, found->name)->kind != NODE_SCALAR)
        return false;
    struct span text = tree_node(tree, found->type)->text;
    return type_read(tree->bytes + text.start, span_length(text), &number) ||
           tree_is(tree, found->type, "ALIAS") || tree_is(tree, found->type, "ANAME") ||
           (tree_is(tree, found->type, "3") && tree_key_is(tree, found->type, "RecordType"));
}

/* Not served: what a panel keeps of records that are switched off. */
static bool is_off(const struct tree *tree, uint32_t object)
{
    return tree_is(tree, tree_member(tree, object, "disabled"), "true") ||
           tree_is(tree, tree_member(tree, object, "IsActive"), "false");
}

static bool has_suffix(const char *name, const char *zone)
{
    size_t length = strlen(name), tail = strlen(zone);
    return length >= tail && strcasecmp(name + length - tail, zone) == 0 &&
           (length == tail || name[length - tail - 1] == '.');
}

/* What a name without final dot is below: nothing if it ends with the zone, or all names are whole. */
static uint32_t base_of(const struct reading *reading, const struct record_object *object,
                        const char *name)
{
    char zone[NAME_TEXT_MAX];
    const struct document *document = reading->document;
    if (reading->shape->absolute || tree_key_is(entries_tree(document), object->name, "fqdn"))
        return NAME_ROOT;
    if (reading->zone != NAME_UNKNOWN &&
        has_suffix(name, name_to_text(document->names, reading->zone, zone)))
        return NAME_ROOT;
    return reading->relative || strchr(name, '.') == NULL ? reading->zone : NAME_ROOT;
}

static void proxied_note(struct reading *reading, const struct entry *entry)
{
    const struct tree *tree = entries_tree(reading->document);
    const struct document *document = reading->document;
    uint32_t mark = tree_member(tree, entry->element, "proxied");
    const struct record *record = &document->records[document->record_count - 1];
    if (!tree_is(tree, mark, "true"))
        return;
    if (record->type == LDNS_RR_TYPE_MX)
        document_problem(reading->document, PROBLEM_PROXIED, 0, tree_node(tree, mark)->at,
                         "MX is tagged as proxied");
    ARRAY_PUSH(reading->document, reading->proxied, reading->proxied_count, record->name);
}

/* One value of a record: itself, or a member or the first string of an element (NS1's answers). */
static uint32_t value_of(const struct tree *tree, uint32_t value)
{
    if (value != 0 && tree_node(tree, value)->kind == NODE_MAP)
        value = tree_member_of(tree, value, value_keys);
    return value != 0 && tree_node(tree, value)->kind == NODE_SCALAR ? value : 0;
}

/* GoDaddy has words in place of addresses of its own: "Parked". */
static bool is_placeholder(struct document *document, const struct entry *entry, uint32_t scalar)
{
    const struct tree *tree = entries_tree(document);
    struct span text = tree_node(tree, scalar)->text;
    if (strcasecmp(entry->type, "A") != 0 || span_is_empty(text) ||
        !isalpha((unsigned char)tree->bytes[text.start]))
        return false;
    document_problem(document, PROBLEM_PRIVATE_TYPE, 0, text,
                     "A record with a word that stands for an address of the provider");
    return true;
}

static void value_add(struct reading *reading, const struct record_object *object,
                      const struct entry *common, uint32_t value)
{
    struct document *document = reading->document;
    const struct tree *tree = entries_tree(document);
    struct entry entry = *common;
    struct record_object one = *object;
    uint32_t scalar = value_of(tree, value), priority = tree_member_of(tree, value, priority_keys);
    if (priority != 0) /* each value has its own */
        one.priority = priority;
    if (scalar == 0 || !json_is_given(tree, scalar) ||
        !records_data_settle(document, &one, scalar, &entry))
        return;
    struct span text = tree_node(tree, scalar)->text;
    bool dotted = memchr(tree->bytes + text.start, '.', span_length(text)) != NULL;
    entry.origin = dotted ? NAME_ROOT : reading->zone;
    if (is_placeholder(document, &entry, scalar))
        return;
    if (reading->shape->proxies && strcasecmp(entry.type, "CNAME") == 0)
        entry.variant = object->object; /* beside other data Cloudflare serves what it leads to */
    if (entries_add(document, &entry) && reading->shape->proxies)
        proxied_note(reading, &entry);
}

static void object_read(struct reading *reading, const struct record_object *object)
{
    struct document *document = reading->document;
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    char *name = json_is_given(tree, object->name) ? tree_value(tree, object->name, mem) : NULL;
    char *type = tree_value(tree, object->type, mem);
    const struct node *value = tree_node(tree, object->value);
    struct entry entry = {.owner = name == NULL ? "" : name,
                          .owner_node = object->name,
                          .type = type == NULL || *type == '3' ? "MX" : type,
                          .type_node = object->type,
                          .ttl = tree_number(tree, object->ttl),
                          .ttl_node = object->ttl,
                          .element = object->object};
    entry.zone = base_of(reading, object, entry.owner);
    if (entry.ttl == 0) { /* the provider's default */
        entry.ttl = -1;
        entry.ttl_node = 0;
    }
    if (reading->shape->auto_ttl && entry.ttl == 1)
        document_problem(document, PROBLEM_AUTO_TTL, 0, tree_node(tree, object->ttl)->at,
                         "TTL 1 stands for automatic");
    if (value->kind == NODE_LIST) {
        entry.set = object->object;
        for (uint32_t element = value->child; element != 0;
             element = tree_node(tree, element)->next) {
            entry.element = element;
            value_add(reading, object, &entry, element);
        }
    } else {
        value_add(reading, object, &entry, object->value);
    }
    talloc_free(mem);
}

/* Two labels at least, and no number behind the last dot. */
static bool is_zone(const char *text)
{
    const char *dot = strrchr(text, '.');
    return dot != NULL && dot != text && isalpha((unsigned char)dot[1]) &&
           text[strspn(text, "-._0123456789abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

/* The zone that a map names, or the key that it has. */
static uint32_t zone_of(const struct reading *reading, uint32_t map, void *mem)
{
    const struct tree *tree = entries_tree(reading->document);
    char *text = tree_value(tree, tree_member_of(tree, map, zone_keys), mem);
    if (text == NULL)
        text = tree_key(tree, map, mem);
    return is_zone(text) ? entries_name(reading->document, text, NAME_ROOT) : NAME_UNKNOWN;
}

static void node_walk(struct reading *reading, uint32_t node, unsigned level,
                      void (*visit)(struct reading *reading, const struct record_object *object))
{
    const struct tree *tree = entries_tree(reading->document);
    struct record_object object;
    uint32_t zone = reading->zone;
    if (node != 0 && !reading->document->told) {
        void *mem = talloc_new(NULL);
        uint32_t named = zone_of(reading, node, mem);
        reading->zone = named == NAME_UNKNOWN ? zone : named;
        talloc_free(mem);
    }
    if (tree_node(tree, node)->kind == NODE_MAP && record_object_find(tree, node, &object)) {
        if (!is_off(tree, node))
            visit(reading, &object);
    } else if (level <= LEVELS) {
        for (uint32_t child = tree_node(tree, node)->child; child != 0;
             child = tree_node(tree, child)->next)
            if (tree_node(tree, child)->kind != NODE_SCALAR)
                node_walk(reading, child, level + 1, visit);
    }
    reading->zone = zone;
}

static void style_note(struct reading *reading, const struct record_object *object)
{
    const struct tree *tree = entries_tree(reading->document);
    struct span name = tree_node(tree, object->name)->text;
    reading->relative |= memchr(tree->bytes + name.start, '.', span_length(name)) == NULL;
}

static int name_compare(const void *a, const void *b)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* MX hosts whose own records are proxied. */
static void proxied_report(struct reading *reading)
{
    struct document *document = reading->document;
    struct target target;
    if (reading->proxied_count == 0)
        return;
    qsort(reading->proxied, reading->proxied_count, sizeof *reading->proxied, name_compare);
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (record->type != LDNS_RR_TYPE_MX || !record_target(document, record, &target))
            continue;
        uint32_t host = entries_name(document, target.host, NAME_ROOT);
        if (bsearch(&host, reading->proxied, reading->proxied_count, sizeof host, name_compare) !=
            NULL)
            document_problem(document, PROBLEM_PROXIED, 0, target.at,
                             "MX host %s is proxied: it takes no mail", target.host);
    }
}

void records_read(struct document *document, const char *origin, const struct records_shape *shape)
{
    char name[NAME_TEXT_MAX];
    entries_open(document, &json_syntax);
    struct reading reading = {.document = document, .shape = shape};
    reading.zone = entries_told(document, origin);
    if (reading.zone == NAME_UNKNOWN && json_zone_of_path(document->files[0].path, name))
        reading.zone = entries_name(document, name, NAME_ROOT);
    node_walk(&reading, 0, 0, style_note);
    node_walk(&reading, 0, 0, object_read);
    proxied_report(&reading);
    json_pages_count(document);
    entries_close(document, reading.zone);
}

/* ---- the two rows ------------------------------------------------------------------------------ */

/* A record among the first objects, which says enough to be no chance. */
static uint32_t record_find(const struct tree *tree, uint32_t node, unsigned level)
{
    struct record_object object;
    if (tree_node(tree, node)->kind == NODE_MAP && record_object_find(tree, node, &object))
        return object.ttl != 0 || object.priority != 0 || tree_is(tree, object.type, "MX") ? node
                                                                                           : 0;
    uint32_t found = 0;
    for (uint32_t child = level > LEVELS ? 0 : tree_node(tree, node)->child;
         child != 0 && found == 0; child = tree_node(tree, child)->next)
        found = record_find(tree, child, level + 1);
    return found;
}

static const char *list_recognise(const char *bytes, uint32_t size, bool cloudflare)
{
    if (!json_starts(bytes, size))
        return NULL;
    void *mem = talloc_new(NULL);
    const struct tree *tree = json_peek(mem, bytes, size);
    uint32_t node = record_find(tree, 0, 0);
    bool is =
        node != 0 && tree_member(tree, node, "content") != 0 &&
        (tree_member(tree, node, "proxied") != 0 || tree_member(tree, node, "proxiable") != 0);
    talloc_free(mem);
    return node == 0 || is != cloudflare ? NULL
           : cloudflare                  ? "JSON objects with type, name, content and proxied"
                                         : "JSON objects with the type, name and value of a record";
}

static const char *cloudflare_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return list_recognise(bytes, size, true);
}

static const char *records_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return list_recognise(bytes, size, false);
}

static void cloudflare_read(struct document *document, const char *origin, struct loader loader)
{
    static const struct records_shape shape = {.absolute = true, .auto_ttl = true, .proxies = true};
    (void)loader;
    records_read(document, origin, &shape);
}

static void list_read(struct document *document, const char *origin, struct loader loader)
{
    static const struct records_shape shape = {.absolute = false};
    (void)loader;
    records_read(document, origin, &shape);
}

const struct format cloudflare_format = {
    .name = "cloudflare",
    .summary = "Cloudflare: DNS records of the API, JSON",
    .recognise = cloudflare_recognise,
    .read = cloudflare_read,
    ENTRIES_ANSWERS,
};

const struct format records_format = {
    .name = "records",
    .summary = "Lists of records, as the APIs of DigitalOcean, GoDaddy, IONOS, Gandi and others "
               "print them, JSON",
    .recognise = records_recognise,
    .read = list_read,
    ENTRIES_ANSWERS,
};
