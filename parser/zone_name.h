#ifndef MXMEND_ZONE_NAME_H
#define MXMEND_ZONE_NAME_H

#include <stdbool.h>
#include <stddef.h>

#include "parser/names.h"

/* Telling a zone's name from other text, and from the name of the file that holds the zone. */

/* Is it a name of two labels or more, made of letters, digits, `-`, `_` and `/` (RFC 2317)? A final
 * dot may be. */
bool text_is_domain(const char *text, size_t length);

/* Is the file named as zone files are (x.zone, db.x …)? */
bool file_is_named_as_zone(const char *path);

/* The zone that a file's name tells, without a final dot: db.x, x.zone, x.db, x itself. False: it
 * tells none. */
bool zone_of_file_name(const char *path, char zone[NAME_TEXT_MAX]);

#endif
