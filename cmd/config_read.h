#ifndef MXMEND_CONFIG_READ_H
#define MXMEND_CONFIG_READ_H

#include "cmd/config.h"
#include "cmd/disk.h"

/* What is said for some of the paths, or for all. */
struct config_section {
    const char *glob; /* NULL: for all */
    struct settings settings;
};

struct config {
    const char *path;                /* to show */
    const char *folder;              /* real path: what globs are relative to */
    struct config_section *sections; /* the first is for all; later ones go before earlier ones */
    size_t section_count;
    struct names_given exclude; /* globs */
    struct code_custom code;    /* of the user's own */
};

/*
 * Reads a configuration from the file's text, owned by `mem`. `home` is the folder that the paths in it
 * are relative to. NULL: it is wrong; each fault was said with line and column.
 */
struct config *config_read(void *mem, const struct disk_file *file, const char *folder,
                           const char *home);

#endif
