#ifndef MXMEND_INSTANT_H
#define MXMEND_INSTANT_H

#include <stdbool.h>
#include <stdint.h>

/* Points of time as text: in options, in what Graph sent, in messages. Seconds since 1970, UTC. */

enum { INSTANT_TEXT_MAX = 32 };

/*
 * Reads 2026-11-23, 2026-11-23T10:00:00Z (RFC 3339: with a fraction, with an offset, with a blank for
 * the T), 20261123100000 (the form of RRSIG, RFC 4034 section 3.2) or seconds since 1970 (not with
 * eight digits: that would be a day). False: it is none of these, or no such day.
 */
bool instant_parse(const char *text, int64_t *instant);

/* Writes 2026-11-23T10:00:00Z (times outside 1970 to 9999 as the nearest end); returns `text`. */
const char *instant_text(int64_t instant, char text[INSTANT_TEXT_MAX]);

#endif
