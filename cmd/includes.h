#ifndef MXMEND_INCLUDES_H
#define MXMEND_INCLUDES_H

#include "cmd/inputs.h"

/*
 * Which files are read in more than one place of a run: an edit of such a file changes several
 * zones.
 */
struct inclusion {
    struct file_id id;
    size_t input; /* index of the input that reads it */
};

struct includes {
    struct inclusion *items; /* in order of id */
    size_t count;
};

/*
 * Looks at what the inputs include, owned by `mem`. Only an input in which the word $INCLUDE stands
 * is read as a document for that, and none if there is just one. A file that a walk found and
 * another input includes is no input of its own: it is taken out of `inputs`.
 */
struct includes *includes_find(void *mem, struct inputs *inputs, const struct options *options);

/* In how many places of the inputs this file is read; 0 if nothing includes it. */
size_t includes_count(const struct includes *includes, struct file_id id);

#endif
