#ifndef MXMEND_AUTHORITY_FILE_H
#define MXMEND_AUTHORITY_FILE_H

#include "cmd/inputs.h"
#include "cmd/options.h"
#include "rules/authority.h"

/*
 * Which authority files speak of an input: those named with --authority, else the one that its
 * configuration names, else the nearest
 * mxmend.authority.json in the input's folder or above it. A folder is looked at once.
 */
struct authority_files;

/* Owned by `mem`. Reads the files that were named; `*status` tells if one of them could not be. */
struct authority_files *authority_files_new(void *mem, const struct options *options,
                                            enum status *status);

/*
 * What holds for the input; NULL if nothing does. A file that is found and cannot be read
 * is complained of once, sets `*status`, and counts as none.
 */
const struct authority *authority_files_for(struct authority_files *files,
                                            const struct input *input, enum status *status);

/* What an authority file is called. */
extern const char authority_file_name[];

/*
 * Where the file is that holds for the input at `path`, else where one is to be made: in the current
 * folder. Owned by `mem`.
 */
const char *authority_file_nearest(void *mem, const char *path);

#endif
