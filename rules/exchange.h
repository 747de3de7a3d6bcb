#ifndef MXMEND_EXCHANGE_H
#define MXMEND_EXCHANGE_H

#include "parser/ldns.h"

#include "rules/hosts.h"
#include "rules/lookup.h"
#include "rules/rule.h"

/*
 * What the parts of the Exchange family share: an MX set as these rules see it, beside what Graph
 * says of its owner.
 */

/*
 * What Graph says counts for mail if the domain is the tenant's and has mail there.
 */
struct exchange_said {
    const struct authority_domain *domain; /* NULL: Graph's word on it is not at hand */
    const char *host;                      /* the one host that Graph names for mail; else NULL */
    int32_t preference;                    /* that comes with it; -1 if it is not known */
    bool refused; /* the zone is Microsoft's, or the domain not the tenant's: no correction */
};

struct exchange_said exchange_said(const struct authority *authority, const char *domain);

struct exchange_mx {
    const struct record *record;
    struct target target;
    struct host_class class; /* of the host; of the text as written if `undotted` */
    const char *written;     /* the host as the file has it, without its final dot */
    bool undotted;           /* a Microsoft host that only lacks its final dot */
};

struct exchange {
    char owner[NAME_TEXT_MAX]; /* without "*." in front; "" if the origin is not known */
    bool wildcard;             /* there was one: Graph speaks of the domain, not of this owner */
    const struct authority_domain *said; /* NULL: Graph's word on the owner is not at hand */
    const char *host;                    /* the one host that Graph names for mail; else NULL */
    int32_t preference;                  /* what Graph gives with it; -1 if it is not known */
    enum host_family host_family;
    bool refused; /* the zone is Microsoft's, or the domain not the tenant's: no correction */
    bool ours;    /* some host is Exchange Online's, and none is Outlook.com's */
    bool cutover; /* the set shows a step of the documented cut-over */
    struct exchange_mx *mx;
    size_t count;
    struct exchange_mx *proofs; /* MX that only verify the domain: they carry no mail */
    size_t proof_count;
};

/*
 * Reads an MX set. NULL: it is no business of these rules, as a set without Exchange host, a
 * consumer's, a reverse zone's or a catalog zone's is not. Valid until another set is read: the
 * rules are called one after the other for the same set, so it is kept (check->memo).
 */
const struct exchange *exchange_read(struct check *check, struct rrset set);

/* The same for a set of any hosts; NULL only if its owner is none of our business. */
const struct exchange *exchange_read_any(struct check *check, struct rrset set);

/*
 * Does this record send mail to Exchange Online? Then `owner` is the domain that Graph may know: the
 * record's owner without "*." in front.
 */
bool exchange_owner(const struct document *document, const struct record *record,
                    char owner[NAME_TEXT_MAX]);

/* Is this host of a family that is Exchange Online's, of whichever cloud? */
bool is_exchange(const struct exchange_mx *mx);

/* Is this host of a family that receives mail for the tenant in the global cloud? */
bool is_legacy(const struct exchange_mx *mx);
bool is_new(const struct exchange_mx *mx);

/* Does this MX send mail to somebody else? */
bool is_other_provider(const struct exchange_mx *mx);

/* Microsoft's procedure takes preference 0 as well as 10. */
bool is_common_preference(unsigned preference);

/* Does Graph name this very host? Does it name another one? Both are false if it names none. */
bool host_confirmed(const struct exchange *exchange, const struct exchange_mx *mx);
bool host_contradicted(const struct exchange *exchange, const struct exchange_mx *mx);

/* Is the host that Graph names among the MX already? */
bool host_present(const struct exchange *exchange);

/* Is this a new host where Graph names an older one? Nothing is ever moved back. */
bool is_downgrade(const struct exchange *exchange, const struct exchange_mx *mx);

/* Is this preference for check_mx_differs() to compare with Graph's, not for check_preference()? */
bool preference_told(const struct exchange *exchange, const struct exchange_mx *mx);

/* The MX whose host a correction replaces by Graph's; NULL if none does. */
const struct exchange_mx *exchange_next(const struct exchange *exchange);

/* Adds the correction of the host, if Graph names one and it may be made: its replacement, or that the
 * record goes where another one of the set gets that host. */
void correct_host(struct check *check, const struct exchange *exchange,
                  const struct exchange_mx *mx);

/* Adds that an MX goes; the one that is left alone gets a preference that fits. False: it cannot go. */
bool retire_mx(struct check *check, const struct exchange *exchange, const struct exchange_mx *mx);

/* Adds where the finding comes from: the message center post and the authority. */
void note_source(struct check *check, const struct exchange *exchange);

/* The rules, one table in exchange.c. */

check_function check_legacy_mx, check_mx_differs, check_foreign_label, check_guessed_label,
    check_dead_host, check_downgrade, check_sovereign, check_malformed, check_undotted;
check_function check_mixed, check_extra_mx, check_preference, check_cutover_ttl, check_low_ttl,
    check_verification_mx;
check_function check_mx_missing;
check_function check_hosted, check_not_in_tenant, check_no_email, check_unavailable,
    check_authority_conflict;
check_function check_autodiscover, check_companion;
check_function check_spf, check_parked;
check_function check_dkim, check_legacy_elsewhere;

#endif
