#include "rules/spf.h"

#include <string.h>
#include <strings.h>

static const char version[] = "v=spf1";
enum { VERSION_LENGTH = sizeof version - 1 };

static const struct kind {
    const char *name;
    char separator; /* what stands between the name and its value */
    bool costs_query;
} kinds[] = {
    [SPF_ALL] = {"all", ':', false},
    [SPF_INCLUDE] = {"include", ':', true},
    [SPF_A] = {"a", ':', true},
    [SPF_MX] = {"mx", ':', true},
    [SPF_PTR] = {"ptr", ':', true},
    [SPF_IP4] = {"ip4", ':', false},
    [SPF_IP6] = {"ip6", ':', false},
    [SPF_EXISTS] = {"exists", ':', true},
    [SPF_REDIRECT] = {"redirect", '=', true},
    [SPF_EXP] = {"exp", '=', false},
    [SPF_MODIFIER] = {"", '=', false},
    [SPF_UNKNOWN] = {"", ':', false},
};

bool spf_is_record(const char *text)
{
    return strncasecmp(text, version, VERSION_LENGTH) == 0 &&
           (text[VERSION_LENGTH] == '\0' || text[VERSION_LENGTH] == ' ');
}

bool spf_costs_query(enum spf_kind kind)
{
    return kinds[kind].costs_query;
}

/* The kind of a term by its name and what stands behind that. */
static enum spf_kind kind_of(const char *name, uint32_t length, char separator)
{
    for (enum spf_kind kind = SPF_ALL; kind <= SPF_EXP; kind++)
        if ((kinds[kind].separator == '=') == (separator == '=') &&
            strlen(kinds[kind].name) == length && strncasecmp(name, kinds[kind].name, length) == 0)
            return kind;
    return separator == '=' ? SPF_MODIFIER : SPF_UNKNOWN;
}

/* Where a value ends and its prefix length starts: at a slash that is no macro's delimiter. */
static uint32_t value_end(const char *text, uint32_t at, uint32_t end)
{
    bool macro = false;
    for (; at < end && (macro || text[at] != '/'); at++)
        macro = macro ? text[at] != '}' : text[at] == '{';
    return at;
}

static bool takes_prefix(enum spf_kind kind)
{
    return kind == SPF_A || kind == SPF_MX || kind == SPF_IP4 || kind == SPF_IP6;
}

static void term_read(const char *text, struct spf_term *term)
{
    uint32_t at = term->at.start, end = term->at.end;
    term->qualified = strchr("+-~?", text[at]) != NULL;
    term->qualifier = term->qualified ? text[at++] : '+';
    term->name = (struct span){at, at};
    while (term->name.end < end && strchr(":=/", text[term->name.end]) == NULL)
        term->name.end++;
    at = term->name.end;
    char separator = at < end ? text[at] : '\0';
    term->kind = kind_of(text + term->name.start, span_length(term->name), separator);
    term->separated = separator == ':' || separator == '=';
    at += term->separated;
    term->value = (struct span){at, end};
    if (separator == '/' || takes_prefix(term->kind))
        term->value.end = value_end(text, at, end);
    term->prefix = (struct span){term->value.end, end};
    if (separator != '=')
        return;
    term->qualifier = '\0';
    if (term->qualified || span_is_empty(term->name))
        term->kind = SPF_UNKNOWN;
}

bool spf_next(const char *text, uint32_t *at, struct spf_term *term)
{
    if (*at == 0)
        *at = (uint32_t)strcspn(text, " "); /* the version */
    *at += (uint32_t)strspn(text + *at, " ");
    if (text[*at] == '\0')
        return false;
    term->at.start = *at;
    *at += (uint32_t)strcspn(text + *at, " ");
    term->at.end = *at;
    term_read(text, term);
    return true;
}

static bool all_follows(const char *text, uint32_t at)
{
    struct spf_term term;
    while (spf_next(text, &at, &term))
        if (term.kind == SPF_ALL)
            return true;
    return false;
}

bool spf_next_used(const char *text, uint32_t *at, struct spf_term *term)
{
    while (spf_next(text, at, term) && term->kind != SPF_ALL)
        if (term->kind != SPF_REDIRECT || !all_follows(text, *at))
            return true;
    return false;
}

bool spf_is_no_sender(const char *text)
{
    struct spf_term term;
    for (uint32_t at = 0; spf_next(text, &at, &term);)
        if (term.qualifier != '\0')
            return term.kind == SPF_ALL && term.qualifier == '-';
    return false;
}

bool spf_is_sender(const char *text)
{
    struct spf_term term;
    for (uint32_t at = 0; spf_next(text, &at, &term);) {
        if (term.qualifier == '+' && term.kind != SPF_UNKNOWN)
            return true;
        if (term.kind == SPF_ALL)
            return false;
    }
    return false;
}
