#include <arpa/inet.h>
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "rules/spf.h"

/* What may be wrong with an SPF record (RFC 7208 section 12). */

/* What stands behind a term's name. */
static const struct shape {
    enum { NOTHING, DOMAIN, ADDRESS4, ADDRESS6, MACROS } value;
    bool required;
    int bits;  /* the longest prefix; -1: it takes none */
    bool dual; /* one for IPv6 may follow */
} shapes[] = {
    [SPF_ALL] = {NOTHING, false, -1, false},     [SPF_INCLUDE] = {DOMAIN, true, -1, false},
    [SPF_A] = {DOMAIN, false, 32, true},         [SPF_MX] = {DOMAIN, false, 32, true},
    [SPF_PTR] = {DOMAIN, false, -1, false},      [SPF_IP4] = {ADDRESS4, true, 32, false},
    [SPF_IP6] = {ADDRESS6, true, 128, false},    [SPF_EXISTS] = {DOMAIN, true, -1, false},
    [SPF_REDIRECT] = {DOMAIN, true, -1, false},  [SPF_EXP] = {DOMAIN, true, -1, false},
    [SPF_MODIFIER] = {MACROS, false, -1, false},
};

/* A record under judgement. */
struct judge {
    const char *text;
    struct text_faults *faults;
    bool torn; /* the term before has a ":" or "=" at its end: this one may belong to it */
    unsigned redirects, explanations;
};

