#ifndef MXMEND_INPUTS_H
#define MXMEND_INPUTS_H

#include "cmd/disk.h"
#include "cmd/options.h"

/* What a run reads: the files named, those found in the folders named, standard input. */
struct input {
    const char *path;                /* to open, and to show */
    const char *root;                /* the folder that an $INCLUDE may not leave */
    const char *top;                 /* but for what is not hidden below this one; NULL: nothing */
    struct disk_file *text;          /* read already; NULL for a file */
    struct file_id id;               /* none for standard input */
    const struct settings *settings; /* what the configuration says; NULL: nobody asked */
    bool named; /* on the command line: it has to be readable, and of a known format */
};

struct progress;
struct texts;

struct inputs {
    struct input *items; /* in order of path, each file once */
    size_t count;
    struct progress *progress;
    struct texts *texts; /* what finds those among them that are no DNS data; NULL: nobody asked */
    struct disk_file *standard_input; /* NULL if it was not asked for */
    bool scanned;                     /* what is wrong with them was said already */
    enum status status; /* STATUS_TROUBLE: something named cannot be read, which was said */
};

/*
 * Finds the inputs, owned by `mem`. With --staged they come from git's index: a folder stands for what
 * is staged in it, and none at all for everything that is. Else a folder is walked (walk.h).
 * `standard_input` is what it was read as before; NULL: read it when it is asked for. With `texts`,
 * texts in which rules find nothing are no inputs; they are only counted there. NULL: only DNS data is
 * wanted.
 */
struct inputs *inputs_find(void *mem, const struct options *options,
                           struct disk_file *standard_input, struct texts *texts);

#endif
