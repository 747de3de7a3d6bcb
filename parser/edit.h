#ifndef MXMEND_EDIT_H
#define MXMEND_EDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "span.h"

enum safety {
    SAFE,  /* made by default: it cannot cost anybody an answer */
    UNSAFE /* made only with --unsafe */
};

/*
 * One change to the bytes of one file: `old` gives way to `text`. An insertion has an empty `old`, an
 * erasure an empty text. The edits of a correction never overlap once edits_settle() has seen them.
 */
struct edit {
    uint32_t file; /* index of document.files */
    struct span old;
    const char *text; /* not terminated; owned by whoever made the edit */
    size_t length;    /* bytes of `text` */
    enum safety safety;
    bool listed; /* takes an element out of its list: together with its neighbours', see `tail` */
    uint32_t
        tail; /* bytes behind it up to the next element, which go if nothing in front is left */
};

/*
 * Puts edits in order of file and place and drops those that cannot be made together: of two that
 * overlap the safe one stays, then the earlier; the same edit twice is made once, and elements of one
 * list go together. Returns how many are left at the front of the array.
 */
size_t edits_settle(struct edit *edits, size_t count);

/*
 * The new bytes of a file of `size` bytes: `edits` are settled and all of this file. The result is
 * owned by `mem`, its length goes to `*new_size`.
 */
char *edits_apply(void *mem, const char *bytes, uint32_t size, const struct edit *edits,
                  size_t count, size_t *new_size);

#endif
