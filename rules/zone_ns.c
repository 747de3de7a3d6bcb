#include <arpa/inet.h>
#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "rules/view.h"
#include "rules/zone.h"

/* The name servers of the zone and of its delegations. */

/* The name's addresses are of RFC 1918, RFC 6598, RFC 4193 or of this machine alone. */
static bool address_is_private(const struct rdata *rdata)
{
    static const struct {
        uint8_t octets[2], mask[2];
    } blocks[] = {
        {{10, 0}, {255, 0}},     {{172, 16}, {255, 240}},  {{192, 168}, {255, 255}},
        {{100, 64}, {255, 192}}, {{169, 254}, {255, 255}}, {{127, 0}, {255, 0}},
    };
    const uint8_t *octets = rdata->wire;
    if (rdata->length == 16)
        return (octets[0] & 0xfe) == 0xfc || (octets[0] == 0xfe && (octets[1] & 0xc0) == 0x80);
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++)
        if ((octets[0] & blocks[i].mask[0]) == blocks[i].octets[0] &&
            (octets[1] & blocks[i].mask[1]) == blocks[i].octets[1])
            return true;
    return false;
}

static bool host_is_private(const struct document *document, uint32_t name)
{
    const struct record *record;
    struct rdata rdata;
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;)
        if ((record->type == LDNS_RR_TYPE_A || record->type == LDNS_RR_TYPE_AAAA) &&
            record_rdata(document, record, &rdata) && address_is_private(&rdata))
            return true;
    return false;
}

/* Exports of Cloudflare had REPLACE&ME$WITH^YOUR@NAMESERVER for the name servers, once misspelt. */
bool host_is_placeholder(const char *host)
{
    return strstr(host, "&me\\$with^your\\@nameserver") != NULL;
}

/* A server that one network has for itself, or that the export left out, is no fault of the zone. */
static bool server_is_excused(const struct document *document, const struct record *ns)
{
    struct target target;
    struct rdata rdata;
    if (!record_target(document, ns, &target) || !record_rdata(document, ns, &rdata))
        return true;
    return name_is_private(target.host) || host_is_placeholder(target.host) ||
           host_is_private(document, names_find_wire(document->names, rdata.wire));
}

static void single_ns_report(struct check *check, const struct record *soa, const struct record *ns)
{
    char apex[NAME_TEXT_MAX];
    struct target target;
    name_to_text(check->document->names, check->document->apex, apex);
    if (ns == NULL)
        report(check, soa, record_type_text(soa), "the zone %s has no name server", apex);
    else if (record_target(check->document, ns, &target))
        report(check, ns, record_type_text(ns), "the zone %s has but one name server, %s", apex,
               target.host);
}

/* Called with the records of the SOA's owner. */
void check_single_ns(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *ns = NULL, *soa = NULL;
    for (size_t i = 0; i < set.count && set.records[i]->type <= LDNS_RR_TYPE_SOA; i++) {
        const struct record *record = set.records[i];
        if (record->type == LDNS_RR_TYPE_SOA)
            soa = record;
        if (record->type != LDNS_RR_TYPE_NS)
            continue;
        if (ns != NULL && !records_agree(document, ns, record))
            return;
        ns = record;
    }
    if (soa == NULL || soa->class != LDNS_RR_CLASS_IN || soa->name != document->apex ||
        !view_is_complete(check) || (ns != NULL && server_is_excused(document, ns)) ||
        view_is_unasked(check))
        return;
    single_ns_report(check, soa, ns);
}

void check_ns_cname(struct check *check, struct rrset set)
{
    struct target target;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *ns = set.records[i];
        uint32_t server = view_name(view_answer(check, ns));
        if (lookup_has(check->document, server, LDNS_RR_TYPE_CNAME) &&
            !view_is_below_cut(check->document, ns->name) &&
            record_target(check->document, ns, &target))
            report(check, ns, target.at, "the name server %s is a CNAME", target.host);
    }
}

/*
 * Is this name server one that needs an address here, and has none? One at or below the delegation
 * that it serves needs glue; below another delegation it is that one's to tell (RFC 9471 section 3).
 */
static bool lacks_address(const struct document *document, const struct record *ns,
                          struct view_answer answer)
{
    if (view_has_address(document, answer) ||
        lookup_has(document, view_name(answer), LDNS_RR_TYPE_CNAME))
        return false;
    bool own_cut = answer.name == ns->name && ns->name != document->apex;
    return answer.kind == VIEW_ELSEWHERE ? own_cut : answer.kind != VIEW_UNKNOWN;
}

/* RFC 6303 section 3 has zones for resolvers that name themselves, "@ NS @", and have no address. */
static bool is_own_server(struct check *check, const struct record *ns, struct view_answer answer)
{
    return answer.written == ns->name && view_is_unasked(check);
}

static bool glue_is_missing(struct check *check, const struct record *ns)
{
    struct view_answer answer = view_answer(check, ns);
    return lacks_address(check->document, ns, answer) && ns->class == LDNS_RR_CLASS_IN &&
           view_is_complete(check) && !view_is_below_cut(check->document, ns->name) &&
           !is_own_server(check, ns, answer) && !target_is_odd(check, ns);
}

void check_missing_glue(struct check *check, struct rrset set)
{
    struct target target;
    for (size_t i = 0; i < set.count; i++)
        if (glue_is_missing(check, set.records[i]) &&
            record_target(check->document, set.records[i], &target))
            report(check, set.records[i], target.at,
                   "the name server %s has no address in its zone", target.host);
}
