#include "rules/view.h"

#include <stdlib.h>
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
    }
    return check->view;
}

bool view_is_complete(struct check *check)
{
    return view_of(check)->complete;
}

/* Does a name exist (RFC 8020)? A name that is only an $ORIGIN does not. */
static bool name_exists(struct check *check, uint32_t name)
{
    const struct document *document = check->document;
    struct view *view = view_of(check);
    if (view->exists == NULL) {
        uint32_t count = document->name_count;
        view->exists = talloc_zero_size(view, count + 1);
        while (count-- > 0) /* a name comes after its parent */
            if (document->name_types[count] != 0 || view->exists[count])
                view->exists[count] = view->exists[name_parent(document->names, count)] = 1;
    }
    return name < document->name_count && view->exists[name];
}

/* The types of a name's records, as TYPE_BITs. */
static uint64_t name_types(const struct document *document, uint32_t name)
{
    return name < document->name_count ? document->name_types[name] : 0;
}

enum { MAX_LABELS = 128 };

/* The way from the root down to a name, as far as the document has names. */
struct descent {
    uint32_t name;  /* the last one on it */
    bool arrived;   /* it is the name itself */
    bool inside;    /* the zone was entered */
    bool elsewhere; /* and left again */
};

static struct descent descend(const struct document *document, const uint8_t *wire)
{
    const uint8_t *labels[MAX_LABELS];
    unsigned left = 0;
    for (; *wire != 0 && left < MAX_LABELS; wire += 1U + *wire)
        labels[left++] = wire;
    struct descent way = {.name = NAME_ROOT};
    for (;;) {
        uint64_t types = name_types(document, way.name);
        bool apex = way.name == document->apex;
        way.inside = way.inside || apex;
        way.arrived = left == 0;
        way.elsewhere = way.inside && ((!apex && (types & TYPE_BIT(LDNS_RR_TYPE_NS)) != 0) ||
                                       (left > 0 && (types & TYPE_BIT(LDNS_RR_TYPE_DNAME)) != 0));
        if (way.arrived || way.elsewhere)
            return way;
        const uint8_t *label = labels[--left];
        uint32_t child = names_find(document->names, way.name, label, 1U + label[0]);
        if (child == NAME_NONE)
            return way;
        way.name = child;
    }
}

/* What a name has that no record stands at, from the wildcard of its closest encloser. */
static struct view_answer wildcard_answer(struct check *check, uint32_t encloser)
{
    const struct document *document = check->document;
    while (encloser != document->apex && !name_exists(check, encloser))
        encloser = name_parent(document->names, encloser);
    uint32_t wildcard = names_find(document->names, encloser, (const uint8_t *)"\1*", 2);
    if (name_types(document, wildcard) != 0)
        return (struct view_answer){VIEW_RECORDS, wildcard};
    return (struct view_answer){name_exists(check, wildcard) ? VIEW_EMPTY : VIEW_NONE, wildcard};
}

struct view_answer view_answer(struct check *check, const uint8_t *wire)
{
    const struct document *document = check->document;
    struct descent way = descend(document, wire);
    if (way.elsewhere)
        return (struct view_answer){VIEW_ELSEWHERE, way.name};
    if (way.inside && way.arrived && name_types(document, way.name) != 0)
        return (struct view_answer){VIEW_RECORDS, way.name};
    if (!way.inside || document->apex == NAME_UNKNOWN || !view_is_complete(check))
        return (struct view_answer){VIEW_UNKNOWN, NAME_NONE};
    if (way.arrived && name_exists(check, way.name))
        return (struct view_answer){VIEW_EMPTY, way.name};
    return wildcard_answer(check, way.name);
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

/* Says no only of text that is absolute and plainly ends otherwise than the zone's name. */
static bool text_may_be_inside(const char *text, size_t length, const char *apex)
{
    size_t tail = strlen(apex);
    if (length < 2 || text[length - 1] != '.' || apex[0] == '.')
        return true;
    return (length > tail && strncasecmp(text + length - 1 - tail, apex, tail) == 0) ||
           memchr(text, '\\', length) != NULL;
}

const uint8_t *view_target(struct check *check, const struct record *record, struct rdata *rdata)
{
    static const uint8_t skip_of[] = {[LDNS_RR_TYPE_MX] = 2, [LDNS_RR_TYPE_SRV] = 6};
    const char *bytes = record_file(check->document, record)->bytes;
    if (!text_may_be_inside(bytes + record->rdata.start, span_length(record->rdata),
                            view_of(check)->apex) ||
        !record_rdata(check->document, record, rdata))
        return NULL;
    return rdata->wire + (record->type < sizeof skip_of ? skip_of[record->type] : 0);
}
