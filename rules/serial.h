#ifndef MXMEND_SERIAL_H
#define MXMEND_SERIAL_H

#include "parser/document.h"
#include "parser/edit.h"

/*
 * The SOA serial of a zone that changes. A secondary fetches a zone again only when its serial
 * rose, so a correction that leaves it alone never leaves the primary.
 */
enum serial_policy {
    SERIAL_AUTO,      /* whichever of the others the old serial looks like */
    SERIAL_KEEP,      /* unchanged */
    SERIAL_INCREMENT, /* one more */
    SERIAL_DATE,      /* YYYYMMDDnn */
    SERIAL_UNIXTIME,  /* seconds since 1970 */
};

/* The policies by name, in the order of their numbers; NULL at the end. */
extern const char *const serial_policy_names[];

/*
 * The serial that follows `old`. `now` is in seconds since 1970, UTC. It is greater than `old` in
 * the arithmetic of RFC 1982 (unless the policy is to keep it) and never 0, which some servers take
 * for "none".
 */
uint32_t serial_next(uint32_t old, enum serial_policy policy, int64_t now);

/* The edits that raise a zone's serial. */
struct serial_raise {
    struct edit *edits; /* one for each SOA of the zone: a transfer holds it twice */
    size_t count;
    const char *kept; /* why some serial was not raised, no full stop; NULL if all were */
};

/*
 * Raises the serial of a document in which something changes, above that of `earlier` too (as it was
 * before; NULL if nobody knows). What is returned belongs to `mem`.
 */
struct serial_raise serial_raise(void *mem, const struct document *document,
                                 const struct document *earlier, enum serial_policy policy,
                                 int64_t now);

/* Is serial `a` greater than `b` (RFC 1982 section 3.2)? Those half the circle apart are in no order. */
bool serial_is_greater(uint32_t a, uint32_t b);

/* The serial of the zone that the document is; false: it has no SOA at its apex that can be read. */
bool serial_of(const struct document *document, uint32_t *serial);

#endif
