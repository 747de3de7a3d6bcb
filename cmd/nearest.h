#ifndef MXMEND_NEAREST_H
#define MXMEND_NEAREST_H

#include <stddef.h>

/*
 * What somebody probably meant: keeps the name that is nearest to `word`, counted in letters to
 * change, add or drop; the first half of a name is near. Start with {.word = word}; `best` is NULL as
 * long as nothing is near.
 */
struct nearest {
    const char *word;
    const char *best;
    size_t distance;
};

void nearest_offer(struct nearest *nearest, const char *name);

/* "; did you mean NAME?" or "", owned by `mem`. */
const char *nearest_hint(void *mem, const struct nearest *nearest);

/* The same for the id of a rule, among all that there are. */
const char *nearest_rule_hint(void *mem, const char *id);

#endif
