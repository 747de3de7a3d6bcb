#include "parser/entries.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/entries_text.h"
#include "parser/ldns.h"
#include "parser/master/text.h"
#include "parser/master/types.h"

static void fault_note(struct document *document, const struct syntax_fault *fault)
{
    static const enum problem_kind kinds[] = {[FAULT_TEXT] = PROBLEM_SYNTAX,
                                              [FAULT_BOUND] = PROBLEM_LIMIT,
                                              [FAULT_TEMPLATE] = PROBLEM_TEMPLATE};
    document_problem(document, kinds[fault->kind], 0, fault->at, "%s", fault->message);
    document->halted = true;
}

const struct tree *entries_open(struct document *document, const struct syntax *syntax)
{
    const struct file *file = &document->files[0];
    struct syntax_fault fault;
    document->entries = talloc_zero(document, struct entries);
    document->entries->tree = tree_read(document->entries, syntax, file->bytes, file->size, &fault);
    const struct tree *tree = document->entries->tree;
    if (fault.message != NULL)
        fault_note(document, &fault);
    document->entries->broken = fault.message != NULL && !syntax->resumes;
    for (size_t i = 0; i < tree->fault_count; i++)
        fault_note(document, &tree->faults[i]);
    return tree;
}

const struct tree *entries_tree(const struct document *document)
{
    return document->entries == NULL ? NULL : document->entries->tree;
}

uint32_t entries_name(struct document *document, const char *text, uint32_t zone)
{
    struct name_text name;
    size_t where;
    if (*text == '\0' || strcmp(text, "@") == 0)
        return zone;
    unsigned room = NAME_WIRE_MAX - name_wire_length(document->names, zone);
    if (name_read(text, strlen(text), room, &name, &where) != NAME_FINE)
        return NAME_UNKNOWN;
    return names_intern(document->names, name.absolute ? NAME_ROOT : zone, name.labels,
                        name.length);
}

/* Where to point when a node is to blame, if the file has it. */
static struct span node_text(const struct tree *tree, uint32_t node, struct span otherwise)
{
    return node == 0 ? otherwise : tree_node(tree, node)->text;
}

uint32_t entries_told(struct document *document, const char *origin)
{
    uint32_t zone = origin == NULL ? NAME_UNKNOWN : entries_name(document, origin, NAME_ROOT);
    document->told = zone != NAME_UNKNOWN;
    return zone;
}

/* Neighbours mostly share one. */
static uint32_t scope_for(struct document *document, const struct entry *entry)
{
    struct scope scope = {0, entry->origin, entry->variant};
    size_t count = document->scope_count;
    if (count > 0 && document->scopes[count - 1].origin == scope.origin &&
        document->scopes[count - 1].variant == scope.variant)
        return (uint32_t)count - 1;
    return document_add_scope(document, scope);
}

/* The part that the RDATA ends with: the host of an MX, the whole of most others. Strings are one. If
 * the file says none of them, the line that they are to be concluded from. */
static struct span rdata_span(const struct tree *tree, const struct entry *entry)
{
    struct span span = node_text(tree, entry->element, (struct span){0, 0});
    for (unsigned i = 0; i < entry->part_count; i++) {
        struct span part = node_text(tree, entry->parts[i].node, span);
        bool joins = i > 0 && entry->parts[i].form == PART_STRING && part.start > span.start;
        span = joins ? (struct span){span.start, part.end} : part;
    }
    return span;
}

static bool header_settle(struct document *document, const struct entry *entry,
                          struct record *record)
{
    const struct tree *tree = document->entries->tree;
    record->name = entries_name(document, entry->owner, entry->zone);
    record->owner = node_text(tree, entry->owner_node, entry->owner_at);
    record_set_type_text(record, node_text(tree, entry->type_node, record->rdata));
    record_set_ttl_text(record, node_text(tree, entry->ttl_node, (struct span){0, 0}));
    record->ttl = entry->ttl < 0 ? ENTRY_TTL : (uint32_t)entry->ttl;
    record->class = CLASS_IN;
    record->scope = scope_for(document, entry);
    record->entry = entry->via == 0 && entry->element != 0 ? tree_node(tree, entry->element)->at
                                                           : record->rdata;
    if (record->name == NAME_UNKNOWN && *entry->owner != '\0' && strcmp(entry->owner, "@") != 0) {
        document_problem(document, PROBLEM_SYNTAX, 0, record->owner, "'%s' is no name",
                         entry->owner);
        return false;
    }
    if (entry->ttl > TTL_MOST)
        document_problem(document, PROBLEM_TTL_RANGE, 0, record_ttl_text(record),
                         "a TTL has at most %d seconds", TTL_MOST);
    return true;
}

