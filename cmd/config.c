#include "cmd/config.h"

#include <string.h>
#include <sys/stat.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/complain.h"
#include "cmd/config_read.h"
#include "cmd/glob.h"
#include "cmd/path.h"
#include "cmd/snapshot.h"
#include "parser/array.h"

const char config_file_name[] = ".mxmend.yaml";

/* A file that was looked at; `config` is NULL if it is wrong. */
struct known {
    const char *path;
    const struct config *config;
};

struct configs {
    const struct options *options;
    struct known *items;
    size_t count;
    struct settings *plain; /* where no configuration is */
    const char *folder;     /* of the last input, and the file that holds there (NULL: none) */
    const char *file;
};

static const struct config *read_config(struct configs *configs, const char *path)
{
    const char *why;
    struct snapshot *tree = configs->options->tree;
    const char *shown = path_shown(configs, path);
    struct disk_file *file = tree != NULL && snapshot_has(tree, path)
                                 ? snapshot_read(tree, configs, shown, &why)
                                 : disk_read(configs, shown, &why);
    const char *home = path_folder(configs, path);
    /* One that is named is no part of the files: its patterns are those of who names it. */
    const char *folder = configs->options->config == NULL ? home : path_real(configs, ".");
    if (file == NULL)
        complain("%s: %s", shown, why);
    return file == NULL ? NULL : config_read(configs, file, folder, home);
}

static const struct config *find_config(struct configs *configs, const char *path)
{
    for (size_t i = 0; i < configs->count; i++)
        if (strcmp(configs->items[i].path, path) == 0)
            return configs->items[i].config;
    struct known known = {path, read_config(configs, path)};
    ARRAY_PUSH(configs, configs->items, configs->count, known);
    return known.config;
}

/* The file that holds in a folder; NULL: none. */
static const char *find_file(struct configs *configs, const char *path)
{
    const char *folder = path_folder(configs, path);
    if (configs->folder != NULL && strcmp(configs->folder, folder) == 0)
        return configs->file;
    const char *real = path_real(configs, folder);
    const char *above = real == NULL ? NULL : path_above(configs, real, config_file_name);
    configs->folder = folder;
    configs->file = above == NULL ? NULL : path_join(configs, above, config_file_name);
    return configs->file;
}

static void add_names(void *mem, struct names_given *names, const struct names_given *more)
{
    struct names_given sum = {NULL, 0};
    for (size_t i = 0; i < names->count; i++)
        ARRAY_PUSH(mem, sum.items, sum.count, names->items[i]);
    for (size_t i = 0; i < more->count; i++)
        ARRAY_PUSH(mem, sum.items, sum.count, more->items[i]);
    *names = sum;
}

/* What a later section says goes before; what it ignores comes on top. */
static void apply(struct configs *configs, struct settings *settings, const struct settings *more)
{
    struct rule_severity *severities = NULL;
    size_t count = 0;
    if (more->select.count > 0)
        settings->select = more->select;
    add_names(configs, &settings->ignore, &more->ignore);
    for (size_t i = 0; i < settings->severity_count; i++)
        ARRAY_PUSH(configs, severities, count, settings->severities[i]);
    for (size_t i = 0; i < more->severity_count; i++)
        ARRAY_PUSH(configs, severities, count, more->severities[i]);
    settings->severities = severities;
    settings->severity_count = count;
    settings->origin = more->origin != NULL ? more->origin : settings->origin;
    settings->format = more->format != NULL ? more->format : settings->format;
    settings->authority = more->authority != NULL ? more->authority : settings->authority;
    if (more->hosts.count > 0)
        settings->hosts = more->hosts;
}

static void apply_options(struct configs *configs, struct settings *settings)
{
    const struct options *options = configs->options;
    if (options->select.count > 0)
        settings->select = options->select;
    add_names(configs, &settings->ignore, &options->ignore);
    settings->origin = options->origin != NULL ? options->origin : settings->origin;
    settings->format = options->input_format != NULL ? options->input_format : settings->format;
    if (options->authorities.count > 0)
        settings->authority = NULL;
}

struct configs *configs_new(void *mem, const struct options *options)
{
    struct configs *configs = talloc_zero(mem, struct configs);
    configs->options = options;
    configs->plain = talloc_zero(configs, struct settings);
    apply_options(configs, configs->plain);
    return configs;
}

/* The configuration of what was named: a file, or what is in a folder. */
static const struct config *find_named(struct configs *configs, const char *path)
{
    struct stat status;
    const struct options *options = configs->options;
    bool is_folder = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    const char *file = options->isolated         ? NULL
                       : options->config != NULL ? path_absolute(configs, options->config)
                       : is_folder ? find_file(configs, talloc_asprintf(configs, "%s/.", path))
                                   : find_file(configs, path);
    return file == NULL ? NULL : find_config(configs, file);
}

struct run_settings configs_run(struct configs *configs)
{
    const struct options *options = configs->options;
    struct run_settings run = {.code = NULL};
    for (size_t i = 0; i < options->argument_count || i == 0; i++) {
        const struct config *config =
            find_named(configs, options->argument_count == 0 ? "." : options->arguments[i]);
        if (config == NULL)
            continue;
        if (run.code == NULL && config->code.suffix_count + config->code.row_count > 0)
            run.code = &config->code;
        for (size_t j = 0; j < config->section_count; j++)
            run.tells_formats |= config->sections[j].settings.format != NULL;
    }
    return run;
}

const struct settings *configs_for(struct configs *configs, const char *path)
{
    const struct options *options = configs->options;
    const char *file = options->isolated         ? NULL
                       : options->config != NULL ? path_absolute(configs, options->config)
                                                 : find_file(configs, path);
    const struct config *config = file == NULL ? NULL : find_config(configs, file);
    if (file != NULL && config == NULL)
        return NULL;
    if (config == NULL)
        return configs->plain;
    struct settings *settings = talloc_zero(configs, struct settings);
    const char *below = path_relative(settings, config->folder, path);
    for (size_t i = 0; i < config->section_count; i++)
        if (config->sections[i].glob == NULL || glob_covers(config->sections[i].glob, below))
            apply(configs, settings, &config->sections[i].settings);
    for (size_t i = 0; i < config->exclude.count; i++)
        settings->excluded |= glob_covers(config->exclude.items[i], below);
    apply_options(configs, settings);
    return settings;
}
