#ifndef MXMEND_DNSSEC_H
#define MXMEND_DNSSEC_H

#include "parser/ldns.h"

#include "rules/dnssec_algorithms.h"
#include "rules/lookup.h"
#include "rules/rule.h"

/*
 * The records of DNSSEC one by one: what a file can tell of them without verifying a signature.
 * dnssec.c has the rows; the functions stand in dnssec_*.c by subject.
 */

/* Where the fields stand, counted from 0 in text; the octets are RFC 4034 section 2 and 5. */
enum { KEY_FLAGS, KEY_PROTOCOL, KEY_ALGORITHM, KEY_KEY };
enum { DS_TAG, DS_ALGORITHM, DS_DIGEST_TYPE, DS_DIGEST };

enum {
    KEY_ZONE = 0x0100,    /* flag, RFC 4034 section 2.1.1 */
    KEY_REVOKED = 0x0080, /* flag, RFC 5011 section 7 */
    KEY_SEP = 0x0001,     /* flag, RFC 4034 section 2.1.1 */
};

/* A record's RDATA, kept. DNSKEY, CDNSKEY, DS and CDS alike hold four octets at least. */
struct dnssec_data {
    const struct record *record;
    const uint8_t *octets;
    size_t length; /* octets, DNSSEC_HEAD at least */
};
enum { DNSSEC_HEAD = 4 };

/*
 * The records of a set that are of this type and can be read, owned by `mem`. No more than a message
 * of 65535 octets can hold, since rules compare each with each and a file may be meant to do harm.
 */
struct dnssec_data *dnssec_read(const struct check *check, struct rrset set, uint16_t type,
                                void *mem, size_t *count);

/*
 * May a record of the set have a number in this field that its table speaks against? A cheap no from
 * the text: a top-level domain has millions of DS.
 */
bool dnssec_may_be_bad(const struct check *check, struct rrset set, unsigned field,
                       const struct dnssec_algorithm *(*find)(uint8_t number));

/* Fields of a DNSKEY or CDNSKEY; the key tag is that of RFC 4034 appendix B. */
uint16_t key_flags(const struct dnssec_data *key);
uint8_t key_algorithm(const struct dnssec_data *key);
uint16_t key_tag(const struct dnssec_data *key);

/* Fields of a DS or CDS. */
uint16_t ds_tag(const struct dnssec_data *ds);
uint8_t ds_algorithm(const struct dnssec_data *ds);
uint8_t ds_digest_type(const struct dnssec_data *ds);

/* Does this DS stand for this key of `name`? Where the digest cannot be computed, tag and algorithm
 * decide. */
bool ds_fits_key(const struct names *names, uint32_t name, const struct dnssec_data *ds,
                 const struct dnssec_data *key);

/* Is this the apex of the zone, or some other name in it? Both are false where the file does not hold
 * a whole zone with its SOA. */
bool is_apex(const struct document *document, uint32_t name);
bool is_below_apex(const struct document *document, uint32_t name);

check_function check_ds_at_apex, check_ds_without_ns, check_ds_digest;
check_function check_algorithm, check_rsa_size, check_dnskey_fields, check_no_sep, check_key_tag;
check_function check_nsec3_iterations, check_nsec3_salt, check_opt_out, check_nsec3param;
check_function check_cds, check_cds_delete;
check_function check_mx_host_insecure, check_not_in_file;

#endif
