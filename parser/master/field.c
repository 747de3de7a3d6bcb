#include "parser/master/field.h"

#include <arpa/inet.h>
#include <stdarg.h>
#include <string.h>
#include <time.h>

#include "parser/ldns.h"
#include "parser/master/text.h"
#include "parser/master/types.h"

bool field_fault(struct rdata_reader *reader, enum problem_kind kind, struct span at,
                 const char *format, ...)
{
    reader->fault->kind = kind;
    reader->fault->at = at;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(reader->fault->message, sizeof reader->fault->message, format, arguments);
    va_end(arguments);
    return false;
}

static const char field_overflow[] = "RDATA has more than 65535 octets";

bool field_put(struct rdata_reader *reader, struct span at, const void *octets, size_t length)
{
    if (length > RDATA_MAX - reader->out->length)
        return field_fault(reader, PROBLEM_SYNTAX, at, "%s", field_overflow);
    memcpy(reader->out->wire + reader->out->length, octets, length);
    reader->out->length += length;
    return true;
}

/* Says what was expected and what stands there, cut to a length that can be read. */
static bool field_unfit(struct rdata_reader *reader, const struct field_kind *kind,
                        const struct field_text *text)
{
    int shown = text->length > 40 ? 40 : (int)text->length;
    return field_fault(reader, PROBLEM_SYNTAX, text->at, "'%.*s%s' is not %s", shown, text->bytes,
                       text->length > 40 ? "…" : "", kind->what);
}

static bool put_number(struct rdata_reader *reader, const struct field_kind *kind,
                       const struct field_text *text, uint64_t number)
{
    uint8_t octets[4];
    for (unsigned i = 0; i < kind->octets; i++)
        octets[i] = (uint8_t)(number >> (8 * (kind->octets - 1 - i)));
    return field_put(reader, text->at, octets, kind->octets);
}

static bool read_number(struct rdata_reader *reader, const struct field_kind *kind,
                        const struct field_text *text)
{
    uint64_t number;
    if (!number_read(text->bytes, text->length, (UINT64_C(1) << (8 * kind->octets)) - 1, &number))
        return field_unfit(reader, kind, text);
    return put_number(reader, kind, text, number);
}

/* A number, or a word of ldns' tables. Its own reader lets numbers wrap and leaks at unknown words. */
static bool read_mnemonic(struct rdata_reader *reader, const struct field_kind *kind,
                          const struct field_text *text)
{
    char word[32];
    bool is_certificate = kind->ldns == LDNS_RDF_TYPE_CERT_ALG;
    if (text->bytes[0] >= '0' && text->bytes[0] <= '9')
        return read_number(reader, kind, text);
    if (text->length >= sizeof word)
        return field_unfit(reader, kind, text);
    snprintf(word, sizeof word, "%.*s", (int)text->length, text->bytes);
    const ldns_lookup_table *row =
        ldns_lookup_by_name(is_certificate ? ldns_cert_algorithms : ldns_algorithms, word);
    return row != NULL ? put_number(reader, kind, text, (uint64_t)row->id)
                       : field_unfit(reader, kind, text);
}

static bool read_period(struct rdata_reader *reader, const struct field_kind *kind,
                        const struct field_text *text)
{
    uint64_t seconds;
    if (!ttl_read(text->bytes, text->length, &seconds) || seconds > UINT32_MAX)
        return field_unfit(reader, kind, text);
    uint32_t octets = htonl((uint32_t)seconds);
    return field_put(reader, text->at, &octets, sizeof octets);
}

/* Four decimal numbers without leading zeros, as inet_pton(3) takes them. */
static bool read_ipv4(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    uint8_t octets[4];
    size_t at = 0;
    for (int i = 0; i < 4; i++) {
        size_t start = at;
        unsigned number = 0;
        while (at < text->length && at - start < 4 && text->bytes[at] >= '0' &&
               text->bytes[at] <= '9')
            number = number * 10 + (unsigned)(text->bytes[at++] - '0');
        bool zeros = at - start > 1 && text->bytes[start] == '0', none = at == start;
        bool ends = i == 3 ? at == text->length : at < text->length && text->bytes[at++] == '.';
        if (none || number > 255 || zeros || !ends)
            return field_unfit(reader, kind, text);
        octets[i] = (uint8_t)number;
    }
    return field_put(reader, text->at, octets, sizeof octets);
}