static bool is_address(const char *text, size_t length, int family)
{
    char copy[INET6_ADDRSTRLEN];
    uint8_t octets[16];
    if (length >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    return inet_pton(family, copy, octets) == 1;
}

/* "/" and a number without leading zeros; where it ends, NULL if it is none or above `most`. */
static const char *bits_read(const char *text, const char *end, int most)
{
    int bits = 0;
    if (end - text < 2 || *text++ != '/')
        return NULL;
    const char *digits = text;
    for (; text < end && isdigit((unsigned char)*text) && bits <= most; text++)
        bits = bits * 10 + *text - '0';
    bool padded = digits[0] == '0' && text - digits > 1;
    return text == digits || bits > most || padded ? NULL : text;
}

/* ip4-cidr-length, ip6-cidr-length or dual-cidr-length, in which a second slash tells IPv6. */
static bool prefix_is_sound(const char *text, const char *end, const struct shape *shape)
{
    if (shape->bits < 0)
        return false;
    if (!shape->dual || strncmp(text, "//", 2) != 0)
        text = bits_read(text, end, shape->bits);
    if (text == NULL || text == end)
        return text == end;
    return shape->dual && *text == '/' && bits_read(text + 1, end, 128) == end;
}

/* What is wrong with the value; NULL: nothing. */
static const char *value_fault(const struct judge *judge, const struct spf_term *term)
{
    const char *value = judge->text + term->value.start;
    size_t length = span_length(term->value);
    switch (shapes[term->kind].value) {
    case NOTHING:
        return term->separated || length > 0 ? "it takes no value" : NULL;
    case ADDRESS4:
        return is_address(value, length, AF_INET) ? NULL : "this is no IPv4 address";
    case ADDRESS6:
        return is_address(value, length, AF_INET6) ? NULL : "this is no IPv6 address";
    case MACROS:
        return spf_macro_fault(value, length);
    default:
        return length == 0 ? NULL : spf_domain_fault(value, length);
    }
}

enum { SHOWN_MAX = 60 }; /* bytes of a term in a message */

static void term_fault(struct judge *judge, const struct spf_term *term, struct span at,
                       const char *what)
{
    uint32_t length = span_length(term->at);
    text_fault(judge->faults, ERROR, at, "SPF term '%.*s': %s",
               length > SHOWN_MAX ? SHOWN_MAX : (int)length, judge->text + term->at.start, what);
}

/* "ip4=…" is read as a modifier that nobody knows, and means nothing. */
static void modifier_judge(struct judge *judge, const struct spf_term *term)
{
    static const char *const mechanisms[] = {"all", "include", "a",   "mx",
                                             "ptr", "ip4",     "ip6", "exists"};
    const char *name = judge->text + term->name.start;
    size_t length = span_length(term->name);
    for (size_t i = 0; i < sizeof mechanisms / sizeof *mechanisms; i++)
        if (strlen(mechanisms[i]) == length && strncasecmp(name, mechanisms[i], length) == 0)
            text_fault(judge->faults, WARNING, term->at,
                       "SPF mechanism %s takes ':'; with '=' receivers ignore it", mechanisms[i]);
}

/* A modifier's name: a letter, then letters, digits, "-", "_" and ".". */
static bool is_modifier_name(const char *name, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (!isalnum((unsigned char)name[i]) && (name[i] == '\0' || !strchr("-_.", name[i])))
            return false;
    return isalpha((unsigned char)name[0]);
}

static const char *unknown_fault(const struct judge *judge, const struct spf_term *term)
{
    const char *text = judge->text + term->at.start;
    size_t length = span_length(term->at), address = strcspn(text, "/ ");
    if (term->qualifier == '\0')
        return span_is_empty(term->name) ? "a name is missing" : "a modifier takes no qualifier";
    return is_address(text, address, AF_INET)    ? "an address takes ip4: in front"
           : is_address(text, address, AF_INET6) ? "an address takes ip6: in front"
           : memchr(text, '\t', length) != NULL  ? "only blanks part terms, not TAB"
                                                 : "there is no such mechanism";
}

/* Lacks the term what must stand behind its name? */
static bool lacks_value(const struct spf_term *term)
{
    const struct shape *shape = &shapes[term->kind];
    return span_is_empty(term->value) &&
           (shape->required || (term->separated && shape->value == DOMAIN));
}

static void term_judge(struct judge *judge, const struct spf_term *term)
{
    const struct shape *shape = &shapes[term->kind];
    const char *text = judge->text, *fault;
    if (lacks_value(term)) {
        bool torn = term->separated && text[term->at.end] == ' ';
        term_fault(judge, term, term->at,
                   torn ? "a blank stands before its value" : "its value is missing");
        return;
    }
    if ((fault = value_fault(judge, term)) != NULL)
        term_fault(judge, term, span_is_empty(term->value) ? term->at : term->value, fault);
    if (!span_is_empty(term->prefix) &&
        !prefix_is_sound(text + term->prefix.start, text + term->prefix.end, shape))
        term_fault(judge, term, term->prefix,
                   shape->bits < 0 ? "it takes no prefix length" : "the prefix length is wrong");
}

/* redirect and exp may stand there once (section 6). */
static void repeat_judge(struct judge *judge, const struct spf_term *term)
{
    unsigned *count = term->kind == SPF_REDIRECT ? &judge->redirects
                      : term->kind == SPF_EXP    ? &judge->explanations
                                                 : NULL;
    if (count != NULL && ++*count == 2)
        term_fault(judge, term, term->at, "there is one already");
}

static void any_judge(struct judge *judge, const struct spf_term *term)
{
    const char *name = judge->text + term->name.start;
    bool torn = judge->torn;
    judge->torn = term->separated && lacks_value(term);
    if (term->kind == SPF_UNKNOWN && torn)
        return; /* told of at the term before */
    if (term->kind == SPF_UNKNOWN)
        term_fault(judge, term, term->at, unknown_fault(judge, term));
    else if (term->kind == SPF_MODIFIER && !is_modifier_name(name, span_length(term->name)))
        term_fault(judge, term, term->at, "there is no such modifier");
    else
        term_judge(judge, term);
    if (term->kind == SPF_MODIFIER)
        modifier_judge(judge, term);
    repeat_judge(judge, term);
}

/*
 * Text that was meant as an SPF record and is taken for none (section 4.5): with something before
 * the version, or behind it anything but a blank. Another version is another thing.
 */
static void version_judge(const char *text, struct text_faults *faults)
{
    static const char version[] = "v=spf1";
    uint32_t lead = (uint32_t)strspn(text, " \t\"'"), end = lead + sizeof version - 1;
    if (strncasecmp(text + lead, version, sizeof version - 1) != 0)
        return;
    if (lead > 0)
        text_fault(faults, ERROR, (struct span){0, end},
                   "no SPF record to receivers: something stands before v=spf1");
    else if (text[end] != '.' && !isdigit((unsigned char)text[end]))
        text_fault(faults, ERROR, (struct span){0, end},
                   "no SPF record to receivers: no blank stands behind v=spf1");
}

void spf_judge(const char *text, struct text_faults *faults)
{
    struct judge judge = {.text = text, .faults = faults};
    struct spf_term term;
    if (!spf_is_record(text)) {
        version_judge(text, faults);
        return;
    }
    for (uint32_t at = 0; spf_next(text, &at, &term);)
        any_judge(&judge, &term);
}
