#ifndef MXMEND_COMPLAIN_H
#define MXMEND_COMPLAIN_H

#include <stddef.h>

/*
 * Prints "mxmend: …" and a line end to stderr, with control characters escaped: what a path or a
 * file brought in is no friend of the terminal.
 */
__attribute__((format(printf, 1, 2))) void complain(const char *format, ...);

/* "1 zone", "2 zones": owned by `mem`. */
const char *count_of(void *mem, size_t count, const char *what);

#endif
