#ifndef MXMEND_ONLINE_H
#define MXMEND_ONLINE_H

#include <stdio.h>

#include "cmd/fetch.h"

/*
 * What uses the network is in a second program, mxmend-online. libcurl brings thirty libraries with it,
 * and they take longer to load than a hook's files take to check; and who reviews what `mxmend check`
 * may do finds no network in it. mxmend-online is the same program with that part linked in, so mxmend
 * gives way to it with the arguments as they are.
 */
struct online {
    enum status (*fetch_run)(const struct options *options);
    enum status (*fetch_for)(struct options *options, struct inputs *inputs);
    void (*print_versions)(FILE *out); /* of the libraries that only it has */
};

/* NULL in mxmend. */
extern const struct online *const online;

/* Starts mxmend-online in this one's place. Comes back only if that cannot be done: errno says why. */
void online_start(char **argv);

/* Says so. */
enum status online_missing(void);

#endif
