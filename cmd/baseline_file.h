#ifndef MXMEND_BASELINE_FILE_H
#define MXMEND_BASELINE_FILE_H

#include "cmd/disk.h"
#include "parser/document.h"
#include "rules/rule.h"

/* The file that a baseline is kept in: how it is read and written. */

struct baseline_entry {
    uint64_t fingerprint;
    const char *path;         /* relative to the baseline's folder */
    const char *rule;         /* its id, as written */
    const char *owner, *type; /* for people: what the finding is about; NULL if no record */
    const char *data;         /* the same: the RDATA, or the words that it points at */
    const char *reason;       /* a person's; never NULL */
    struct span at, rule_at;  /* in the file that it was read from */
    bool used;                /* it covered a finding of this run */
};

struct baseline_file {
    const char *folder;             /* real path */
    struct disk_file *file;         /* NULL: there is none yet */
    struct baseline_entry *entries; /* in order of fingerprint */
    size_t count;
};

/*
 * Reads a baseline, owned by `mem`. `is_new`: it may be missing, and then is empty. NULL: it cannot be
 * read, or is none, which was said with line and column.
 */
struct baseline_file *baseline_file_read(void *mem, const char *path, bool is_new);

/* The entry for a finding; its path is relative to `folder`. All of it is owned by `mem`. */
struct baseline_entry baseline_entry_of(void *mem, const char *folder,
                                        const struct document *document,
                                        const struct finding *finding);

/*
 * The text of a baseline with these entries, which it sorts; `*size` are its bytes. Owned by `mem`. It
 * is the same for the same entries, an entry a line.
 */
char *baseline_text(void *mem, struct baseline_entry *entries, size_t count, size_t *size);

#endif
