#include <ctype.h>
#include <string.h>

#include <talloc.h>

#include "rules/exchange.h"
#include "rules/instant.h"
#include "rules/sts.h"
#include "rules/sts_policy.h"
#include "rules/text_span.h"

/* Does the policy of a domain cover its MX: those of today, and the one that a correction writes? */

/* Only what receives mail: neither a null MX (RFC 7505) nor a proof of ownership. */
static bool is_mail_host(const struct document *document, const struct record *record,
                         struct target *target)
{
    return record_target(document, record, target) && strcmp(target->host, ".") != 0 &&
           host_classify(target->host).family != HOST_VERIFICATION;
}

static bool covers_any(const struct document *document, const struct sts_policy *policy,
                       struct rrset set)
{
    struct target target;
    bool covers = false;
    for (size_t i = 0; !covers && i < set.count; i++)
        covers = is_mail_host(document, set.records[i], &target) &&
                 sts_policy_covers(policy, target.host);
    return covers;
}

static void note_policy(struct check *check, const struct sts_known *known)
{
    note(check, "policy %s:%zu, mode %s", known->path, sts_mx_line(known->policy),
         sts_mode_text(known->policy));
}

/* Where some MX is covered, senders pass over the others; where none is, the mail stays with them. */
void check_sts_policy_mx(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct exchange *exchange;
    const struct sts_known *known;
    char domain[NAME_TEXT_MAX];
    struct target target;
    if (check->facts->policy_count == 0)
        return;
    const struct exchange_mx *moved = sts_uncovered_move(check, set, &exchange, &known);
    name_to_text(document->names, set.records[0]->name, domain);
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        bool told = moved != NULL && moved->record == record; /* check_sts_next_mx() */
        if (told || !is_mail_host(document, record, &target) ||
            (known = sts_uncovering(check, domain, target.host)) == NULL)
            continue;
        bool some = covers_any(document, known->policy, set);
        bool enforced = known->policy->mode == STS_MODE_ENFORCE;
        report_as(check,
                  enforced && !some   ? ERROR
                  : enforced || !some ? WARNING
                                      : NOTICE,
                  record, target.at, "the MTA-STS policy of %s does not cover its MX %s", domain,
                  target.host);
        note_policy(check, known);
    }
}

/* The value of "id=" in the text of a record at _mta-sts; false: there is none. */
static bool id_find(const char *text, size_t *start, size_t *length)
{
    for (const char *at = text; (at = strstr(at, "id=")) != NULL; at++) {
        if (at == text || (at[-1] != ';' && at[-1] != ' '))
            continue;
        *start = (size_t)(at - text) + strlen("id=");
        for (*length = 0; isalnum((unsigned char)text[*start + *length]);)
            ++*length;
        return *length > 0;
    }
    return false;
}

/* Any other id will do; this one is the time, as most are: 20261123100000, with Z where it had one. */
static void id_replace(struct check *check, const struct record *record, const char *text,
                       size_t start, size_t length)
{
    char instant[INSTANT_TEXT_MAX], id[INSTANT_TEXT_MAX];
    size_t size = 0;
    struct span at = text_span(check->document, record, start, length);
    const char *bytes = record_file(check->document, record)->bytes;
    instant_text(check->facts->now, instant);
    for (const char *from = instant; *from != '\0'; from++)
        if (isdigit((unsigned char)*from))
            id[size++] = *from;
    if (text[start + length - 1] == 'Z')
        id[size++] = 'Z';
    id[size] = '\0';
    bool whole = span_length(at) == length && memcmp(bytes + at.start, text + start, length) == 0;
    if (whole && (strlen(id) != length || memcmp(id, text + start, length) != 0))
        replace(check, at, id, UNSAFE);
}

/* Where the policy is known and covers the new host, it need not change, and nor need the id. */
static bool is_policy_due(const struct check *check, const struct exchange *exchange,
                          const struct sts_known **known)
{
    *known = sts_uncovering(check, exchange->owner, exchange->host);
    return *known != NULL || check->facts->policy_count == 0;
}

static void alias_report(struct check *check, const struct exchange *exchange,
                         const struct record *alias)
{
    report(check, alias, record_field(check->document, alias, 0),
           "the MX is to become %s: the MTA-STS policy that is behind this alias has to cover it "
           "first",
           exchange->host);
}

void check_sts_id_unchanged(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct exchange *exchange = exchange_read(check, set);
    const struct sts_known *known;
    const struct record *record =
        exchange == NULL || exchange->wildcard || exchange_next(exchange) == NULL
            ? NULL
            : sts_announcement(document, set.records[0]->name);
    if (record == NULL || !is_policy_due(check, exchange, &known))
        return;
    char *text = record_text(document, record, NULL);
    size_t start, length;
    if (text == NULL) {
        alias_report(check, exchange, record);
    } else if (id_find(text, &start, &length)) {
        report(check, record, text_span(document, record, start, length),
               "the MX is to become %s, and the MTA-STS id stays %.*s: senders keep their copy of "
               "the policy",
               exchange->host, (int)length, text + start);
        note(check, "first the policy%s has to cover the new host, then the id to change",
             known == NULL ? ", which is not at hand," : "");
        if (known != NULL)
            id_replace(check, record, text, start, length);
    }
    talloc_free(text);
}
