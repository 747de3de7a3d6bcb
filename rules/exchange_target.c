#include <ctype.h>
#include <string.h>

#include <talloc.h>

#include "rules/exchange.h"
#include "rules/legacy_label.h"

/* Rules on the targets of other records: DKIM selectors, and legacy hosts outside MX records. */

/* Does `text` end with `end`, which starts with a dot? Then the length in front of it, else 0. */
static size_t front_of(const char *text, size_t length, const char *end)
{
    size_t tail = strlen(end);
    bool ends = length > tail && memcmp(text + length - tail, end, tail) == 0;
    return ends ? length - tail : 0;
}

/* Where the last label of the first `length` bytes starts; 0 if there is but one. */
static size_t last_label(const char *text, size_t length)
{
    while (length > 0 && text[length - 1] != '.')
        length--;
    return length;
}

static bool is_partition(const char *label, size_t length)
{
    return length > 3 && isalpha((unsigned char)label[0]) && label[1] == '-' && label[2] == 'v' &&
           isdigit((unsigned char)label[3]);
}

/*
 * What is wrong behind "selectorN-<label>._domainkey." of a target; NULL: nothing, or it is not
 * Microsoft's. Old form: <tenant>.onmicrosoft.com. New: <tenant>.<letter>-v1.dkim.mail.microsoft.
 */
static const char *dkim_tail_fault(const char *tail)
{
    size_t length = strlen(tail), front;
    if ((front = front_of(tail, length, ".onmicrosoft.com")) != 0)
        return memchr(tail, '.', front) == NULL
                   ? NULL
                   : "more than the tenant's name stands before onmicrosoft.com";
    if (front_of(tail, length, ".mx.microsoft") != 0)
        return "mx.microsoft is for MX hosts: keys are below dkim.mail.microsoft";
    if ((front = front_of(tail, length, ".dkim.mail.microsoft")) == 0)
        return front_of(tail, length, ".mail.microsoft") != 0 ? "keys are below dkim.mail.microsoft"
                                                              : NULL;
    if (front_of(tail, front, ".onmicrosoft.com") != 0 || strstr(tail, ".onmicrosoft.") != NULL)
        return "the old form (onmicrosoft.com) and the new one are mixed";
    size_t start = last_label(tail, front);
    if (start == 0 || !is_partition(tail + start, front - start))
        return "the partition (such as n-v1) is missing before dkim.mail.microsoft";
    return NULL;
}

/* A selector's CNAME: "selector1._domainkey.<domain>" to "selector1-<label>._domainkey.<tail>". */
struct selector {
    const char *name; /* "selector1" */
    char domain[NAME_TEXT_MAX];
    struct target target;
    char *label;      /* of the domain, as the target has it */
    const char *tail; /* in target.host */
};

static const char *const selector_names[] = {"selector1", "selector2"};

/* The selector that this owner is for, NULL if it is for none of Microsoft's. */
static const char *selector_name(const struct names *names, uint32_t owner)
{
    if (name_label_is(names, name_parent(names, owner), "_domainkey"))
        for (size_t i = 0; i < sizeof selector_names / sizeof *selector_names; i++)
            if (name_label_is(names, owner, selector_names[i]))
                return selector_names[i];
    return NULL;
}

/* Takes the target apart. False: it has not even the shape that both forms share. */
static bool selector_target(struct selector *selector, void *mem)
{
    const char *host = selector->target.host, *key = strstr(host, "._domainkey.");
    size_t length = strlen(selector_names[0]);
    if (key == NULL || key < host + length + 1 || strncmp(host, "selector", 8) != 0 ||
        host[length] != '-')
        return false;
    selector->label = talloc_strndup(mem, host + length + 1, (size_t)(key - host) - length - 1);
    selector->tail = key + strlen("._domainkey.");
    return true;
}

