#ifndef MXMEND_FETCH_H
#define MXMEND_FETCH_H

#include "cmd/inputs.h"

/* mxmend fetch. */
enum status fetch_run(const struct options *options);

/*
 * For commands with --fetch: asks Graph for every domain with an Exchange MX among the inputs, and
 * writes the authority file: the one that --authority names, else the nearest one of the first
 * input, else mxmend.authority.json here. `*options` then names that file, if it is there.
 * STATUS_TROUBLE: nothing was asked, and the command should not go on.
 */
enum status fetch_for(struct options *options, struct inputs *inputs);

#endif
