#ifndef MXMEND_VIEW_H
#define MXMEND_VIEW_H

#include "rules/lookup.h"

/*
 * The zone as those see it who ask it: what stands at a name, what a wildcard says in its place, and
 * what is for others to say. Worked out once a document, each part when a rule first asks.
 */
struct view {
    char apex[NAME_TEXT_MAX]; /* as name_to_text() has it */
    uint8_t apex_wire[NAME_WIRE_MAX];
    unsigned apex_length; /* octets of apex_wire */
    bool complete;        /* what is not here is nowhere */
    enum tristate policy, unasked;
    uint8_t *walked; /* by name: how far zone_alias.c is with it */
    struct view_memo *memos;
};

/* Made on the first call; owned by the run. */
struct view *view_of(struct check *check);

/* Is this a whole zone with its SOA, so that what is not here is nowhere? */
bool view_is_complete(struct check *check);

/* Is this a response policy zone? Its owners are names of others, and what it says is no data. */
bool view_is_policy(struct check *check);

/* Does nobody come here from the parent zone: a response policy or catalog zone, a zone that servers
 * answer themselves (RFC 6303) or that is known in one network only? */
bool view_is_unasked(struct check *check);

/* Is this a name that one machine or network has for itself, or nobody has: localhost, NAME.local,
 * NAME.invalid, the root? Text as name_to_text() writes it. */
bool name_is_private(const char *text);

/* Who answers for a name. */
enum view_kind {
    VIEW_UNKNOWN,   /* it is outside the zone, or the document does not tell */
    VIEW_ELSEWHERE, /* another zone or name: it is at or below the delegation, or below the DNAME,
                       of `name` */
    VIEW_RECORDS,   /* records of the zone, those of `name` */
    VIEW_EMPTY,     /* nobody: only names below it have records (RFC 4592 section 2.2.2) */
    VIEW_NONE,      /* nobody: there is no such name */
};

/* `name`: the name itself, or the wildcard that answers for it (RFC 4592). `written`: the name itself,
 * whoever answers; NAME_NONE if the document has it not. Of names outside the zone it is told only
 * where nobody knows which zone it is, as in a list of records. */
struct view_answer {
    enum view_kind kind;
    uint32_t name, written;
};

/* For the name that an NS, CNAME, MX or SRV record points at. Cheap for one that is plainly outside
 * the zone, and for a record that was asked for a moment ago. */
struct view_answer view_answer(struct check *check, const struct record *record);

/* The name whose records are at hand for it: its own, be they glue, or those of a wildcard. */
uint32_t view_name(struct view_answer answer);

/* Is an A or AAAA record at hand for it? */
bool view_has_address(const struct document *document, struct view_answer answer);

/* Is a name below a delegation, where the zone's data are glue at best? */
bool view_is_below_cut(const struct document *document, uint32_t name);

#endif
