#include <string.h>
#include <strings.h>

#include <talloc.h>

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

static bool is_cloud_include(const char *domain)
{
    for (size_t i = 0; i < CLOUDS; i++)
        if (host_equal(domain, clouds[i].include))
            return true;
    return false;
}

enum { SPF_LOOKUPS = 10 }; /* RFC 7208 section 4.6.4 */

struct spf_search {
    const struct document *document;
    const char *include;
    unsigned lookups;
    bool found;
    bool outside; /* an include could not be followed: it may hold what is looked for */
};

/* The domain of "include:…" or "redirect=…" at `term`, qualifier and all; NULL for other terms. */
static const char *term_domain(const char *term)
{
    static const char *const kinds[] = {"include:", "redirect="};
    term += strspn(term, "+-~?");
    for (size_t i = 0; i < 2; i++)
        if (strncasecmp(term, kinds[i], strlen(kinds[i])) == 0)
            return term + strlen(kinds[i]);
    return NULL;
}

static void spf_search(struct spf_search *search, const char *text);

/* Can the SPF record of a domain be read here? A macro stands for a domain that only mail tells. */
static bool is_here(const struct document *document, const char *domain)
{
    return strchr(domain, '%') == NULL && lookup_in_zone(document, domain) &&
           lookup_is_complete(document) && !lookup_delegated(document, domain);
}

static void spf_follow(struct spf_search *search, const char *domain)
{
    search->found = search->found || host_equal(domain, search->include);
    if (search->found || is_cloud_include(domain))
        return;
    if (!is_here(search->document, domain)) {
        search->outside = true;
        return;
    }
    if (++search->lookups > SPF_LOOKUPS)
        return; /* nor does a receiver look further */
    char *text = lookup_spf(search->document, lookup_name(search->document, domain), NULL);
    if (text != NULL)
        spf_search(search, text);
    talloc_free(text);
}

static void spf_search(struct spf_search *search, const char *text)
{
    for (text += strcspn(text, " "); *text != '\0'; text += strcspn(text, " ")) {
        text += strspn(text, " ");
        const char *domain = term_domain(text);
        if (domain == NULL)
            continue;
        char *name = talloc_strndup(NULL, domain, strcspn(domain, " "));
        spf_follow(search, name);
        talloc_free(name);
    }
}

/* Does the record say that the domain sends no mail? */
static bool is_no_sender(const char *spf)
{
    const char *rest = spf + 6 + strspn(spf + 6, " ");
    return strncasecmp(rest, "-all", 4) == 0 && rest[4 + strspn(rest + 4, " ")] == '\0';
}

/* The MX of one owner among its records; they stand in order of type. */
static struct rrset mx_of(struct rrset set)
{
    size_t start = 0, end;
    while (start < set.count && set.records[start]->type < LDNS_RR_TYPE_MX)
        start++;
    for (end = start; end < set.count && set.records[end]->type == LDNS_RR_TYPE_MX;)
        end++;
    return (struct rrset){set.records + start, end - start};
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
    struct rrset mx = mx_of(set);
    sender.exchange = mx.count == 0 ? NULL : exchange_read(check, mx);
    if (sender.exchange == NULL || (sender.spf = spf_of(check->document, set)) == NULL)
        return sender;
    for (size_t i = 0; sender.mx == NULL; i++)
        if (host_is_exchange(sender.exchange->mx[i].written))
            sender.mx = &sender.exchange->mx[i];
    return sender;
}

void check_spf(struct check *check, struct rrset set)
{
    struct sender sender = sender_read(check, set);
    if (sender.mx != NULL && !is_no_sender(sender.spf)) {
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

/* Is p=reject among the tags of a DMARC record (RFC 7489 section 6.4)? */
static bool is_reject(const char *text)
{
    for (; text != NULL; text = strchr(text, ';')) {
        text += strspn(text, "; ");
        if (strncasecmp(text, "p=reject", 8) == 0)
            return true;
    }
    return false;
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
        rejecting = text != NULL && is_reject(text);
        talloc_free(text);
    }
    return rejecting;
}

void check_parked(struct check *check, struct rrset set)
{
    static const char label[] = "autodiscover";
    struct sender sender = sender_read(check, set);
    uint32_t owner = set.records[0]->name;
    if (sender.mx != NULL && is_no_sender(sender.spf) && is_rejecting(check->document, owner) &&
        lookup_child(check->document, owner, label, strlen(label)) == NAME_NONE)
        report(check, sender.mx->record, sender.mx->target.at,
               "%s looks parked (SPF and DMARC refuse all its mail), yet its MX is Exchange Online",
               sender.exchange->owner);
    talloc_free(sender.spf);
}
