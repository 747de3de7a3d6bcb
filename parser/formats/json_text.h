#ifndef MXMEND_FORMATS_JSON_TEXT_H
#define MXMEND_FORMATS_JSON_TEXT_H

#include <stdbool.h>
#include <stdint.h>

/* Telling one JSON file from another by a look at its text, without reading all of it. */

/* Does the text begin as JSON does, behind a byte order mark? */
bool json_starts(const char *bytes, uint32_t size);

/* Does a string of this text stand where a key does, in its first part? */
bool json_has_key(const char *bytes, uint32_t size, const char *key);

#endif
