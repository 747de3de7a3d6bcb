#include "rules/run.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <threads.h>

#include "parser/array.h"
#include "rules/lookup.h"
#include "rules/parse.h"
#include "rules/suppress.h"

enum { SCRATCH = 1 << 16 }; /* bytes: some texts of TXT records */

struct list {
    const struct rule **rules;
    size_t count;
};

/* The rules that are to run, by what they ask for, so that a record costs only those it concerns. */
struct plan {
    struct list document, problems;
    struct list names;             /* each with the types that it is about */
    struct list of_set[TYPE_SETS]; /* those of them for names with records of certain types */
    struct list single[64];        /* RRsets of one record, by TYPE_BIT */
    struct list several[64];       /* RRsets of more */
};

static void list_add(void *mem, struct list *list, const struct rule *rule)
{
    ARRAY_PUSH(mem, list->rules, list->count, rule);
}

/* A rule of RRsets that names no type compares records: it wants two at least. */
static void plan_add_rrset(void *mem, struct plan *plan, const struct rule *rule)
{
    for (size_t bit = 0; bit < 64; bit++) {
        bool about = (rule->types >> bit & 1) != 0;
        if (about)
            list_add(mem, &plan->single[bit], rule);
        if (about || rule->types == 0)
            list_add(mem, &plan->several[bit], rule);
    }
}

static void plan_add(void *mem, struct plan *plan, const struct rule *rule)
{
    switch (rule->scope) {
    case PER_DOCUMENT:
        list_add(mem, &plan->document, rule);
        break;
    case PER_PROBLEM:
        list_add(mem, &plan->problems, rule);
        break;
    case PER_NAME:
        list_add(mem, &plan->names, rule);
        break;
    case PER_RRSET:
        plan_add_rrset(mem, plan, rule);
        break;
    case PER_RUN:
        break;
    }
}

static bool is_about(const struct rule *rule, uint64_t types)
{
    return rule->types == 0 || (rule->types & types) != 0;
}

static void plan_add_sets(struct plan *plan, const struct document *document)
{
    uint64_t types;
    for (unsigned set = 1; set < TYPE_SETS && (types = document_types_of_set(document, set)) != 0;
         set++)
        for (size_t i = 0; i < plan->names.count; i++)
            if (is_about(plan->names.rules[i], types))
                list_add(plan, &plan->of_set[set], plan->names.rules[i]);
}

static struct plan *plan_make(void *mem, const struct selection *selection,
                              const struct document *document)
{
    struct plan *plan = talloc_zero(mem, struct plan);
    for (size_t i = 0; rule_families[i] != NULL; i++)
        for (const struct rule *rule = rule_families[i]; rule->id != NULL; rule++)
            if (rule_is_selected(selection, rule))
                plan_add(plan, plan, rule);
    plan_add_sets(plan, document);
    return plan;
}

static void rules_call(struct check *check, const struct list *list, struct rrset set)
{
    for (size_t i = 0; i < list->count; i++) {
        check->rule = list->rules[i];
        check->rule->check(check, set);
    }
}

static void name_rules_call(struct check *check, const struct plan *plan, struct rrset all)
{
    uint32_t name = all.records[0]->name;
    uint64_t types = document_types(check->document, name);
    const struct list *list = &plan->of_set[document_type_set(check->document, name)];
    for (size_t i = 0; i < list->count; i++) {
        check->rule = list->rules[i];
        if (is_about(check->rule, types)) /* else it is there for others with this number */
            check->rule->check(check, all);
    }
}

/* All records of one owner: as a whole, then RRset by RRset. */
static void name_walk(struct check *check, const struct plan *plan, struct rrset all)
{
    records_sort(all);
    name_rules_call(check, plan, all);
    for (size_t start = 0, end; start < all.count; start = end) {
        const struct record *first = all.records[start];
        for (end = start + 1;
             end < all.count && records_join(check->document, first, all.records[end]);)
            end++;
        const struct list *lists = end - start > 1 ? plan->several : plan->single;
        rules_call(check, &lists[TYPE_INDEX(first->type)],
                   (struct rrset){all.records + start, end - start});
    }
}

