#include "parser/formats/code_record.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"

const char *const code_owner_keys[] = {"name", "subdomain", "sub_domain", "subname",     "hostname",
                                       "fqdn", "rr",        "host",       "record_name", NULL};
const char *const code_zone_keys[] = {
    "zone_name", "zone",    "domain",    "domain_name",  "dns_zone",        "dns_zone_name",
    "zone_id",   "zone_id", "domain_id", "managed_zone", "zone_name_or_id", NULL};
const char *const code_ttl_keys[] = {"ttl", "ttl_sec", NULL};
const char *const code_type_keys[] = {"type",       "record_type", "fieldtype",
                                      "recordtype", "rtype",       NULL};
const char *const code_preference_keys[] = {"priority",      "preference", "mx_priority", "prio",
                                            "mx_pref",       "pref",       "mx_level",    "mx",
                                            "mx_preference", NULL};
const char *const code_value_keys[] = {
    "records",     "rrdatas",  "values",    "record",         "content", "value",       "target",
    "targets",     "exchange", "exchanger", "mail_exchanger", "address", "addresses",   "data",
    "rdata",       "answer",   "answers",   "destination",    "server",  "mail_server", "mx_server",
    "record_data", NULL};

struct code *code_open(struct document *document, const struct syntax *syntax)
{
    const struct tree *tree = entries_open(document, syntax);
    struct code *code = talloc_zero(NULL, struct code);
    code->document = document;
    code->follower.tree = tree;
    code->taken = talloc_zero_array(code, bool, (unsigned)tree->count);
    code->mem = code;
    return code;
}

/* The same expression is followed once: in many files each record says where its zone is. */
struct known_text {
    struct span expression;
    bool zone;
    const char *text;
};

const char *code_text(struct code *code, uint32_t node, bool zone)
{
    const struct tree *tree = code->follower.tree;
    struct span at = tree_node(tree, node)->at;
    if (node == 0 || !follow_is_computed(&code->follower, node))
        return tree_value(tree, node, code->mem);
    for (size_t i = code->known_count; i-- > 0;) {
        const struct known_text *known = &code->known[i];
        if (known->zone == zone && span_length(known->expression) == span_length(at) &&
            memcmp(tree->bytes + known->expression.start, tree->bytes + at.start,
                   span_length(at)) == 0)
            return known->text;
    }
    struct known_text known = {at, zone, follow_text(&code->follower, node, zone, code->mem)};
    ARRAY_PUSH(code, code->known, code->known_count, known);
    return known.text;
}

/* ---- owners ------------------------------------------------------------------------------------ */

/* A name below the unknown, of its own for each context: what is not known to be one set is none. */
static uint32_t unknown_name(const struct code *code, const char *context)
{
    char label[NAME_LABEL_MAX + 1];
    size_t length = strlen(context), skip = length > NAME_LABEL_MAX ? length - NAME_LABEL_MAX : 0;
    snprintf(label, sizeof label, "%s", context + skip);
    length = strlen(label);
    for (size_t i = 0; i < length; i++) /* such as a host may have: rules on names are not meant */
        if (!isalnum((unsigned char)label[i]))
            label[i] = i == 0 || i + 1 == length ? 'x' : '-';
    return entries_name(code->document, *label == '\0' ? "x" : label, NAME_UNKNOWN);
}

/*
 * A public and a private zone, or one zone at two providers, hold the same records, which are no
 * duplicates: where a zone comes from tells its sets from others of the same name.
 */
static uint32_t variant_of(struct code *code, const char *identity)
{
    for (size_t i = 0; i < code->identity_count; i++)
        if (strcmp(code->identities[i], identity) == 0)
            return (uint32_t)i;
    ARRAY_PUSH(code, code->identities, code->identity_count, identity);
    return (uint32_t)code->identity_count - 1;
}

/* A whole name, with or without its final dot. */
static uint32_t whole_name(const struct code *code, const char *text)
{
    return entries_name(code->document, text, NAME_ROOT);
}

static uint32_t zone_name(const struct code *code, const struct code_set *set)
{
    if (set->shared || set->zone == NULL || strchr(set->zone, '.') == NULL)
        return unknown_name(code, set->context);
    uint32_t name = whole_name(code, set->zone);
    return name <= NAME_UNKNOWN ? unknown_name(code, set->context) : name;
}

/* Does the name end as a domain does, in a label of letters? */
static bool ends_in_letters(const char *name)
{
    const char *dot = strrchr(name, '.');
    if (dot != NULL && dot[1] == '\0') /* the final one */
        return dot != name;
    return dot != NULL && isalpha((unsigned char)dot[1]) && isalpha((unsigned char)dot[2]);
}

/* How much of a name stands in front of the zone and its dot; all of it if it does not end so. */
static size_t front_of_zone(const char *name, const char *zone)
{
    size_t length = strlen(name), end = strlen(zone);
    size_t bare = length - (length > 0 && name[length - 1] == '.');
    end -= end > 0 && zone[end - 1] == '.';
    if (bare < end || strncasecmp(name + bare - end, zone, end) != 0 ||
        (bare > end && name[bare - end - 1] != '.'))
        return length;
    return bare == end ? 0 : bare - end - 1;
}

