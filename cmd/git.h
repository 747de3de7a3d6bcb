#ifndef MXMEND_GIT_H
#define MXMEND_GIT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What is asked of git, without a shell. The repository may be a stranger's: nothing that its
 * configuration names is run, nothing is fetched, and no index is written.
 *
 * `folder` is the one to ask about, whatever repository the environment names. NULL stands for the
 * current folder as the environment has it: a hook is told of its repository, and of the index that
 * is about to be committed, by GIT_DIR and GIT_INDEX_FILE.
 */

/*
 * Runs git with `words` (NULL at the end) and returns what it wrote to stdout, with a NUL behind it,
 * owned by `mem`; `*size` are its bytes. NULL: there is no git, or it failed.
 */
char *git_ask(void *mem, const char *folder, const char *const *words, size_t *size);

/* A git that hands out objects, one after the other: one process for as many as are wanted. */
struct git_objects;

/* NULL: there is no git. It ends when the memory goes. */
struct git_objects *git_objects_open(void *mem, const char *folder);

/* The bytes of a blob, owned by `mem`. NULL: there is none of this id, or it is no blob. */
char *git_objects_read(struct git_objects *objects, void *mem, const char *id, size_t *size);

#endif
