#include "rules/view.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

static bool view_is_whole(const struct document *document)
{
    uint32_t apex = document->apex;
    /* Old exports of Cloudflare put the SOA at the root, and all else at the zone. */
    return lookup_is_complete(document) && lookup_has(document, apex, LDNS_RR_TYPE_SOA) &&
           (apex != NAME_ROOT || lookup_has(document, apex, LDNS_RR_TYPE_NS));
}

struct view *view_of(struct check *check)
{
    const struct document *document = check->document;
    if (check->view == NULL) {
        check->view = talloc_zero(check->findings, struct view);
        check->view->complete = view_is_whole(document);
        name_to_text(document->names, document->apex, check->view->apex);
        check->view->apex_length =
            name_to_wire(document->names, document->apex, check->view->apex_wire);
    }
    return check->view;
}

bool view_is_complete(struct check *check)
{
    return view_of(check)->complete;
}

enum { MAX_LABELS = 128 };

/* The way from the apex down to a name, as far as the document has names. */
struct descent {
    uint32_t name;  /* the last one on it */
    unsigned left;  /* labels that were not found below it */
    bool elsewhere; /* it is a delegation, or a DNAME above the name */
};

static struct descent descend(const struct document *document, const uint8_t *const *labels,
                              unsigned left)
{
    struct descent way = {document->apex, left, false};
    for (;;) {
        uint64_t types = document_types(document, way.name);
        bool cut = way.name != document->apex && (types & TYPE_BIT(LDNS_RR_TYPE_NS)) != 0;
        way.elsewhere = cut || (way.left > 0 && (types & TYPE_BIT(LDNS_RR_TYPE_DNAME)) != 0);
        if (way.left == 0 || way.elsewhere)
            return way;
        const uint8_t *label = labels[way.left - 1];
        uint32_t child = names_find(document->names, way.name, label, 1U + label[0]);
        if (child == NAME_NONE)
            return way;
        way.name = child;
        way.left--;
    }
}

/* The labels of a name in front of the apex; -1 if it is outside the zone. */
static int labels_split(const struct view *view, const uint8_t *wire,
                        const uint8_t *labels[MAX_LABELS])
{
    const uint8_t *end = wire, *tail;
    int count = 0;
    while (*end != 0)
        end += 1U + *end;
    end++;
    if ((size_t)(end - wire) < view->apex_length)
        return -1;
    for (tail = end - view->apex_length; wire < tail && count < MAX_LABELS; wire += 1U + *wire)
        labels[count++] = wire;
    for (unsigned i = 0; wire == tail && i < view->apex_length; i++)
        if (tolower(tail[i]) != view->apex_wire[i]) /* the length of a label is below 'A' */
            return -1;
    return wire == tail ? count : -1;
}

/* What a name has that no record stands at, from the wildcard of its closest encloser. */
static struct view_answer wildcard_answer(struct check *check, uint32_t encloser)
{
    const struct document *document = check->document;
    while (encloser != document->apex && !document_exists(document, encloser))
        encloser = name_parent(document->names, encloser);
    uint32_t wildcard = names_find(document->names, encloser, (const uint8_t *)"\1*", 2);
    if (document_types(document, wildcard) != 0)
        return (struct view_answer){VIEW_RECORDS, wildcard, NAME_NONE};
    return (struct view_answer){document_exists(document, wildcard) ? VIEW_EMPTY : VIEW_NONE,
                                wildcard, NAME_NONE};
}

static struct view_answer answer_find(struct check *check, const uint8_t *wire)
{
    const struct document *document = check->document;
    const uint8_t *labels[MAX_LABELS];
    if (document->apex == NAME_UNKNOWN)
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE,
                                    names_find_wire(document->names, wire)};
    int count = labels_split(view_of(check), wire, labels);
    if (count < 0)
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE, NAME_NONE};
    struct descent way = descend(document, labels, (unsigned)count);
    if (way.elsewhere) {
        const uint8_t *behind = way.left > 0 ? labels[way.left - 1] : wire;
        size_t left = way.left > 0 ? (size_t)(behind - wire) + 1U + behind[0] : 0;
        return (struct view_answer){VIEW_ELSEWHERE, way.name,
                                    names_find(document->names, way.name, wire, left)};
    }
    if (way.left == 0 && document_types(document, way.name) != 0)
        return (struct view_answer){VIEW_RECORDS, way.name, way.name};
    if (!view_is_complete(check))
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE, NAME_NONE};
    if (way.left == 0 && document_exists(document, way.name))
        return (struct view_answer){VIEW_EMPTY, way.name, way.name};
    return wildcard_answer(check, way.name);
}

/* Says no only of text that is absolute and plainly ends otherwise than the zone's name. */
static bool text_may_be_inside(const char *text, size_t length, const char *apex)
{
    size_t tail = strlen(apex);
    if (length < 2 || text[length - 1] != '.' || apex[0] == '.')
        return true;
    return (length > tail && strncasecmp(text + length - 1 - tail, apex, tail) == 0) ||
           memchr(text, '\\', length) != NULL;
}

static struct view_answer target_answer(struct check *check, const struct record *record)
{
    uint8_t wire[NAME_WIRE_MAX];
    if (!record_host(check->document, record, wire))
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE, NAME_NONE};
    return answer_find(check, wire);
}

/* Several rules ask the same of one set, one after the other. */
enum { MEMOS = 64 };

struct view_memo {
    const struct record *record;
    struct view_answer answer;
};

struct view_answer view_answer(struct check *check, const struct record *record)
{
    const struct document *document = check->document;
    struct view *view = view_of(check);
    const char *text = record_file(document, record)->bytes + record->rdata.start;
    if (!text_may_be_inside(text, span_length(record->rdata), view->apex))
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE, NAME_NONE};
    if (view->memos == NULL)
        view->memos = talloc_zero_array(view, struct view_memo, MEMOS);
    struct view_memo *memo = &view->memos[(size_t)(record - document->records) % MEMOS];
    if (memo->record != record)
        *memo = (struct view_memo){record, target_answer(check, record)};
    return memo->answer;
}

uint32_t view_name(struct view_answer answer)
{
    return answer.kind == VIEW_RECORDS ? answer.name : answer.written;
}

bool view_has_address(const struct document *document, struct view_answer answer)
{
    const uint64_t addresses = TYPE_BIT(LDNS_RR_TYPE_A) | TYPE_BIT(LDNS_RR_TYPE_AAAA);
    return (document_types(document, view_name(answer)) & addresses) != 0;
}

bool view_is_below_cut(const struct document *document, uint32_t name)
{
    if (document->apex == NAME_UNKNOWN || !name_is_within(document->names, name, document->apex))
        return false;
    while (name != document->apex) {
        name = name_parent(document->names, name);
        if (name != document->apex && lookup_has(document, name, LDNS_RR_TYPE_NS))
            return true;
    }
    return false;
}
