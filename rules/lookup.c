#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/lookup.h"

/* Where the label that ends at `end` starts. Domains and labels from Graph hold no escapes. */
static size_t label_start(const char *text, size_t end)
{
    while (end > 0 && text[end - 1] != '.')
        end--;
    return end;
}

uint32_t lookup_child(const struct document *document, uint32_t parent, const char *label,
                      size_t length)
{
    uint8_t wire[1 + NAME_LABEL_MAX];
    if (parent == NAME_NONE || length == 0 || length > NAME_LABEL_MAX)
        return NAME_NONE;
    wire[0] = (uint8_t)length;
    memcpy(wire + 1, label, length);
    return names_find(document->names, parent, wire, length + 1);
}

/* The deepest name on the way to `text` that the document has; `*whole`: it is `text` itself. */
static uint32_t name_reach(const struct document *document, const char *text, bool *whole)
{
    uint32_t name = NAME_ROOT;
    size_t end = strlen(text);
    end -= end > 0 && text[end - 1] == '.';
    for (*whole = false; end > 0;) {
        size_t start = label_start(text, end);
        uint32_t child = lookup_child(document, name, text + start, end - start);
        if (child == NAME_NONE)
            return name;
        name = child;
        end = start > 0 ? start - 1 : 0;
    }
    *whole = true;
    return name;
}

uint32_t lookup_name(const struct document *document, const char *text)
{
    bool whole;
    uint32_t name = name_reach(document, text, &whole);
    return whole ? name : NAME_NONE;
}

static int record_compare(const void *a, const void *b)
{
    const struct record *left = *(const struct record *const *)a;
    const struct record *right = *(const struct record *const *)b;
    if (left->type != right->type)
        return left->type < right->type ? -1 : 1;
    return left < right ? -1 : left > right;
}

/* Nearly all names have few records, in order already. */
void records_sort(struct rrset all)
{
    enum { FEW = 16 };
    if (all.count > FEW) {
        qsort(all.records, all.count, sizeof *all.records, record_compare);
        return;
    }
    for (size_t i = 1; i < all.count; i++) {
        const struct record *record = all.records[i];
        size_t at = i;
        for (; at > 0 && all.records[at - 1]->type > record->type; at--)
            all.records[at] = all.records[at - 1];
        all.records[at] = record;
    }
}

/* It says so in version.<apex> TXT "2" (RFC 9432 section 4.2; drafts had "1"). */
bool lookup_is_catalog(const struct document *document)
{
    uint32_t version = lookup_child(document, document->apex, "version", strlen("version"));
    if (version == NAME_NONE)
        return false;
    bool found = false;
    size_t at = 0;
    const struct record *record = lookup_record(document, version, LDNS_RR_TYPE_TXT, &at);
    char *text = record == NULL ? NULL : record_text(document, record, NULL);
    if (text != NULL)
        found = strcmp(text, "1") == 0 || strcmp(text, "2") == 0;
    talloc_free(text);
    return found;
}

bool lookup_is_skipped(const struct document *document, uint32_t name)
{
    static const char *const domains[][2] = {
        {"onmicrosoft", "com"}, {"in-addr", "arpa"}, {"ip6", "arpa"}};
    uint32_t below = name, top = name; /* the two labels that stand last */
    for (; name > NAME_UNKNOWN; name = name_parent(document->names, name)) {
        below = top;
        top = name;
    }
    for (size_t i = 0; i < sizeof domains / sizeof *domains; i++)
        if (name_label_is(document->names, below, domains[i][0]) &&
            name_label_is(document->names, top, domains[i][1]))
            return true;
    return lookup_is_catalog(document);
}

/* Problems that come of entries which then are missing. */
static const enum problem_kind losses[] = {
    PROBLEM_SYNTAX,          PROBLEM_UNKNOWN_TYPE, PROBLEM_UNBALANCED, PROBLEM_INCLUDE,
    PROBLEM_GENERATE_BOUNDS, PROBLEM_DIRECTIVE,    PROBLEM_TEMPLATE,   PROBLEM_LIMIT,
    PROBLEM_COMPUTED,        PROBLEM_SCHEMA,       PROBLEM_LOSSY,      PROBLEM_PARTIAL,
};

bool lookup_is_complete(const struct document *document)
{
    for (size_t i = 0; i < sizeof losses / sizeof *losses; i++)
        if ((document->problem_kinds >> losses[i] & 1) != 0)
            return false;
    return document->whole && !document->halted && document->apex != NAME_UNKNOWN;
}

bool lookup_in_zone(const struct document *document, const char *text)
{
    bool whole;
    return name_is_within(document->names, name_reach(document, text, &whole), document->apex);
}

