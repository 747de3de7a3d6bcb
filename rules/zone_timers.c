#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "rules/zone.h"

/* What the SOA says besides its serial. */

enum { SOA_RNAME = 1, SOA_REFRESH = 3, SOA_RETRY, SOA_EXPIRE, SOA_MINIMUM };

struct soa {
    struct rdata rdata;
    uint64_t refresh, retry, expire, minimum; /* seconds */
};

static uint64_t number_at(const struct rdata *rdata, size_t from_end)
{
    const uint8_t *octets = rdata->wire + rdata->length - from_end;
    return (uint64_t)octets[0] << 24 | (uint64_t)octets[1] << 16 | (uint64_t)octets[2] << 8 |
           octets[3];
}

static bool soa_read(const struct check *check, const struct record *record, struct soa *soa)
{
    if (!record_rdata(check->document, record, &soa->rdata) || soa->rdata.length < 22)
        return false;
    soa->refresh = number_at(&soa->rdata, 16);
    soa->retry = number_at(&soa->rdata, 12);
    soa->expire = number_at(&soa->rdata, 8);
    soa->minimum = number_at(&soa->rdata, 4);
    return true;
}

/*
 * A secondary asks after `refresh`, again after `retry`, and stops answering after `expire`. RFC 1912
 * section 2.2 wants expire above the sum by far (two weeks and more), and retry a part of refresh.
 */
void check_soa_timers(struct check *check, struct rrset set)
{
    const uint64_t week = UINT64_C(7) * 86400;
    const struct record *record = set.records[0];
    struct soa soa;
    if (!soa_read(check, record, &soa))
        return;
    struct span retry = record_field(check->document, record, SOA_RETRY);
    struct span expire = record_field(check->document, record, SOA_EXPIRE);
    if (soa.expire < soa.refresh + soa.retry)
        report(check, record, expire,
               "expire %llu is below refresh %llu and retry %llu together: secondaries give up "
               "before they ask twice",
               (unsigned long long)soa.expire, (unsigned long long)soa.refresh,
               (unsigned long long)soa.retry);
    else if (soa.expire < week)
        report_as(
            check, NOTICE, record, expire,
            "expire %llu is less than a week: secondaries stop answering soon after the primary",
            (unsigned long long)soa.expire);
    if (soa.retry > soa.refresh)
        report_as(check, NOTICE, record, retry, "retry %llu is above refresh %llu",
                  (unsigned long long)soa.retry, (unsigned long long)soa.refresh);
}

void check_negative_ttl(struct check *check, struct rrset set)
{
    struct soa soa;
    if (soa_read(check, set.records[0], &soa) && soa.minimum > 86400)
        report(check, set.records[0], record_field(check->document, set.records[0], SOA_MINIMUM),
               "minimum %llu is above a day: so long resolvers remember that a name is not there",
               (unsigned long long)soa.minimum);
}

/* The mailbox as RFC 1035 section 8 has it: user@host is written user.host., dots of the user
 * escaped. Owned by `mem`; NULL if it is not plainly a mail address. */
static char *mailbox_text(void *mem, const char *text, size_t length)
{
    const char *at = memchr(text, '@', length);
    size_t user = at == NULL ? 0 : (size_t)(at - text), host = length - user - (at != NULL);
    if (user == 0 || host == 0 || memchr(text, '\\', length) != NULL ||
        memchr(at + 1, '@', host) != NULL || at[1] == '.')
        return NULL;
    char *mailbox = talloc_strdup(mem, "");
    for (size_t i = 0; i < user; i++)
        mailbox =
            talloc_asprintf_append_buffer(mailbox, "%s%c", text[i] == '.' ? "\\" : "", text[i]);
    mailbox = talloc_asprintf_append_buffer(mailbox, ".%.*s", (int)host, at + 1);
    /* The host of an address is always whole. */
    return text[length - 1] == '.' ? mailbox : talloc_strdup_append_buffer(mailbox, ".");
}

static bool name_holds_at(const uint8_t *wire)
{
    for (; wire[0] != 0; wire += 1U + wire[0])
        if (memchr(wire + 1, '@', wire[0]) != NULL)
            return true;
    return false;
}

void check_rname_at(struct check *check, struct rrset set)
{
    const struct record *record = set.records[0];
    struct soa soa;
    if (!soa_read(check, record, &soa))
        return;
    const uint8_t *rname = soa.rdata.wire;
    for (; rname[0] != 0; rname += 1U + rname[0])
        ;
    if (!name_holds_at(rname + 1))
        return;
    struct span at = record_field(check->document, record, SOA_RNAME);
    const char *text = record_file(check->document, record)->bytes + at.start;
    report(check, record, at, "the mailbox of the SOA is written with @: %.*s",
           (int)span_length(at), text);
    char *mailbox = mailbox_text(NULL, text, span_length(at));
    if (mailbox != NULL)
        replace(check, at, mailbox, SAFE);
    talloc_free(mailbox);
}
