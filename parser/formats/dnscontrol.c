#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/code_record.h"
#include "parser/formats/once.h"

/*
 * DNSControl: a program in JavaScript or TypeScript whose calls make the records (reference,
 * formats.md section 13). The program is never run: what is plain in a D("zone", …) is a record of
 * that zone, and the rest is for people to look at.
 */

enum {
    DEFAULT_TTL = 300, /* DNSControl's own, where neither TTL() nor DefaultTTL() says another */
    ARGUMENTS = 4      /* those that are looked at */
};

/* A call, and its first arguments; 0: it has none. */
struct call {
    uint32_t node, arguments[ARGUMENTS];
};

/* function MX(…): it is made here, not called. */
static bool is_definition(const struct tree *tree, uint32_t start)
{
    static const char word[] = "function ";
    size_t length = strlen(word);
    return start >= length && memcmp(tree->bytes + start - length, word, length) == 0;
}

/* Is it a call of this function? */
static bool is_name(const struct tree *tree, uint32_t node, const char *name)
{
    const struct node *call = tree_node(tree, node);
    size_t length = strlen(name);
    const char *bytes = tree->bytes + call->at.start;
    return node != 0 && call->kind == NODE_LIST && span_length(call->at) > length &&
           memcmp(bytes, name, length) == 0 && strchr("( \t", bytes[length]) != NULL &&
           !is_definition(tree, call->at.start);
}

static struct call call_at(const struct tree *tree, uint32_t node)
{
    struct call call = {.node = node};
    uint32_t argument = tree_node(tree, node)->child;
    for (unsigned i = 0; i < ARGUMENTS && argument != 0; i++) {
        call.arguments[i] = argument;
        argument = tree_node(tree, argument)->next;
    }
    return call;
}

/* ---- where a call stands ----------------------------------------------------------------------- */

static bool is_function(const struct tree *tree, uint32_t node, uint32_t inner)
{
    struct span at = tree_node(tree, node)->at;
    uint32_t size = tree_node(tree, inner)->at.start - at.start;
    const char *bytes = tree->bytes + at.start;
    return tree_node(tree, node)->kind == NODE_COMPUTED &&
           (memmem(bytes, size, "=>", 2) != NULL || memmem(bytes, size, "function", 8) != NULL ||
            memmem(bytes, size, "for", 3) != NULL || memmem(bytes, size, "while", 5) != NULL);
}

/* What stands around a call. */
struct place {
    uint32_t domain; /* the call of D or D_EXTEND; 0: none */
    bool repeated;   /* a function or a loop stands between */
};

/* Where the name stands by itself, as an argument or an element; 0: nowhere. */
static uint32_t use_of(const struct tree *tree, struct span name)
{
    uint32_t node = 1;
    for (; node < tree->count; node++) {
        const struct node *use = tree_node(tree, node);
        if (use->kind == NODE_COMPUTED && span_length(use->at) == span_length(name) &&
            memcmp(tree->bytes + use->at.start, tree->bytes + name.start, span_length(name)) == 0)
            return node;
    }
    return 0;
}

static struct place place_around(const struct tree *tree, uint32_t node, uint32_t *top)
{
    struct place place = {0, false};
    for (uint32_t outer = tree_node(tree, node)->parent; outer != 0;
         node = outer, outer = tree_node(tree, outer)->parent) {
        if (is_name(tree, outer, "D") || is_name(tree, outer, "D_EXTEND")) {
            place.domain = outer;
            return place;
        }
        place.repeated |= is_function(tree, outer, node);
    }
    *top = node;
    return place;
}

/* What is kept under a name stands where the name is used, if it is used once. */
static struct place place_of(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    uint32_t top = 0;
    struct place place = place_around(tree, node, &top);
    if (place.domain != 0 || place.repeated || tree_node(tree, top)->kind != NODE_LIST ||
        span_is_empty(tree_node(tree, top)->key))
        return place;
    uint32_t use = use_of(tree, tree_node(tree, top)->key);
    if (use != 0 && name_is_used_once(code->document, tree_key(tree, top, code->mem)))
        place = place_around(tree, use, &top);
    return place;
}

