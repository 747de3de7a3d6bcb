#include <ctype.h>
#include <string.h>

#include "rules/dane.h"
#include "rules/hosts.h"
#include "rules/lookup.h"

/* Where TLSA records stand, and the host that they are for. */

enum { PORT_MOST = 65535, MAIL_PORT = 25 };

struct label {
    const uint8_t *text;
    size_t length;
};

static struct label label_of(const struct document *document, uint32_t name)
{
    struct label label;
    label.text = name_label(document->names, name, &label.length);
    return label;
}

/* Digits behind `skip` bytes, and nothing else? */
static bool is_digits(struct label label, size_t skip)
{
    for (size_t i = skip; i < label.length; i++)
        if (!isdigit(label.text[i]))
            return false;
    return label.length > skip;
}

static bool is_underscored(struct label label)
{
    return label.length > 1 && label.text[0] == '_';
}

/* Behind `skip` bytes: a protocol that has ports. */
static bool is_protocol(struct label label, size_t skip)
{
    static const char *const names[] = {"tcp", "udp", "sctp"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (label.length == strlen(names[i]) + skip &&
            memcmp(label.text + skip, names[i], strlen(names[i])) == 0)
            return true;
    return false;
}

/* The port that "_25" means; 0: none. Leading zeros make another name. */
static unsigned port_of(struct label label)
{
    unsigned port = 0;
    if (!is_underscored(label) || !is_digits(label, 1) || label.text[1] == '0' || label.length > 6)
        return 0;
    for (size_t i = 1; i < label.length; i++)
        port = port * 10 + (unsigned)(label.text[i] - '0');
    return port <= PORT_MOST ? port : 0;
}

bool tlsa_owner_read(const struct document *document, uint32_t name, struct tlsa_owner *owner)
{
    uint32_t rest = name_parent(document->names, name);
    struct label protocol = label_of(document, rest);
    owner->port = port_of(label_of(document, name));
    owner->tcp = is_underscored(protocol) && is_protocol(protocol, 1);
    owner->tcp = owner->tcp && protocol.text[1] == 't';
    owner->host = name_parent(document->names, rest);
    return owner->port != 0 && is_underscored(protocol);
}

static bool has_address(const struct document *document, uint32_t name)
{
    return lookup_has(document, name, LDNS_RR_TYPE_A) ||
           lookup_has(document, name, LDNS_RR_TYPE_AAAA);
}

/*
 * What is wrong with an owner; NULL: nothing that can be told. Many zones keep TLSA at a name of
 * their own, to which aliases lead, of other zones too: only what was meant for a port is judged.
 */
static const char *owner_fault(const struct document *document, uint32_t name)
{
    uint32_t rest = name_parent(document->names, name);
    struct label first = label_of(document, name), second = label_of(document, rest);
    bool port = is_underscored(first) && is_digits(first, 1);
    bool protocol = is_underscored(second) && is_protocol(second, 1);
    if (port && is_protocol(second, 0))
        return "the protocol lacks its underscore";
    if (port && !is_underscored(second))
        return "the protocol is missing";
    if (port)
        return port_of(first) == 0 ? "there is no such port" : NULL;
    if (is_digits(first, 0) && (protocol || is_protocol(second, 0)))
        return "the port lacks its underscore";
    if (is_underscored(first) && is_protocol(first, 1))
        return is_underscored(second) && is_digits(second, 1) ? "the port comes first"
                                                              : "the port is missing";
    if (is_underscored(first) && protocol)
        return "the port is a number, not the name of a service";
    return has_address(document, name) ? "this is the host itself" : NULL;
}

/* Does a record of this type point at a host? */
static bool is_target_of(const struct document *document, uint16_t type, const char *host)
{
    struct target target;
    const struct record *record = NULL;
    while ((record = document_next(document, type, record)) != NULL)
        if (record_target(document, record, &target) && strcmp(target.host, host) == 0)
            return true;
    return false;
}

/* Does an alias of the zone lead here? */
static bool is_aliased(const struct document *document, const char *name)
{
    return is_target_of(document, LDNS_RR_TYPE_CNAME, name);
}

void check_dane_owner(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *record = set.records[0];
    char owner[NAME_TEXT_MAX];
    const char *fault = owner_fault(document, record->name);
    name_to_text(document->names, record->name, owner);
    if (fault != NULL && !is_aliased(document, owner))
        report(check, record, record_place(record), "TLSA owner %s is not _port._protocol.host: %s",
               owner, fault);
}

/* Microsoft's host in a zone that is not Microsoft's, with or without the origin put behind it. */
static bool is_exchange_name(const struct document *document, const char *host)
{
    char bare[NAME_TEXT_MAX], apex[NAME_TEXT_MAX];
    name_to_text(document->names, document->apex, apex);
    size_t length = strlen(host), tail = strlen(apex);
    if (!lookup_in_zone(document, host))
        return host_is_exchange(host);
    if (length <= tail + 1 || document->apex == NAME_ROOT || host_is_exchange(host))
        return false;
    memcpy(bare, host, length - tail - 1);
    bare[length - tail - 1] = '\0';
    return host_is_exchange(bare);
}

/* Is this host the MX of some domain in the zone? */
static bool is_mx_host(const struct document *document, const char *host)
{
    return is_target_of(document, LDNS_RR_TYPE_MX, host);
}

/* Do Microsoft's hosts receive all mail of this domain? `*first` is one of them. */
static bool is_exchange_domain(const struct document *document, uint32_t name, struct target *first)
{
    const struct record *record;
    bool any = false;
    struct target target;
    for (size_t at = 0; (record = lookup_record(document, name, LDNS_RR_TYPE_MX, &at)) != NULL;) {
        if (!record_target(document, record, &target))
            return false;
        if (host_classify(target.host).family == HOST_VERIFICATION)
            continue;
        if (!host_is_exchange(target.host))
            return false;
        if (!any)
            *first = target;
        any = true;
    }
    return any;
}

/* Is this TLSA for mail that Microsoft receives? `*target` is the host that does; "" if it is the
 * owner's own. */
static bool is_foreign(const struct document *document, uint32_t name, struct target *target)
{
    struct tlsa_owner owner;
    char host[NAME_TEXT_MAX];
    if (!tlsa_owner_read(document, name, &owner) || owner.port != MAIL_PORT || !owner.tcp)
        return false;
    name_to_text(document->names, owner.host, host);
    target->host[0] = '\0';
    return is_exchange_name(document, host) ||
           (is_exchange_domain(document, owner.host, target) && !is_mx_host(document, host));
}

void check_dane_foreign_mx(struct check *check, struct rrset set)
{
    const struct record *record = set.records[0];
    struct target target;
    if (!is_foreign(check->document, record->name, &target))
        return;
    if (target.host[0] == '\0')
        report(check, record, record_place(record),
               "TLSA for a host of Exchange Online does nothing here: Microsoft's zone has it");
    else
        report(check, record, record_place(record),
               "TLSA does nothing here: %s receives the mail, and senders ask below that name",
               target.host);
}

/* May the name get its address from something else than A, AAAA and CNAME? */
static bool may_have_address(const struct document *document, uint32_t name, const char *text)
{
    enum { SVCB = 64, HTTPS = 65, PRIVATE = 65280 }; /* ALIAS and its like are private types */
    const struct record *record;
    for (size_t at = 0; (record = lookup_record(document, name, 0, &at)) != NULL;)
        if (record->type == SVCB || record->type == HTTPS || record->type >= PRIVATE)
            return true;
    for (uint32_t up = name; up > NAME_UNKNOWN; up = name_parent(document->names, up))
        if (lookup_has(document, up, LDNS_RR_TYPE_DNAME))
            return true;
    return lookup_delegated(document, text) || lookup_wildcard(document, text, LDNS_RR_TYPE_A) ||
           lookup_wildcard(document, text, LDNS_RR_TYPE_AAAA);
}

void check_dane_host(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *record = set.records[0];
    struct tlsa_owner owner;
    struct target target;
    char host[NAME_TEXT_MAX];
    if (!lookup_is_complete(document) || !tlsa_owner_read(document, record->name, &owner) ||
        !name_is_within(document->names, owner.host, document->apex) ||
        has_address(document, owner.host) || is_foreign(document, record->name, &target))
        return;
    name_to_text(document->names, owner.host, host);
    if (lookup_has(document, owner.host, LDNS_RR_TYPE_CNAME))
        report_as(check, NOTICE, record, record_place(record),
                  "host of the TLSA is an alias: clients ask at the end of it first");
    else if (!may_have_address(document, owner.host, host))
        report(check, record, record_place(record),
               "host of the TLSA has no address in the zone: %s", host);
}
