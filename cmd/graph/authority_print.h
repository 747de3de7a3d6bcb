#ifndef MXMEND_AUTHORITY_PRINT_H
#define MXMEND_AUTHORITY_PRINT_H

#include <stddef.h>

#include <cjson/cJSON.h>

/*
 * The text of an authority file: the members of the file, of "domains" and of each domain on lines
 * of their own, and each record too; domains in order of name. Owned by `mem`.
 */
char *authority_print(void *mem, const cJSON *file, size_t *size);

#endif
