#ifndef MXMEND_MASTER_TEXT_H
#define MXMEND_MASTER_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parser/names.h"

/* The small texts of a master file, decoded: names, numbers, TTLs, escapes. */

/* A name as it is written, decoded to labels in wire form, case kept. */
struct name_text {
    uint8_t labels[NAME_WIRE_MAX + 1];
    unsigned length; /* octets, without the zero octet of the root */
    bool absolute;   /* a final dot was written */
};

enum name_fault { NAME_FINE, NAME_BAD_ESCAPE, NAME_EMPTY_LABEL, NAME_LONG_LABEL, NAME_TOO_LONG };

/*
 * Decodes a name: labels of any octets, \DDD in decimal and \X (RFC 1035 section 5.1). "@" alone is
 * the origin: no labels, not absolute. `room` is what the origin leaves of 255 octets for a relative
 * name. On a fault `*where` is its offset in the text.
 */
enum name_fault name_read(const char *text, size_t length, unsigned room, struct name_text *name,
                          size_t *where);

/* What to tell of a fault. */
const char *name_fault_text(enum name_fault fault);

/* The octet that an escape stands for; `*used` bytes of text with the backslash. -1: no escape. */
int escape_read(const char *text, size_t length, size_t *used);

/* Digits only, at most `most`. */
bool number_read(const char *text, size_t length, uint64_t most, uint64_t *number);

enum { TTL_MOST = INT32_MAX }; /* seconds, RFC 2181 section 8 */

/*
 * Seconds as digits or with units (w d h m s, in any case and order, repeated ones add up). False:
 * it is none. A sum beyond 2^40 is held there.
 */
bool ttl_read(const char *text, size_t length, uint64_t *seconds);

#endif
