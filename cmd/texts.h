#ifndef MXMEND_TEXTS_H
#define MXMEND_TEXTS_H

#include "cmd/inputs.h"
#include "rules/code_scan.h"

/*
 * Texts that are no DNS data: programs, templates, manuals. They are documents only if they mention a
 * host that rules look for; nearly none does, so that is found out as cheaply as can be.
 */
struct texts;

/* Owned by `mem`. */
struct texts *texts_new(void *mem, const struct options *options);

/* What rules look for in a text. */
struct code_scanner *texts_scanner(struct texts *texts);

/*
 * Takes those inputs out that a glance, in several threads, shows to be of no interest: neither DNS
 * data nor a text with a mention. Those are counted in `inputs`.
 */
void texts_sift(struct texts *texts, struct inputs *inputs);

/* As what to read a file that is no DNS data, if at all; `*why`, static, says what it does or is. */
const struct format *texts_format(struct texts *texts, const struct disk_file *file,
                                  const char **why);

/* Was the file left because nothing was found in it? Otherwise it was skipped, as --verbose says. */
bool texts_searched(const struct texts *texts, const struct disk_file *file, const char *why);

/* Is this a text of a known kind, so that nobody expects DNS data in it? */
bool texts_is_known(const struct disk_file *file);

#endif
