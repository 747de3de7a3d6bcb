#ifndef MXMEND_STS_POLICY_H
#define MXMEND_STS_POLICY_H

#include "parser/formats/mta_sts.h"
#include "rules/rule.h"

/* What zones and MTA-STS policies have to do with each other (RFC 8461). */

/* A policy that stands among the inputs, or beside a zone. */
struct sts_known {
    const char *domain; /* lower case, no final dot */
    const char *path;   /* for messages */
    const struct sts_policy *policy;
};

/* A host that mxmend's correction gives to an MX of a domain with a policy. */
struct sts_move {
    const char *domain, *host;
    const char *path; /* the zone's, for messages */
};

/* Does an mx pattern match a host? A wildcard is one left-most label (section 4.1). */
bool sts_pattern_covers(const char *pattern, const char *host);

/* Does some pattern of the policy? True as well for a template, of which nobody knows. */
bool sts_policy_covers(const struct sts_policy *policy, const char *host);

/* The line of the policy's first mx, counted from 1; of its first line if it has none. */
size_t sts_mx_line(const struct sts_policy *policy);

/* "enforce" or "testing", for messages. */
const char *sts_mode_text(const struct sts_policy *policy);

/* The policy that a document is; NULL: it is none, or a template. Owned by the findings. */
const struct sts_policy *sts_document_policy(struct check *check);

/* Reports something of a policy's text. */
__attribute__((format(printf, 4, 5))) void sts_report(struct check *check, enum severity severity,
                                                      struct span at, const char *format, ...);

/* Is MTA-STS announced for the domain in this zone: a TXT of version STSv1, or an alias? The record
 * that does; NULL: none. */
const struct record *sts_announcement(const struct document *document, uint32_t domain);

/* The domains for which a zone announces MTA-STS, lower case, each once; owned by `mem`. */
const char **sts_domains(void *mem, const struct document *document, size_t *count);

/*
 * Of the policies known for a domain of the zone, one that senders heed and that does not cover the
 * host: one in mode enforce if there is one, else in mode testing. NULL: none, or MTA-STS is not
 * announced.
 */
const struct sts_known *sts_uncovering(const struct check *check, const char *domain,
                                       const char *host);

/* The MX records of a domain, in the order of the file; the array is owned by `mem`. */
struct rrset sts_mx_set(const struct document *document, uint32_t domain, void *mem);

/*
 * What corrections make of the MX of some domains in a zone. The array belongs to `mem`; `path` is
 * kept.
 */
struct sts_move *sts_moves_find(void *mem, const struct document *document,
                                const struct facts *facts, const char *path,
                                const char *const *domains, size_t domain_count, size_t *count);

#endif
