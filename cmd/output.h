#ifndef MXMEND_OUTPUT_H
#define MXMEND_OUTPUT_H

#include <stdio.h>

#include "cmd/options.h"

/* Where results go: stdout, or the file that --output names. */
struct output {
    FILE *stream;
    const char *path; /* for messages */
    bool terminal;    /* somebody reads it there: control characters are escaped */
    bool rich;        /* it is a terminal, or is to be taken for one (--color always) */
    bool color;
};

/* Opens `path`, or stdout if that is NULL. False: it cannot be written, which was said. */
bool output_open(const struct options *options, const char *path, struct output *output);

/*
 * Writes what is left. STATUS_TROUBLE: something could not be written (a full disk), which was
 * said.
 */
enum status output_close(struct output *output);

/* Colours as ANSI has them; nothing is printed unless the output has colour. */
enum paint { PAINT_NONE, PAINT_BOLD, PAINT_RED, PAINT_YELLOW, PAINT_GREEN, PAINT_CYAN };

void output_paint(const struct output *output, enum paint paint);

#endif
