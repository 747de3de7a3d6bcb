#ifndef MXMEND_PICK_EDITS_H
#define MXMEND_PICK_EDITS_H

#include "cmd/visit.h"

/* How a finding can be fixed. */
enum fixing {
    FIXING_NONE,   /* not by mxmend */
    FIXING_SAFE,   /* by default */
    FIXING_UNSAFE, /* with --unsafe */
};

enum fixing finding_fixing(const struct visit *visit, const struct finding *finding);

/*
 * The edits of a document that can be made together, settled; their number goes to `*count`. The
 * array belongs to `mem`, the texts are the findings'. What a finding proposes is made as a whole
 * or not at all. `unsafe`: those that need --unsafe, too.
 */
struct edit *pick_edits(void *mem, const struct visit *visit, bool unsafe, size_t *count);

#endif
