#ifndef MXMEND_PRINT_URI_TEXT_H
#define MXMEND_PRINT_URI_TEXT_H

#include <stdio.h>

/*
 * Prints a path as a URI reference (RFC 3986), without quotes: relative if the path is, else of the
 * scheme file. What is no unreserved character is percent-encoded byte by byte, so any path will do.
 */
void uri_text(FILE *out, const char *path);

#endif
