#ifndef MXMEND_AUTHORITY_H
#define MXMEND_AUTHORITY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What Microsoft Graph says, by domain. Read from every JSON shape in which people have it (see
 * authority_read); several files may be read into one authority. It only holds what was said: what
 * to make of it is for the rules.
 */

enum graph_type { GRAPH_MX, GRAPH_TXT, GRAPH_CNAME, GRAPH_SRV, GRAPH_UNAVAILABLE, GRAPH_OTHER };

/* Numbers that are absent are -1. */
struct graph_record {
    enum graph_type type;
    const char *label;   /* owner as Graph sent it, "@" resolved; NULL if absent */
    const char *service; /* supportedService, e.g. "Email"; NULL if absent */
    const char *value;   /* what it says, NULL if null: mailExchange, canonicalName, nameTarget
                            (without a final dot), text or description */
    int64_t ttl;         /* seconds */
    int32_t preference;  /* MX */
    int32_t priority, weight, port; /* SRV */
    const char *srv_service, *srv_protocol;
    bool optional;
};

enum tristate { UNKNOWN, NO, YES };

struct authority_domain {
    const char *name;                       /* lower case, no final dot */
    const char *path;                       /* the file that said it */
    const char *cloud;                      /* "global", …; NULL if the file does not say */
    const char *fetched_at;                 /* ISO 8601 as written; NULL if the file does not say */
    const char *error_code, *error_message; /* Graph's error; both NULL if it answered */
    bool not_found; /* that error is an answer: the tenant has no such domain (404) */
    enum tristate verified, admin_managed, email; /* email: supportedServices holds "Email" */
    bool initial;                                 /* isInitial: the tenant's onmicrosoft.com name */
    bool stale; /* kept from an earlier run, since the last one failed */
    const struct graph_record *records;
    size_t record_count;
};

struct authority;

/* An empty authority, owned by `mem`. */
struct authority *authority_new(void *mem);

/* What was wrong with a file, and where (a byte offset). */
struct authority_fault {
    uint32_t offset;
    const char *message; /* owned by the authority */
};

/*
 * Reads one file into the authority. `path` is for messages, and its last part may name the domain
 * (contoso.com.json) where the JSON does not. UTF-8 or UTF-16 with BOM. Shapes: what `mxmend fetch`
 * writes; a Graph response for one domain, a list of domains, or a $batch with its requests or
 * without; Get-MgDomainServiceConfigurationRecord | ConvertTo-Json; Enable-DnssecForVerifiedDomain
 * and Get-DnssecStatusForVerifiedDomain as JSON. Any of them may stand below a domain's name, or
 * beside a member DomainName, Domain or Identity, and several may follow each other in one file.
 * False: nothing was taken from the file, and `*fault` says what was expected.
 */
bool authority_read(struct authority *authority, const char *path, const char *bytes, size_t size,
                    struct authority_fault *fault);

/*
 * What was said about a domain (text, any case, final dot or not), NULL if nothing. Where two files
 * speak of the domain the one read last counts; authority_conflict() then tells of the other.
 */
const struct authority_domain *authority_find(const struct authority *authority,
                                              const char *domain);

/* Another file's word on the same domain that names another Email MX; NULL if none does. */
const struct authority_domain *authority_conflict(const struct authority *authority,
                                                  const char *domain);

/* All domains, in order of name: for rules that look for what a zone lacks. */
size_t authority_count(const struct authority *authority);
const struct authority_domain *authority_at(const struct authority *authority, size_t index);

/*
 * The MX for mail: the record of type MX, service Email (or none, in a file made by hand), at the
 * domain itself. Several are given in order of preference and host by `index`, equal ones once;
 * NULL past the last. A verification MX, and one whose mailExchange is null or no host name, is
 * never among them.
 */
const struct graph_record *authority_mx(const struct authority_domain *domain, size_t index);

/* Why Graph could not produce the records (domainDnsUnavailableRecord), NULL if it could. */
const char *authority_unavailable(const struct authority_domain *domain);

#endif
