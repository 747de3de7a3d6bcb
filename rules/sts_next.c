#include <string.h>

#include <talloc.h>

#include "rules/exchange.h"
#include "rules/sts.h"
#include "rules/sts_policy.h"

/*
 * A correction moves the MX to a host that the policy of the domain does not cover. It is told of at
 * the MX, and in the policy, which gets the line that it lacks.
 */

const struct exchange_mx *sts_uncovered_move(struct check *check, struct rrset set,
                                             const struct exchange **exchange,
                                             const struct sts_known **known)
{
    *exchange = check->facts->policy_count == 0 ? NULL : exchange_read(check, set);
    const struct exchange_mx *next = *exchange == NULL ? NULL : exchange_next(*exchange);
    if (next == NULL || (*exchange)->wildcard)
        return NULL;
    *known = sts_uncovering(check, (*exchange)->owner, (*exchange)->host);
    return *known == NULL ? NULL : next;
}

/* In the zone. */
static void next_judge(struct check *check, struct rrset set)
{
    const struct exchange *exchange;
    const struct sts_known *known;
    const struct exchange_mx *next = sts_uncovered_move(check, set, &exchange, &known);
    if (next == NULL)
        return;
    bool enforced = known->policy->mode == STS_MODE_ENFORCE;
    report_as(check, enforced ? ERROR : WARNING, next->record, next->target.at,
              "the MTA-STS policy of %s does not cover %s, which the MX is to become",
              exchange->owner, exchange->host);
    note(check, "policy %s:%zu, mode %s: publish it with that host and a new id before the MX",
         known->path, sts_mx_line(known->policy), sts_mode_text(known->policy));
}

/* The line below which a further mx goes: the last mx, else the last line that says anything. */
static const struct sts_line *neighbour_of(const struct sts_policy *policy)
{
    const struct sts_line *found = NULL;
    for (size_t i = 0; i < policy->count; i++) {
        const struct sts_line *line = &policy->lines[i];
        if (line->kind == STS_MX ||
            (line->kind < STS_NO_KEY && (found == NULL || found->kind != STS_MX)))
            found = line;
    }
    return found;
}

/* A line as its neighbour is written; a missing end of the last line stays missing. */
static void line_insert(struct check *check, const struct sts_policy *policy,
                        const struct sts_line *neighbour, const char *host)
{
    const struct file *file = &check->document->files[0];
    uint32_t end = neighbour->at.end;
    const struct sts_line *styled =
        end == file->size && neighbour > policy->lines ? neighbour - 1 : neighbour;
    bool crlf = styled->at.end < file->size && file->bytes[styled->at.end] == '\r';
    struct span front = {neighbour->at.start, neighbour->value.start};
    char *key =
        neighbour->kind == STS_MX ? sts_text(policy, front, NULL) : talloc_strdup(NULL, "mx: ");
    char *text = talloc_asprintf(key, "%s%s%s", crlf ? "\r\n" : "\n", key, host);
    replace(check, (struct span){end, end}, text, UNSAFE);
    talloc_free(key);
}

/* Has the host been spoken of? Two zones of one domain may be moved to the same one. */
static bool is_told(const struct facts *facts, size_t index)
{
    for (size_t i = 0; i < index; i++)
        if (host_equal(facts->moves[i].host, facts->moves[index].host))
            return true;
    return false;
}

/* In the policy. */
static void moves_judge(struct check *check, const struct sts_policy *policy)
{
    const struct facts *facts = check->facts;
    const struct sts_line *neighbour = neighbour_of(policy);
    if (neighbour == NULL || policy->mode == STS_MODE_NONE || policy->mode == STS_MODE_UNKNOWN)
        return;
    for (size_t i = 0; i < facts->move_count; i++) {
        const struct sts_move *move = &facts->moves[i];
        if (is_told(facts, i) || sts_policy_covers(policy, move->host))
            continue;
        bool enforced = policy->mode == STS_MODE_ENFORCE;
        sts_report(check, enforced ? ERROR : WARNING, neighbour->value,
                   "no mx covers %s, which the MX of %s is to become", move->host, move->domain);
        note(check, "zone %s; publish the policy, then a new id in _mta-sts, before the MX",
             move->path);
        line_insert(check, policy, neighbour, move->host);
    }
}

void check_sts_next_mx(struct check *check, struct rrset set)
{
    (void)set;
    const struct facts *facts = check->facts;
    const struct sts_policy *policy = facts->move_count == 0 ? NULL : sts_document_policy(check);
    if (policy != NULL)
        moves_judge(check, policy);
    for (size_t i = 0; i < facts->policy_count; i++) {
        void *work = talloc_new(NULL);
        uint32_t domain = lookup_name(check->document, facts->policies[i].domain);
        struct rrset mx = sts_mx_set(check->document, domain, work);
        if (mx.count > 0)
            next_judge(check, mx);
        talloc_free(work);
    }
}