/* Most providers take "www" and "www.contoso.com" for the same, so the name is below the zone if it
 * does not end with it. Where the zone is not known, a name that looks whole is whole. */
static uint32_t owner_name(const struct code *code, const struct code_set *set, uint32_t zone)
{
    const struct names *names = code->document->names;
    uint32_t plain = set->shared || set->owner == NULL
                         ? NAME_UNKNOWN
                         : entries_name(code->document, set->owner, NAME_ROOT);
    if (plain == NAME_ROOT) /* "" and "@" */
        return zone;
    if (plain == NAME_UNKNOWN)
        return unknown_name(code, set->context);
    if (name_is_within(names, zone, NAME_UNKNOWN))
        return ends_in_letters(set->owner) ? whole_name(code, set->owner)
                                           : entries_name(code->document, set->owner, zone);
    size_t front = front_of_zone(set->owner, set->zone);
    char *below = talloc_strndup(code->mem, set->owner, front);
    uint32_t name = entries_name(code->document, below, zone);
    return name == NAME_UNKNOWN ? unknown_name(code, set->context) : name;
}

/* ---- values ------------------------------------------------------------------------------------ */

/* One value, and where it was found. */
struct value {
    uint32_t node;       /* a scalar */
    uint32_t via;        /* the reference that led there */
    uint32_t preference; /* a node; 0: none */
    uint32_t element, set;
    const char *before; /* stands in front of it: a preference, in a template */
};

static bool is_mx(const struct code_set *set)
{
    return strcasecmp(set->type, "MX") == 0;
}

static bool is_text(const struct code_set *set)
{
    return strcasecmp(set->type, "TXT") == 0 || strcasecmp(set->type, "SPF") == 0;
}

/* Route 53 takes "\;" for a semicolon, and much that was moved there from a zone has it so. What is
 * quoted is read as in a zone anyway. */
static enum part_form form_of(const struct code_set *set, const char *text)
{
    if (!is_text(set) || *text == '"')
        return PART_TEXT;
    return strstr(text, "\\;") != NULL ? PART_ESCAPED : PART_STRING;
}

/* Types whose whole data is one value. */
static bool is_read(const struct code_set *set)
{
    static const char *const types[] = {"A", "AAAA", "CNAME", "MX", "NS", "PTR", "SPF", "TXT"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcasecmp(set->type, types[i]) == 0)
            return true;
    return false;
}

static struct part preference_part(struct code *code, const struct value *value)
{
    const struct tree *tree = code->follower.tree;
    struct part part = {.fallback = "0", .form = PART_TEXT};
    if (value->before != NULL) {
        part.fallback = talloc_strdup(code->document, value->before);
    } else if (tree_number(tree, value->preference) >= 0) {
        part.node = value->preference;
    } else {
        const char *text = code_text(code, value->preference, false);
        if (text != NULL && *text != '\0' && text[strspn(text, "0123456789")] == '\0')
            part.fallback = talloc_strdup(code->document, text);
    }
    return part;
}

static struct entry entry_begin(struct code *code, const struct code_set *set,
                                const struct value *value)
{
    const struct tree *tree = code->follower.tree;
    uint32_t zone = zone_name(code, set);
    bool unknown = name_is_within(code->document->names, zone, NAME_UNKNOWN);
    int64_t ttl = tree_number(tree, set->ttl_node);
    return (struct entry){.owner = "",
                          .owner_node = set->owner_node,
                          .zone = owner_name(code, set, zone),
                          .type = set->type,
                          .ttl = ttl < 0 && set->ttl > 0 ? set->ttl : ttl,
                          .ttl_node = set->ttl_node,
                          .origin = !set->relative ? NAME_ROOT
                                    : unknown      ? NAME_UNKNOWN
                                                   : zone,
                          .dots = set->dots,
                          .variant = variant_of(code, set->identity),
                          .element = value->element,
                          .set = value->set,
                          .via = value->via};
}

static void value_add(struct code *code, const struct code_set *set, const struct value *value)
{
    char *text = tree_value(code->follower.tree, value->node, code->mem);
    struct entry entry = entry_begin(code, set, value);
    code->taken[value->node] = true;
    if (text == NULL || *text == '\0' || strcasecmp(set->type, "SOA") == 0)
        return;
    bool lone = is_mx(set) && strpbrk(text, " \t") == NULL;
    if (is_text(set) && *text != '"' && strchr(text, '"') != NULL)
        return; /* some provider's own way to part strings */
    if (!is_read(set) && strpbrk(text, " \t") == NULL)
        return; /* its other fields stand elsewhere */
    if (lone)
        entry.parts[entry.part_count++] = preference_part(code, value);
    entry.parts[entry.part_count++] =
        (struct part){.node = value->node, .form = form_of(set, text)};
    /* other providers have the same hosts for all zones */
    if (set->shared && is_mx(set) && code_mentions_exchange(text, (uint32_t)strlen(text)))
        document_problem(code->document, PROBLEM_SHARED, 0,
                         tree_node(code->follower.tree, value->node)->text,
                         "this value makes the MX of several zones");
    entries_add(code->document, &entry);
}

