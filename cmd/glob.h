#ifndef MXMEND_GLOB_H
#define MXMEND_GLOB_H

#include <stdbool.h>

/*
 * Does a pattern cover a path? Both are relative to the same folder, parts set apart by slashes. A
 * part of the pattern is one of fnmatch(3), "**" any number of parts, none too. A pattern that covers
 * a folder covers what is in it; one that ends with a slash covers folders only; one with no other
 * slash is looked for in every folder, as in a .gitignore.
 */
bool glob_covers(const char *pattern, const char *path);

#endif
