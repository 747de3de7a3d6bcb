#ifndef MXMEND_SUPPRESS_H
#define MXMEND_SUPPRESS_H

#include "rules/run.h"

/*
 * Takes back the findings that comments in the file suppress: "mxmend: ignore RULE[,RULE] [-- why]"
 * for the record it stands on, ignore-next for the next one, ignore-file for the file. Reports the
 * comments that are malformed, name no rule, or suppress nothing (meta.c). The findings are sorted
 * before, not afterwards.
 */
void suppress(struct check *check);

#endif
