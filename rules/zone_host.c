#include <string.h>

#include "parser/ldns.h"
#include "parser/master/types.h"
#include "rules/view.h"
#include "rules/zone.h"

/* Names that hosts cannot have, and labels that do not do what they look like. */

enum label_fault { LABEL_FINE, LABEL_UNDERSCORE, LABEL_ILLEGAL };

/* Letters, digits and the hyphen, a bit each. */
static bool octet_is_legal(uint8_t octet)
{
    static const uint64_t legal[4] = {0x03ff200000000000, 0x07fffffe07fffffe, 0, 0};
    return (legal[octet >> 6] >> (octet & 63) & 1) != 0;
}

/* RFC 952 with RFC 1123 section 2.1: letters, digits and hyphens, no hyphen first or last. */
static enum label_fault label_judge(const uint8_t *label, size_t length)
{
    enum label_fault fault = LABEL_FINE;
    for (size_t i = 0; i < length; i++) {
        if (octet_is_legal(label[i]))
            continue;
        if (label[i] != '_')
            return LABEL_ILLEGAL;
        fault = LABEL_UNDERSCORE;
    }
    return length > 0 && (label[0] == '-' || label[length - 1] == '-') ? LABEL_ILLEGAL : fault;
}

static bool label_is(const uint8_t *label, size_t length, const char *text)
{
    return length == strlen(text) && memcmp(label, text, length) == 0;
}

/* Below these labels stand addresses that are no hosts': Active Directory's global catalog, and what
 * "exists" in SPF asks for. BIND lets them pass as well. */
static bool is_no_host(const uint8_t *label, size_t length)
{
    static const char *const labels[] = {"_msdcs", "_spf", "_spf_verify", "_spf_rate"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (label_is(label, length, labels[i]))
            return true;
    return false;
}

/* The worst of the labels between a name and the apex. */
static enum label_fault owner_judge(const struct document *document, uint32_t name)
{
    enum label_fault worst = LABEL_FINE;
    for (bool first = true; name != document->apex && name > NAME_UNKNOWN; first = false) {
        size_t length;
        const uint8_t *label = name_label(document->names, name, &length);
        name = name_parent(document->names, name);
        if (first && label_is(label, length, "*"))
            continue;
        enum label_fault fault = label_judge(label, length);
        if (fault == LABEL_UNDERSCORE && is_no_host(label, length))
            return LABEL_FINE;
        worst = fault > worst ? fault : worst;
    }
    return worst;
}

static const char *fault_text(enum label_fault fault)
{
    return fault == LABEL_UNDERSCORE ? "holds an underscore"
                                     : "holds more than letters, digits and hyphens between them";
}

/* BIND refuses a zone with either (check-names); hosts with an underscore work all the same with
 * most that is not mail or a browser's cookie. */
static void owner_report(struct check *check, const struct record *record, enum label_fault fault)
{
    char name[NAME_TEXT_MAX];
    report_as(check, fault == LABEL_UNDERSCORE ? NOTICE : WARNING, record, record_place(record),
              "%s has an address and %s", name_to_text(check->document->names, record->name, name),
              fault_text(fault));
}

static void owner_check(struct check *check, const struct record *record)
{
    const struct document *document = check->document;
    if (record->type == LDNS_RR_TYPE_AAAA && lookup_has(document, record->name, LDNS_RR_TYPE_A))
        return; /* told at the A record */
    enum label_fault fault = owner_judge(document, record->name);
    if (fault != LABEL_FINE && record->class == LDNS_RR_CLASS_IN && !view_is_policy(check))
        owner_report(check, record, fault);
}

/* Is a hyphen the first or last of a label? */
static bool has_outer_hyphen(const char *text, size_t length)
{
    const char *end = text + length;
    for (const char *at = text; (at = memchr(at, '-', (size_t)(end - at))) != NULL; at++)
        if (at == text || at[-1] == '.' || at + 1 == end || at[1] == '.')
            return true;
    return false;
}

/* All these types have the host in the last word of the RDATA. */
static bool host_is_plain(const struct check *check, const struct record *record)
{
    struct span word;
    if (!record_last_word(check->document, record, &word))
        return false;
    const char *text = record_file(check->document, record)->bytes + word.start;
    return memchr(text, '_', span_length(word)) == NULL &&
           !has_outer_hyphen(text, span_length(word));
}

static enum label_fault host_judge(const uint8_t *wire)
{
    enum label_fault worst = LABEL_FINE;
    for (; wire[0] != 0; wire += 1U + wire[0]) {
        enum label_fault fault = label_judge(wire + 1, wire[0]);
        worst = fault > worst ? fault : worst;
    }
    return worst;
}

static void host_check(struct check *check, const struct record *record)
{
    uint8_t wire[NAME_WIRE_MAX];
    struct target target;
    char type[TYPE_TEXT_MAX];
    if (host_is_plain(check, record) || !record_host(check->document, record, wire))
        return;
    enum label_fault fault = host_judge(wire);
    bool odd = record->type == LDNS_RR_TYPE_SRV && fault == LABEL_UNDERSCORE;
    if (fault == LABEL_FINE || !record_target(check->document, record, &target) ||
        host_is_placeholder(target.host))
        return;
    report_as(check, odd ? NOTICE : WARNING, record, target.at, "%s points at %s, which %s",
              type_to_text(record->type, type), target.host, fault_text(fault));
}

void check_hostname_syntax(struct check *check, struct rrset set)
{
    uint16_t type = set.records[0]->type;
    if (type == LDNS_RR_TYPE_A || type == LDNS_RR_TYPE_AAAA) {
        owner_check(check, set.records[0]);
        return;
    }
    for (size_t i = 0; i < set.count; i++)
        host_check(check, set.records[i]);
}

/* Names stand in order of their first use, so that neighbours mostly have one parent. */
void check_wildcard(struct check *check, struct rrset set)
{
    (void)set;
    const struct document *document = check->document;
    uint32_t parent = NAME_NONE;
    bool below = false;
    for (uint32_t name = 0; name < document->name_count && names_pass_wildcard(document->names);
         name++) {
        if (name_parent(document->names, name) != parent) {
            parent = name_parent(document->names, name);
            below = name_has_label(document->names, parent, "*");
        }
        if (!below || document_types(document, name) == 0)
            continue;
        size_t at = 0;
        char text[NAME_TEXT_MAX];
        const struct record *record = lookup_record(document, name, 0, &at);
        report(check, record, record_place(record),
               "an * behind the first label of %s is no wildcard",
               name_to_text(document->names, name, text));
    }
}
