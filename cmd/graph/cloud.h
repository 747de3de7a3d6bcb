#ifndef MXMEND_CLOUD_H
#define MXMEND_CLOUD_H

#include <stdbool.h>

#include "cmd/options.h"

/* The clouds of Microsoft 365. Tokens do not carry over from one to another. */
struct cloud {
    const char *name;
    const char *graph; /* origin of Microsoft Graph; the scope is made of it */
    const char *login; /* origin that gives tokens */
};

/* For --cloud: names of the clouds, NULL at the end; the first is the default. */
extern const char *const cloud_names[];

/* The cloud of one of these names, NULL if it is none. */
const struct cloud *cloud_find(const char *name);

/* Whom to ask: the hosts of the cloud, unless --graph-url or AZURE_AUTHORITY_HOST name others. */
struct site {
    const struct cloud *cloud;
    const char *graph, *login;
};

/* False: an option or the variable is wrong, which was said. What is made belongs to `mem`. */
bool site_find(void *mem, const struct options *options, struct site *site);

#endif
