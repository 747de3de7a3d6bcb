#ifndef MXMEND_FORMATS_CODE_RECORD_H
#define MXMEND_FORMATS_CODE_RECORD_H

#include "parser/entries.h"
#include "parser/formats/follow.h"

/* How far DNSControl's reader has looked through the arguments of a D() for its default TTL. */
struct default_ttl {
    uint32_t domain, next, found; /* nodes; `found` holds in front of `next` */
};

/*
 * Records that stand in code, where anything may be worked out: what Terraform's and Bicep's readers
 * share, and the rule for values that belong to no resource (reference, formats.md section 14).
 */
struct code {
    struct document *document;
    struct follower follower;
    bool *taken;             /* by node: a record, or a problem, came of it */
    const char **identities; /* of zones; a variant of sets is an index */
    size_t identity_count;
    struct known_text *known;
    size_t known_count;
    struct default_ttl default_ttl;
    void *mem; /* for what is needed while reading */
};

/* follow_text() for this file; owned by the reading. */
const char *code_text(struct code *code, uint32_t node, bool zone);

struct code *code_open(struct document *document, const struct syntax *syntax);

/* One record, or several that differ in their values only. */
struct code_set {
    const char *type;
    const char *owner, *zone; /* texts; NULL: cannot be told */
    uint32_t owner_node;
    const char *context;  /* tells records with an unknown owner or zone apart from others */
    const char *identity; /* tells a zone from another one of its name: provider, reference */
    uint32_t ttl_node, preference; /* nodes */
    int64_t ttl;                   /* seconds, where the node is no plain number; 0: none */
    bool shared;                   /* the set is made several times, in several zones */
    bool relative;                 /* a host without final dot is below the zone */
    enum dot_style dots;
    uint32_t element, set; /* as in struct entry */
};

/* Reads a value: the host or whole RDATA, or a list of them, or of maps with preference and host. */
void code_values_read(struct code *code, const struct code_set *set, uint32_t value);

/* One record whose RDATA stands in several values: its fields, or the strings of a TXT. What is worked
 * out makes none. */
void code_parts_read(struct code *code, const struct code_set *set, const struct part *parts,
                     unsigned count);

/* The usual names for the parts of a record, ended by NULL. */
extern const char *const code_owner_keys[],
    *const code_zone_keys[], *const code_ttl_keys[], *const code_type_keys[],
                                                         *const code_preference_keys[],
                                                             *const code_value_keys[];

/* Finds the Exchange hosts that no resource took, and what derives them. To be called last. */
void code_leftovers_read(struct code *code);

/* Does the text have anything of Exchange's hosts? */
bool code_mentions_exchange(const char *bytes, uint32_t size);

#endif
