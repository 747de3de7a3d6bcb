#ifndef MXMEND_EARLIER_H
#define MXMEND_EARLIER_H

#include "cmd/source.h"
#include "rules/rule.h"

/*
 * The inputs as they were before (--since): what was found in them then is not new. Two findings are
 * the same if their fingerprints are, and as many are dropped as there were.
 */
struct earlier;

/*
 * Reads what git has of the revision, owned by `mem`. NULL: it cannot be had, or an input is not in
 * that repository, which was said.
 */
struct earlier *earlier_open(void *mem, const struct options *options, const struct inputs *inputs);

/* An input as it was, owned by `mem`; NULL: it was not there, or was nothing that mxmend reads.
 * `origin` is what relative names mean, NULL if the file tells. */
const struct document *earlier_read(struct earlier *earlier, void *mem, const struct input *input,
                                    const char *origin);

/* Takes from `findings` what was found in the earlier document too. */
void earlier_drop(const struct document *document, struct findings *findings,
                  const struct document *earlier, const struct findings *found);

#endif
