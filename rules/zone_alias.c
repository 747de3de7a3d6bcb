#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/ldns.h"
#include "parser/master/types.h"
#include "rules/view.h"
#include "rules/zone.h"

/* Where aliases and services lead inside the zone. */

static bool is_alias(const struct document *document, uint32_t name)
{
    return lookup_has(document, name, LDNS_RR_TYPE_CNAME);
}

/* The alias that this CNAME leads to, maybe a wildcard that answers for its target; else NAME_NONE. */
static uint32_t alias_next(struct check *check, const struct record *cname)
{
    struct view_answer answer = view_answer(check, cname);
    return answer.kind == VIEW_RECORDS && is_alias(check->document, answer.name) ? answer.name
                                                                                 : NAME_NONE;
}

static const struct record *alias_record(const struct document *document, uint32_t name)
{
    size_t at = 0;
    return lookup_record(document, name, LDNS_RR_TYPE_CNAME, &at);
}

/* Told once a loop, at the CNAME that the file has first. */
static void loop_report(struct check *check, const uint32_t *loop, size_t count)
{
    const struct document *document = check->document;
    char owner[NAME_TEXT_MAX], next[NAME_TEXT_MAX];
    size_t first = 0;
    const struct record *cname = alias_record(document, loop[0]);
    for (size_t i = 1; i < count; i++) {
        const struct record *other = alias_record(document, loop[i]);
        if (other < cname) {
            cname = other;
            first = i;
        }
    }
    name_to_text(document->names, loop[first], owner);
    name_to_text(document->names, loop[(first + 1) % count], next);
    if (count > 2)
        report(check, cname, cname->rdata,
               "CNAME of %s leads back to itself through %s and %zu more", owner, next, count - 2);
    else if (count == 2)
        report(check, cname, cname->rdata, "CNAME of %s leads back to itself through %s", owner,
               next);
    else if (owner[0] == '*' && owner[1] == '.')
        report(check, cname, cname->rdata,
               "CNAME of %s leads back to itself: nothing else answers for its target", owner);
    else
        report(check, cname, cname->rdata, "CNAME of %s points at itself", owner);
}

enum walk_state { FRESH, ON_WAY, SETTLED };

/* Each alias is left once, so that the walk over all of them takes no longer than they are many. */
static void loop_find(struct check *check, uint8_t *states, uint32_t name)
{
    uint32_t *way = NULL;
    size_t count = 0, from = 0;
    for (; name != NAME_NONE && states[name] == FRESH;
         name = alias_next(check, alias_record(check->document, name))) {
        ARRAY_PUSH(states, way, count, name);
        states[name] = ON_WAY;
    }
    while (from < count && way[from] != name)
        from++;
    if (from < count)
        loop_report(check, way + from, count - from);
    for (size_t i = 0; i < count; i++)
        states[way[i]] = SETTLED;
    talloc_free(way);
}

/* Most aliases lead to no other, and are done with at once. */
void check_cname_loop(struct check *check, struct rrset set)
{
    if (alias_next(check, set.records[0]) == NAME_NONE)
        return;
    struct view *view = view_of(check);
    if (view->walked == NULL)
        view->walked = talloc_zero_size(view, check->document->name_count);
    loop_find(check, view->walked, set.records[0]->name);
}

void check_cname_chain(struct check *check, struct rrset set)
{
    char text[NAME_TEXT_MAX];
    const struct record *cname = set.records[0];
    uint32_t next = alias_next(check, cname);
    if (next != NAME_NONE && next != cname->name)
        report(check, cname, cname->rdata, "CNAME points at another CNAME, that of %s",
               name_to_text(check->document->names, next, text));
}

/* A counter is often wider than what it is for; a target that is misspelt has rules of its own; that
 * of a challenge is there only while a certificate is issued (RFC 8555 section 8.4). */
static bool is_excused(const struct check *check, const struct record *record)
{
    return record->class != LDNS_RR_CLASS_IN || record_file(check->document, record)->generated ||
           name_has_label(check->document->names, record->name, "_acme-challenge") ||
           view_is_below_cut(check->document, record->name) || target_is_odd(check, record);
}

static void dangling_judge(struct check *check, const struct record *record)
{
    struct target target;
    char type[TYPE_TEXT_MAX];
    enum view_kind kind = view_answer(check, record).kind;
    if ((kind != VIEW_NONE && kind != VIEW_EMPTY) || is_excused(check, record) ||
        !record_target(check->document, record, &target))
        return;
    report(check, record, target.at, "%s points at %s, which %s", type_to_text(record->type, type),
           target.host, kind == VIEW_NONE ? "does not exist" : "has no records");
}

void check_dangling(struct check *check, struct rrset set)
{
    for (size_t i = 0; i < set.count; i++)
        dangling_judge(check, set.records[i]);
}