static void stored_push(struct document *document, const struct entry *entry)
{
    struct entries *entries = document->entries;
    struct stored stored = {(uint32_t)entries->part_count, entry->kept ? 0 : entry->element,
                            entry->kept ? 0 : entry->set,  entry->via,
                            (uint8_t)entry->part_count,    (uint8_t)entry->dots};
    for (unsigned i = 0; i < entry->part_count; i++)
        ARRAY_PUSH(entries, entries->parts, entries->part_count, entry->parts[i]);
    ARRAY_PUSH(entries, entries->items, entries->count, stored);
}

/* A host that stands for several records cannot be set for one of them. */
static void shared_note(struct document *document, const struct record *record)
{
    const struct entries *entries = document->entries;
    const struct stored *stored = entry_stored(document, record);
    uint32_t last = stored->parts == 0 ? 0 : entries->parts[stored->first + stored->parts - 1].node;
    if (record->type == LDNS_RR_TYPE_MX && last != 0 && tree_node(entries->tree, last)->shared)
        entries_computed(
            document, last,
            "the MX host serves several records: it has an anchor, and aliases use it");
}

bool entries_add(struct document *document, const struct entry *entry)
{
    struct entries *entries = document->entries;
    struct record record = {.rdata = rdata_span(entries->tree, entry)};
    struct rdata_fault fault;
    if (!header_settle(document, entry, &record))
        return false;
    if (!type_read(entry->type, strlen(entry->type), &record.type)) {
        document_problem(document, PROBLEM_PRIVATE_TYPE, 0, record_type_text(&record),
                         "'%s' is no type of DNS", entry->type);
        return false;
    }
    size_t parts = entries->part_count;
    stored_push(document, entry);
    ARRAY_PUSH(document, document->records, document->record_count, record);
    if (entry_check(document, &document->records[document->record_count - 1], &fault)) {
        shared_note(document, &document->records[document->record_count - 1]);
        return true;
    }
    document->record_count--;
    entries->count--;
    entries->part_count = parts;
    document_problem(document, fault.kind, 0, fault.at, "%s", fault.message);
    return false;
}

struct span entries_via(const struct document *document, const struct record *record)
{
    uint32_t via = document->entries == NULL ? 0 : entry_stored(document, record)->via;
    return via == 0 ? (struct span){0, 0} : tree_node(document->entries->tree, via)->at;
}

bool entries_may_follow(struct document *document)
{
    enum {
        MOST = 1024,
        LARGEST = 4 << 20
    }; /* templates of AWS and Azure have less, and are smaller */
    return document->entries->tree->size <= LARGEST && document->entries->followed++ < MOST;
}

void entries_computed(struct document *document, uint32_t node, const char *what)
{
    document_problem(document, PROBLEM_COMPUTED, 0, tree_node(document->entries->tree, node)->at,
                     "%s", what);
}

void entries_schema(struct document *document, uint32_t node, const char *what)
{
    document_problem(document, PROBLEM_SCHEMA, 0, tree_node(document->entries->tree, node)->at,
                     "%s", what);
}

/* ---- comments ---------------------------------------------------------------------------------- */

/* Comments come in the order of the text, so that one walk along it tells where each stands. */
struct walk {
    struct document *document;
    uint32_t at, line; /* the line of `at` begins there */
    size_t next;       /* the first record behind it */
};

static void walk_to(struct walk *walk, uint32_t at)
{
    const struct document *document = walk->document;
    const struct tree *tree = document->entries->tree;
    for (; walk->at < at; walk->at++)
        if (tree->bytes[walk->at] == '\n')
            walk->line = walk->at + 1;
    while (walk->next < document->record_count && document->records[walk->next].entry.start < at)
        walk->next++;
}

static bool is_comment_sign(char byte)
{
    return byte != '\0' && strchr("#/;* \t", byte) != NULL;
}

static bool trails(const struct walk *walk, struct span comment)
{
    const struct tree *tree = walk->document->entries->tree;
    uint32_t at = walk->line;
    while (at < comment.start && is_comment_sign(tree->bytes[at]))
        at++;
    return at < comment.start;
}

