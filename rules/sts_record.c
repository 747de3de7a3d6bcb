#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/lookup.h"
#include "rules/sts.h"
#include "rules/text_span.h"

/*
 * The two records: "v=STSv1; id=…" at _mta-sts (RFC 8461 section 3.1) and "v=TLSRPTv1; rua=…" at
 * _smtp._tls (RFC 8460 section 3). Both are a version and key=value fields with semicolons between.
 */

/* A part of the text. */
struct part {
    const char *text; /* not terminated */
    size_t length;
};

struct grammar {
    const char *name;    /* for messages */
    const char *version; /* with its semicolon: a record that does not begin so is discarded */
    const char *hint;    /* a part of it, that tells a record which was meant to be one */
    const char *key;     /* the field that is required */
    const char *no_version, *no_key; /* faults */
    /* What is wrong with its value, NULL if nothing is; it narrows the part down. */
    const char *(*value)(struct part *value);
};

static struct part part_trim(struct part part)
{
    while (part.length > 0 && (part.text[0] == ' ' || part.text[0] == '\t'))
        part.text++, part.length--;
    while (part.length > 0 &&
           (part.text[part.length - 1] == ' ' || part.text[part.length - 1] == '\t'))
        part.length--;
    return part;
}

/* The part up to the next `end`, which is taken off `*rest` with it. */
static struct part part_next(struct part *rest, char end)
{
    const char *found = memchr(rest->text, end, rest->length);
    struct part part = {rest->text, found == NULL ? rest->length : (size_t)(found - rest->text)};
    size_t used = part.length + (found != NULL);
    rest->text += used;
    rest->length -= used;
    return part_trim(part);
}

static bool part_is(struct part part, const char *text)
{
    return part.length == strlen(text) && memcmp(part.text, text, part.length) == 0;
}

/* 1*32(ALPHA / DIGIT) */
static const char *id_fault(struct part *value)
{
    enum { ID_MOST = 32 };
    if (value->length == 0)
        return "id is empty";
    if (value->length > ID_MOST)
        return "id has more than 32 characters";
    for (size_t i = 0; i < value->length; i++)
        if (!isalnum((unsigned char)value->text[i]))
            return "id holds something else than letters and digits";
    return NULL;
}

static bool part_starts(struct part part, const char *start)
{
    return part.length > strlen(start) && strncasecmp(part.text, start, strlen(start)) == 0;
}

/* URIs with commas between: mail or HTTPS. */
static const char *rua_fault(struct part *value)
{
    if (value->length == 0)
        return "rua is empty";
    for (struct part rest = *value; rest.length > 0;) {
        *value = part_next(&rest, ',');
        if (value->length == 0)
            return "rua has an empty address";
        if (part_starts(*value, "https://"))
            continue;
        if (!part_starts(*value, "mailto:"))
            return memchr(value->text, '@', value->length) != NULL &&
                           memchr(value->text, ':', value->length) == NULL
                       ? "rua lacks mailto: in front of the address"
                       : "rua is neither mailto: nor https:";
        if (memchr(value->text, '@', value->length) == NULL)
            return "rua holds no mail address";
    }
    return NULL;
}

static const struct grammar sts_grammar = {
    "MTA-STS",       "v=STSv1;", "stsv", "id", "it does not begin with v=STSv1;",
    "id is missing", id_fault};
static const struct grammar report_grammar = {
    "TLSRPT",         "v=TLSRPTv1;", "tlsrpt", "rua", "it does not begin with v=TLSRPTv1;",
    "rua is missing", rua_fault};

/*
 * What is wrong with a record that was meant to be one; NULL: nothing. `*where` is the part. Keys that
 * are not known are extensions, and of a key that comes twice only the first counts.
 */
