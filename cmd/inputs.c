#include "cmd/inputs.h"

#include <errno.h>
#include <fts.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/config.h"
#include "cmd/ignored.h"
#include "cmd/path.h"
#include "cmd/snapshot.h"
#include "parser/array.h"
#include "parser/formats/mta_sts.h"

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

/* Files of one project may include one another: the repository's, else those below a configuration. */
static const char *find_top(struct inputs *inputs, const char *folder)
{
    const char *real = path_real(inputs, folder);
    const char *top = real == NULL ? NULL : path_above(inputs, real, ".git");
    return top != NULL || real == NULL ? top : path_above(inputs, real, config_file_name);
}

static void add_file(struct inputs *inputs, const char *path, const char *root, const char *top,
                     struct file_id id, bool named)
{
    ARRAY_PUSH(inputs, inputs->items, inputs->count,
               (struct input){.path = path, .root = root, .top = top, .id = id, .named = named});
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

/* A folder that is walked. */
struct walked {
    const char *folder, *top;
    const struct ignored *ignored;
};

/* What a walk comes upon. */
static void visit(struct inputs *inputs, FTS *walk, FTSENT *entry, const struct walked *walked)
{
    const char *folder = walked->folder;
    const struct ignored *ignored = walked->ignored;
    const char *below = entry->fts_path + strlen(folder);
    below += strspn(below, "/");
    bool hidden = is_hidden(entry);
    if (entry->fts_info == FTS_D && entry->fts_level > 0 &&
        (hidden || ignored_has(ignored, below, true)))
        fts_set(walk, entry, FTS_SKIP);
    if (hidden)
        return;
    if (entry->fts_info == FTS_DNR || entry->fts_info == FTS_ERR || entry->fts_info == FTS_NS)
        refuse(inputs, entry->fts_path, strerror(entry->fts_errno));
    bool is_file = entry->fts_info == FTS_F && S_ISREG(entry->fts_statp->st_mode);
    if (!is_file && !(entry->fts_info == FTS_SL && link_stays(entry, folder)))
        return;
    if (!ignored_has(ignored, below, false))
        add_file(inputs, path_join(inputs, ".", entry->fts_path), folder, walked->top,
                 (struct file_id){entry->fts_statp->st_dev, entry->fts_statp->st_ino}, false);
}

static void add_folder(struct inputs *inputs, const char *folder)
{
    char *const roots[] = {talloc_strdup(inputs, folder), NULL};
    struct ignored *ignored = ignored_find(inputs, folder);
    FTS *walk = fts_open(roots, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, NULL);
    if (walk == NULL) {
        refuse(inputs, folder, strerror(errno));
        return;
    }
    struct walked walked = {roots[0], find_top(inputs, folder), ignored};
    for (FTSENT *entry; (entry = fts_read(walk)) != NULL;)
        visit(inputs, walk, entry, &walked);
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
        add_folder(inputs, path);
    else
        add_file(inputs, path_join(inputs, ".", path), path_folder(inputs, path),
                 find_top(inputs, path_folder(inputs, path)),
                 (struct file_id){status.st_dev, status.st_ino}, !options->skip_unknown);
}

/* Would a walk of the repository pass this file over? */
static bool is_hidden_below(const char *path, const char *top)
{
    const char *name = path + strlen(top);
    while ((name = strstr(name, "/.")) != NULL)
        if (strncmp(++name, ".well-known/", 12) != 0)
            return true;
    return false;
}

static void add_staged_file(struct inputs *inputs, const struct options *options, const char *path,
                            bool named)
{
    const char *top = snapshot_top(options->tree);
    add_file(inputs, talloc_strdup(inputs, path), top, NULL, snapshot_id(options->tree, path),
             named);
}

/* What is staged at `path` or below it. */
static void add_staged_below(struct inputs *inputs, const struct options *options, const char *path)
{
    const char *top = snapshot_top(options->tree), *found;
    void *mem = talloc_new(NULL);
    const char *real = path_real(mem, path);
    for (size_t at = 0; (found = snapshot_staged(options->tree, mem, &at)) != NULL;)
        if (path_is_within(found, real != NULL ? real : path_absolute(mem, path)) &&
            snapshot_has(options->tree, found) && !is_hidden_below(found, top))
            add_staged_file(inputs, options, path_shown(mem, found), false);
    talloc_free(mem);
}

static void add_staged(struct inputs *inputs, const struct options *options, const char *path)
{
    struct stat status;
    if (strcmp(path, "-") != 0 && snapshot_has(options->tree, path))
        add_staged_file(inputs, options, path_join(inputs, ".", path), !options->skip_unknown);
    else if (stat(path, &status) == 0 && S_ISDIR(status.st_mode))
        add_staged_below(inputs, options, path);
    else
        refuse(inputs, path, "is not in git's index");
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

/* Looks up what the configuration says of each. Where one is wrong nothing is done. */
static void configure(struct inputs *inputs, const struct options *options)
{
    struct configs *configs = configs_new(inputs, options);
    bool wrong = false;
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        struct input *input = &inputs->items[i];
        input->settings = configs_for(configs, input->path);
        wrong = wrong || input->settings == NULL;
        if (input->named || (input->settings != NULL && !input->settings->excluded))
            inputs->items[kept++] = *input;
    }
    inputs->count = wrong ? 0 : kept;
    if (wrong)
        inputs->status = STATUS_TROUBLE;
}

struct inputs *inputs_find(void *mem, const struct options *options,
                           struct disk_file *standard_input)
{
    struct inputs *inputs = talloc_zero(mem, struct inputs);
    inputs->standard_input = standard_input;
    const char *const everything = options->tree == NULL ? "." : snapshot_top(options->tree);
    void (*add)(struct inputs *, const struct options *, const char *) =
        options->tree == NULL ? add_path : add_staged;
    if (options->argument_count == 0)
        add(inputs, options, everything);
    for (size_t i = 0; i < options->argument_count; i++)
        add(inputs, options, options->arguments[i]);
    if (inputs->count > 1)
        drop_doubles(inputs);
    configure(inputs, options);
    return inputs;
}
