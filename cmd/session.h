#ifndef MXMEND_SESSION_H
#define MXMEND_SESSION_H

#include "cmd/inputs.h"
#include "cmd/visit.h"

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
