#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <arpa/inet.h>

#include "rules/spf.h"

/* The names and macros in SPF terms (RFC 7208 section 7.1). */

static const char no_macro[] = "'%' starts a macro here: %{LETTER}, %%, %_ or %-";

/* How long is the macro at `text`, which starts with "%"? 0: it is none. */
static size_t macro_length(const char *text, size_t length)
{
    size_t at = 2;
    if (length < 2 || text[1] != '{')
        return length >= 2 && strchr("%_-", text[1]) != NULL && text[1] != '\0' ? 2 : 0;
    if (at >= length || strchr("slodiphcrtv", tolower((unsigned char)text[at])) == NULL)
        return 0;
    size_t digits = ++at;
    while (at < length && isdigit((unsigned char)text[at]))
        at++;
    if (at > digits && strspn(text + digits, "0") >= at - digits)
        return 0; /* of no labels nothing is left */
    at += at < length && tolower((unsigned char)text[at]) == 'r';
    while (at < length && text[at] != '\0' && strchr(".-+,/_=", text[at]) != NULL)
        at++;
    return at < length && text[at] == '}' ? at + 1 : 0;
}

/* Where the name ends and with what, as it is read from the left. */
struct tail {
    size_t label;  /* where its last label starts; 0: it has but one */
    bool macro;    /* it ends with a macro, so that nothing is known of its end */
    bool in_label; /* a macro stands in the last label, or would */
};

static const char *tail_find(const char *text, size_t length, struct tail *tail)
{
    *tail = (struct tail){0, false, false};
    for (size_t at = 0, step = 1; at < length; at += step) {
        step = 1;
        if (text[at] < 0x21 || text[at] > 0x7e)
            return "a character that no name has here";
        if (text[at] == '.' && at + 1 == length)
            break; /* the root's */
        if (text[at] == '.')
            *tail = (struct tail){at + 1, false, false};
        tail->macro = text[at] == '%';
        if (tail->macro && (step = macro_length(text + at, length - at)) == 0)
            return no_macro;
        tail->in_label = tail->in_label || tail->macro;
    }
    return NULL;
}

const char *spf_macro_fault(const char *text, size_t length)
{
    struct tail tail;
    return tail_find(text, length, &tail);
}

static bool is_address(const char *text, size_t length)
{
    char copy[INET6_ADDRSTRLEN];
    uint8_t octets[16];
    if (length >= sizeof copy)
        return false;
    snprintf(copy, sizeof copy, "%.*s", (int)length, text);
    return inet_pton(AF_INET, copy, octets) == 1 || inet_pton(AF_INET6, copy, octets) == 1;
}

/* toplabel: letters, digits and inner hyphens, and not digits alone. */
static bool is_top_label(const char *text, size_t length)
{
    bool letter = false;
    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)text[i]) && text[i] != '-')
            return false;
        letter = letter || !isdigit((unsigned char)text[i]);
    }
    return letter && text[0] != '-' && text[length - 1] != '-';
}

static bool has_empty_label(const char *text, size_t length)
{
    return text[0] == '.' || memmem(text, length, "..", 2) != NULL;
}

const char *spf_domain_fault(const char *text, size_t length)
{
    struct tail tail;
    const char *fault = tail_find(text, length, &tail);
    if (fault != NULL || tail.macro)
        return fault;
    if (is_address(text, length))
        return "an address takes ip4: or ip6:";
    if (has_empty_label(text, length))
        return "the domain has an empty label";
    length -= text[length - 1] == '.';
    if (tail.label == 0)
        return "a single label is no full domain name";
    if (tail.in_label || !is_top_label(text + tail.label, length - tail.label))
        return "this is no domain name";
    return NULL;
}
