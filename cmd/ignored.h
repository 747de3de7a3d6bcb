#ifndef MXMEND_IGNORED_H
#define MXMEND_IGNORED_H

#include <stdbool.h>
#include <stddef.h>

/* What git ignores below a folder. */
struct ignored {
    char **paths; /* below the folder, sorted; a folder ends with a slash */
    size_t count;
};

/*
 * Asks git once for the folder, if that is in a repository. Nothing is ignored where there is no
 * git, or where the folder itself is ignored: whoever names it wants it. Owned by `mem`.
 */
struct ignored *ignored_find(void *mem, const char *folder);

/*
 * Is `path`, relative to the folder, ignored itself? (What is in an ignored folder is not listed.)
 */
bool ignored_has(const struct ignored *ignored, const char *path, bool is_folder);

#endif
