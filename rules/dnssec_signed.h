#ifndef MXMEND_DNSSEC_SIGNED_H
#define MXMEND_DNSSEC_SIGNED_H

#include "rules/lookup.h"

/*
 * A signed zone as a validator would see it, for the rules of dnssec_signed.c. It is made once for
 * a document and shared (signed_zone_of). In a whole zone the nodes are in canonical order (RFC
 * 4034 section 6.1) and hold the empty non-terminals too; elsewhere they are the owners of records,
 * in no order and of no kind, and only what a single RRSIG tells can be judged.
 */

/* What a name is to the zone. */
enum node_kind {
    NODE_NONE,        /* nothing that is to be signed: only NSEC, NSEC3 and RRSIG, if anything */
    NODE_GLUE,        /* below a delegation: another zone's */
    NODE_SHADOWED,    /* below a DNAME: answered by it (RFC 6672 section 2.4) */
    NODE_EMPTY_LOOSE, /* an empty non-terminal with nothing but unsigned delegations below it */
    NODE_EMPTY,       /* an empty non-terminal */
    NODE_UNSIGNED,    /* a delegation without DS */
    NODE_SECURE,      /* a delegation with DS */
    NODE_DATA,        /* the zone's own data */
};

/* The records of one owner and type, doubles included. */
struct signed_set {
    const struct record **records;
    size_t count;
    uint16_t type;
    struct signature *signatures; /* the RRSIGs that cover it */
    size_t signature_count;
};

struct node {
    uint32_t name;
    enum node_kind kind;
    struct signed_set *sets; /* by type, RRSIG among them */
    size_t set_count;
};

/* What an RRSIG says (RFC 4034 section 3.1). */
struct signature {
    const struct record *record;
    const struct node *node;
    const struct signed_set *set; /* what it covers, NULL if that is not there */
    uint32_t original_ttl, expiration, inception;
    uint32_t signer; /* interned name, NAME_NONE if the document has no such name */
    uint16_t covered, key_tag;
    uint8_t algorithm, labels;
};

/* The fields of an RRSIG as they are written. */
enum signature_field {
    FIELD_COVERED,
    FIELD_ALGORITHM,
    FIELD_LABELS,
    FIELD_ORIGINAL_TTL,
    FIELD_EXPIRATION,
    FIELD_INCEPTION,
    FIELD_KEY_TAG,
    FIELD_SIGNER,
    FIELD_SIGNATURE,
};

/* A zone key of the DNSKEY RRset (RFC 4034 section 2.1.1). */
struct zone_key {
    uint16_t tag;
    uint8_t algorithm;
    bool entry; /* has the SEP flag, and is not revoked: what a DS is made of */
    size_t length;
    uint8_t *octets; /* of the public key itself */
};

struct signed_zone {
    const struct document *document;
    bool whole;     /* nothing is missing, and there is a SOA: what is not there is a fault */
    bool is_signed; /* `whole`, and the file is meant to be served as signed */
    uint32_t apex;
    struct node *nodes;
    struct signature *signatures; /* node by node, in the order of the types that they cover */
    struct zone_key *keys;
    size_t node_count, signature_count, key_count;
    bool algorithms[256]; /* that every RRset is to be signed with (RFC 4035 section 2.2) */
};

/* The zone of the document that is checked; NULL: it holds nothing that is about signatures. */
struct signed_zone *signed_zone_of(struct check *check);

/* Reads the signatures of the nodes and hands each set its own. */
void signatures_read(struct signed_zone *zone);

/* The set of this type, NULL if the node has none. */
struct signed_set *node_set(const struct node *node, uint16_t type);

/* Is this type of the node the zone's own, so that it is to be signed (RFC 4035 section 2.2)? */
bool node_signs(const struct node *node, uint16_t type);

/* The node at the apex of a whole zone, where it comes first. */
const struct node *node_apex(const struct signed_zone *zone);

/* Octets of the RDATA of a set. */
struct octets {
    const uint8_t *bytes;
    size_t length;
    const struct record *record;
};

/*
 * The RDATA of a set in canonical form and order, each only once (RFC 4034 section 6.3), owned by
 * `mem`. NULL: some of it could not be read, and nothing can be said of the set.
 */
struct octets *set_canonical(const struct signed_zone *zone, const struct signed_set *set,
                             void *mem, size_t *count);

/* Appends an RR in canonical form (RFC 4034 section 6.2) behind `at`; returns what is behind it.
 * There must be room for NAME_WIRE_MAX + 10 octets and the RDATA. */
uint8_t *rr_put(const struct signed_zone *zone, const struct octets *rdata, uint32_t ttl,
                uint8_t *at);

/* RDATA of a record as it is written, but false too where it is text of an unknown form. */
bool signed_rdata(const struct signed_zone *zone, const struct record *record, bool canonical,
                  struct rdata *rdata);

/* Is the signature current at `now` (RFC 4034 section 3.1.5)? */
bool signature_is_current(const struct signature *signature, int64_t now);

/* Is there a key with the signature's tag and algorithm? */
bool signature_has_key(const struct signed_zone *zone, const struct signature *signature);

enum crypto_verdict {
    CRYPTO_GOOD,
    CRYPTO_BAD,
    CRYPTO_UNKNOWN, /* this machine's library does not do the algorithm */
};

/* Verifies a signature over `data`, with ldns. `known` remembers which algorithms the library does;
 * all 0 at first. */
enum crypto_verdict crypto_verify(const struct zone_key *key, struct octets signature,
                                  struct octets data, uint8_t known[256]);

/* The NSEC chain and the NSEC3 chains of a signed zone. */
void nsec_check(struct check *check, const struct signed_zone *zone);
void nsec3_check(struct check *check, const struct signed_zone *zone);

/*
 * One fault is seldom alone in a signed zone: an expired one has as many as it has RRsets. This
 * many are told one by one, the others counted in a note on the last one told.
 */
enum { TALLY_MOST = 20 };
struct tally {
    size_t told, more, last;
};

/* Is the next finding to be told? If so it must be reported now. */
bool tally_take(const struct check *check, struct tally *tally);
void tally_close(struct check *check, const struct tally *tally);

/* Compares the type bitmap of an NSEC or NSEC3 with what its name has. `octets` is the bitmap,
 * `field` where it begins in the text. */
void bitmap_check(struct check *check, struct tally *tally, const struct record *record,
                  unsigned field, const uint8_t *octets, size_t length, const struct node *node);

/* The checks, by subject. */
void check_signature_time(struct check *check, struct rrset set);   /* dnssec_signed_time.c */
void check_signature_ttl(struct check *check, struct rrset set);    /* dnssec_signed_time.c */
void check_signature_cover(struct check *check, struct rrset set);  /* dnssec_signed_cover.c */
void check_signature_verify(struct check *check, struct rrset set); /* dnssec_signed_verify.c */
void check_denial_chain(struct check *check, struct rrset set);     /* dnssec_signed_nsec.c */
void check_zone_digest(struct check *check, struct rrset set);      /* dnssec_signed_zonemd.c */

#endif
