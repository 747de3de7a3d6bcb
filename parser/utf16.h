#ifndef MXMEND_UTF16_H
#define MXMEND_UTF16_H

#include <stdbool.h>
#include <stddef.h>

#include "parser/edit.h"

/*
 * Texts in UTF-16 with a byte order mark, as Windows PowerShell writes them. They are read as UTF-8
 * without the mark; what is edited there is edited in the file too, in its own byte order, and every
 * other byte stays.
 */

/* Does a text open with the byte order mark of UTF-16? */
bool utf16_is(const char *bytes, size_t size);

/*
 * The same text in UTF-8 without the mark, NUL-terminated, owned by `mem`; its length goes to `*length`.
 * Half a surrogate pair, and an odd byte at the end, becomes U+FFFD; `*sound` tells that there was none
 * (it may be NULL).
 */
char *utf16_convert(void *mem, const char *bytes, size_t size, size_t *length, bool *sound);

/* Where byte `offset` of the text in UTF-8 stands in the file, counted in bytes. */
size_t utf16_offset(const char *bytes, size_t size, size_t offset);

/* Edits of the text in UTF-8, settled, as edits of the file, which has to be sound. Owned by `mem`. */
struct edit *utf16_edits(void *mem, const char *bytes, size_t size, const struct edit *edits,
                         size_t count);

#endif
