#ifndef MXMEND_FORMATS_JSON_TEXT_H
#define MXMEND_FORMATS_JSON_TEXT_H

#include "parser/entries.h"

/* Telling one JSON file from another by a look at its text, and what their readers have in common. */

/* Does the text begin as JSON does, behind a byte order mark and comments? */
bool json_starts(const char *bytes, uint32_t size);

/* Does a string of this text stand where a key does, in its first part? */
bool json_has_key(const char *bytes, uint32_t size, const char *key);

/* Does this text stand anywhere, in any case? */
bool json_has_text(const char *bytes, uint32_t size, const char *text);

/* The first part of a text as a tree, owned by `mem`: what is open at its end is a value without end. */
const struct tree *json_peek(void *mem, const char *bytes, uint32_t size);

/* Notes that pages are missing: fewer are in the file than announced, or the last one names a next. */
void json_pages_count(struct document *document);

/* Is there a value? null is none. */
bool json_is_given(const struct tree *tree, uint32_t node);

/* The zone that the name of a file speaks of: "contoso.com.json".
 * False: of none. */
bool json_zone_of_path(const char *path, char zone[NAME_TEXT_MAX]);

#endif
