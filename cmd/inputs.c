#include "cmd/inputs.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/ignored.h"
#include "cmd/path.h"
#include "parser/array.h"
#include "parser/formats/mta_sts.h"

static const char by_git[] = "is ignored by git";

static void refuse(struct inputs *inputs, const char *path, const char *why)
{
    complain("%s: %s", path, why);
    inputs->status = STATUS_TROUBLE;
}

static void add_stdin(struct inputs *inputs, const struct options *options)
{
    const char *path = options->stdin_name != NULL ? options->stdin_name : "<stdin>", *why;
    if (inputs->standard_input == NULL)
        inputs->standard_input = disk_read_stdin(inputs, path, &why);
    if (inputs->standard_input == NULL)
        refuse(inputs, path, why);
    else
        ARRAY_PUSH(inputs, inputs->items, inputs->count,
                   (struct input){.path = path,
                                  .root = path_folder(inputs, path),
                                  .text = inputs->standard_input,
                                  .named = true});
}

static void add_file(struct inputs *inputs, const char *path, const char *root,
                     const struct stat *status, bool named)
{
    ARRAY_PUSH(
        inputs, inputs->items, inputs->count,
        (struct input){
            .path = path, .root = root, .id = {status->st_dev, status->st_ino}, .named = named});
}

/* A link counts as the file that it leads to, if that is in the folder too. */
static bool link_stays(FTSENT *entry, const char *folder)
{
    struct stat status;
    void *mem = talloc_new(NULL);
    const char *real = path_real(mem, entry->fts_accpath), *root = path_real(mem, folder);
    bool stays = real != NULL && root != NULL && path_is_within(real, root) &&
                 stat(real, &status) == 0 && S_ISREG(status.st_mode);
    if (stays)
        *entry->fts_statp = status;
    talloc_free(mem);
    return stays;
}

/* Hidden, but the place where a policy of MTA-STS is published (RFC 8615): it alone counts there. */
static bool is_well_known(const FTSENT *entry)
{
    return strcmp(entry->fts_name, ".well-known") == 0;
}

static bool is_hidden(const FTSENT *entry)
{
    if (entry->fts_level == 0)
        return false;
    if (entry->fts_level > 1 && is_well_known(entry->fts_parent))
        return !sts_is_named(entry->fts_name);
    return entry->fts_name[0] == '.' && !(entry->fts_info == FTS_D && is_well_known(entry));
}

/* Folders in which others' work is kept: what it does is not for who has a copy of it to mend. */
static bool is_vendored(const FTSENT *entry)
{
    static const char *const names[] = {"node_modules",  "bower_components", "jspm_packages",
                                        "vendor",        "third_party",      "site-packages",
                                        "dist-packages", "__pycache__",      "Pods"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (entry->fts_level > 0 && strcmp(entry->fts_name, names[i]) == 0)
            return true;
    return false;
}

static void tell_skipped(const struct options *options, const FTSENT *entry, const char *why)
{
    if (options->verbose)
        complain("%s: skipped: it %s", entry->fts_path, why);
}

/* What a walk comes upon. */
static void visit(struct inputs *inputs, const struct options *options, FTS *walk, FTSENT *entry,
                  const char *folder, const struct ignored *ignored)
{
    const char *below = entry->fts_path + strlen(folder);
    below += strspn(below, "/");
    bool hidden = is_hidden(entry);
    if (entry->fts_info == FTS_D && entry->fts_level > 0) {
        bool is_ignored = !hidden && ignored_has(ignored, below, true);
        bool vendored = !hidden && !is_ignored && is_vendored(entry);
        if (hidden || is_ignored || vendored)
            fts_set(walk, entry, FTS_SKIP);
        if (is_ignored || vendored)
            tell_skipped(options, entry, vendored ? "holds copies of others' work" : by_git);
    }
    if (hidden)
        return;
    if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)
        refuse(inputs, entry->fts_path, strerror(entry->fts_errno));
    bool is_file = entry->fts_info == FTS_F && S_ISREG(entry->fts_statp->st_mode);
    if (!is_file && !(entry->fts_info == FTS_SL && link_stays(entry, folder)))
        return;
    if (ignored_has(ignored, below, false))
        tell_skipped(options, entry, by_git);
    else
        add_file(inputs, path_join(inputs, ".", entry->fts_path), folder, entry->fts_statp, false);
}

static void add_folder(struct inputs *inputs, const struct options *options, const char *folder)
{
    char *const roots[] = {talloc_strdup(inputs, folder), NULL};
    struct ignored *ignored = ignored_find(inputs, folder);
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    if (walk == NULL) {
        refuse(inputs, folder, strerror(errno));
        return;
    }
    for (FTSENT *entry; (entry = fts_read(walk)) != NULL;)
        visit(inputs, options, walk, entry, roots[0], ignored);
    fts_close(walk);
    talloc_free(ignored);
}

static void add_path(struct inputs *inputs, const struct options *options, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") == 0)
        add_stdin(inputs, options);
    else if (stat(path, &status) != 0)
        refuse(inputs, path, strerror(errno));
    else if (S_ISDIR(status.st_mode))
        add_folder(inputs, options, path);
    else
        add_file(inputs, path_join(inputs, ".", path), path_folder(inputs, path), &status, true);
}

/* By file, the one that was named first; then by path. Standard input is one file. */
static int compare_files(const void *left, const void *right)
{
    const struct input *a = left, *b = right;
    int order = file_id_compare(a->id, b->id);
    if (order == 0)
        order = b->named - a->named;
    return order != 0 ? order : strcmp(a->path, b->path);
}

static int compare_paths(const void *left, const void *right)
{
    return strcmp(((const struct input *)left)->path, ((const struct input *)right)->path);
}

/* A file that two paths lead to is read once. */
static void drop_doubles(struct inputs *inputs)
{
    size_t kept = 0;
    qsort(inputs->items, inputs->count, sizeof *inputs->items, compare_files);
    for (size_t i = 0; i < inputs->count; i++)
        if (i == 0 || file_id_compare(inputs->items[i].id, inputs->items[i - 1].id) != 0)
            inputs->items[kept++] = inputs->items[i];
    inputs->count = kept;
    qsort(inputs->items, inputs->count, sizeof *inputs->items, compare_paths);
}

struct inputs *inputs_find(void *mem, const struct options *options,
                           struct disk_file *standard_input)
{
    struct inputs *inputs = talloc_zero(mem, struct inputs);
    inputs->standard_input = standard_input;
    if (options->argument_count == 0)
        add_path(inputs, options, ".");
    for (size_t i = 0; i < options->argument_count; i++)
        add_path(inputs, options, options->arguments[i]);
    if (inputs->count > 1)
        drop_doubles(inputs);
    return inputs;
}
