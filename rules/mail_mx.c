#include <stdlib.h>
#include <string.h>

#include <talloc.h>

#include "rules/hosts.h"
#include "rules/lookup.h"
#include "rules/mail.h"
#include "rules/view.h"
#include "rules/zone.h"

/* Rules on where MX records lead. */

bool is_mail_business(const struct document *document, const struct record *record)
{
    return record->class == LDNS_RR_CLASS_IN && !lookup_is_skipped(document, record->name);
}

/* ".", the host of a null MX (RFC 7505 section 3). */
static bool is_null(const struct target *target)
{
    return strcmp(target->host, ".") == 0;
}

/* May the host be the root? Told by its end: a name that ends in a letter or "x." is none. */
static bool may_be_null(const struct document *document, const struct record *record)
{
    const char *bytes = record_file(document, record)->bytes;
    struct span rdata = record->rdata;
    char last = span_is_empty(rdata) ? '\0' : bytes[rdata.end - 1];
    if (last == '.' && span_length(rdata) > 1)
        last = bytes[rdata.end - 2];
    return strchr(" \t\r\n().@", last) != NULL ||
           memchr(bytes + rdata.start, '\\', span_length(rdata)) != NULL;
}

static bool read_null(const struct document *document, const struct record *record,
                      struct target *target)
{
    return may_be_null(document, record) && record_target(document, record, target) &&
           is_null(target);
}

bool has_mail_mx(const struct document *document, struct rrset mx)
{
    struct target target;
    for (size_t i = 0; i < mx.count; i++)
        if (record_target(document, mx.records[i], &target) && !is_null(&target) &&
            host_classify(target.host).family != HOST_VERIFICATION)
            return true;
    return false;
}

/* How many MX of a set carry mail. */
static size_t count_mail_mx(const struct document *document, struct rrset set)
{
    size_t count = 0;
    for (size_t i = 0; i < set.count; i++)
        count += has_mail_mx(document, (struct rrset){set.records + i, 1});
    return count;
}

static bool has_null_mx(const struct document *document, struct rrset set)
{
    struct target target;
    for (size_t i = 0; i < set.count; i++)
        if (read_null(document, set.records[i], &target))
            return true;
    return false;
}

/* A null MX says that no mail is taken here, which any other MX contradicts. */
void check_null_mx(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    struct target target;
    if (!has_null_mx(document, set) || !is_mail_business(document, set.records[0]))
        return;
    size_t others = count_mail_mx(document, set);
    for (size_t i = 0; i < set.count; i++) {
        if (!read_null(document, set.records[i], &target))
            continue;
        if (others > 0)
            report(check, set.records[i], target.at, "null MX beside %zu other MX", others);
        else if (target.preference != 0)
            report(check, set.records[i], target.preference_at, "null MX has preference %u, not 0",
                   (unsigned)target.preference);
    }
}

void check_null_mx_sends(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    struct rrset mx = lookup_mx_of(set);
    struct target target;
    if (mx.count != 1 || !read_null(document, mx.records[0], &target) ||
        !is_mail_business(document, mx.records[0]))
        return;
    char *spf = lookup_spf(document, set.records[0]->name, check->scratch);
    if (spf != NULL && spf_is_sender(spf))
        report(check, mx.records[0], target.at,
               "null MX, yet SPF lets somebody send: replies and bounces have nowhere to go");
    talloc_free(spf);
}

void check_mx_cname(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    struct target target;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        struct view_answer answer = view_answer(check, record);
        bool wildcard = answer.written == NAME_NONE;
        if (answer.kind == VIEW_ELSEWHERE ||
            !lookup_has(document, view_name(answer), LDNS_RR_TYPE_CNAME) ||
            !is_mail_business(document, record) || !record_target(document, record, &target))
            continue;
        report(check, record, target.at, "MX host %s is an alias (CNAME%s)", target.host,
               wildcard ? " of a wildcard" : "");
    }
}

/* Is the host one of this zone that has no address in it? */
static bool is_dangling(struct check *check, const struct record *record)
{
    struct view_answer answer = view_answer(check, record);
    return view_is_complete(check) && answer.kind != VIEW_UNKNOWN &&
           answer.kind != VIEW_ELSEWHERE && !view_has_address(check->document, answer) &&
           !lookup_has(check->document, view_name(answer), LDNS_RR_TYPE_CNAME);
}

void check_mx_dangling(struct check *check, struct rrset set)
{
    struct target target;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (is_dangling(check, record) && !target_is_odd(check, record) &&
            is_mail_business(check->document, record) &&
            record_target(check->document, record, &target) && !is_null(&target))
            report(check, record, target.at, "MX host %s has no address in this zone", target.host);
    }
}

/* An MX of a set that is looked through for hosts that come again. */
struct entry {
    struct target target;
    const struct record *record;
};

static int entry_compare(const void *a, const void *b)
{
    const struct entry *left = *(const struct entry *const *)a;
    const struct entry *right = *(const struct entry *const *)b;
    int order = strcmp(left->target.host, right->target.host);
    return order != 0 ? order : (left->record > right->record) - (left->record < right->record);
}

/* The same preference again is zone-duplicate's. */
void check_duplicate_exchange(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    size_t count = 0;
    if (set.count < 2 ||
        (set.count == 2 && records_differ(document, set.records[0], set.records[1])) ||
        !is_mail_business(document, set.records[0]))
        return;
    struct entry *all = talloc_array_size(check->scratch, sizeof *all, (unsigned)set.count);
    const struct entry **order = talloc_array_size(all, sizeof *order, (unsigned)set.count);
    for (size_t i = 0; i < set.count; i++) {
        all[count].record = set.records[i];
        order[count] = &all[count];
        count += record_target(document, set.records[i], &all[count].target) &&
                 !is_null(&all[count].target);
    }
    qsort(order, count, sizeof *order, entry_compare);
    for (size_t i = 1; i < count; i++) {
        const struct target *target = &order[i]->target, *before = &order[i - 1]->target;
        if (strcmp(target->host, before->host) == 0 && target->preference != before->preference)
            report(check, order[i]->record, target->at,
                   "MX host %s stands at preference %u already", target->host,
                   (unsigned)before->preference);
    }
    talloc_free(all);
}
