#ifndef MXMEND_SNAPSHOT_H
#define MXMEND_SNAPSHOT_H

#include "cmd/disk.h"

/*
 * The files of a git repository as its index or a revision has them, instead of those on disk. A path
 * means what it means to the rest of the program: relative to the current folder, or absolute.
 */
struct snapshot;

/* That of the index, and which of its files differ from HEAD. NULL: it cannot be had, which was said. */
struct snapshot *snapshot_of_index(void *mem);

/*
 * That of the commit in which this branch left `revision`, or of the revision itself if the two have
 * nothing in common (a shallow clone). `folder` is in the repository. NULL: as above.
 */
struct snapshot *snapshot_of_revision(void *mem, const char *folder, const char *revision);

/* Is there a regular file of this path? */
bool snapshot_has(const struct snapshot *snapshot, const char *path);

/* Is the path in the repository, be there such a file or not? */
bool snapshot_covers(const struct snapshot *snapshot, const char *path);

/* Reads it, as disk_read() does. Its id is of this snapshot, no file on disk has it. */
struct disk_file *snapshot_read(struct snapshot *snapshot, void *mem, const char *path,
                                const char **why);

/* The file's id; it has to be there. */
struct file_id snapshot_id(const struct snapshot *snapshot, const char *path);

/* The top folder of the repository, a real path. */
const char *snapshot_top(const struct snapshot *snapshot);

/*
 * The staged files one after the other, as absolute paths owned by `mem`; `*at` starts at 0 and
 * moves. NULL: no more.
 */
const char *snapshot_staged(const struct snapshot *snapshot, void *mem, size_t *at);

#endif
