#ifndef MXMEND_UTF16_H
#define MXMEND_UTF16_H

#include <stdbool.h>
#include <stddef.h>

/* Does a text open with the byte order mark of UTF-16, as Windows tools write it? */
bool utf16_is(const char *bytes, size_t size);

/*
 * The same text in UTF-8 without the mark, owned by `mem`; its length goes to `*length`. Half a
 * surrogate pair, and an odd byte at the end, becomes U+FFFD.
 */
char *utf16_convert(void *mem, const char *bytes, size_t size, size_t *length);

#endif