static uint32_t node_start(const struct node *node)
{
    return span_is_empty(node->key) ? node->at.start : node->key.start;
}

/* The first value, with all that it holds, that starts at `at` or behind it; empty: there is none. */
static struct span value_behind(const struct tree *tree, uint32_t at)
{
    size_t low = 1, high = tree->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (node_start(&tree->nodes[middle]) < at)
            low = middle + 1;
        else
            high = middle;
    }
    if (low >= tree->count)
        return (struct span){at, at};
    return (struct span){node_start(&tree->nodes[low]), tree->nodes[low].at.end};
}

/* What stands below a comment: a value, but of one that holds many records only the next of them. */
static struct span meant_below(const struct walk *walk, uint32_t at)
{
    const struct document *document = walk->document;
    struct span value = value_behind(document->entries->tree, at);
    size_t left = document->record_count - walk->next;
    const struct record *next = document->records + walk->next;
    if (left > 0 && (span_is_empty(value) || (left > 1 && next[1].entry.start < value.end)))
        return next->entry;
    if (left > 0 && next->entry.start < value.end && next->entry.end > value.end)
        value.end = next->entry.end;
    return value;
}

/* What a comment that speaks to mxmend means: its own line, or what stands below. */
static struct remark remark_of(const struct walk *walk, struct span comment, uint32_t from)
{
    struct remark remark = {.at = {from, comment.end},
                            .trailing = trails(walk, comment),
                            .before = (uint32_t)walk->next};
    remark.entry =
        remark.trailing ? (struct span){walk->line, comment.start} : meant_below(walk, comment.end);
    return remark;
}

static void remarks_find(struct document *document)
{
    static const char call[] = "mxmend:";
    const struct tree *tree = document->entries->tree;
    struct walk walk = {.document = document};
    for (size_t i = 0; i < tree->comment_count; i++) {
        struct span comment = tree->comments[i];
        const char *text = tree->bytes + comment.start;
        const char *found = memmem(text, span_length(comment), call, strlen(call));
        if (found == NULL)
            continue;
        walk_to(&walk, comment.start);
        uint32_t from = (uint32_t)(found - tree->bytes) + (uint32_t)strlen(call);
        ARRAY_PUSH(document, document->remarks, document->remark_count,
                   remark_of(&walk, comment, from));
    }
}

/* A record, and what is kept of it beside. */
struct both {
    struct record record;
    struct stored stored;
    size_t index;
};

static int both_compare(const void *a, const void *b)
{
    const struct both *left = a, *right = b;
    if (left->record.entry.start != right->record.entry.start)
        return left->record.entry.start < right->record.entry.start ? -1 : 1;
    return left->index < right->index ? -1 : 1;
}

/* Puts the records into the order of the text, which references do not keep. */
static void records_sort(struct document *document)
{
    struct entries *entries = document->entries;
    size_t count = document->record_count, at = 1;
    while (at < count && document->records[at - 1].entry.start <= document->records[at].entry.start)
        at++;
    if (at >= count)
        return;
    struct both *all = talloc_array(NULL, struct both, (unsigned)count);
    for (size_t i = 0; i < count; i++)
        all[i] = (struct both){document->records[i], entries->items[i], i};
    qsort(all, count, sizeof *all, both_compare);
    for (size_t i = 0; i < count; i++) {
        document->records[i] = all[i].record;
        entries->items[i] = all[i].stored;
    }
    talloc_free(all);
}

/* The owner of the SOA; NAME_UNKNOWN: there is none, or those of several zones, as in a list of all that
 * an account has. */
static uint32_t apex_find(const struct document *document, bool *several)
{
    uint32_t apex = NAME_UNKNOWN;
    *several = false;
    for (size_t i = 0; i < document->record_count && !*several; i++) {
        const struct record *record = &document->records[i];
        if (record->type != LDNS_RR_TYPE_SOA)
            continue;
        *several = apex != NAME_UNKNOWN && apex != record->name;
        apex = record->name;
    }
    return *several ? NAME_UNKNOWN : apex;
}

void entries_close(struct document *document, uint32_t zone)
{
    bool several;
    records_sort(document);
    remarks_find(document);
    uint32_t apex = apex_find(document, &several);
    document->whole = !several && (document->whole || apex != NAME_UNKNOWN);
    document->apex = document->origin = zone == NAME_UNKNOWN ? apex : zone;
}
