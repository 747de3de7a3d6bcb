#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "parser/master/types.h"
#include "rules/zone.h"

/*
 * Last labels by which a name is known to be meant as absolute: the top-level domains that mail and
 * name servers are under most often. Size of registries as of 2026; only ever a suspicion.
 */
static const char *const common_tlds[] = {
    "com", "net",    "org",  "info",      "biz",     "edu",  "gov", "mil", "int",   "eu",
    "de",  "uk",     "fr",   "nl",        "be",      "at",   "ch",  "it",  "es",    "pt",
    "ie",  "dk",     "se",   "no",        "fi",      "pl",   "cz",  "us",  "ca",    "au",
    "nz",  "jp",     "br",   "in",        "cn",      "ru",   "za",  "io",  "cloud", "dev",
    "app", "online", "arpa", "microsoft", "example", "test",
};

static const char *token_of(const struct check *check, const struct record *record,
                            struct span span)
{
    return record_file(check->document, record)->bytes + span.start;
}

/* The name is the last field of all these types, so the RDATA's last byte tells most of it. */
static char last_byte(const struct check *check, const struct record *record)
{
    const char *bytes = record_file(check->document, record)->bytes;
    return span_is_empty(record->rdata) ? '\0' : bytes[record->rdata.end - 1];
}

static struct span target_span(const struct check *check, const struct record *record)
{
    static const uint8_t field_of[] = {[LDNS_RR_TYPE_MX] = 1, [LDNS_RR_TYPE_SRV] = 3};
    unsigned field = record->type < sizeof field_of ? field_of[record->type] : 0;
    return record_field(check->document, record, field);
}

static bool text_is_address(const char *text, size_t length)
{
    char copy[INET6_ADDRSTRLEN + 1];
    uint8_t octets[16];
    length -= length > 0 && text[length - 1] == '.';
    if (length == 0 || length >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    return inet_pton(AF_INET, copy, octets) == 1 || inet_pton(AF_INET6, copy, octets) == 1;
}

/* Cheap to say no: an address ends in a digit or holds a colon, and few names do. */
static bool may_be_address(const struct check *check, const struct record *record)
{
    const char *text = token_of(check, record, record->rdata);
    size_t length = span_length(record->rdata);
    length -= length > 1 && text[length - 1] == '.';
    return length > 0 && ((text[length - 1] >= '0' && text[length - 1] <= '9') ||
                          memchr(text, ':', length) != NULL);
}

static bool is_address(const struct check *check, const struct record *record)
{
    struct span at = target_span(check, record);
    return text_is_address(token_of(check, record, at), span_length(at));
}

void check_target_is_address(struct check *check, struct rrset set)
{
    char type[TYPE_TEXT_MAX];
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        if (may_be_address(check, record) && is_address(check, record))
            report(check, record, target_span(check, record),
                   "%s points at an address; it takes the name of a host",
                   type_to_text(record->type, type));
    }
}

static bool tld_is_common(const char *text, size_t length)
{
    const char *dot = memrchr(text, '.', length);
    size_t label = dot == NULL ? 0 : length - (size_t)(dot + 1 - text);
    for (size_t i = 0; i < sizeof common_tlds / sizeof common_tlds[0] && label > 0; i++)
        if (strlen(common_tlds[i]) == label && strncasecmp(dot + 1, common_tlds[i], label) == 0)
            return true;
    return false;
}

/* Is the name, or a wildcard that would answer for it, an owner in the zone? */
static bool name_exists(const struct check *check, const struct record *record)
{
    struct rdata rdata;
    static const uint8_t skip_of[] = {[LDNS_RR_TYPE_MX] = 2, [LDNS_RR_TYPE_SRV] = 6};
    const struct names *names = check->document->names;
    if (!record_rdata(check->document, record, &rdata))
        return true;
    size_t skip = record->type < sizeof skip_of ? skip_of[record->type] : 0;
    const uint8_t *wire = rdata.wire + skip;
    if (names_find_wire(names, wire) != NAME_NONE)
        return true;
    for (; wire[0] != 0; wire += 1U + wire[0]) {
        uint32_t parent = names_find_wire(names, wire + 1 + wire[0]);
        if (parent != NAME_NONE)
            return names_find(names, parent, (const uint8_t *)"\1*", 2) != NAME_NONE;
    }
    return false;
}

static bool origin_is_doubled(const struct check *check, const struct record *record,
                              const char *text, size_t length)
{
    char origin[NAME_TEXT_MAX];
    name_to_text(check->document->names, record_origin(check->document, record), origin);
    size_t tail = strlen(origin);
    return strchr(origin, '.') != NULL && length >= tail &&
           strncasecmp(text + length - tail, origin, tail) == 0 &&
           (length == tail || text[length - tail - 1] == '.');
}

static void missing_dot_report(struct check *check, const struct record *record,
                               const struct target *target, bool doubled)
{
    char dotted[NAME_TEXT_MAX + 1], type[TYPE_TEXT_MAX];
    const char *text = token_of(check, record, target->at);
    int length = (int)span_length(target->at);
    report(check, record, target->at, "%s target lacks its final dot: it means %s",
           type_to_text(record->type, type), target->host);
    snprintf(dotted, sizeof dotted, "%.*s.", length, text);
    replace(check, target->at, dotted, doubled ? SAFE : UNSAFE);
}

/* Does the text look like a whole name? `*doubled`: it ends with the origin that is put behind it. */
static bool looks_absolute(const struct check *check, const struct record *record, struct span at,
                           bool *doubled)
{
    const char *text = token_of(check, record, at);
    size_t length = span_length(at);
    if (length < 3 || memchr(text, '.', length) == NULL || text_is_address(text, length))
        return false;
    *doubled = origin_is_doubled(check, record, text, length);
    return *doubled || tld_is_common(text, length);
}

/* Is this a relative name that the zone does not hold, and that looks like a whole one? */
static bool lacks_dot(const struct check *check, const struct record *record, struct target *target,
                      bool *doubled)
{
    return last_byte(check, record) != '.' &&
           looks_absolute(check, record, target_span(check, record), doubled) &&
           !name_exists(check, record) && record_target(check->document, record, target) &&
           target->relative;
}

void check_missing_dot(struct check *check, struct rrset set)
{
    struct target target;
    bool doubled;
    for (size_t i = 0; i < set.count; i++)
        if (lacks_dot(check, set.records[i], &target, &doubled))
            missing_dot_report(check, set.records[i], &target, doubled);
}

bool target_is_odd(const struct check *check, const struct record *record)
{
    struct target target;
    bool doubled;
    return is_address(check, record) || lacks_dot(check, record, &target, &doubled);
}