const struct record *lookup_record(const struct document *document, uint32_t name, uint16_t type,
                                   size_t *at)
{
    size_t count;
    const uint32_t *indices = document_of_name(document, name, &count);
    while (*at < count) {
        const struct record *record = &document->records[indices[(*at)++]];
        if (type == 0 || record->type == type)
            return record;
    }
    return NULL;
}

bool lookup_has(const struct document *document, uint32_t name, uint16_t type)
{
    uint64_t types = document_types(document, name);
    size_t at = 0;
    if (type == 0 || (types & TYPE_BIT(type)) == 0)
        return type == 0 && types != 0;
    return TYPE_INDEX(type) == type || lookup_record(document, name, type, &at) != NULL;
}

struct rrset lookup_mx_of(struct rrset all)
{
    size_t start = 0, end;
    while (start < all.count && all.records[start]->type < LDNS_RR_TYPE_MX)
        start++;
    for (end = start; end < all.count && all.records[end]->type == LDNS_RR_TYPE_MX;)
        end++;
    return (struct rrset){all.records + start, end - start};
}

bool lookup_delegated(const struct document *document, const char *text)
{
    bool whole;
    uint32_t name = name_reach(document, text, &whole);
    if (document->apex == NAME_UNKNOWN || !name_is_within(document->names, name, document->apex))
        return false;
    for (; name != document->apex; name = name_parent(document->names, name))
        if (lookup_has(document, name, LDNS_RR_TYPE_NS))
            return true;
    return false;
}

bool lookup_wildcard(const struct document *document, const char *text, uint16_t type)
{
    for (const char *dot = strchr(text, '.'); dot != NULL; dot = strchr(dot + 1, '.')) {
        char *wild = talloc_asprintf(NULL, "*%s", dot);
        uint32_t name = lookup_name(document, wild);
        talloc_free(wild);
        if (name != NAME_NONE &&
            (lookup_has(document, name, type) || lookup_has(document, name, LDNS_RR_TYPE_CNAME)))
            return true;
    }
    return false;
}

/* Could the text of this RDATA start so? An escape, a comment or a string's end leave it open. */
static bool may_start_with(const char *bytes, size_t length, const char *prefix)
{
    size_t at = 0;
    while (at < length && strchr(" \t\r\n(\"'", bytes[at]) != NULL && bytes[at] != '\0')
        at++;
    for (; at < length && *prefix != '\0'; at++, prefix++) {
        if (bytes[at] == '\\' || bytes[at] == '"' || bytes[at] == ';')
            return true;
        if (tolower((unsigned char)bytes[at]) != *prefix)
            return false;
    }
    return *prefix == '\0';
}

/* Text that some program fills in: in quotes it may be meant, so the reader says nothing of it. */
static bool is_template(const char *text)
{
    while ((text = strpbrk(text, "{$")) != NULL) {
        char first = *text++;
        if (*text == '{' || (*text != '\0' && *text == (first == '{' ? '%' : '(')))
            return true;
    }
    return false;
}

char *lookup_text(const struct document *document, const struct record *record, const char *prefix,
                  void *mem)
{
    const char *bytes = record_file(document, record)->bytes + record->rdata.start;
    if (record->type != LDNS_RR_TYPE_TXT ||
        !may_start_with(bytes, span_length(record->rdata), prefix))
        return NULL;
    char *text = record_text(document, record, mem);
    if (text == NULL || !is_template(text))
        return text;
    talloc_free(text);
    return NULL;
}

char *lookup_spf_text(const struct document *document, const struct record *record, void *mem)
{
    char *text = lookup_text(document, record, "v=spf1", mem);
    if (text != NULL && spf_is_record(text))
        return text;
    talloc_free(text);
    return NULL;
}

char *lookup_spf(const struct document *document, uint32_t name, void *mem)
{
    const struct record *record;
    char *text = NULL;
    for (size_t at = 0;
         text == NULL && (record = lookup_record(document, name, LDNS_RR_TYPE_TXT, &at)) != NULL;)
        text = lookup_spf_text(document, record, mem);
    return text;
}

char *lookup_spf_of(const struct document *document, const char *text, const struct spf_term *term,
                    void *mem, bool *outside)
{
    char *domain = talloc_strndup(mem, text + term->value.start, span_length(term->value));
    uint32_t name = lookup_name(document, domain);
    bool macro = strchr(domain, '%') != NULL; /* stands for what only mail tells */
    bool here = !macro && lookup_in_zone(document, domain) && !lookup_delegated(document, domain);
    char *spf = here ? lookup_spf(document, name, mem) : NULL;
    *outside = spf == NULL && (!here || !lookup_is_complete(document) ||
                               lookup_has(document, name, LDNS_RR_TYPE_CNAME) ||
                               lookup_wildcard(document, domain, LDNS_RR_TYPE_TXT));
    talloc_free(domain);
    return spf;
}
