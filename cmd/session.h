#ifndef MXMEND_SESSION_H
#define MXMEND_SESSION_H

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

/*
 * Reads the inputs one after the other, in order of path, and hands each to the visitor. Only one
 * is in memory at a time. Returns STATUS_TROUBLE if something could not be read, which was said.
 */
enum status session_run(const struct options *options, struct inputs *inputs,
                        struct visitor visitor);

/*
 * The same with no rule run, for who wants the records only. What is wrong with an input is said
 * here, and not again when the same inputs are gone through with session_run().
 */
enum status session_scan(const struct options *options, struct inputs *inputs,
                         void (*visit)(void *context, const struct document *document),
                         void *context);

#endif