/* inet_pton(3) wants a terminated string; no address has more than 45 bytes. */
static bool read_ipv6(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    char copy[INET6_ADDRSTRLEN] = "";
    uint8_t octets[16];
    if (text->length >= sizeof copy || memchr(text->bytes, 0, text->length) != NULL)
        return field_unfit(reader, kind, text);
    memcpy(copy, text->bytes, text->length);
    if (inet_pton(AF_INET6, copy, octets) != 1)
        return field_unfit(reader, kind, text);
    return field_put(reader, text->at, octets, sizeof octets);
}

static void lower_case(uint8_t *octets, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (octets[i] >= 'A' && octets[i] <= 'Z') /* no length octet is in this range */
            octets[i] |= 0x20;
}

static bool read_name(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    (void)kind;
    struct name_text name;
    size_t where;
    unsigned room = NAME_WIRE_MAX - name_wire_length(reader->names, reader->origin);
    enum name_fault fault = name_read(text->bytes, text->length, room, &name, &where);
    if (fault != NAME_FINE) {
        uint32_t at = text->at.start + (uint32_t)where;
        struct span span = fault == NAME_TOO_LONG ? text->at : (struct span){at, text->at.end};
        return field_fault(reader, fault < NAME_LONG_LABEL ? PROBLEM_SYNTAX : PROBLEM_NAME_LENGTH,
                           span, "%s", name_fault_text(fault));
    }
    uint8_t wire[NAME_WIRE_MAX * 2];
    unsigned length = name.length;
    memcpy(wire, name.labels, length);
    if (name.absolute || (reader->absolute && length > 0 && length > 1U + name.labels[0]))
        wire[length++] = 0;
    else
        length += name_to_wire(reader->names, reader->origin, wire + length);
    if (reader->lower)
        lower_case(wire, length);
    return field_put(reader, text->at, wire, length);
}

/* The octets of a character-string: escapes decoded. */
static bool put_string(struct rdata_reader *reader, const struct field_text *text)
{
    for (size_t i = 0, used; i < text->length; i += used) {
        const char *next = memchr(text->bytes + i, '\\', text->length - i);
        used = next == NULL ? text->length - i : (size_t)(next - text->bytes) - i;
        if (used > 0 && !field_put(reader, text->at, text->bytes + i, used))
            return false;
        if (used > 0)
            continue;
        int escaped = escape_read(next, text->length - i, &used);
        uint8_t octet = (uint8_t)escaped;
        uint32_t at = text->at.start + (uint32_t)i;
        if (escaped < 0)
            return field_fault(reader, PROBLEM_SYNTAX, (struct span){at, at + 1}, "%s",
                               name_fault_text(NAME_BAD_ESCAPE));
        if (!field_put(reader, text->at, &octet, 1))
            return false;
    }
    return true;
}

static bool read_string(struct rdata_reader *reader, const struct field_kind *kind,
                        const struct field_text *text)
{
    (void)kind;
    size_t start = reader->out->length;
    if (!field_put(reader, text->at, "", 1) || !put_string(reader, text))
        return false;
    size_t length = reader->out->length - start - 1;
    if (length > 255)
        return field_fault(reader, PROBLEM_STRING_LENGTH, text->at,
                           "a character-string has %zu octets, 255 fit", length);
    reader->out->wire[start] = (uint8_t)length;
    return true;
}

/* Fills what is left of the RDATA, so it bears no length (RFC 8659 section 4.1). */
static bool read_long_string(struct rdata_reader *reader, const struct field_kind *kind,
                             const struct field_text *text)
{
    (void)kind;
    return put_string(reader, text);
}

