#ifndef MXMEND_CORRECTION_H
#define MXMEND_CORRECTION_H

#include "cmd/visit.h"

/*
 * The edits of a run, put together: those that the findings propose, and the serial of each zone in
 * which something changes. They are collected input by input and made file by file, since several
 * inputs may read the same file.
 */
struct corrections;

/* A file that is to be changed. */
struct corrected {
    struct disk_file file;    /* as it was read, but without its bytes: see disk_read_again() */
    const struct edit *edits; /* settled */
    size_t count;
};

/* What a change leaves to do that is not in the files. */
struct owed {
    const char *path; /* the input that changes */
    const char *what;
};

struct corrected_list {
    struct corrected *items; /* in the order in which the files were read */
    size_t count, edit_count;
    struct owed *owed; /* in the same order */
    size_t owed_count;
    size_t unsafe; /* findings that would be fixed with --unsafe */
};

/* Owned by `mem`. */
struct corrections *corrections_new(void *mem, const struct options *options);

/* Takes in one input; says why a file is left alone though there is something to fix. */
void corrections_add(struct corrections *corrections, const struct visit *visit);

/* What there is to do, owned by the corrections; says which serial is not raised, and why. */
struct corrected_list corrections_finish(struct corrections *corrections);

/* "9 edits in 4 files" or "no change", owned by `mem`. */
const char *corrected_text(void *mem, const struct corrected_list *list);

/* Says on stderr what the change leaves to do, a line a zone. */
void corrected_remind(const struct corrected_list *list);

#endif
