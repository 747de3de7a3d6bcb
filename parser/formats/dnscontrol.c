#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/code_record.h"
#include "parser/formats/dnscontrol_calls.h"

/*
 * DNSControl: a program in JavaScript or TypeScript whose calls make the records (reference,
 * formats.md section 13). The program is never run: what is plain in a D("zone", …) is a record of
 * that zone, and the rest is for people to look at.
 */

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

/* Where a record stands, and whose it is. */
static struct code_set set_of(struct code *code, const struct call *call, const char *type)
{
    const struct tree *tree = code->follower.tree;
    struct place place = call_place(code, call->node);
    uint32_t owner = call->arguments[0];
    struct code_set set = {.type = type,
                           .owner = code_text(code, owner, false),
                           .owner_node = tree_node(tree, owner)->kind == NODE_SCALAR ? owner : 0,
                           .relative = true,
                           .dots = DOT_ALWAYS};
    set.zone = place.repeated ? NULL : call_zone(code, place.domain, &set.identity);
    set.identity = set.zone == NULL ? "" : set.identity;
    set.context = talloc_asprintf(code->mem, "%u", place.domain == 0 ? call->node : place.domain);
    set.element = is_listed(tree, call->node) ? call->node : 0;
    call_ttl(code, call->node, place.domain, &set);
    return set;
}

static void record_read(struct code *code, const struct call *call, const char *type,
                        uint32_t value)
{
    const struct tree *tree = code->follower.tree;
    struct code_set set = set_of(code, call, type);
    bool mx = strcmp(type, "MX") == 0, plain = !follow_is_computed(&code->follower, value);
    set.preference = mx ? call->arguments[1] : 0;
    set.shared = mx && set.zone == NULL && follows_to_exchange(code, value);
    if (set.zone == NULL && !set.shared && (plain || !mx))
        code->taken[value] = true; /* one line for many zones, and nothing wrong with that */
    else if (tree_node(tree, value)->kind == NODE_SCALAR || (mx && !plain))
        code_values_read(code, &set, value);
}

/* Is this word, and nothing else, an argument of the call? */
static bool has_argument(const struct tree *tree, uint32_t call, const char *word)
{
    uint32_t argument = tree_node(tree, call)->child;
    for (; argument != 0; argument = tree_node(tree, argument)->next) {
        struct span at = tree_node(tree, argument)->at;
        if (span_length(at) == strlen(word) &&
            memcmp(tree->bytes + at.start, word, strlen(word)) == 0)
            break;
    }
    return argument != 0;
}

/* SRV(name, priority, weight, port, target), CAA(name, tag, value), TXT(name, [string, …]) */
static void parts_read(struct code *code, const struct call *call, const char *type)
{
    const struct tree *tree = code->follower.tree;
    struct part parts[ENTRY_PARTS] = {{.node = 0}};
    unsigned count = 0;
    bool caa = strcmp(type, "CAA") == 0;
    if (caa)
        parts[count++].fallback = has_argument(tree, call->node, "CAA_CRITICAL") ? "128" : "0";
    for (unsigned i = 1; i < (caa ? 3 : ARGUMENTS) && strcmp(type, "TXT") != 0; i++)
        parts[count++].node = call->arguments[i];
    if (strcmp(type, "TXT") == 0)
        for (uint32_t string = tree_node(tree, call->arguments[1])->child;
             string != 0 && count < ENTRY_PARTS; string = tree_node(tree, string)->next)
            parts[count++] = (struct part){.node = string, .form = PART_STRING};
    if (caa)
        parts[count - 1].form = PART_STRING;
    struct code_set set = set_of(code, call, type);
    if (set.zone != NULL && count > 0)
        code_parts_read(code, &set, parts, count);
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
    if (tree_is(tree, mx, "false") || tree_member(tree, options, "mxTarget") != 0 ||
        tree_member(tree, options, "mxHost") != 0)
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

/* What makes records, and which argument is the value; 0: several are. */
static const struct {
    const char *name;
    unsigned value, last;
} makers[] = {{"A", 1, 1},  {"AAAA", 1, 1}, {"CAA", 0, 2}, {"CNAME", 1, 1},
              {"MX", 2, 2}, {"NS", 1, 1},   {"SRV", 0, 4}, {"TXT", 1, 1}};

static void node_read(struct code *code, uint32_t node)
{
    const struct tree *tree = code->follower.tree;
    if (tree_node(tree, node)->kind != NODE_LIST)
        return;
    struct call call = call_at(tree, node);
    if (call_is(tree, node, "M365_BUILDER"))
        builder_read(code, &call);
    for (size_t i = 0; i < sizeof makers / sizeof *makers; i++) {
        uint32_t last = call.arguments[makers[i].last];
        if (!call_is(tree, node, makers[i].name) || last == 0)
            continue;
        bool strings = strcmp(makers[i].name, "TXT") == 0 &&
                       tree_node(tree, last)->kind == NODE_LIST &&
                       tree->bytes[tree_node(tree, last)->at.start] == '[';
        if (makers[i].value == 0 || strings)
            parts_read(code, &call, makers[i].name);
        else
            record_read(code, &call, makers[i].name, last);
    }
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
        domain |= call_is(tree, node, "D") || call_is(tree, node, "D_EXTEND");
        mx |= (call_is(tree, node, "MX") && call.arguments[2] != 0) ||
              call_is(tree, node, "M365_BUILDER");
    }
    return domain && mx;
}

/* Does it make an MX? Asked of every script that a walk meets, so it is asked fast. */
static bool makes_mx(const char *bytes, uint32_t size)
{
    static const char *const calls[] = {"MX(", "M365_BUILDER("};
    const char *end = bytes + size;
    for (const char *at = bytes; (at = memchr(at, 'M', (size_t)(end - at))) != NULL; at++)
        for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
            if ((size_t)(end - at) >= strlen(calls[i]) &&
                memcmp(at, calls[i], strlen(calls[i])) == 0)
                return true;
    return false;
}

static bool is_dnscontrol(const char *bytes, uint32_t size)
{
    struct syntax_fault fault;
    if (!makes_mx(bytes, size))
        return false;
    bool exchange = code_mentions_exchange(bytes, size);
    if (!exchange && memmem(bytes, size, "D(", 2) == NULL &&
        memmem(bytes, size, "D_EXTEND(", 9) == NULL)
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
