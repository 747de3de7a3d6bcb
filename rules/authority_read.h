#ifndef MXMEND_AUTHORITY_READ_H
#define MXMEND_AUTHORITY_READ_H

#include <cjson/cJSON.h>

#include "rules/authority.h"

/*
 * What the parts of the authority's reader share: authority_text.c turns bytes into JSON values,
 * authority_shape.c finds the records in them, authority_group.c tells whose they are,
 * authority_record.c reads one, authority.c keeps it.
 */

struct reader {
    struct authority *authority; /* owns all that is kept */
    unsigned file;               /* counted from 1, in the order of reading */
    const char *path;
    const char *path_domain; /* the domain that the file's name tells, NULL if none */
    const char *cloud, *fetched_at;
    bool nameless; /* something was left out, since nothing told its domain */
    bool ours;     /* it is in mxmend's own form, which may hold no domain yet */
    size_t taken;  /* domains that something was said of */
};

/*
 * The JSON values of a text, one after the other; `*count` of them, owned by `mem`, as are their
 * trees. NULL: it is not JSON, and the fault says where and what was expected.
 */
cJSON *const *text_parse(void *mem, const char *bytes, size_t size, size_t *count,
                         struct authority_fault *fault);

/* Reads what a JSON value says. `domain`: whom it is about, NULL if nothing has told yet. */
void value_read(struct reader *reader, const cJSON *value, const char *domain);

/* The domain, else the one that the file's name tells; NULL if neither, which is noted. */
const char *domain_or_path(struct reader *reader, const char *domain);

/* Reads records of one list. Without a domain their labels tell it. */
void group_read(struct reader *reader, const cJSON *const *records, size_t count,
                const char *domain);

/* What this file says of a domain (a host's name in any case), made if need be. */
struct authority_domain *reader_domain(struct reader *reader, const char *name);

/* Adds a record to it. */
void reader_record(struct reader *reader, const char *name, struct graph_record record);

/* Member `name` in any case, also inside AdditionalProperties, where PowerShell hides most. */
const cJSON *field(const cJSON *object, const char *name);

/* The same as text; NULL if there is no such member or it is no string. */
const char *field_text(const cJSON *object, const char *name);

/* A host as it is kept: without a final dot, which Graph does not write but others do. */
const char *host_copy(void *mem, const char *host);

/* Is this one of Graph's domainDnsRecords? */
bool record_fits(const cJSON *object);

/* Reads a record. Its strings are copied to `mem`; a label "@" is left as it is. */
struct graph_record record_read(void *mem, const cJSON *object);

/* Is this Graph's domain resource, or an entry of the file that `mxmend fetch` writes? */
bool properties_fit(const cJSON *object);

/* Reads all but the records of such a domain. */
void properties_read(void *mem, const cJSON *object, struct authority_domain *domain);

/* Notes Graph's error; `error` may be NULL, `status` is that of HTTP or 0. */
void error_read(void *mem, const cJSON *error, int status, struct authority_domain *domain);

#endif
