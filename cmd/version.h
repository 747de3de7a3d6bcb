#ifndef MXMEND_VERSION_H
#define MXMEND_VERSION_H

#include <stdio.h>

/* Prints the versions of mxmend and of the libraries that are loaded: what a report of a bug needs. */
void version_print(FILE *out);

#endif
