#include "parser/formats/yaml_records.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/yaml_text.h"
#include "parser/zone_name.h"

/* Record sets as maps, and the values of MX. */

static const char *const type_keys[] = {"type",   "record_type", "recordType",
                                        "rrtype", "rr_type",     NULL};
static const char *const ttl_keys[] = {"ttl", "recordTTL", "time_to_live", NULL};
static const char *const preference_keys[] = {"preference", "priority",    "pref",    "prio",
                                              "mx_pref",    "mx_priority", "mxLevel", NULL};

/* What some call the owner is what others call the value: the value is looked for first. */
static const char *const value_keys[] = {
    "values",         "value",   "rrdatas",    "ResourceRecords", "targets",
    "target",         "content", "data",       "records",         "answers",
    "answer",         "rdata",   "exchange",   "exchanger",       "entry",
    "mail_exchanger", "server",  "mailServer", "mail_exchange",   "mailserver",
    "address",        "record",  "host",       "hostname",        NULL};
static const char *const owner_keys[] = {"name",          "dnsName",   "owner",  "record",
                                         "relative_name", "subdomain", "label",  "hostname",
                                         "host",          "fqdn",      "domain", NULL};

enum { ADDRESS_MOST = 16 }; /* octets */

bool text_is_owner(const char *text)
{
    const char *name = strncmp(text, "*.", 2) == 0 ? text + 2 : text;
    return strcmp(text, "@") == 0 || text_is_domain(name, strlen(name));
}

/* ---- the owner --------------------------------------------------------------------------------- */

static bool is_within(const char *name, const char *zone)
{
    size_t length = strlen(name), ending = strlen(zone);
    length -= length > 0 && name[length - 1] == '.';
    ending -= ending > 0 && zone[ending - 1] == '.';
    return length >= ending && strncasecmp(name + length - ending, zone, ending) == 0 &&
           (length == ending || name[length - ending - 1] == '.');
}

/* Names are written in full as often as below their zone; a name with dots in no zone is in full. */
static void owner_settle(struct walk *walk, const struct surroundings *around, struct entry *entry)
{
    const char *owner = entry->owner, *zone = around->zone;
    if (walk->document == NULL)
        return;
    bool full =
        zone == NULL ? text_is_owner(owner) && strcmp(owner, "@") != 0 : is_within(owner, zone);
    entry->zone = zone == NULL ? NAME_UNKNOWN : entries_name(walk->document, zone, NAME_ROOT);
    if (full)
        entry->zone = NAME_ROOT;
}

/* The owner is what the set says, else the key above it. What is filled in is not known, and of
 * several such nobody knows whether they are one. */
static void owner_find(struct walk *walk, uint32_t map, uint32_t value,
                       const struct surroundings *around, struct entry *entry)
{
    const struct tree *tree = walk->tree;
    const char *const *key = owner_keys;
    uint32_t node = 0;
    for (; map != 0 && *key != NULL && (node == 0 || node == value); key++)
        node = tree_member(tree, map, *key);
    bool named = node != 0 && node != value;
    char *owner = named ? tree_value(tree, node, walk->mem) : NULL;
    entry->owner = owner != NULL ? owner : around->owner != NULL ? around->owner : "@";
    entry->owner_node = owner != NULL ? node : 0;
    entry->owner_at = around->owner_at;
    entry->zone = NAME_UNKNOWN;
    if (named && owner == NULL) {
        entry->owner = "@";
        entry->variant = map;
    } else {
        owner_settle(walk, around, entry);
    }
}

/* ---- values ------------------------------------------------------------------------------------ */

static bool host_is_sound(const char *text)
{
    char host[NAME_TEXT_MAX];
    size_t length = strcspn(text, " \t\n");
    if (length >= sizeof host || text[length + strspn(text + length, " \t\n")] != '\0')
        return false;
    memcpy(host, text, length);
    host[length] = '\0';
    return strcmp(host, ".") == 0 || text_is_domain(host, length);
}

/* "10 mail.contoso.com" */
static bool is_mx_text(const char *text)
{
    text += strspn(text, " \t");
    size_t digits = strspn(text, "0123456789"), blanks = strspn(text + digits, " \t");
    return digits > 0 && digits <= 5 && blanks > 0 && host_is_sound(text + digits + blanks);
}

