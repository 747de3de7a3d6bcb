#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/syntax/yaml_read.h"

/*
 * An alias becomes a node of its own that shares the children of what it stands for, so whoever reads
 * the tree sees values everywhere, and a file of nested aliases ("billion laughs") takes no memory.
 * A walk over all values takes time, though: how many there are is bounded.
 */

static uint32_t *bucket_of(struct yaml_reading *reading, struct span name)
{
    uint32_t hash = 2166136261U; /* FNV-1a */
    for (uint32_t at = name.start; at < name.end; at++)
        hash = (hash ^ (unsigned char)reading->tree->bytes[at]) * 16777619U;
    return &reading->buckets[hash % YAML_BUCKETS];
}

static struct yaml_anchor *anchor_find(struct yaml_reading *reading, struct span name)
{
    const char *bytes = reading->tree->bytes;
    for (uint32_t at = *bucket_of(reading, name); at != 0; at = reading->anchors[at - 1].next) {
        struct yaml_anchor *anchor = &reading->anchors[at - 1];
        if (span_length(anchor->name) == span_length(name) &&
            memcmp(bytes + anchor->name.start, bytes + name.start, span_length(name)) == 0)
            return anchor;
    }
    return NULL;
}

void yaml_anchors_forget(struct yaml_reading *reading)
{
    if (reading->first_anchor == reading->anchor_count)
        return;
    memset(reading->buckets, 0, sizeof reading->buckets);
    reading->first_anchor = reading->anchor_count;
}

uint32_t yaml_anchor_add(struct yaml_reading *reading, struct span name, uint32_t node)
{
    uint32_t *bucket = bucket_of(reading, name);
    struct yaml_anchor anchor = {.name = name, .node = node, .next = *bucket};
    ARRAY_PUSH(reading->yaml, reading->anchors, reading->anchor_count, anchor);
    *bucket = (uint32_t)reading->anchor_count;
    return *bucket;
}

void yaml_anchor_close(struct yaml_reading *reading, uint32_t anchor, uint64_t before)
{
    if (anchor == 0)
        return;
    reading->anchors[anchor - 1].size = yaml_values(reading) - before;
    reading->anchors[anchor - 1].whole = true;
}

uint64_t yaml_values(const struct yaml_reading *reading)
{
    return reading->tree->count + reading->expanded;
}

/* A copy of `node` below `parent`, with the same children. */
static void copy_add(struct tree *tree, uint32_t parent, uint32_t node, struct span key,
                     struct span at)
{
    struct node copy = tree->nodes[node];
    uint32_t child = copy.child, last = copy.last;
    copy.key = key;
    copy.at = at;
    copy.shared = true;
    uint32_t added = tree_add(tree, parent, copy);
    tree->nodes[added].child = child;
    tree->nodes[added].last = last;
}

bool yaml_alias_add(struct yaml_reading *reading, uint32_t parent, struct span name,
                    struct node alias)
{
    struct yaml_anchor *anchor = anchor_find(reading, name);
    if (anchor == NULL)
        return yaml_fail(reading, alias.at.start, alias.at.end, FAULT_TEXT,
                         "there is no anchor for this alias");
    if (!anchor->whole || anchor->node == 0) { /* it stands in what it stands for, or is a key */
        tree_add(reading->tree, parent, alias);
        return true;
    }
    anchor->used = true;
    reading->expanded += anchor->size;
    if (reading->expanded > YAML_EXPANDED)
        return yaml_fail(reading, alias.at.start, alias.at.end, FAULT_BOUND,
                         "aliases stand for more than 1048576 values");
    copy_add(reading->tree, parent, anchor->node, alias.key, alias.at);
    return true;
}

/* ---- merge keys -------------------------------------------------------------------------------- */

static bool key_is_merge(const struct tree *tree, const struct node *node)
{
    return span_length(node->key) == 2 && memcmp(tree->bytes + node->key.start, "<<", 2) == 0;
}

static bool has_key(const struct tree *tree, uint32_t map, struct span key)
{
    uint32_t member = tree->nodes[map].child;
    for (; member != 0; member = tree->nodes[member].next) {
        struct span other = tree->nodes[member].key;
        if (span_length(other) == span_length(key) &&
            memcmp(tree->bytes + other.start, tree->bytes + key.start, span_length(key)) == 0)
            return true;
    }
    return false;
}

/* The members of `from` that `map` has not itself; an earlier map wins over a later one. */
static bool members_take(struct yaml_reading *reading, uint32_t map, uint32_t from, struct span at)
{
    struct tree *tree = reading->tree;
    uint64_t own = 0;
    for (uint32_t i = tree->nodes[map].child; i != 0; i = tree->nodes[i].next)
        own++;
    for (uint32_t i = tree->nodes[from].child; i != 0; i = tree->nodes[i].next) {
        reading->expanded += ++own / 16 + 1; /* has_key() takes its time too */
        if (reading->expanded > YAML_EXPANDED)
            return yaml_fail(reading, at.start, at.end, FAULT_BOUND,
                             "aliases stand for more than 1048576 values");
        if (!has_key(tree, map, tree->nodes[i].key))
            copy_add(tree, map, i, tree->nodes[i].key, at);
    }
    return true;
}

/* Takes the members "<<" out of a map; returns the first, the others hang on its `next`. */
static uint32_t merges_unlink(struct tree *tree, uint32_t map)
{
    uint32_t taken = 0, *end = &taken, *link = &tree->nodes[map].child;
    tree->nodes[map].last = 0;
    while (*link != 0) {
        uint32_t member = *link;
        if (key_is_merge(tree, &tree->nodes[member])) {
            *link = tree->nodes[member].next;
            if (*link != 0)
                tree->nodes[*link].prior = tree->nodes[map].last;
            tree->nodes[member].next = 0;
            *end = member;
            end = &tree->nodes[member].next;
        } else {
            tree->nodes[map].last = member;
            link = &tree->nodes[member].next;
        }
    }
    return taken;
}

bool yaml_merge(struct yaml_reading *reading, uint32_t map)
{
    struct tree *tree = reading->tree;
    for (uint32_t i = merges_unlink(tree, map); i != 0; i = tree->nodes[i].next) {
        struct span at = tree->nodes[i].at;
        bool fine = true;
        if (tree->nodes[i].kind == NODE_MAP)
            fine = members_take(reading, map, i, at);
        else if (tree->nodes[i].kind == NODE_LIST)
            for (uint32_t k = tree->nodes[i].child; k != 0 && fine; k = tree->nodes[k].next)
                fine = tree->nodes[k].kind != NODE_MAP || members_take(reading, map, k, at);
        if (!fine)
            return false;
    }
    return true;
}

/* ---- what aliases stand for -------------------------------------------------------------------- */

static void shared_mark(struct tree *tree, uint32_t node)
{
    if (tree->nodes[node].shared) /* and so is all below it */
        return;
    tree->nodes[node].shared = true;
    for (uint32_t i = tree->nodes[node].child; i != 0; i = tree->nodes[i].next)
        shared_mark(tree, i);
}

void yaml_mark_shared(struct yaml_reading *reading)
{
    for (size_t i = 0; i < reading->anchor_count; i++)
        if (reading->anchors[i].used)
            shared_mark(reading->tree, reading->anchors[i].node);
}
