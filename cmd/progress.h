#ifndef MXMEND_PROGRESS_H
#define MXMEND_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A line on stderr that says how far a long run is: on a terminal, and after half a second. A thread of
 * its own prints it, since a single file may take that long. The cursor stays where the line begins:
 * what complain() prints takes its place.
 */
struct progress;

/* NULL, which the others take for nothing to do, if nobody looks at stderr or `quiet`. Owned by `mem`:
 * it ends when it is freed. */
struct progress *progress_new(void *mem, bool quiet);

/* One more file was found, and glanced at. From any thread. */
void progress_found(struct progress *progress);

/* This file is being read, after `done` of `total`. `path` has to stay until the line is hidden. */
void progress_at(struct progress *progress, size_t done, size_t total, const char *path);

/* Takes the line away, until the next progress_at(): something else is about to be printed. */
void progress_hide(struct progress *progress);

/* Is stderr a terminal that can erase a line? */
bool progress_is_possible(void);

#endif
