#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "parser/ldns.h"
#include "rules/lookup.h"
#include "rules/zone.h"

/* Records that are well formed and do not have the effect that they look as if they had. */

/* Receivers look for TXT alone (RFC 7208 section 3.1). Beside it, as RFC 4408 wanted both, type SPF
 * does no harm. */
void check_spf_type(struct check *check, struct rrset set)
{
    const struct record *record = set.records[0];
    if (record->type != LDNS_RR_TYPE_SPF)
        return;
    char *text = lookup_spf(check->document, record->name, check->scratch);
    if (text == NULL)
        report(check, record, record_type_text(record),
               "type SPF is not asked for any more, and there is no TXT with SPF beside it");
    else
        report_as(check, NOTICE, record, record_type_text(record),
                  "type SPF is not asked for any more");
    talloc_free(text);
}

/* What a CAA set holds, as bits. */
enum {
    CAA_ISSUE = 1,
    CAA_WILD = 2,     /* issuewild with a CA: whoever wrote it meant to bind CAs */
    CAA_NO_WILD = 4,  /* issuewild ";" */
    CAA_MAIL = 8,     /* issuemail */
    CAA_REPORTS = 16, /* iodef, for CAs to tell of requests that they refuse */
    CAA_OTHER = 32,   /* of other use: issuevmc, contactemail, contactphone (IANA's registry) */
    CAA_UNKNOWN = 64,
};

static const struct {
    const char *tag;
    unsigned bit;
} caa_tags[] = {
    {"issue", CAA_ISSUE},        {"issuewild", CAA_WILD}, {"issuemail", CAA_MAIL},
    {"iodef", CAA_REPORTS},      {"issuevmc", CAA_OTHER}, {"contactemail", CAA_OTHER},
    {"contactphone", CAA_OTHER},
};

/* A value that names no CA, such as ";", forbids (RFC 8659 section 4.2). */
static bool value_names_ca(const uint8_t *value, size_t length)
{
    while (length > 0 && (*value == ' ' || *value == '\t')) {
        value++;
        length--;
    }
    return length > 0 && *value != ';';
}

static unsigned caa_bit(const struct rdata *rdata)
{
    size_t length = rdata->wire[1];
    if (rdata->length < 2 + length)
        return 0;
    for (size_t i = 0; i < sizeof caa_tags / sizeof *caa_tags; i++) {
        if (strlen(caa_tags[i].tag) != length ||
            strncasecmp(caa_tags[i].tag, (const char *)rdata->wire + 2, length) != 0)
            continue;
        bool binds = caa_tags[i].bit != CAA_WILD ||
                     value_names_ca(rdata->wire + 2 + length, rdata->length - 2 - length);
        return binds ? caa_tags[i].bit : CAA_NO_WILD;
    }
    return CAA_UNKNOWN;
}

/* The CAA records of a set of type 257, as bits; `*unknown`: the first with a tag that is not known. */
static unsigned caa_read(const struct check *check, struct rrset set, const struct record **unknown)
{
    unsigned bits = 0;
    struct rdata rdata;
    for (size_t i = 0; i < set.count; i++) {
        if (!record_rdata(check->document, set.records[i], &rdata) || rdata.length < 2)
            continue;
        unsigned bit = caa_bit(&rdata);
        if (bit == CAA_UNKNOWN && *unknown == NULL)
            *unknown = set.records[i];
        bits |= bit;
    }
    return bits;
}

/*
 * A set without "issue" leaves every CA free (RFC 8659 section 4.1). That is sound where it says
 * nothing of CAs at all, or only forbids wildcards; it is not what was meant where it binds wildcards
 * to a CA, or where the tag is misspelt.
 */
void check_caa(struct check *check, struct rrset set)
{
    const struct record *record = set.records[0], *unknown = NULL;
    if (record->type != LDNS_RR_TYPE_CAA)
        return;
    unsigned bits = caa_read(check, set, &unknown);
    if ((bits & CAA_ISSUE) != 0)
        return;
    if (unknown != NULL)
        report(check, unknown, record_field(check->document, unknown, 1),
               "CAA without issue, and with a tag that no CA knows: every CA may issue");
    else if ((bits & CAA_WILD) != 0)
        report(check, record, record_type_text(record),
               "CAA without issue: issuewild binds wildcards only, every CA may issue for names");
    else if (bits == CAA_REPORTS)
        report_as(check, NOTICE, record, record_type_text(record),
                  "CAA without issue: there is nothing for iodef to report");
}

static const struct record *caa_first(const struct document *document, uint32_t name)
{
    size_t at = 0;
    return lookup_record(document, name, LDNS_RR_TYPE_CAA, &at);
}

static bool has_issuemail(const struct check *check, uint32_t name)
{
    const struct document *document = check->document;
    const struct record *record;
    struct rdata rdata;
    for (size_t at = 0; (record = lookup_record(document, name, LDNS_RR_TYPE_CAA, &at)) != NULL;)
        if (record_rdata(document, record, &rdata) && rdata.length >= 2 &&
            caa_bit(&rdata) == CAA_MAIL)
            return true;
    return false;
}

/* The set that counts is that of the name or of the nearest name above it (RFC 8659 section 3). */
void check_caa_issuemail(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *mx = set.records[0];
    struct target target;
    uint32_t name = mx->name;
    char text[NAME_TEXT_MAX];
    if (lookup_is_skipped(document, name) || !record_target(document, mx, &target) ||
        strcmp(target.host, ".") == 0)
        return;
    while (name != document->apex && name > NAME_UNKNOWN && caa_first(document, name) == NULL)
        name = name_parent(document->names, name);
    if (!has_issuemail(check, name))
        report(check, mx, record_type_text(mx),
               "no CAA with issuemail for %s: every CA may issue S/MIME",
               name_to_text(document->names, mx->name, text));
}
