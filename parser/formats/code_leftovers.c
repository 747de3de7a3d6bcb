#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/code_record.h"

/*
 * Hosts of Exchange that belong to no resource: in locals, .tfvars, arguments of modules, defaults. A
 * string that is, as a whole, an optional preference and such a host counts as an MX when the object
 * or block around it has type = "MX", a key above it holds "mx", or the preference is there. Others
 * are reported as code only.
 */

/* What Exchange's hosts end with, of any cloud and time; `legacy`: those that are worth a word even
 * where they are no MX. */
static const struct {
    const char *text;
    bool legacy;
} suffixes[] = {
    {".mail.protection.outlook.com", true},         {".mx.microsoft", false},
    {".mail.protection.outlook.de", false},         {".mail.protection.office365.us", false},
    {".mail.protection.partner.outlook.cn", false}, {".mail.eo.outlook.com", false},
};

static const char legacy_suffix[] = ".mail.protection.outlook.com";

static const char *find_text(const char *bytes, size_t size, const char *text)
{
    size_t length = strlen(text);
    const char *end = bytes + size;
    for (; (size_t)(end - bytes) >= length; bytes++) {
        if (*text == '.' && (bytes = memchr(bytes, '.', (size_t)(end - bytes))) == NULL)
            break;
        if ((size_t)(end - bytes) >= length && strncasecmp(bytes, text, length) == 0)
            return bytes;
    }
    return NULL;
}

/* All of the suffixes begin with ".m": one pass tells. */
bool code_mentions_exchange(const char *bytes, uint32_t size)
{
    const char *end = bytes + size;
    while ((bytes = memchr(bytes, '.', (size_t)(end - bytes))) != NULL) {
        size_t left = (size_t)(end - bytes);
        for (size_t i = 0;
             left > 1 && (bytes[1] | 0x20) == 'm' && i < sizeof suffixes / sizeof *suffixes; i++)
            if (left >= strlen(suffixes[i].text) &&
                strncasecmp(bytes, suffixes[i].text, strlen(suffixes[i].text)) == 0)
                return true;
        bytes++;
    }
    return false;
}

static bool is_host_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '-' || byte == '_' || byte == '.';
}

/* The family of a text that is a host as a whole; -1: it is none of Exchange's. */
static int host_family(const char *host)
{
    size_t length = strlen(host);
    length -= length > 0 && host[length - 1] == '.';
    for (size_t i = 0; i < length; i++)
        if (!is_host_byte(host[i]))
            return -1;
    for (int i = 0; i < (int)(sizeof suffixes / sizeof *suffixes); i++) {
        size_t end = strlen(suffixes[i].text);
        if (length > end && host[0] != '.' &&
            strncasecmp(host + length - end, suffixes[i].text, end) == 0)
            return i;
    }
    return -1;
}

/* Behind the preference, if one stands in front. */
static const char *host_of(const char *text, bool *preference)
{
    size_t digits = strspn(text, "0123456789"), blanks = strspn(text + digits, " \t");
    *preference = digits > 0 && blanks > 0;
    return *preference ? text + digits + blanks : text;
}

/* ---- what stands around a value ---------------------------------------------------------------- */

static bool key_has(const struct tree *tree, uint32_t node, const char *word)
{
    struct span key = tree_node(tree, node)->key;
    return find_text(tree->bytes + key.start, span_length(key), word) != NULL;
}

/* Prose, and other uses of a mail host than an MX. */
static bool is_elsewhere(const struct tree *tree, uint32_t node)
{
    static const char *const words[] = {"description", "message", "comment", "condition",
                                        "relay",       "smart",   "smtp",    "forward"};
    for (; node != 0; node = tree_node(tree, node)->parent)
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (key_has(tree, node, words[i]))
                return true;
    return false;
}

static bool is_mx_context(const struct tree *tree, uint32_t node)
{
    for (; node != 0; node = tree_node(tree, node)->parent)
        if (key_has(tree, node, "mx") ||
            tree_is(tree, tree_member_of(tree, node, code_type_keys), "MX"))
            return true;
    return false;
}

static bool is_domain(const char *text)
{
    const char *dot = text == NULL ? NULL : strrchr(text, '.');
    bool plain = dot != NULL && dot != text && strlen(dot) > 2;
    for (const char *byte = text; plain && *byte != '\0'; byte++)
        plain = is_host_byte(*byte);
    return plain && isalpha((unsigned char)dot[1]) && host_family(text) < 0;
}

/* The domain that the members of a map, or of the whole file, name; NULL: none, or `*several`. */
static const char *domain_in(struct code *code, uint32_t map, bool *several)
{
    const struct tree *tree = code->follower.tree;
    const char *found = NULL;
    for (uint32_t member = tree_node(tree, map)->child; member != 0;
         member = tree_node(tree, member)->next) {
        bool named = key_has(tree, member, "zone") || key_has(tree, member, "domain");
        const char *text = named ? code_text(code, member, true) : NULL;
        if (text == NULL || !is_domain(text))
            continue;
        *several = found != NULL && strcasecmp(found, text) != 0;
        if (*several)
            return NULL;
        found = text;
    }
    return found;
}