/* Text that is not in the file as a whole is for people to look at; what of it holds a host of
 * Exchange is found among the leftovers. */
static void computed_note(struct code *code, const struct code_set *set, uint32_t node)
{
    struct span at = tree_node(code->follower.tree, node)->at;
    if (is_mx(set) &&
        !code_mentions_exchange(code->follower.tree->bytes + at.start, span_length(at)))
        entries_computed(code->document, node,
                         "MX comes from an expression that does not resolve in this file");
}

/* tolist([…]) and the like change nothing that matters here: the list. */
static uint32_t list_inside(const struct tree *tree, uint32_t node)
{
    static const char *const wrappers[] = {"tolist(", "toset(", "sort(", "distinct(", "compact("};
    const struct node *call = tree_node(tree, node);
    const struct node *list = tree_node(tree, call->child);
    if (call->child == 0 || call->child != call->last || list->kind != NODE_LIST)
        return 0;
    for (size_t i = 0; i < sizeof wrappers / sizeof *wrappers; i++)
        if (list->at.start == call->at.start + strlen(wrappers[i]) &&
            memcmp(tree->bytes + call->at.start, wrappers[i], strlen(wrappers[i])) == 0)
            return call->child;
    return 0;
}

static void value_read(struct code *code, const struct code_set *set, struct value value);

static void map_read(struct code *code, const struct code_set *set, struct value value)
{
    const struct tree *tree = code->follower.tree;
    uint32_t map = value.node, preference = tree_member_of(tree, map, code_preference_keys);
    value.node = tree_member_of(tree, map, code_value_keys);
    if (preference != 0)
        value.preference = preference;
    if (value.node != 0)
        value_read(code, set, value);
}

static void list_read(struct code *code, const struct code_set *set, struct value value)
{
    const struct tree *tree = code->follower.tree;
    bool follows = value.via != 0;
    for (uint32_t element = tree_node(tree, value.node)->child; element != 0;
         element = tree_node(tree, element)->next) {
        struct value one = value;
        one.node = one.element = element;
        one.set = follows ? 0 : value.set != 0 ? value.set : value.element;
        value_read(code, set, one);
    }
}

static void reference_read(struct code *code, const struct code_set *set, struct value value)
{
    char *around[2];
    uint32_t reference = value.node;
    bool may = entries_may_follow(code->document);
    uint32_t found = may ? follow_value(&code->follower, reference) : 0;
    value.via = reference;
    value.node = found;
    if (may && found == 0 && is_mx(set) &&
        (found = follow_inside(&code->follower, reference, around, code->mem)) != 0) {
        size_t digits = strspn(around[0], "0123456789");
        bool preference = digits > 0 && around[0][digits + strspn(around[0] + digits, " ")] == '\0';
        bool fits = (preference || *around[0] == '\0') && around[1][strspn(around[1], ".")] == '\0';
        value.before = preference ? around[0] : NULL;
        value.node = fits ? found : 0;
    }
    if (value.node != 0)
        value_read(code, set, value);
    else
        computed_note(code, set, reference);
}

static void value_read(struct code *code, const struct code_set *set, struct value value)
{
    const struct tree *tree = code->follower.tree;
    uint32_t list = list_inside(tree, value.node);
    if (list != 0)
        value.node = list;
    if (follow_is_computed(&code->follower, value.node))
        reference_read(code, set, value);
    else if (tree_node(tree, value.node)->kind == NODE_LIST)
        list_read(code, set, value);
    else if (tree_node(tree, value.node)->kind == NODE_MAP && is_read(set))
        map_read(code, set, value);
    else if (tree_node(tree, value.node)->kind == NODE_SCALAR && !code->taken[value.node])
        value_add(code, set, &value);
}

void code_values_read(struct code *code, const struct code_set *set, uint32_t value)
{
    value_read(code, set,
               (struct value){.node = value,
                              .preference = set->preference,
                              .element = set->element,
                              .set = set->set});
}

void code_parts_read(struct code *code, const struct code_set *set, const struct part *parts,
                     unsigned count)
{
    struct value value = {.element = set->element, .set = set->set};
    struct entry entry = entry_begin(code, set, &value);
    for (unsigned i = 0; i < count; i++) {
        uint32_t node = parts[i].node;
        if (node != 0 && (tree_node(code->follower.tree, node)->kind != NODE_SCALAR ||
                          follow_is_computed(&code->follower, node)))
            return;
        code->taken[node] |= node != 0;
        entry.parts[entry.part_count++] = parts[i];
    }
    entries_add(code->document, &entry);
}
