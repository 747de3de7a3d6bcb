#include "parser/master/types.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "parser/master/field.h"
#include "parser/master/text.h"
#include "parser/word.h"

/* Types that the IANA registry has and ldns 1.8.3, as Debian builds it, has not. Where one has the
 * fields of an older type, `like` names it; else its RDATA is taken unchecked. Read off
 * https://www.iana.org/assignments/dns-parameters on 2026-09-01. */
static const struct {
    char name[12];
    uint16_t type, like;
} newer_types[] = {
    {"NINFO", 56, LDNS_RR_TYPE_TXT},
    {"RKEY", 57, LDNS_RR_TYPE_KEY},
    {"DSYNC", 66, 0},
    {"HHIT", 67, 0},
    {"BRID", 68, 0},
    {"AVC", 258, LDNS_RR_TYPE_TXT},
    {"DOA", 259, 0},
    {"AMTRELAY", 260, 0},
    {"RESINFO", 261, LDNS_RR_TYPE_TXT},
    {"WALLET", 262, LDNS_RR_TYPE_TXT},
    {"CLA", 263, LDNS_RR_TYPE_TXT},
    {"IPN", 264, 0},
    {"TA", 32768, LDNS_RR_TYPE_DS},
};

/* The commonest, by frequency: ldns compares a name with all it has, one after the other. */
static const struct {
    char name[8]; /* in lower case, padded with NUL */
    uint16_t type;
} common_types[] = {
    {"a", 1},      {"aaaa", 28},  {"ns", 2},    {"cname", 5},  {"mx", 15},     {"txt", 16},
    {"rrsig", 46}, {"nsec3", 50}, {"nsec", 47}, {"ds", 43},    {"ptr", 12},    {"srv", 33},
    {"soa", 6},    {"caa", 257},  {"tlsa", 52}, {"sshfp", 44}, {"dnskey", 48}, {"naptr", 35},
};

static bool common_type_read(const char *text, size_t length, uint16_t *type)
{
    if (length > sizeof common_types[0].name)
        return false;
    uint64_t word = word_lower(word_load(text, length));
    for (size_t i = 0; i < sizeof common_types / sizeof common_types[0]; i++)
        if (memcmp(&word, common_types[i].name, sizeof word) == 0) {
            *type = common_types[i].type;
            return true;
        }
    return false;
}

/* TYPEn, CLASSn: `prefix` and a number. */
static bool numbered_read(const char *prefix, const char *text, size_t length, uint16_t *number)
{
    size_t skipped = strlen(prefix);
    uint64_t value;
    if (length <= skipped || strncasecmp(text, prefix, skipped) != 0 ||
        !number_read(text + skipped, length - skipped, UINT16_MAX, &value))
        return false;
    *number = (uint16_t)value;
    return true;
}

/* Types of questions and transfers (RFC 6895 section 3.1) never stand in a zone, nor do OPT and
 * NXNAME (128). */
static bool type_is_data(uint16_t type)
{
    return type != 0 && type != LDNS_RR_TYPE_OPT && type != 128 && (type < 249 || type > 255);
}

bool type_read(const char *text, size_t length, uint16_t *type)
{
    if (common_type_read(text, length, type))
        return true;
    if (length > 4 && strncasecmp(text, "TYPE", 4) == 0) /* ldns would read TYPE-1 */
        return numbered_read("TYPE", text, length, type) && type_is_data(*type);
    char name[TYPE_TEXT_MAX];
    if (length >= sizeof name || memchr(text, 0, length) != NULL)
        return false;
    snprintf(name, sizeof name, "%.*s", (int)length, text);
    for (size_t i = 0; i < sizeof newer_types / sizeof newer_types[0]; i++)
        if (strcasecmp(newer_types[i].name, name) == 0) {
            *type = newer_types[i].type;
            return true;
        }
    *type = (uint16_t)ldns_get_rr_type_by_name(name);
    return type_is_data(*type);
}

