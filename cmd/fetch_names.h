#ifndef MXMEND_FETCH_NAMES_H
#define MXMEND_FETCH_NAMES_H

#include "cmd/inputs.h"

/* The domains to ask for. */

/* Adds a domain that somebody named, owned by `mem`. False: it is none, which was said. */
bool fetch_names_add(void *mem, struct names_given *names, const char *word);

/*
 * Adds every domain with an Exchange MX among the inputs. STATUS_TROUBLE: something could not be
 * read, which was said.
 */
enum status fetch_names_scan(void *mem, struct names_given *names, const struct options *options,
                             struct inputs *inputs);

/* Puts them in order, each once. */
void fetch_names_sort(struct names_given *names);

#endif
