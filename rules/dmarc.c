#include "rules/dmarc.h"

#include <string.h>
#include <strings.h>

#include "rules/tag_list.h"

bool dmarc_is_record(const char *text)
{
    struct tag tag;
    uint32_t at = 0;
    return text[0] != ';' && tag_next(text, &at, &tag) && tag.separated &&
           tag_has(text, &tag, "DMARC1") && memcmp(text + tag.value.start, "DMARC1", 6) == 0 &&
           span_length(tag.name) == 1 &&
           (text[tag.name.start] == 'v' || text[tag.name.start] == 'V');
}

bool dmarc_is_meant(const char *text)
{
    struct tag tag;
    return strcasestr(text, "DMARC1") != NULL || tag_find(text, "p", &tag) ||
           tag_find(text, "rua", &tag);
}

bool dmarc_rejects(const char *text)
{
    struct tag tag;
    return dmarc_is_record(text) && tag_find(text, "p", &tag) && tag_has(text, &tag, "reject");
}

/* The values that a tag may have; NULL: any. Tags that are not here are ignored by receivers. */
static const struct known {
    const char *name;
    const char *values[4];
} known_tags[] = {
    {"p", {"none", "quarantine", "reject"}},
    {"sp", {"none", "quarantine", "reject"}},
    {"np", {"none", "quarantine", "reject"}},
    {"adkim", {"r", "s"}},
    {"aspf", {"r", "s"}},
    {"t", {"y", "n"}},
    {"psd", {"y", "n", "u"}},
    {"v", {"DMARC1"}},
};

static void value_judge(const char *text, const struct tag *tag, struct text_faults *faults)
{
    for (size_t i = 0; i < sizeof known_tags / sizeof *known_tags; i++) {
        const struct known *known = &known_tags[i];
        if (!tag_is(text, tag, known->name))
            continue;
        for (size_t k = 0; k < 4 && known->values[k] != NULL; k++)
            if (tag_has(text, tag, known->values[k]))
                return;
        text_fault(faults, WARNING, span_is_empty(tag->value) ? tag->at : tag->value,
                   "DMARC tag %s is none of %s, %s%s%s", known->name, known->values[0],
                   known->values[1], known->values[2] == NULL ? "" : ", ",
                   known->values[2] == NULL ? "" : known->values[2]);
    }
}

/* 0, 1, d and s with colons between; that 0 and 1 exclude each other is new, and costs nothing. */
static void options_judge(const char *text, const struct tag *tag, struct text_faults *faults)
{
    for (uint32_t at = tag->value.start; at < tag->value.end; at++) {
        char byte = text[at];
        bool fits = (at - tag->value.start) % 2 == 0 ? strchr("01dsDS", byte) != NULL : byte == ':';
        if (!fits && byte != ' ') {
            text_fault(faults, WARNING, tag->value,
                       "DMARC tag fo is no list of 0, 1, d and s with colons between");
            return;
        }
    }
}

/* What is wrong with one URI of a list; NULL: nothing. Other schemes than mailto are ignored. */
static const char *uri_fault(const char *uri, size_t length)
{
    static const char scheme[] = "mailto:";
    const char *at = memchr(uri, '@', length);
    if (length == 0)
        return "an address is missing between commas";
    if (memchr(uri, ' ', length) != NULL || memchr(uri, '\t', length) != NULL)
        return "a blank stands in an address";
    if (memchr(uri, ':', length) == NULL)
        return "an address takes mailto: in front";
    if (length < strlen(scheme) || strncasecmp(uri, scheme, strlen(scheme)) != 0)
        return NULL;
    if (at == NULL || at == uri + strlen(scheme) || at + 1 == uri + length)
        return "mailto: names no mailbox";
    return NULL;
}

static void uris_judge(const char *text, const struct tag *tag, struct text_faults *faults)
{
    for (uint32_t at = tag->value.start, end; at <= tag->value.end; at = end + 1) {
        const char *comma = memchr(text + at, ',', tag->value.end - at);
        end = comma == NULL ? tag->value.end : (uint32_t)(comma - text);
        struct span uri = {at, end};
        while (uri.start < uri.end && text[uri.start] == ' ')
            uri.start++;
        while (uri.end > uri.start && text[uri.end - 1] == ' ')
            uri.end--;
        const char *fault = uri_fault(text + uri.start, span_length(uri));
        if (fault != NULL)
            text_fault(faults, WARNING, span_is_empty(uri) ? tag->at : uri, "DMARC tag %.*s: %s",
                       (int)span_length(tag->name), text + tag->name.start, fault);
    }
}

static void tag_judge(const char *text, const struct tag *tag, struct text_faults *faults)
{
    if (tag_is(text, tag, "rua") || tag_is(text, tag, "ruf"))
        uris_judge(text, tag, faults);
    else if (tag_is(text, tag, "fo"))
        options_judge(text, tag, faults);
    else if (tag_is(text, tag, "pct") && !tag_has(text, tag, "100"))
        text_fault(faults, NOTICE, tag->at,
                   "DMARC tag pct is gone since RFC 9989: the policy is for all mail");
    else
        value_judge(text, tag, faults);
}

/*
 * Without p a record counts as p=none, for those who read RFC 9989; before, and still where there is
 * no rua either, it counted for nothing.
 */
static void policy_judge(const char *text, struct text_faults *faults)
{
    struct tag tag;
    struct span start = {0, (uint32_t)strcspn(text, ";")};
    if (!tag_find(text, "p", &tag))
        text_fault(faults, tag_find(text, "rua", &tag) ? NOTICE : WARNING, start,
                   "DMARC record has no p: receivers take it for none or ignore it");
}

void dmarc_judge(const char *text, struct text_faults *faults)
{
    struct tag tag;
    if (!dmarc_is_record(text)) {
        text_fault(faults, WARNING, (struct span){0, (uint32_t)strcspn(text, ";")},
                   "receivers ignore this DMARC record: it does not start with v=DMARC1;");
        return;
    }
    tag_list_judge(text, "DMARC", faults);
    for (uint32_t at = 0; tag_next(text, &at, &tag);)
        if (tag.separated)
            tag_judge(text, &tag, faults);
    policy_judge(text, faults);
}