/* Some of the names of a document, walked in one thread. */
struct part {
    struct check check;
    const struct plan *plan;
    uint32_t from, to; /* names [from, to) */
    thrd_t thread;
};

static int part_walk(void *argument)
{
    struct part *part = argument;
    const struct document *document = part->check.document;
    void *mem = talloc_new(part->check.findings);
    const struct record **records = NULL;
    unsigned room = 0;
    size_t count;
    for (uint32_t name = part->from; name < part->to; name++) {
        const uint32_t *indices = document_of_name(document, name, &count);
        if (count > room) {
            room = (unsigned)count;
            records = talloc_realloc(mem, records, const struct record *, room);
        }
        for (size_t i = 0; i < count; i++)
            records[i] = &document->records[indices[i]];
        if (count > 0)
            name_walk(&part->check, part->plan, (struct rrset){records, count});
    }
    talloc_free(mem);
    return 0;
}

static void part_join(struct part *part, struct findings *all)
{
    struct findings *found = part->check.findings;
    thrd_join(part->thread, NULL);
    for (size_t i = 0; i < found->count; i++)
        ARRAY_PUSH(all, all->items, all->count, found->items[i]);
    talloc_free(part->check.scratch);
    talloc_steal(all, found);
}

/*
 * Rules see one name's records and look up others, and change nothing: so a large document is walked
 * in several threads. Each has findings of its own (talloc is safe only so), put together at the end.
 */
static void document_walk(struct check *check, const struct plan *plan)
{
    enum { PARTS = 16, NAMES_A_PART = 1 << 15 };
    uint32_t names = names_count(check->document->names);
    unsigned jobs = check->facts->jobs < PARTS ? check->facts->jobs : PARTS;
    unsigned most = names / NAMES_A_PART, count = jobs < most ? jobs : most, started = 0;
    struct part parts[PARTS], own = {.check = *check, .plan = plan, .from = 0, .to = names};
    for (unsigned i = 1; i < count; i++) {
        struct part *part = &parts[started];
        *part = own;
        part->check.findings = talloc_zero(NULL, struct findings);
        part->check.scratch = talloc_pool(part->check.findings, SCRATCH);
        part->check.view = part->check.memo = NULL; /* what is on `findings`, and grows */
        part->check.memo_of = NULL;
        part->check.fine = NULL;
        part->from = (uint32_t)((uint64_t)names * (count - i) / count);
        if (thrd_create(&part->thread, part_walk, part) == thrd_success) {
            own.to = part->from;
            started++;
        } else {
            talloc_free(part->check.findings);
        }
    }
    part_walk(&own);
    for (unsigned i = 0; i < started; i++)
        part_join(&parts[i], check->findings);
}

static int finding_compare(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;
    if (left->file != right->file)
        return left->file < right->file ? -1 : 1;
    if (left->at.start != right->at.start)
        return left->at.start < right->at.start ? -1 : 1;
    int order = strcmp(left->rule->id, right->rule->id);
    return order != 0 ? order : strcmp(left->message, right->message);
}

/* Sorted, and each only once: $GENERATE says the same many times over. */
static void findings_settle(struct findings *findings)
{
    size_t kept = 0;
    if (findings->count > 0)
        qsort(findings->items, findings->count, sizeof *findings->items, finding_compare);
    for (size_t i = 0; i < findings->count; i++)
        if (kept == 0 || finding_compare(&findings->items[kept - 1], &findings->items[i]) != 0)
            findings->items[kept++] = findings->items[i];
    findings->count = kept;
}

struct findings *rules_run(void *mem, const struct document *document, const struct facts *facts,
                           const struct selection *selection)
{
    struct findings *findings = talloc_zero(mem, struct findings);
    struct check check = {
        .document = document, .facts = facts, .selection = selection, .findings = findings};
    void *scratch = talloc_new(NULL);
    check.scratch = talloc_pool(scratch, SCRATCH);
    struct plan *plan = plan_make(scratch, selection, document);
    problems_report(&check, plan->problems.rules, plan->problems.count);
    rules_call(&check, &plan->document, (struct rrset){NULL, 0});
    document_walk(&check, plan);
    findings_settle(findings);
    note_references(&check);
    suppress(&check);
    findings_settle(findings);
    talloc_free(scratch);
    return findings;
}
