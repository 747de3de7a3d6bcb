#ifndef MXMEND_RUN_H
#define MXMEND_RUN_H

#include "rules/rule.h"

/*
 * Walks a document once, hands each rule what its row asks for, takes back what comments in the file
 * suppress, and returns the findings sorted by file, offset and rule, each once. Owned by `mem`.
 */
struct findings *rules_run(void *mem, const struct document *document, const struct facts *facts,
                           const struct selection *selection);

#endif