/* "100 1 443 sip.contoso.com" */
static bool is_srv_text(const char *text)
{
    for (unsigned i = 0; i < 3; i++) {
        size_t digits = strspn(text, "0123456789"), blanks = strspn(text + digits, " \t");
        if (digits == 0 || digits > 5 || blanks == 0)
            return false;
        text += digits + blanks;
    }
    return host_is_sound(text);
}

/* Are there parts of an MX in this value? Sets the parts. */
static bool mx_parts(struct walk *walk, uint32_t value, uint32_t preference, struct entry *entry)
{
    char *text = tree_value(walk->tree, value, walk->mem);
    entry->parts[0] = (struct part){.node = preference, .fallback = "0"};
    entry->parts[1] = (struct part){.node = value};
    entry->part_count = 2;
    if (text != NULL && is_mx_text(text)) {
        entry->parts[0] = entry->parts[1];
        entry->part_count = 1;
        return true;
    }
    return text != NULL && host_is_sound(text);
}

static bool other_parts(struct walk *walk, uint32_t value, struct entry *entry)
{
    char *text = tree_value(walk->tree, value, walk->mem), address[ADDRESS_MOST];
    entry->parts[0] = (struct part){.node = value};
    entry->part_count = 1;
    if (text == NULL)
        return false;
    if (strcasecmp(entry->type, "A") == 0)
        return inet_pton(AF_INET, text, address) == 1;
    if (strcasecmp(entry->type, "AAAA") == 0)
        return inet_pton(AF_INET6, text, address) == 1;
    if (strcasecmp(entry->type, "CNAME") == 0)
        return text_is_domain(text, strlen(text));
    if (strcasecmp(entry->type, "SRV") == 0)
        return is_srv_text(text);
    entry->parts[0].form = text[0] == '"' ? PART_TEXT : PART_STRING;
    return strcasecmp(entry->type, "TXT") == 0;
}

static bool is_mx(const struct entry *entry)
{
    return strcasecmp(entry->type, "MX") == 0;
}

/* Does the text end with two labels or more that are written out: the host is made out of something? */
static bool derives_host(const struct tree *tree, uint32_t node)
{
    struct span text = tree_node(tree, node)->text;
    unsigned dots = 0;
    while (text.end > text.start && strchr(" \t\"').", tree->bytes[text.end - 1]) != NULL)
        text.end--;
    for (; text.end > text.start; text.end--) {
        unsigned char byte = (unsigned char)tree->bytes[text.end - 1];
        if (!isalnum(byte) && byte != '-' && byte != '.')
            break;
        dots += byte == '.';
    }
    return dots > 1;
}

static void computed_note(struct walk *walk, uint32_t node, bool sure)
{
    walk->found += sure || derives_host(walk->tree, node);
    if (walk->document != NULL)
        entries_computed(walk->document, node,
                         "the MX is filled in by a template, a tag or a variable");
}

/* A scalar that is the whole value of a record, or its host. */
static bool scalar_read(struct walk *walk, uint32_t value, uint32_t preference, struct entry *entry)
{
    if (tree_node(walk->tree, value)->kind == NODE_COMPUTED && is_mx(entry)) {
        computed_note(walk, value, entry->type_node != 0);
        return true;
    }
    if (!(is_mx(entry) ? mx_parts(walk, value, preference, entry)
                       : other_parts(walk, value, entry)))
        return false;
    if (preference != 0 && tree_number(walk->tree, preference) < 0 && entry->part_count == 2) {
        computed_note(walk, preference, entry->type_node != 0);
        return true;
    }
    walk->found += is_mx(entry);
    if (walk->document != NULL)
        entries_add(walk->document, entry);
    return true;
}

