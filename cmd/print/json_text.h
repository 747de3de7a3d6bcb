#ifndef MXMEND_PRINT_JSON_TEXT_H
#define MXMEND_PRINT_JSON_TEXT_H

#include <stddef.h>
#include <stdio.h>

/*
 * Prints a JSON string (RFC 8259 section 7), quotes included. A byte that is not UTF-8 becomes the
 * four characters \xNN, so the result is valid for any bytes.
 */
void json_bytes(FILE *out, const char *bytes, size_t length);

/* The same for a C string; NULL is printed as null. */
void json_text(FILE *out, const char *text);

#endif
