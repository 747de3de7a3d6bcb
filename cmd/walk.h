#ifndef MXMEND_WALK_H
#define MXMEND_WALK_H

#include "cmd/disk.h"
#include "cmd/ignored.h"

/*
 * Walks a folder in several threads: a tree of ten thousand files is looked through in the time that
 * it takes to open them. Left out are hidden files (but for those of CI, and a policy of MTA-STS in a
 * folder .well-known), what git ignores, folders of others' work (node_modules and the like), and
 * links that lead out of the folder.
 */
struct walk {
    const char *folder;
    const struct ignored *ignored;
    unsigned threads; /* at least 1 */

    /* Is the file wanted? Called in all threads, each with its number. NULL: all are. `name` is the
     * file in the open folder `at`; its path is for messages. */
    bool (*wants)(void *context, unsigned thread, int at, const char *name, const char *path);
    void *context;
};

struct walked_file {
    const char *path; /* to open, and to show */
    struct file_id id;
};

/* What could not be read, and what was left out on purpose. */
struct walked_note {
    const char *path, *why;
    bool is_trouble;
};

struct walked {
    struct walked_file *files; /* in no order */
    size_t file_count;
    struct walked_note *notes; /* in order of path */
    size_t note_count;
};

/* Is a file or folder with this name looked at although it starts with a dot? `length` in bytes. */
bool walk_shows(const char *name, size_t length);

/* Owned by `mem`. */
struct walked *walk_folder(void *mem, const struct walk *walk);

#endif