/* The zone of D("contoso.com!inside", …), whose tag tells it from others of the name; NULL: not told.
 * A name that a function is given is another one each time, so only plain text counts there. */
static const char *zone_of(struct code *code, uint32_t domain, const char **tag)
{
    const struct tree *tree = code->follower.tree;
    uint32_t name = domain == 0 ? 0 : tree_node(tree, domain)->child;
    bool follows = domain != 0 && !place_of(code, domain).repeated;
    const char *text = name == 0 || (!follows && follow_is_computed(&code->follower, name))
                           ? NULL
                           : code_text(code, name, true);
    const char *mark = text == NULL ? NULL : strchr(text, '!');
    *tag = mark == NULL ? "" : mark;
    return mark == NULL ? text : talloc_strndup(code->mem, text, (size_t)(mark - text));
}

/* ---- TTLs -------------------------------------------------------------------------------------- */

/* 300, "300", "5m", "1h", "2d", "1w"; -1: none of them. */
static int64_t seconds(const struct tree *tree, uint32_t node, void *mem)
{
    static const char units[] = "smhdw";
    static const unsigned factors[] = {1, 60, 3600, 86400, 604800};
    char *text = tree_value(tree, node, mem);
    size_t digits = text == NULL ? 0 : strspn(text, "0123456789");
    const char *unit =
        digits == 0 || digits > 9 || text[digits] == '\0' ? NULL : strchr(units, text[digits]);
    if (unit == NULL || text[digits + 1] != '\0')
        return tree_number(tree, node);
    text[digits] = '\0';
    int64_t number = 0;
    for (const char *digit = text; *digit != '\0'; digit++)
        number = number * 10 + (*digit - '0');
    return number * factors[unit - units];
}

/* The argument of TTL(…) among the arguments of a call. */
static uint32_t ttl_in(const struct tree *tree, uint32_t call, const char *name, uint32_t before)
{
    uint32_t found = 0;
    for (uint32_t argument = tree_node(tree, call)->child; argument != 0 && argument != before;
         argument = tree_node(tree, argument)->next)
        if (is_name(tree, argument, name))
            found = tree_node(tree, argument)->child;
    return found;
}

/* The modifier of the record, else the default of its domain that stands in front of it, for it holds
 * for what follows, else that of DEFAULTS(). */
static void ttl_find(struct code *code, uint32_t call, uint32_t domain, struct code_set *set)
{
    const struct tree *tree = code->follower.tree;
    uint32_t inner = call;
    while (inner != 0 && tree_node(tree, inner)->parent != domain)
        inner = tree_node(tree, inner)->parent;
    set->ttl_node = ttl_in(tree, call, "TTL", 0);
    if (set->ttl_node == 0 && domain != 0)
        set->ttl_node = ttl_in(tree, domain, "DefaultTTL", inner);
    for (uint32_t top = tree_node(tree, 0)->child; set->ttl_node == 0 && top != 0;
         top = tree_node(tree, top)->next)
        if (is_name(tree, top, "DEFAULTS"))
            set->ttl_node = ttl_in(tree, top, "DefaultTTL", 0);
    int64_t said = set->ttl_node == 0 ? -1 : seconds(tree, set->ttl_node, code->mem);
    set->ttl = said < 0 ? DEFAULT_TTL : said;
}

/* ---- records ----------------------------------------------------------------------------------- */

static bool mentions_exchange(const struct tree *tree, uint32_t node)
{
    struct span at = tree_node(tree, node)->at;
    return code_mentions_exchange(tree->bytes + at.start, span_length(at));
}

static bool follows_to_exchange(struct code *code, uint32_t value)
{
    const char *text = code_text(code, value, false);
    return mentions_exchange(code->follower.tree, value) ||
           (text != NULL && code_mentions_exchange(text, (uint32_t)strlen(text)));
}