static const char *record_fault(const struct grammar *grammar, struct part text, struct part *where)
{
    struct part rest = text, version = part_next(&rest, ';');
    *where = version.length > 0 ? version : text;
    if (version.length + 1 != strlen(grammar->version) ||
        memcmp(version.text, grammar->version, version.length) != 0 || version.text != text.text)
        return grammar->no_version;
    while (rest.length > 0) {
        struct part field = part_next(&rest, ';'), value = field;
        if (field.length == 0)
            continue;
        *where = field;
        if (memchr(field.text, '=', field.length) == NULL)
            return "a field is not of the form key=value";
        struct part key = part_next(&value, '=');
        if (part_is(key, grammar->key)) {
            *where = value = part_trim(value);
            const char *fault = grammar->value(&value);
            *where = value.length > 0 ? value : field;
            return fault;
        }
    }
    *where = text;
    return grammar->no_key;
}

/* Unquoted, a semicolon starts a comment, so a record seems to be complete and ends before it. */
static bool is_cut_by_comment(const struct document *document, const struct record *record)
{
    const struct file *file = record_file(document, record);
    uint32_t at = record->rdata.end;
    while (at < file->size && (file->bytes[at] == ' ' || file->bytes[at] == '\t'))
        at++;
    return memchr(file->bytes + record->rdata.start, '"', span_length(record->rdata)) == NULL &&
           at < file->size && file->bytes[at] == ';';
}

static void fault_report(struct check *check, const struct grammar *grammar,
                         const struct record *record, const char *text)
{
    const struct document *document = check->document;
    struct part where;
    const char *fault = record_fault(grammar, (struct part){text, strlen(text)}, &where);
    if (fault == NULL)
        return;
    report(check, record, text_span(document, record, (size_t)(where.text - text), where.length),
           "senders ignore this %s record: %s", grammar->name, fault);
    if (is_cut_by_comment(document, record))
        note(check, "in a zone file an unquoted ; starts a comment: write the text in quotes");
}

/* Will some program fill in a part of it? Then nothing is to be concluded. */
static bool is_template(const char *text)
{
    return strstr(text, "{{") != NULL || strstr(text, "{%") != NULL || strstr(text, "${") != NULL ||
           strstr(text, "$(") != NULL;
}

/* The record as text if it is, or was meant to be, one of this kind. */
static char *read_if_meant(const struct grammar *grammar, const struct document *document,
                           const struct record *record, void *mem)
{
    char *text = record_text(document, record, mem);
    char *key = talloc_asprintf(mem, "%s=", grammar->key);
    bool meant =
        text != NULL && !is_template(text) &&
        (strcasestr(text, grammar->hint) != NULL || strncasecmp(text, key, strlen(key)) == 0);
    return meant ? text : NULL;
}

/* More than one is as good as none; others that stand beside are discarded. */
static void records_check(struct check *check, const struct grammar *grammar, struct rrset set)
{
    void *work = talloc_new(check->scratch);
    const struct record *first = NULL;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        char *text = read_if_meant(grammar, check->document, record, work);
        if (text == NULL)
            continue;
        fault_report(check, grammar, record, text);
        if (strncmp(text, grammar->version, strlen(grammar->version)) != 0)
            continue;
        if (first == NULL)
            first = record;
        else if (!records_agree(check->document, record, first))
            report(check, record, record->rdata,
                   "a second %s record: senders that find two use none", grammar->name);
    }
    talloc_free(work);
}

uint32_t sts_domain_of(const struct document *document, uint32_t name, const char *label)
{
    return name_label_is(document->names, name, label) ? name_parent(document->names, name)
                                                       : NAME_NONE;
}

void check_sts_record_syntax(struct check *check, struct rrset set)
{
    if (sts_domain_of(check->document, set.records[0]->name, "_mta-sts") != NAME_NONE)
        records_check(check, &sts_grammar, set);
}

void check_sts_tlsrpt_syntax(struct check *check, struct rrset set)
{
    uint32_t above = sts_domain_of(check->document, set.records[0]->name, "_smtp");
    if (above != NAME_NONE && sts_domain_of(check->document, above, "_tls") != NAME_NONE)
        records_check(check, &report_grammar, set);
}
