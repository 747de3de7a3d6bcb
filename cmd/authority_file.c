#include "cmd/authority_file.h"

#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/complain.h"
#include "cmd/config.h"
#include "cmd/disk.h"
#include "cmd/path.h"
#include "cmd/snapshot.h"
#include "parser/array.h"
#include "parser/lines.h"

const char authority_file_name[] = "mxmend.authority.json";

/* What was found for a folder. */
struct folder {
    const char *path;
    const struct authority *authority; /* NULL: none */
};

struct authority_files {
    const struct authority *named; /* NULL: none was */
    struct snapshot *tree;         /* what git is to commit; NULL: nothing is */
    struct folder *folders;        /* in order of path */
    size_t count;
};

/* A file that git does not have is as good on disk: whoever fetched it need not commit it. */
static bool read_file(struct snapshot *tree, struct authority *authority, const char *path)
{
    const char *why;
    struct authority_fault fault;
    struct disk_file *file = tree != NULL && snapshot_has(tree, path)
                                 ? snapshot_read(tree, authority, path, &why)
                                 : disk_read(authority, path, &why);
    if (file == NULL) {
        complain("%s: %s", path, why);
        return false;
    }
    bool read = authority_read(authority, path, file->bytes, file->size, &fault);
    if (!read) {
        struct lines lines = lines_find(file, file->bytes, file->size);
        struct place place = lines_place(&lines, fault.offset);
        complain("%s:%u:%u: %s", path, place.line, place.column, fault.message);
    }
    talloc_free(file);
    return read;
}

struct authority_files *authority_files_new(void *mem, const struct options *options,
                                            enum status *status)
{
    struct authority_files *files = talloc_zero(mem, struct authority_files);
    files->tree = options->tree;
    if (options->authorities.count == 0)
        return files;
    struct authority *authority = authority_new(files);
    for (size_t i = 0; i < options->authorities.count; i++)
        if (!read_file(files->tree, authority, options->authorities.items[i]))
            *status = STATUS_TROUBLE;
    files->named = authority;
    return files;
}

/* Where the folder stands in the list, or should. */
static size_t find_folder(const struct authority_files *files, const char *path)
{
    size_t low = 0, high = files->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(files->folders[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_known(const struct authority_files *files, size_t index, const char *path)
{
    return index < files->count && strcmp(files->folders[index].path, path) == 0;
}

static void remember(struct authority_files *files, const char *path,
                     const struct authority *authority)
{
    size_t index = find_folder(files, path);
    struct folder folder = {talloc_strdup(files, path), authority};
    ARRAY_PUSH(files, files->folders, files->count, folder);
    memmove(&files->folders[index + 1], &files->folders[index],
            (files->count - 1 - index) * sizeof folder);
    files->folders[index] = folder;
}

/* `folder` is a real path. */
static const struct authority *look_in(struct authority_files *files, const char *folder,
                                       enum status *status)
{
    size_t index = find_folder(files, folder);
    if (is_known(files, index, folder))
        return files->folders[index].authority;
    struct authority *authority = NULL;
    const struct authority *found = NULL;
    const char *path = path_join(files, folder, authority_file_name);
    if (access(path, F_OK) == 0 || (files->tree != NULL && snapshot_has(files->tree, path))) {
        authority = authority_new(files);
        if (read_file(files->tree, authority, path_shown(files, path)))
            found = authority;
        else
            *status = STATUS_TROUBLE;
    } else if (strcmp(folder, "/") != 0) {
        found = look_in(files, path_folder(files, folder), status);
    }
    remember(files, folder, found);
    return found;
}

/* The one that a configuration names: kept by its path, which no folder has. */
static const struct authority *read_configured(struct authority_files *files, const char *path,
                                               enum status *status)
{
    size_t index = find_folder(files, path);
    if (is_known(files, index, path))
        return files->folders[index].authority;
    struct authority *authority = authority_new(files);
    if (!read_file(files->tree, authority, path)) {
        *status = STATUS_TROUBLE;
        authority = NULL;
    }
    remember(files, path, authority);
    return authority;
}

const struct authority *authority_files_for(struct authority_files *files,
                                            const struct input *input, enum status *status)
{
    if (files->named != NULL)
        return files->named;
    if (input->settings != NULL && input->settings->authority != NULL)
        return read_configured(files, input->settings->authority, status);
    const char *folder = path_folder(files, input->path);
    size_t index = find_folder(files, folder);
    if (is_known(files, index, folder))
        return files->folders[index].authority;
    const char *real = path_real(files, folder);
    const struct authority *found = real == NULL ? NULL : look_in(files, real, status);
    if (!is_known(files, find_folder(files, folder), folder))
        remember(files, folder, found);
    return found;
}

const char *authority_file_nearest(void *mem, const char *path)
{
    const char *real = path_real(mem, path_folder(mem, path));
    const char *folder = real == NULL ? NULL : path_above(mem, real, authority_file_name);
    return folder == NULL ? authority_file_name
                          : path_shown(mem, path_join(mem, folder, authority_file_name));
}
