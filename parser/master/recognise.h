#ifndef MXMEND_MASTER_RECOGNISE_H
#define MXMEND_MASTER_RECOGNISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parser/names.h"

/* Is a file of this name and content a master file? Content decides where it can. */
const char *master_recognise(const char *path, const char *bytes, uint32_t size);

/* Is this a name of two labels or more, as hosts have them, without a final dot? */
bool is_domain(const char *name, size_t length);

/* Is the file named as zone files are (x.zone, db.x …)? */
bool file_is_named_as_zone(const char *path);

/* The zone that a file's name tells: db.x, x.zone, x.db, x itself. False: it tells none. */
bool zone_of_file_name(const char *path, char zone[NAME_TEXT_MAX]);

#endif