static bool value_read(struct walk *walk, uint32_t value, uint32_t preference, struct entry *entry)
{
    const struct tree *tree = walk->tree;
    if (tree_node(tree, value)->kind == NODE_LIST)
        return false;
    if (tree_node(tree, value)->kind != NODE_MAP)
        return scalar_read(walk, value, preference, entry);
    uint32_t host = tree_member_of(tree, value, value_keys);
    uint32_t own = tree_member_of(tree, value, preference_keys);
    return host != 0 && tree_node(tree, host)->kind != NODE_LIST &&
           tree_node(tree, host)->kind != NODE_MAP &&
           scalar_read(walk, host, own != 0 ? own : preference, entry);
}

static bool values_read(struct walk *walk, uint32_t values, uint32_t preference,
                        struct entry *entry)
{
    const struct tree *tree = walk->tree;
    bool any = false;
    if (tree_node(tree, values)->kind != NODE_LIST)
        return value_read(walk, values, preference, entry);
    entry->set = entry->kept ? 0 : entry->element;
    entry->kept = entry->kept && tree_node(tree, values)->child == tree_node(tree, values)->last;
    for (uint32_t i = tree_node(tree, values)->child; i != 0; i = tree_node(tree, i)->next) {
        entry->element = i;
        any |= value_read(walk, i, preference, entry);
    }
    return any;
}

/* ---- sets -------------------------------------------------------------------------------------- */

bool records_set_read(struct walk *walk, uint32_t map, const struct surroundings *around)
{
    const struct tree *tree = walk->tree;
    uint32_t type = tree_member_of(tree, map, type_keys);
    uint32_t value = tree_member_of(tree, map, value_keys);
    uint32_t preference = tree_member_of(tree, map, preference_keys);
    bool mx = around->mx || (around->mail && preference != 0);
    if (value == 0 && mx && preference != 0)
        value = tree_member(tree, map, "name");
    struct entry entry = {.type = tree_value(tree, type, walk->mem),
                          .type_node = type,
                          .ttl_node = tree_member_of(tree, map, ttl_keys),
                          .origin = NAME_ROOT,

                          .variant = around->kept ? map : tree_node(tree, map)->parent,
                          .element = map,
                          .kept = around->kept};
    entry.ttl = tree_number(tree, entry.ttl_node);
    if (type == 0 && mx)
        entry.type = "MX";
    if (entry.type == NULL || value == 0)
        return false;
    if (tree_is(tree, tree_member(tree, map, "state"), "absent")) /* Ansible: it is to go */
        return true;
    owner_find(walk, map, value, around, &entry);
    return values_read(walk, value, preference, &entry);
}

/* `mx: {10: mail.contoso.com}` */
static bool by_preference_read(struct walk *walk, uint32_t map, struct entry *entry)
{
    const struct tree *tree = walk->tree;
    bool any = false;
    for (uint32_t i = tree_node(tree, map)->child; i != 0; i = tree_node(tree, i)->next) {
        char *key = tree_key(tree, i, walk->document == NULL ? walk->mem : walk->document);
        char *host = tree_value(tree, i, walk->mem);
        bool number = *key != '\0' && key[strspn(key, "0123456789")] == '\0' && strlen(key) <= 5;
        if (!number || host == NULL || !host_is_sound(host))
            continue;
        entry->parts[0] = (struct part){.fallback = key};
        entry->parts[1] = (struct part){.node = i};
        entry->part_count = 2;
        entry->element = i;
        walk->found++;
        any = true;
        if (walk->document != NULL)
            entries_add(walk->document, entry);
    }
    return any;
}

bool records_mx_read(struct walk *walk, uint32_t node, const struct surroundings *around)
{
    const struct tree *tree = walk->tree;
    enum node_kind kind = tree_node(tree, node)->kind;
    struct entry entry = {.type = "MX",
                          .ttl = -1,
                          .origin = NAME_ROOT,

                          .variant = tree_node(tree, node)->parent,
                          .element = node,
                          .kept = around->kept};
    owner_find(walk, 0, 0, around, &entry);
    if (kind == NODE_MAP)
        return by_preference_read(walk, node, &entry);
    if (kind == NODE_COMPUTED) {
        computed_note(walk, node, false);
        return true;
    }
    char *text = tree_value(tree, node, walk->mem);
    /* A host alone, in no zone, is any setting of any program. */
    if (text == NULL || (!is_mx_text(text) && !around->told))
        return false;
    return scalar_read(walk, node, 0, &entry);
}
