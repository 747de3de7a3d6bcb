#ifndef MXMEND_FORMATS_DNSCONTROL_CALLS_H
#define MXMEND_FORMATS_DNSCONTROL_CALLS_H

#include "parser/formats/code_record.h"

/* Calls in a program of DNSControl: what they call, where they stand, and what holds there. */

enum { ARGUMENTS = 5 }; /* those that are looked at */

/* A call, and its first arguments; 0: it has none. */
struct call {
    uint32_t node, arguments[ARGUMENTS];
};

/* What stands around a call. */
struct place {
    uint32_t domain; /* the call of D or D_EXTEND; 0: none */
    bool repeated;   /* a function or a loop stands between */
};

/* Is it a call of this function? */
bool call_is(const struct tree *tree, uint32_t node, const char *name);

struct call call_at(const struct tree *tree, uint32_t node);

/* What is kept under a name stands where the name is used, if it is used once. */
struct place call_place(struct code *code, uint32_t node);

/* The zone of D("contoso.com!inside", …), whose tag tells it from others of the name; NULL: not told.
 * A name that a function is given is another one each time, so only plain text counts there. */
const char *call_zone(struct code *code, uint32_t domain, const char **tag);

/* The TTL of the record that a call makes in a domain: the modifier of the record, else the default of
 * its domain that stands in front of it, for it holds for what follows, else that of DEFAULTS(). */
void call_ttl(struct code *code, uint32_t call, uint32_t domain, struct code_set *set);

#endif
