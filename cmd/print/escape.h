#ifndef MXMEND_PRINT_ESCAPE_H
#define MXMEND_PRINT_ESCAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Bytes of a file, made fit to be printed. What a terminal would obey or show in another place than
 * it stands (control and direction characters), and what is not UTF-8, is printed as \xNN.
 */

/*
 * The character at `bytes`, of which `left` (not 0) are there. Returns its length in bytes; 0 if
 * there is no valid UTF-8. `*code` is its number, or the byte's.
 */
size_t utf8_next(const char *bytes, size_t left, uint32_t *code);

/* The same for what is printed: `*harmless` tells whether it may be as it is. Never returns 0. */
size_t escape_next(const char *bytes, size_t left, bool *harmless);

/* Prints bytes, or a string; TAB is escaped too. */
void escape_bytes(FILE *out, const char *bytes, size_t length);
void escape_text(FILE *out, const char *text);

#endif
