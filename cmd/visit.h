#ifndef MXMEND_VISIT_H
#define MXMEND_VISIT_H

#include "cmd/source.h"
#include "rules/run.h"

/* Why a document is edited with --unsafe only: something in it is computed from the rest. */
struct refusal {
    const char *rule; /* the id of the rule that explains it */
    const char *why;  /* "the zone is signed" */
    const char *then; /* what a change leaves to do: "sign it again" */
};

/* One input, read and looked at. All of it is gone when the visitor returns. */
struct visit {
    const struct source *source; /* NULL: no input, but a file about the run: a baseline */
    const struct document *document;
    const struct facts *facts;
    const struct findings *findings;
    const size_t *places; /* by index of document.files: in how many places of the run it is read */
    const struct refusal *refusal; /* NULL: nothing in it is computed from the rest */
};

/* What a command does with each input. */
struct visitor {
    void (*visit)(void *context, const struct visit *visit);
    void *context;
};

#endif