static bool read_tag(struct rdata_reader *reader, const struct field_kind *kind,
                     const struct field_text *text)
{
    uint8_t length = (uint8_t)text->length;
    for (size_t i = 0; i < text->length; i++)
        if (!isalnum((unsigned char)text->bytes[i]))
            return field_unfit(reader, kind, text);
    if (text->length == 0 || text->length > 255)
        return field_unfit(reader, kind, text);
    return field_put(reader, text->at, &length, 1) &&
           field_put(reader, text->at, text->bytes, text->length);
}

/* YYYYMMDDHHMMSS, which must exist, or seconds (RFC 4034 section 3.2). ldns reads any 14 digits. */
static bool read_time(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    struct tm time, again;
    char copy[16] = "", written[16];
    if (text->length < 14)
        return read_number(reader, kind, text);
    if (text->length > 14)
        return field_unfit(reader, kind, text);
    memcpy(copy, text->bytes, text->length);
    memset(&time, 0, sizeof time);
    const char *end = strptime(copy, "%Y%m%d%H%M%S", &time);
    again = time;
    time_t seconds = timegm(&again);
    uint32_t octets = htonl((uint32_t)seconds);
    strftime(written, sizeof written, "%Y%m%d%H%M%S", &again);
    if (end == NULL || *end != '\0' || strcmp(copy, written) != 0 || seconds < 0)
        return field_unfit(reader, kind, text);
    return field_put(reader, text->at, &octets, sizeof octets);
}

static bool read_type(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    uint16_t type;
    if (!type_read(text->bytes, text->length, &type))
        return field_unfit(reader, kind, text);
    uint8_t octets[2] = {(uint8_t)(type >> 8), (uint8_t)type};
    return field_put(reader, text->at, octets, sizeof octets);
}

/* ldns passes over types that it does not know, so each is looked at before. */
static bool read_types(struct rdata_reader *reader, const struct field_kind *kind,
                       const struct field_text *text)
{
    uint16_t type;
    for (size_t i = 0, end; i < text->length; i = end + 1) {
        const char *blank = memchr(text->bytes + i, ' ', text->length - i);
        end = blank == NULL ? text->length : (size_t)(blank - text->bytes);
        if (!type_read(text->bytes + i, end - i, &type))
            return field_unfit(reader, kind, text);
    }
    return field_read_ldns(reader, kind, text);
}

static int hex_digit(char byte)
{
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    byte |= 0x20;
    return byte >= 'a' && byte <= 'f' ? byte - 'a' + 10 : -1;
}

static bool read_hex(struct rdata_reader *reader, const struct field_kind *kind,
                     const struct field_text *text)
{
    size_t room = RDATA_MAX - reader->out->length, octets = text->length / 2;
    uint8_t *wire = reader->out->wire + reader->out->length;
    if (octets > room)
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "%s", field_overflow);
    for (size_t i = 0; i < octets; i++) {
        int high = hex_digit(text->bytes[2 * i]), low = hex_digit(text->bytes[2 * i + 1]);
        if ((high | low) < 0)
            return field_unfit(reader, kind, text);
        wire[i] = (uint8_t)(high << 4 | low);
    }
    reader->out->length += octets;
    return text->length % 2 == 0 || field_unfit(reader, kind, text);
}

