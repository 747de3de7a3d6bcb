#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "rules/view.h"

/* What kind of zone this is, as far as it matters for what is asked of it. */

/* Is `text` this domain or below it? */
static bool is_within(const char *text, const char *domain)
{
    size_t length = strlen(text), tail = strlen(domain);
    return length >= tail && strcmp(text + length - tail, domain) == 0 &&
           (length == tail || text[length - tail - 1] == '.');
}

static bool is_within_any(const char *text, const char *const *domains)
{
    while (*domains != NULL && !is_within(text, *domains))
        domains++;
    return *domains != NULL;
}

/* RFC 6761, 6762 (and its appendix G), 7686, 8375, 9476, and internal, which ICANN keeps free for
 * private use. */
bool name_is_private(const char *text)
{
    static const char *const domains[] = {
        "localhost", "invalid", "local", "internal",  "intranet",    "private", "corp",
        "home",      "lan",     "onion", "home.arpa", "localdomain", "alt",     NULL,
    };
    return strcmp(text, ".") == 0 || is_within_any(text, domains);
}

/* Reverse zones that servers answer themselves (RFC 6303 section 4; RFC 7793 for 100.64/10). */
static bool is_served_locally(const char *apex)
{
    static const char *const zones[] = {
        "0.in-addr.arpa",
        "10.in-addr.arpa",
        "127.in-addr.arpa",
        "254.169.in-addr.arpa",
        "168.192.in-addr.arpa",
        "2.0.192.in-addr.arpa",
        "100.51.198.in-addr.arpa",
        "113.0.203.in-addr.arpa",
        "255.in-addr.arpa",
        "0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.ip6.arpa",
        "d.f.ip6.arpa",
        "8.e.f.ip6.arpa",
        "9.e.f.ip6.arpa",
        "a.e.f.ip6.arpa",
        "b.e.f.ip6.arpa",
        "8.b.d.0.1.0.0.2.ip6.arpa",
        NULL,
    };
    static const struct {
        const char *below;
        long first, last;
    } ranges[] = {{".172.in-addr.arpa", 16, 31}, {".100.in-addr.arpa", 64, 127}};
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        const char *octet = strstr(apex, ranges[i].below);
        if (octet == NULL || strcmp(octet, ranges[i].below) != 0)
            continue;
        while (octet > apex && octet[-1] != '.')
            octet--;
        long number = strtol(octet, NULL, 10);
        return number >= ranges[i].first && number <= ranges[i].last;
    }
    return is_within_any(apex, zones);
}

/* Does the CNAME stand for an action on the name that triggers it, and not for an alias? */
static bool is_action(const struct document *document, const struct record *cname)
{
    static const char *const actions[] = {".", "*.", "rpz-passthru.", "rpz-drop.", "rpz-tcp-only."};
    const char *text = record_file(document, cname)->bytes + cname->rdata.start;
    for (size_t i = 0; i < sizeof actions / sizeof *actions; i++)
        if (span_length(cname->rdata) == strlen(actions[i]) &&
            strncasecmp(text, actions[i], strlen(actions[i])) == 0)
            return true;
    return false;
}

static bool has_action(const struct document *document)
{
    const struct record *cname = NULL;
    while ((cname = document_next(document, LDNS_RR_TYPE_CNAME, cname)) != NULL)
        if (is_action(document, cname))
            return true;
    return false;
}

bool view_is_policy(struct check *check)
{
    struct view *view = view_of(check);
    if (view->policy == UNKNOWN)
        view->policy = strstr(view->apex, "rpz") != NULL || has_action(check->document) ? YES : NO;
    return view->policy == YES;
}

/* Does the SOA name a primary that is nobody's, as those of empty zones and block lists do? */
static bool has_private_primary(const struct document *document)
{
    char text[NAME_TEXT_MAX];
    struct rdata rdata;
    size_t at = 0;
    const struct record *soa = lookup_record(document, document->apex, LDNS_RR_TYPE_SOA, &at);
    return soa != NULL && record_rdata(document, soa, &rdata) &&
           name_is_private(wire_to_text(rdata.wire, text));
}

/* _msdcs is Active Directory's own zone below a forest's name. */
bool view_is_unasked(struct check *check)
{
    struct view *view = view_of(check);
    if (view->unasked == UNKNOWN)
        view->unasked = (strcmp(view->apex, ".") != 0 && name_is_private(view->apex)) ||
                                is_served_locally(view->apex) ||
                                strncmp(view->apex, "_msdcs.", 7) == 0 ||
                                lookup_is_catalog(check->document) ||
                                has_private_primary(check->document) || view_is_policy(check)
                            ? YES
                            : NO;
    return view->unasked == YES;
}
