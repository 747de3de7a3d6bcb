#include "cmd/inputs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/config.h"
#include "cmd/path.h"
#include "cmd/progress.h"
#include "cmd/snapshot.h"
#include "cmd/texts.h"
#include "cmd/walk.h"
#include "parser/array.h"

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

/* A glance at a file that a walk comes upon. */
static bool is_wanted(void *context, unsigned thread, int at, const char *name, const char *path)
{
    struct inputs *inputs = context;
    progress_found(inputs->progress);
    return texts_wants(inputs->texts, thread, at, name, path);
}

static void add_folder(struct inputs *inputs, const struct options *options, const char *path)
{
    const char *folder = talloc_strdup(inputs, path);
    const char *top = find_top(inputs, folder);
    struct ignored *ignored = ignored_find(inputs, folder);
    struct walk walk = {.folder = folder,
                        .ignored = ignored,
                        .threads = options->jobs < 1 ? 1 : (unsigned)options->jobs,
                        .wants = inputs->texts == NULL ? NULL : is_wanted,
                        .context = inputs};
    const struct walked *walked = walk_folder(inputs, &walk);
    for (size_t i = 0; i < walked->file_count; i++)
        add_file(inputs, walked->files[i].path, folder, top, walked->files[i].id, false);
    for (size_t i = 0; i < walked->note_count; i++)
        if (walked->notes[i].is_trouble)
            refuse(inputs, walked->notes[i].path, walked->notes[i].why);
        else if (options->verbose)
            complain("%s: skipped: it %s", walked->notes[i].path, walked->notes[i].why);
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
        add_file(inputs, path_join(inputs, ".", path), path_folder(inputs, path),
                 find_top(inputs, path_folder(inputs, path)),
                 (struct file_id){status.st_dev, status.st_ino}, !options->skip_unknown);
}

/* Would a walk of the repository pass this file over? */
static bool is_hidden_below(const char *path, const char *top)
{
    const char *name = path + strlen(top);
    while ((name = strstr(name, "/.")) != NULL) {
        name++;
        if (!walk_shows(name, strcspn(name, "/")))
            return true;
    }
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
    struct configs *configs =
        inputs->texts != NULL ? texts_configs(inputs->texts) : configs_new(inputs, options);
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
                           struct disk_file *standard_input, struct texts *texts)
{
    struct inputs *inputs = talloc_zero(mem, struct inputs);
    inputs->progress = progress_new(inputs, options->quiet);
    inputs->texts = texts;
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
    if (texts != NULL && options->tree == NULL)
        texts_sift(texts, inputs);
    progress_hide(inputs->progress);
    return inputs;
}