/* The zone that what stands around a value speaks of; NULL if that is not plain. */
static const char *zone_around(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    bool several = false;
    for (;; node = tree_node(tree, node)->parent) {
        const char *key = tree_key(tree, node, code->mem);
        if (node != 0 && is_domain(key))
            return key;
        bool map = node == 0 || tree_node(tree, node)->kind == NODE_MAP;
        const char *found = map ? domain_in(code, node, &several) : NULL;
        if (found != NULL || several || node == 0)
            return found;
    }
}

static uint32_t map_around(const struct tree *tree, uint32_t node)
{
    do
        node = tree_node(tree, node)->parent;
    while (node != 0 && tree_node(tree, node)->kind != NODE_MAP);
    return node;
}

/* Owner and zone by what stands around; an owner that is not there is the zone itself. */
static struct code_set set_around(struct code *code, uint32_t map, uint32_t node, const char *type)
{
    const struct tree *tree = code->follower.tree;
    struct code_set set = {.type = type};
    uint32_t owner = tree_member_of(tree, map, code_owner_keys);
    uint32_t list = tree_node(tree, node)->parent;
    bool together = tree_node(tree, list)->kind == NODE_LIST;
    set.owner = owner == 0 ? "@" : code_text(code, owner, false);
    if (set.owner != NULL && host_family(set.owner) >= 0)
        set.owner = "@";
    set.owner_node = owner != 0 && tree_node(tree, owner)->kind == NODE_SCALAR ? owner : 0;
    set.zone = zone_around(code, node);
    set.context = set.identity =
        talloc_asprintf(code->mem, "%u", together && set.owner != NULL ? list : node);
    set.ttl_node = tree_member_of(tree, map, code_ttl_keys);
    set.preference = tree_member_of(tree, map, code_preference_keys);
    return set;
}

/* ---- what is found ----------------------------------------------------------------------------- */

static void literal_note(struct code *code, struct span at)
{
    document_problem(code->document, PROBLEM_LITERAL, 0, at,
                     "legacy host %.*s is written out, and no record can be made out of it",
                     (int)span_length(at), code->follower.tree->bytes + at.start);
}

static void derived_note(struct code *code, struct span at)
{
    document_problem(code->document, PROBLEM_DERIVED, 0, at,
                     "expression makes a host below %s; only Graph knows the host",
                     legacy_suffix + 1);
}

static void mx_add(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    struct code_set set = set_around(code, map_around(tree, node), node, "MX");
    bool listed = tree_node(tree, tree_node(tree, node)->parent)->kind == NODE_LIST;
    set.element = listed ? node : 0;
    code->taken[node] = false;
    code_values_read(code, &set, node);
}

/* "20 mx.example.net" */
static bool is_mx_text(const char *text)
{
    bool preference;
    const char *host = host_of(text, &preference);
    size_t length = strlen(host);
    while (length > 0 && is_host_byte(host[length - 1]))
        length--;
    return preference && length == 0 && strchr(host, '.') != NULL;
}

/* The MX of others in a list where an Exchange host stands with its preference. */
static void list_read(struct code *code, uint32_t list)
{
    const struct tree *tree = code->follower.tree;
    bool exchange = false, preference;
    for (uint32_t i = tree_node(tree, list)->child; i != 0; i = tree_node(tree, i)->next) {
        char *text = tree_value(tree, i, code->mem);
        exchange |=
            text != NULL && is_mx_text(text) && host_family(host_of(text, &preference)) >= 0;
    }
    for (uint32_t i = tree_node(tree, list)->child; i != 0 && exchange;
         i = tree_node(tree, i)->next) {
        char *text = tree_value(tree, i, code->mem);
        if (!code->taken[i] && text != NULL && is_mx_text(text))
            mx_add(code, i);
    }
}

/* A string that may be a host as a whole. */
static void scalar_read(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    bool preference;
    char *text = tree_value(tree, node, code->mem);
    const char *host = text == NULL ? "" : host_of(text, &preference);
    int family = text == NULL ? -1 : host_family(host);
    if (family < 0)
        return;
    code->taken[node] = true;
    if (preference || is_mx_context(tree, node)) {
        if (preference || !is_elsewhere(tree, node))
            mx_add(code, node);
    } else if (suffixes[family].legacy && !is_elsewhere(tree, node)) {
        literal_note(code, tree_node(tree, node)->text);
    }
}

