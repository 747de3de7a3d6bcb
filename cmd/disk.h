#ifndef MXMEND_DISK_H
#define MXMEND_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

/* Which file it is, whatever its path: two inputs may include the same one. */
struct file_id {
    dev_t device;
    ino_t inode;
};

/*
 * A file as it was read. A small one is copied, since mapping costs more than reading there; a
 * large one is mapped and costs no memory of its own. The bytes go with it (talloc).
 */
struct disk_file {
    const char *path;
    struct file_id id;
    struct timespec modified;
    const char *bytes; /* never NULL, and no two files have the same */
    uint32_t size;     /* bytes */
    const char *raw;   /* what is on disk, if that is UTF-16: `bytes` are UTF-8 then. Else NULL */
    uint32_t raw_size; /* bytes */
    bool broken;       /* UTF-16 that cannot be written back */
};

/* Reads a file, owned by `mem`. NULL: it cannot be read; `*why` says why, owned by `mem`. */
struct disk_file *disk_read(void *mem, const char *path, const char **why);

/*
 * Reads a file again of which all but the bytes was kept. One that somebody changed meanwhile is
 * not read; one that still has its bytes (standard input) is what it was.
 */
struct disk_file *disk_read_again(void *mem, struct disk_file *old, const char **why);

/* Has UTF-8 in `bytes` if they are UTF-16, which becomes `raw`. NULL, or why it cannot be done. */
const char *disk_convert(struct disk_file *file);

/* Reads standard input; `path` is the one to show. */
struct disk_file *disk_read_stdin(void *mem, const char *path, const char **why);

/*
 * The same of bytes that came from elsewhere (from git, say); `bytes` is talloc memory, which goes to
 * the file.
 */
struct disk_file *disk_from_bytes(void *mem, const char *path, char *bytes, size_t size,
                                  struct file_id id, const char **why);

/* Order of ids, and of nothing else; 0 if they are the same. */
int file_id_compare(struct file_id a, struct file_id b);

#endif
