#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/dmarc.h"
#include "rules/exchange.h"

/* Rules that read the SPF record beside an Exchange MX. */

/* What the domains of a cloud include (reference, microsoft.md section 9.3), the global first. */
static const struct {
    const char *cloud, *include;
} clouds[] = {
    {"global", "spf.protection.outlook.com"},
    {"gcc-high", "spf.protection.office365.us"},
    {"china", "spf.protection.partner.outlook.cn"},
};

enum { CLOUDS = sizeof clouds / sizeof *clouds };

static const char *cloud_include(const char *cloud)
{
    for (size_t i = 0; cloud != NULL && i < CLOUDS; i++)
        if (strcmp(cloud, clouds[i].cloud) == 0)
            return clouds[i].include;
    return clouds[0].include;
}

struct spf_search {
    const struct document *document;
    const char *include;
    unsigned followed;
    bool found;
    bool outside; /* an include could not be followed: it may hold what is looked for */
};

/* Is this the domain of a term? */
static bool term_names(const char *text, const struct spf_term *term, const char *domain)
{
    size_t length = span_length(term->value), size = strlen(domain);
    length -= length > 0 && text[term->value.end - 1] == '.';
    return length == size && strncasecmp(text + term->value.start, domain, size) == 0;
}

static bool names_cloud(const char *text, const struct spf_term *term)
{
    for (size_t i = 0; i < CLOUDS; i++)
        if (term_names(text, term, clouds[i].include))
            return true;
    return false;
}

/* Goes where the record leads, no further than a receiver does (RFC 7208 section 4.6.4). */
static void spf_search(struct spf_search *search, const char *text)
{
    struct spf_term term;
    for (uint32_t at = 0; !search->found && spf_next_used(text, &at, &term);) {
        if (term.kind != SPF_INCLUDE && term.kind != SPF_REDIRECT)
            continue;
        search->found = term_names(text, &term, search->include);
        if (search->found || names_cloud(text, &term) || search->followed >= SPF_QUERIES)
            continue;
        bool outside;
        char *next = lookup_spf_of(search->document, text, &term, NULL, &outside);
        search->outside = search->outside || outside;
        search->followed++;
        if (next != NULL)
            spf_search(search, next);
        talloc_free(next);
    }
}

static char *spf_of(const struct document *document, struct rrset set)
{
    char *spf = NULL;
    for (size_t i = 0; spf == NULL && i < set.count; i++)
        if (set.records[i]->type == LDNS_RR_TYPE_TXT)
            spf = lookup_spf_text(document, set.records[i], NULL);
    return spf;
}

/* What an owner with an Exchange MX and an SPF record says. */
struct sender {
    const struct exchange *exchange;
    const struct exchange_mx *mx; /* the first one of Exchange; NULL: there is no such owner here */
    char *spf;
};

static struct sender sender_read(struct check *check, struct rrset set)
{
    struct sender sender = {NULL, NULL, NULL};
    struct rrset mx = lookup_mx_of(set);
    sender.exchange = mx.count == 0 ? NULL : exchange_read(check, mx);
    if (sender.exchange == NULL || (sender.spf = spf_of(check->document, set)) == NULL)
        return sender;
    for (size_t i = 0; sender.mx == NULL; i++)
        if (is_exchange(&sender.exchange->mx[i]))
            sender.mx = &sender.exchange->mx[i];
    return sender;
}

void check_spf(struct check *check, struct rrset set)
{
    struct sender sender = sender_read(check, set);
    if (sender.mx != NULL && !spf_is_no_sender(sender.spf)) {
        struct spf_search search = {.document = check->document,
                                    .include = cloud_include(sender.mx->class.cloud)};
        spf_search(&search, sender.spf);
        if (!search.found) {
            report_as(check, search.outside ? NOTICE : WARNING, sender.mx->record,
                      sender.mx->target.at, "SPF record of %s lacks include:%s",
                      sender.exchange->owner, search.include);
            if (search.outside)
                note(check, "an include leads out of this zone and may have it");
        }
    }
    talloc_free(sender.spf);
}

/* Does _dmarc.<owner> ask to reject? */
static bool is_rejecting(const struct document *document, uint32_t owner)
{
    uint32_t name = lookup_child(document, owner, "_dmarc", strlen("_dmarc"));
    const struct record *record;
    bool rejecting = false;
    for (size_t at = 0; name != NAME_NONE && !rejecting &&
                        (record = lookup_record(document, name, LDNS_RR_TYPE_TXT, &at)) != NULL;) {
        char *text = record_text(document, record, NULL);
        rejecting = text != NULL && dmarc_rejects(text);
        talloc_free(text);
    }
    return rejecting;
}

void check_parked(struct check *check, struct rrset set)
{
    static const char label[] = "autodiscover";
    struct sender sender = sender_read(check, set);
    uint32_t owner = set.records[0]->name;
    if (sender.mx != NULL && spf_is_no_sender(sender.spf) && is_rejecting(check->document, owner) &&
        lookup_child(check->document, owner, label, strlen(label)) == NAME_NONE)
        report(check, sender.mx->record, sender.mx->target.at,
               "%s looks parked (SPF and DMARC refuse all its mail), yet its MX is Exchange Online",
               sender.exchange->owner);
    talloc_free(sender.spf);
}