bool class_read(const char *text, size_t length, uint16_t *class)
{
    static const struct {
        char name[3];
        uint16_t class;
    } classes[] = {{"IN", CLASS_IN}, {"CH", 3}, {"HS", 4}};
    for (size_t i = 0; i < sizeof classes / sizeof classes[0] && length == 2; i++)
        if ((text[0] & ~0x20) == classes[i].name[0] && (text[1] & ~0x20) == classes[i].name[1]) {
            *class = classes[i].class;
            return true;
        }
    return numbered_read("CLASS", text, length, class);
}

const char *type_to_text(uint16_t type, char text[TYPE_TEXT_MAX])
{
    for (size_t i = 0; i < sizeof newer_types / sizeof newer_types[0]; i++)
        if (newer_types[i].type == type) {
            snprintf(text, TYPE_TEXT_MAX, "%s", newer_types[i].name);
            return text;
        }
    char *name = ldns_rr_type2str((ldns_rr_type)type);
    snprintf(text, TYPE_TEXT_MAX, "%s", name);
    LDNS_FREE(name);
    return text;
}

/*
 * Types whose fields are told here: ldns, as Debian builds it, has no AMTRELAY (RFC 8777) and DSYNC
 * (RFC 9859), no words for a digest type, wants types in CSYNC (RFC 7477) and none in NSEC (RFC 4034).
 */
static const ldns_rdf_type digest_fields[] = {LDNS_RDF_TYPE_INT16, LDNS_RDF_TYPE_ALG,
                                              (ldns_rdf_type)FIELD_DIGEST, LDNS_RDF_TYPE_HEX};
static const ldns_rdf_type nsec_fields[] = {LDNS_RDF_TYPE_DNAME, LDNS_RDF_TYPE_NSEC};
static const ldns_rdf_type csync_fields[] = {LDNS_RDF_TYPE_INT32, LDNS_RDF_TYPE_INT16,
                                             LDNS_RDF_TYPE_NSEC};
static const ldns_rdf_type dsync_fields[] = {LDNS_RDF_TYPE_TYPE, (ldns_rdf_type)FIELD_SCHEME,
                                             LDNS_RDF_TYPE_INT16, LDNS_RDF_TYPE_DNAME};
static const ldns_rdf_type amtrelay_fields[] = {LDNS_RDF_TYPE_AMTRELAY};

/* clang-format off */
#define OWN(type, least, fields)                                                                   \
    {(type), NULL, (least), sizeof(fields) / sizeof((fields)[0]), (fields), LDNS_RDF_TYPE_NONE,    \
     LDNS_RR_NO_COMPRESS, 0}
/* clang-format on */
static const ldns_rr_descriptor own_types[] = {
    OWN(LDNS_RR_TYPE_DS, 4, digest_fields),     OWN(LDNS_RR_TYPE_CDS, 4, digest_fields),
    OWN(LDNS_RR_TYPE_DLV, 4, digest_fields),    OWN(LDNS_RR_TYPE_NSEC, 2, nsec_fields),
    OWN(LDNS_RR_TYPE_CSYNC, 2, csync_fields),   OWN((ldns_rr_type)66, 4, dsync_fields),
    OWN((ldns_rr_type)260, 1, amtrelay_fields),
};
#undef OWN

static const ldns_rr_descriptor *fields_find(uint16_t type)
{
    bool old = type < LDNS_RR_TYPE_DS; /* none of these, and most of all records */
    for (size_t i = 0; i < sizeof own_types / sizeof own_types[0] && !old; i++)
        if (own_types[i]._type == type)
            return &own_types[i];
    const ldns_rr_descriptor *descriptor = ldns_rr_descript(type);
    bool known = descriptor != NULL && descriptor->_type == type &&
                 ldns_rr_descriptor_field_type(descriptor, 0) != LDNS_RDF_TYPE_UNKNOWN;
    return known ? descriptor : NULL;
}

const ldns_rr_descriptor *type_fields(uint16_t type)
{
    const ldns_rr_descriptor *fields = fields_find(type);
    for (size_t i = 0; i < sizeof newer_types / sizeof newer_types[0] && fields == NULL; i++)
        if (newer_types[i].type == type && newer_types[i].like != 0)
            fields = fields_find(newer_types[i].like);
    return fields;
}
