#ifndef MXMEND_PATH_H
#define MXMEND_PATH_H

#include <stdbool.h>

/* Paths as people read them. All that is returned belongs to `mem`. */

/* The folder that a path is in: "." for a bare name. */
const char *path_folder(void *mem, const char *path);

/* `name` in `folder`, without "./" and doubled slashes; `name` alone if it is absolute. */
const char *path_join(void *mem, const char *folder, const char *name);

/* Is the real path `path` the folder `folder` (real, too) or below it? */
bool path_is_within(const char *path, const char *folder);

/* realpath(3), NULL on error (errno says which). */
const char *path_real(void *mem, const char *path);

/*
 * The nearest folder that has an entry of this name: `folder` (a real path), or one above it. NULL:
 * there is none.
 */
const char *path_above(void *mem, const char *folder, const char *name);

/* The path from the root, "." and ".." worked out by its text alone: what it names need not exist. */
const char *path_absolute(void *mem, const char *path);

/* The path from the root, through no link but in its last part: the file need not exist. */
const char *path_settled(void *mem, const char *path);

/* A path relative to a folder, which is a real path. */
const char *path_relative(void *mem, const char *folder, const char *path);

/*
 * The path that a diff needs: relative to the current folder, without "..", and not through a
 * symbolic link, since git and patch follow neither. Absolute if the file is not below the current
 * folder.
 */
const char *path_for_diff(void *mem, const char *path);

/*
 * The path as services know it that show findings in a repository: relative to its top, wherever
 * mxmend was started. Outside of a repository as path_for_diff().
 */
const char *path_in_repository(void *mem, const char *path);

/* A real path as it is best shown: relative if it is below the current folder. */
const char *path_shown(void *mem, const char *real);

#endif