/* Can an argument or an element be taken away, and another one stand beside it? */
static bool is_listed(const struct tree *tree, uint32_t node)
{
    return tree_node(tree, tree_node(tree, node)->parent)->kind == NODE_LIST &&
           tree_node(tree, node)->parent != 0 && tree_node(tree, node)->key.end == 0;
}

static void record_read(struct code *code, const struct call *call, const char *type,
                        uint32_t value)
{
    const struct tree *tree = code->follower.tree;
    struct place place = place_of(code, call->node);
    uint32_t owner = call->arguments[0];
    bool mx = strcmp(type, "MX") == 0;
    struct code_set set = {.type = type,
                           .owner = code_text(code, owner, false),
                           .owner_node = tree_node(tree, owner)->kind == NODE_SCALAR ? owner : 0,
                           .preference = mx ? call->arguments[1] : 0,
                           .relative = true,
                           .dots = DOT_ALWAYS};
    set.zone = place.repeated ? NULL : zone_of(code, place.domain, &set.identity);
    set.identity = set.zone == NULL ? "" : set.identity;
    set.context = talloc_asprintf(code->mem, "%u", place.domain == 0 ? call->node : place.domain);
    set.element = is_listed(tree, call->node) ? call->node : 0;
    set.shared = mx && set.zone == NULL && follows_to_exchange(code, value);
    bool plain = !follow_is_computed(&code->follower, value);
    if (set.zone == NULL && !set.shared && (plain || !mx))
        code->taken[value] = true; /* one line for many zones, and nothing wrong with that */
    else if (tree_node(tree, value)->kind == NODE_SCALAR || (mx && !plain)) {
        ttl_find(code, call->node, place.domain, &set);
        code_values_read(code, &set, value);
    }
}

/* ---- builders ---------------------------------------------------------------------------------- */

/* Does a part of the options come from elsewhere? */
static bool has_spread(const struct tree *tree, uint32_t options)
{
    uint32_t member = tree_node(tree, options)->child;
    while (member != 0 && !span_is_empty(tree_node(tree, member)->key))
        member = tree_node(tree, member)->next;
    return member != 0;
}

/* M365_BUILDER("contoso.com", {…}) makes an MX below mail.protection.outlook.com unless told not to. */
static void builder_read(struct code *code, const struct call *call)
{
    const struct tree *tree = code->follower.tree;
    bool first = tree_node(tree, call->arguments[0])->kind == NODE_MAP;
    uint32_t options = call->arguments[first ? 0 : 1], mx = tree_member(tree, options, "mx");
    struct span at = tree_node(tree, call->node)->at;
    const struct node *given = tree_node(tree, options);
    if (tree_is(tree, mx, "false") || tree_member(tree, options, "mxTarget") != 0)
        return;
    bool plain = mx != 0
                     ? tree_is(tree, mx, "true")
                     : options == 0 || ((given->kind == NODE_MAP || given->child == 0) &&
                                        given->kind != NODE_COMPUTED && !has_spread(tree, options));
    at.end = at.start + (uint32_t)strlen("M365_BUILDER");
    if (plain)
        document_problem(code->document, PROBLEM_BUILDER, 0, at,
                         "M365_BUILDER makes an MX below mail.protection.outlook.com by itself");
    else
        entries_computed(code->document, mx != 0 ? mx : options,
                         "whether M365_BUILDER makes an MX depends on options that do not resolve "
                         "in this file");
}

/* ---- the file ---------------------------------------------------------------------------------- */

/* What makes records of one value, and which argument that is. */
static const struct {
    const char *name;
    unsigned value;
} makers[] = {{"A", 1}, {"AAAA", 1}, {"CNAME", 1}, {"MX", 2}, {"NS", 1}, {"TXT", 1}};

