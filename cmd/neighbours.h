#ifndef MXMEND_NEIGHBOURS_H
#define MXMEND_NEIGHBOURS_H

#include "cmd/disk.h"
#include "cmd/inputs.h"
#include "cmd/options.h"

/* What stands beside a policy of MTA-STS whose path does not tell its domain. */

/* May a file announce MTA-STS, or include one that does? A cheap look at its text. */
bool neighbours_announces(const struct disk_file *file);

/* How many domains an input announces MTA-STS for, if it is a zone. Where `*domain` is NULL it becomes
 * the first of them, owned by `mem`. */
size_t neighbours_count(void *mem, const struct options *options, const struct input *input,
                        const char **domain);

/*
 * The one domain for which zones in the policy's folder announce MTA-STS, owned by `mem`; a folder
 * .well-known stands for the one that it is in. NULL: there is none, or more than one.
 */
const char *neighbours_domain(void *mem, const struct options *options, const char *path);

#endif
