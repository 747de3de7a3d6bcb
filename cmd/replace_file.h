#ifndef MXMEND_REPLACE_FILE_H
#define MXMEND_REPLACE_FILE_H

#include <stddef.h>

#include "cmd/disk.h"

/*
 * Replaces the bytes of a file that was read as `old`. They are written to a new file in the same
 * folder, which then takes the old one's place in one step: whoever looks sees all the old bytes or
 * all the new ones, also after a crash. Mode, and owner where that is allowed, are kept; a symbolic
 * link stays and what it points at is replaced. Returns NULL, or why nothing was changed, owned by
 * `mem`; a file that somebody changed since it was read is left alone.
 */
const char *replace_file(void *mem, const struct disk_file *old, const char *bytes, size_t size);

/*
 * Makes a file with these bytes where there is none, in the same manner. Returns NULL, or why not,
 * owned by `mem`; a file that somebody else made meanwhile is left alone.
 */
const char *create_file(void *mem, const char *path, const char *bytes, size_t size);

#endif