static void node_read(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    if (tree_node(tree, node)->kind != NODE_LIST)
        return;
    struct call call = call_at(tree, node);
    if (is_name(tree, node, "M365_BUILDER"))
        builder_read(code, &call);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++)
        if (is_name(tree, node, makers[i].name) && call.arguments[makers[i].value] != 0)
            record_read(code, &call, makers[i].name, call.arguments[makers[i].value]);
}

/* Is it a statement of the file or of a block: name = value? */
static bool is_statement(const struct tree *tree, uint32_t node)
{
    const struct node *value = tree_node(tree, node), *parent = tree_node(tree, value->parent);
    return !span_is_empty(value->key) && value->key.end <= value->at.start &&
           memchr(tree->bytes + value->key.end, '=', value->at.start - value->key.end) != NULL &&
           (value->parent == 0 || tree->bytes[parent->at.start] == '{');
}

/* The value of a name that is given one in one place only. */
static uint32_t path_find(const struct tree *tree, const struct path *path)
{
    uint32_t found = 0;
    for (uint32_t node = 1; path->count == 1 && node < tree->count; node++) {
        struct span key = tree_node(tree, node)->key;
        if (span_length(key) != strlen(path->names[0]) ||
            memcmp(tree->bytes + key.start, path->names[0], span_length(key)) != 0 ||
            !is_statement(tree, node))
            continue;
        if (found != 0)
            return 0;
        found = node;
    }
    return found;
}

static uint32_t zone_find(const struct tree *tree, const struct path *path)
{
    (void)tree, (void)path;
    return 0;
}

static void dnscontrol_read(struct document *document, const char *origin, struct loader loader)
{
    struct code *code = code_open(document, &javascript_syntax);
    const struct tree *tree = code->follower.tree;
    (void)loader;
    code->follower.definitions = 1;
    code->follower.find = path_find;
    code->follower.find_zone = zone_find;
    for (uint32_t node = 1; node < tree->count; node++)
        node_read(code, node);
    code_leftovers_read(code);
    entries_close(document, entries_told(document, origin));
    talloc_free(code);
}

/* Does it call D() or speak of Exchange, and make an MX? Told by its tokens, as comments may say much. */
static bool calls_dnscontrol(const struct tree *tree, bool exchange)
{
    bool domain = exchange, mx = false;
    for (uint32_t node = 1; node < tree->count && !(domain && mx); node++) {
        struct call call = call_at(tree, node);
        domain |= is_name(tree, node, "D") || is_name(tree, node, "D_EXTEND");
        mx |= (is_name(tree, node, "MX") && call.arguments[2] != 0) ||
              is_name(tree, node, "M365_BUILDER");
    }
    return domain && mx;
}

static bool is_dnscontrol(const char *bytes, uint32_t size)
{
    struct syntax_fault fault;
    bool exchange = code_mentions_exchange(bytes, size);
    if ((!exchange && memmem(bytes, size, "D(", 2) == NULL &&
         memmem(bytes, size, "D_EXTEND(", 9) == NULL) ||
        (memmem(bytes, size, "MX(", 3) == NULL && memmem(bytes, size, "M365_BUILDER(", 13) == NULL))
        return false;
    struct tree *tree = tree_read(NULL, &javascript_syntax, bytes, size, &fault);
    bool is = calls_dnscontrol(tree, exchange);
    talloc_free(tree);
    return is;
}

static bool ends_with(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcasecmp(name + length - tail, end) == 0;
}

static const char *dnscontrol_recognise(const char *name, const char *bytes, uint32_t size)
{
    bool script = ends_with(name, ".js") || ends_with(name, ".djs") || ends_with(name, ".mjs") ||
                  (ends_with(name, ".ts") && !ends_with(name, ".d.ts"));
    bool is = script && is_dnscontrol(bytes, size);
    return is ? "its name is JavaScript's and it calls D() and MX()" : NULL;
}

const struct format dnscontrol_format = {
    .name = "dnscontrol",
    .summary = "DNSControl: JavaScript or TypeScript",
    .recognise = dnscontrol_recognise,
    .read = dnscontrol_read,
    ENTRIES_ANSWERS,
};
