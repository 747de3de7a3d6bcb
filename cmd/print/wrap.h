#ifndef MXMEND_PRINT_WRAP_H
#define MXMEND_PRINT_WRAP_H

#include <stdio.h>

/*
 * Prints words and a line end, with the lines broken at blanks so that they fit 80 columns. `indent`
 * is where the text begins, from 0; lines after the first are indented so far.
 */
void wrap_text(FILE *out, const char *text, int indent);

#endif