/* Is the target below one of Microsoft's domains at all? */
static bool is_microsoft(const char *host)
{
    static const char *const ends[] = {".onmicrosoft.com", ".mail.microsoft", ".mx.microsoft"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (front_of(host, strlen(host), ends[i]) != 0)
            return true;
    return false;
}

/* What is wrong with a selector's target, owned by `mem`; NULL if nothing is. */
static const char *selector_fault(struct selector *selector, void *mem)
{
    char other[LEGACY_DOMAIN_SIZE];
    if (!selector_target(selector, mem))
        return "expected selectorN-LABEL._domainkey.TENANT";
    if (strncmp(selector->target.host, selector->name, strlen(selector->name)) != 0)
        return talloc_asprintf(mem, "it is not for %s", selector->name);
    const char *fault = dkim_tail_fault(selector->tail);
    if (fault != NULL)
        return fault;
    switch (legacy_label_judge(selector->label, selector->domain, other)) {
    case LABEL_FOREIGN:
        return talloc_asprintf(mem, "its label is likely that of %s", other);
    case LABEL_GUESSED:
        return talloc_asprintf(mem, "its label was guessed from the domain (%s)", other);
    default:
        return NULL;
    }
}

/* The partition in front of `end` (such as "n-v1"), of a target or an MX host; NULL: it has none. */
static const char *partition_of(const char *host, const char *end, size_t *length)
{
    size_t front = front_of(host, strlen(host), end), start = last_label(host, front);
    *length = front - start;
    return front > 0 && is_partition(host + start, front - start) ? host + start : NULL;
}

/* Is the partition of a sound target that of the domain's MX? Each has one of its own. */
static bool is_mx_partition(const struct document *document, uint32_t domain, const char *host)
{
    size_t length, size, at = 0;
    const char *own = partition_of(host, ".dkim.mail.microsoft", &length), *other;
    const struct record *mx;
    struct target target;
    while (own != NULL && (mx = lookup_record(document, domain, LDNS_RR_TYPE_MX, &at)) != NULL)
        if (record_target(document, mx, &target) &&
            (other = partition_of(target.host, ".mx.microsoft", &size)) != NULL && size == length &&
            memcmp(own, other, length) == 0)
            return true;
    return false;
}

void check_dkim(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    const struct record *record = set.records[0];
    const char *name = selector_name(document->names, record->name);
    if (name == NULL || lookup_is_skipped(document, record->name) ||
        name_is_within(document->names, record->name, NAME_UNKNOWN)) /* whose key is it? */
        return;
    struct selector selector = {.name = name};
    uint32_t key = name_parent(document->names, record->name);
    uint32_t domain = name_parent(document->names, key);
    name_to_text(document->names, domain, selector.domain);
    if (!record_target(document, record, &selector.target) || !is_microsoft(selector.target.host))
        return;
    void *work = talloc_new(check->scratch);
    const char *fault = selector_fault(&selector, work);
    if (fault != NULL)
        report(check, record, selector.target.at, "DKIM target %s is wrong: %s",
               selector.target.host, fault);
    else if (is_mx_partition(document, domain, selector.target.host))
        report_as(check, NOTICE, record, selector.target.at,
                  "DKIM target %s has the partition of the MX; keys mostly have another one",
                  selector.target.host);
    talloc_free(work);
}

/* Reads only what can hold a legacy host: a zone may have many aliases. */
static bool mentions_outlook(const struct document *document, const struct record *record)
{
    static const char word[] = "outlook";
    const char *bytes = record_file(document, record)->bytes + record->rdata.start;
    size_t length = span_length(record->rdata), size = sizeof word - 1;
    for (size_t i = 0; i + size <= length; i++) {
        size_t same = 0;
        while (same < size && tolower((unsigned char)bytes[i + same]) == word[same])
            same++;
        if (same == size)
            return true;
    }
    return false;
}

void check_legacy_elsewhere(struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    for (size_t i = 0; i < set.count; i++) {
        const struct record *record = set.records[i];
        struct target target;
        if ((record->type != LDNS_RR_TYPE_CNAME && record->type != LDNS_RR_TYPE_SRV) ||
            !mentions_outlook(document, record) || !record_target(document, record, &target) ||
            host_classify(target.host).family != HOST_LEGACY)
            continue;
        report(check, record, target.at, "%s target is the legacy host %s",
               record->type == LDNS_RR_TYPE_CNAME ? "CNAME" : "SRV", target.host);
    }
}