/* Is a host written into this text from the start of a word on? `*at` gets it. */
static bool is_word_start(const struct tree *tree, struct span text, uint32_t suffix,
                          struct span *at)
{
    uint32_t start = suffix;
    while (start > text.start && is_host_byte(tree->bytes[start - 1]))
        start--;
    *at = (struct span){start, suffix + (uint32_t)strlen(legacy_suffix)};
    return start < suffix &&
           (start == text.start || strchr(" \t\"'=,", tree->bytes[start - 1]) != NULL);
}

static bool is_derived(const struct tree *tree, struct span text, struct span host)
{
    const char *before = tree->bytes + host.start;
    return host.start > text.start && (before[-1] == '}' || before[-1] == '%'); /* "%s" */
}

/* A heredoc's line, or any other text, that speaks of an MX. */
static bool line_has_mx(const struct tree *tree, struct span text, uint32_t at)
{
    uint32_t start = at, end = at;
    while (start > text.start && tree->bytes[start - 1] != '\n')
        start--;
    while (end < text.end && tree->bytes[end] != '\n')
        end++;
    return find_text(tree->bytes + start, end - start, " MX ") != NULL ||
           find_text(tree->bytes + start, end - start, "\tMX") != NULL;
}

/* A template or a text of several lines, which may hold hosts among other things. */
static void text_scan(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    const struct node *template = tree_node(tree, node);
    struct span text = template->quote == 0 ? template->at : template->text, host;
    bool lines = template->quote == '|';
    const char *found;
    for (uint32_t from = text.start;
         (found = find_text(tree->bytes + from, text.end - from, legacy_suffix)) != NULL;
         from = host.end) {
        uint32_t suffix = (uint32_t)(found - tree->bytes);
        bool whole = is_word_start(tree, text, suffix, &host);
        if (is_elsewhere(tree, node))
            continue;
        if (is_derived(tree, text, host))
            derived_note(code, host);
        else if (whole && (!lines || line_has_mx(tree, text, suffix)))
            literal_note(code, host);
    }
}

/* The format of a name, or its end, in the arguments of a function that puts texts together. */
static bool builds_host(const struct tree *tree, uint32_t node)
{
    static const char *const functions[] = {"format(", "join(",       "replace(",
                                            "concat(", "formatlist(", "+"};
    const struct node *scalar = tree_node(tree, node);
    uint32_t outer = scalar->parent;
    while (outer != 0 && tree_node(tree, outer)->kind == NODE_LIST)
        outer = tree_node(tree, outer)->parent;
    const struct node *call = tree_node(tree, outer);
    struct span text = scalar->text;
    const char *bytes = tree->bytes + text.start;
    size_t end = strlen(legacy_suffix), length = span_length(text);
    length -= length > 0 && bytes[length - 1] == '.';
    if (length < end || strncasecmp(bytes + length - end, legacy_suffix, end) != 0)
        return false;
    if (memmem(bytes, length, "%s", 2) != NULL)
        return true;
    for (size_t i = 0; length == end && i < sizeof functions / sizeof *functions; i++)
        if (find_text(tree->bytes + call->at.start, span_length(call->at), functions[i]) != NULL)
            return call->kind == NODE_COMPUTED;
    return false;
}

/* An object with a type of DNS: a record, whoever makes it. */
static void map_read(struct code *code, uint32_t map)
{
    static const char *const types[] = {"MX", "TXT", "CNAME"};
    const struct tree *tree = code->follower.tree;
    uint32_t type = tree_member_of(tree, map, code_type_keys);
    uint32_t value = tree_member_of(tree, map, code_value_keys);
    if (code->taken[map] || type == 0 || value == 0 ||
        tree_member_of(tree, map, code_owner_keys) == 0)
        return;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        if (!tree_is(tree, type, types[i]))
            continue;
        struct code_set set = set_around(code, map, map, types[i]);
        set.element = tree_node(tree, tree_node(tree, map)->parent)->kind == NODE_LIST ? map : 0;
        code_values_read(code, &set, value);
    }
}

static void node_read(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    const struct node *here = tree_node(tree, node);
    char *key = span_is_empty(here->key) ? NULL : tree_key(tree, node, code->mem);
    int family = key == NULL ? -1 : host_family(key);
    if (family >= 0 && suffixes[family].legacy && !is_elsewhere(tree, here->parent))
        literal_note(code, here->key);
    if (here->kind == NODE_MAP)
        map_read(code, node);
    if (here->kind == NODE_LIST)
        list_read(code, node);
    if (code->taken[node])
        return;
    if ((follow_is_computed(&code->follower, node) && here->quote != 0) || here->quote == '|')
        text_scan(code, node);
    else if (here->kind == NODE_SCALAR && builds_host(tree, node))
        derived_note(code, here->text);
    else if (here->kind == NODE_SCALAR)
        scalar_read(code, node);
}

void code_leftovers_read(struct code *code)
{
    const struct tree *tree = code->follower.tree;
    for (uint32_t node = 1; node < tree->count; node++)
        node_read(code, node);
}
