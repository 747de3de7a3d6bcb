#ifndef MXMEND_BASELINE_H
#define MXMEND_BASELINE_H

#include "cmd/visit.h"

/*
 * Findings that are accepted for now, kept in a file (JSON, an entry a line, sorted). An entry covers
 * one finding with its fingerprint in its file; an entry whose file is gone covers it in any file, for
 * files are renamed. Paths are relative to the folder of the baseline. What a person adds is "reason".
 */
struct baseline;

/* Those of --baseline and --write-baseline, owned by `mem`; NULL: none was asked for. `*status` tells
 * if one cannot be read, which was said. */
struct baseline *baseline_open(void *mem, const struct options *options,
                               const struct selection *selection, enum status *status);

/* Takes from the findings what is accepted. Nothing happens if `baseline` is NULL. */
void baseline_apply(struct baseline *baseline, const struct document *document,
                    struct findings *findings);

/*
 * To be called after the last input. Tells the visitor what is wrong with the baseline itself, as
 * findings in its file; writes the one that is to be written.
 */
enum status baseline_finish(struct baseline *baseline, struct visitor visitor);

#endif
