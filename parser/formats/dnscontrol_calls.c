#include "parser/formats/dnscontrol_calls.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/once.h"

enum {
    DEFAULT_TTL = 300
}; /* DNSControl's own, where neither TTL() nor DefaultTTL() says another */

/* function MX(…): it is made here, not called. */
static bool is_definition(const struct tree *tree, uint32_t start)
{
    static const char word[] = "function ";
    size_t length = strlen(word);
    return start >= length && memcmp(tree->bytes + start - length, word, length) == 0;
}

bool call_is(const struct tree *tree, uint32_t node, const char *name)
{
    const struct node *call = tree_node(tree, node);
    size_t length = strlen(name);
    const char *bytes = tree->bytes + call->at.start;
    return node != 0 && call->kind == NODE_LIST && span_length(call->at) > length &&
           memcmp(bytes, name, length) == 0 && strchr("( \t", bytes[length]) != NULL &&
           !is_definition(tree, call->at.start);
}

struct call call_at(const struct tree *tree, uint32_t node)
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
        if (call_is(tree, outer, "D") || call_is(tree, outer, "D_EXTEND")) {
            place.domain = outer;
            return place;
        }
        place.repeated |= is_function(tree, outer, node);
    }
    *top = node;
    return place;
}

struct place call_place(struct code *code, uint32_t node)
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

const char *call_zone(struct code *code, uint32_t domain, const char **tag)
{
    const struct tree *tree = code->follower.tree;
    uint32_t name = domain == 0 ? 0 : tree_node(tree, domain)->child;
    bool follows = domain != 0 && !call_place(code, domain).repeated;
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

/* The argument of TTL(…), or DefaultTTL(…), among the arguments of a call. */
static uint32_t ttl_in(const struct tree *tree, uint32_t call, const char *name)
{
    uint32_t found = 0;
    for (uint32_t argument = tree_node(tree, call)->child; argument != 0;
         argument = tree_node(tree, argument)->next)
        if (call_is(tree, argument, name))
            found = tree_node(tree, argument)->child;
    return found;
}

/* The last DefaultTTL(…) before an argument of D(). Asked of one argument after the other it goes on
 * from the last one: a D() may have thousands. */
static uint32_t default_before(struct code *code, uint32_t domain, uint32_t argument)
{
    const struct tree *tree = code->follower.tree;
    struct default_ttl *known = &code->default_ttl;
    if (known->domain != domain || known->next == 0 || known->next > argument)
        *known = (struct default_ttl){.domain = domain, .next = tree_node(tree, domain)->child};
    for (; known->next != 0 && known->next != argument;
         known->next = tree_node(tree, known->next)->next)
        if (call_is(tree, known->next, "DefaultTTL"))
            known->found = tree_node(tree, known->next)->child;
    return known->found;
}

void call_ttl(struct code *code, uint32_t call, uint32_t domain, struct code_set *set)
{
    const struct tree *tree = code->follower.tree;
    uint32_t inner = call;
    while (inner != 0 && tree_node(tree, inner)->parent != domain)
        inner = tree_node(tree, inner)->parent;
    set->ttl_node = ttl_in(tree, call, "TTL");
    if (set->ttl_node == 0 && domain != 0)
        set->ttl_node = default_before(code, domain, inner);
    for (uint32_t top = tree_node(tree, 0)->child; set->ttl_node == 0 && top != 0;
         top = tree_node(tree, top)->next)
        if (call_is(tree, top, "DEFAULTS"))
            set->ttl_node = ttl_in(tree, top, "DefaultTTL");
    int64_t said = set->ttl_node == 0 ? -1 : seconds(tree, set->ttl_node, code->mem);
    set->ttl = said < 0 ? DEFAULT_TTL : said;
}
