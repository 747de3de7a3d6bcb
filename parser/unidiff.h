#ifndef MXMEND_UNIDIFF_H
#define MXMEND_UNIDIFF_H

#include "edit.h"

/*
 * The settled edits of one file as a unified diff with three lines of context, headed by "---
 * a/PATH" and "+++ b/PATH" so that `git apply` and `patch -p1` take it in any folder. The edits
 * already are the difference, so nothing is searched for. A line ends with LF, as for patch(1); CR
 * and a missing final newline are kept and shown as git shows them; paths are quoted as git quotes
 * them. Returns text owned by `mem`, its length in `*length`; an empty text if nothing changes.
 */
char *unidiff(void *mem, const char *path, const char *bytes, uint32_t size,
              const struct edit *edits, size_t count, size_t *length);

#endif