const struct field_kind *field_kind_find(int ldns)
{
    static const struct field_kind kinds[] = {
#define DIRECT(type, read, takes, octets, quotable, what)                                          \
    [LDNS_RDF_TYPE_##type] = {read, takes, octets, LDNS_RDF_TYPE_##type, quotable, what}
#define BY_LDNS(type, takes, what)                                                                 \
    [LDNS_RDF_TYPE_##type] = {field_read_ldns, takes, 0, LDNS_RDF_TYPE_##type, false, what}
        DIRECT(DNAME, read_name, ONE_TOKEN, 0, false, "a name"),
        DIRECT(INT8, read_number, ONE_TOKEN, 1, false, "a number from 0 to 255"),
        DIRECT(INT16, read_number, ONE_TOKEN, 2, false, "a number from 0 to 65535"),
        DIRECT(INT32, read_number, ONE_TOKEN, 4, false, "a number from 0 to 4294967295"),
        DIRECT(A, read_ipv4, ONE_TOKEN, 4, false, "an IPv4 address"),
        DIRECT(AAAA, read_ipv6, ONE_TOKEN, 16, false, "an IPv6 address"),
        DIRECT(STR, read_string, ONE_TOKEN, 0, true, "a character-string"),
        DIRECT(LONG_STR, read_long_string, ONE_TOKEN, 0, true, "a string"),
        DIRECT(TAG, read_tag, ONE_TOKEN, 0, false, "a tag of letters and digits"),
        DIRECT(PERIOD, read_period, ONE_TOKEN, 0, false, "a time in seconds or with units"),
        DIRECT(HEX, read_hex, ALL_GLUED, 0, false, "an even number of hexadecimal digits"),
        DIRECT(ALG, read_mnemonic, ONE_TOKEN, 1, false, "a DNSSEC algorithm"),
        DIRECT(CERT_ALG, read_mnemonic, ONE_TOKEN, 2, false, "a certificate type"),
        DIRECT(CERTIFICATE_USAGE, read_number, ONE_TOKEN, 1, false,
               "a certificate usage in digits"),
        DIRECT(SELECTOR, read_number, ONE_TOKEN, 1, false, "a selector in digits"),
        DIRECT(MATCHING_TYPE, read_number, ONE_TOKEN, 1, false, "a matching type in digits"),
        DIRECT(APL, field_read_apl, ONE_TOKEN, 0, false, "an address prefix like 1:192.0.2.0/24"),
        BY_LDNS(B64, ALL_GLUED, "base64"),
        BY_LDNS(B32_EXT, ONE_TOKEN, "base32 with the extended hex alphabet"),
        DIRECT(NSEC, read_types, ALL_TOKENS, 0, false, "a list of types"),
        DIRECT(TYPE, read_type, ONE_TOKEN, 0, false, "a type"),
        BY_LDNS(CLASS, ONE_TOKEN, "a class"),
        DIRECT(TIME, read_time, ONE_TOKEN, 4, false, "a time as YYYYMMDDHHMMSS or in seconds"),
        BY_LDNS(TSIGTIME, ONE_TOKEN, "a time in seconds"),
        BY_LDNS(HIP, THREE_TOKENS, "a HIP algorithm, host identity tag and key"),
        BY_LDNS(INT16_DATA, ONE_TOKEN, "data"),
        BY_LDNS(SERVICE, ALL_TOKENS, "a list of services"),
        DIRECT(LOC, field_read_loc, ALL_TOKENS, 0, false, "a location"),
        BY_LDNS(WKS, ALL_TOKENS, "a protocol and its services"),
        BY_LDNS(NSAP, ONE_TOKEN, "an NSAP address"),
        BY_LDNS(ATMA, ONE_TOKEN, "an ATM address"),
        DIRECT(IPSECKEY, field_read_ipseckey, ALL_TOKENS, 0, false, "an IPsec key"),
        BY_LDNS(NSEC3_SALT, ONE_TOKEN, "a salt in hexadecimal digits, or -"),
        BY_LDNS(NSEC3_NEXT_OWNER, ONE_TOKEN, "a hashed owner in base32"),
        BY_LDNS(ILNP64, ONE_TOKEN, "four groups of hexadecimal digits"),
        BY_LDNS(EUI48, ONE_TOKEN, "six groups of hexadecimal digits"),
        BY_LDNS(EUI64, ONE_TOKEN, "eight groups of hexadecimal digits"),
        DIRECT(AMTRELAY, field_read_amtrelay, ALL_TOKENS, 0, false, "an AMT relay"),
        BY_LDNS(SVCPARAMS, ALL_TOKENS, "a list of service parameters"),
#undef DIRECT
#undef BY_LDNS
    };
    size_t count = sizeof kinds / sizeof kinds[0];
    if (ldns >= FIELD_DIGEST)
        return field_kind_own(ldns);
    return ldns > 0 && (size_t)ldns < count && kinds[ldns].read != NULL ? &kinds[ldns] : NULL;
}
