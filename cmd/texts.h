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

/* The configurations of the run. */
struct configs *texts_configs(struct texts *texts);

/* How many texts were looked through in which nothing was found. */
size_t texts_count(const struct texts *texts);

/* A glance: is this file, in the open folder `at`, DNS data, or a text with a mention? May be asked in
 * several threads at once, each with a number of its own, from 0 on. What is not wanted is counted. */
bool texts_wants(struct texts *texts, unsigned thread, int at, const char *name, const char *path);

/* Takes out the inputs named on the command line that a glance shows not to be wanted. */
void texts_sift(struct texts *texts, struct inputs *inputs);

/* As what to read a file that is no DNS data, if at all; `*why`, static, says what it does or is. */
const struct format *texts_format(struct texts *texts, const struct disk_file *file,
                                  const char **why);

/* Counts a file in which nothing was found; one that was skipped is told of, with --verbose. */
void texts_pass(struct texts *texts, const struct input *input, const struct disk_file *file,
                const char *why);

/* Is this a text of a known kind, so that nobody expects DNS data in it? */
bool texts_is_known(const struct disk_file *file);

#endif
