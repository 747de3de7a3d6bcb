#include "cmd/fetch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/authority_file.h"
#include "cmd/complain.h"
#include "cmd/disk.h"
#include "cmd/fetch_names.h"
#include "cmd/graph/authority_write.h"
#include "cmd/graph/words.h"
#include "cmd/output.h"
#include "cmd/path.h"
#include "cmd/replace_file.h"
#include "cmd/session.h"
#include "parser/array.h"

/* mxmend fetch: asks Microsoft Graph for the authoritative records. */

static const char both_on_stdin[] = "standard input cannot be both the token and a zone";

struct run {
    const struct options *options;
    const char *path;       /* of the authority file */
    struct disk_file *file; /* NULL: there is none yet */
    struct authority_text *text;
    struct site site;
    struct http_settings settings;
    struct tokens *tokens;
    bool terminal; /* somebody looks at stderr */
};

static void show_progress(void *context, size_t done, size_t total)
{
    (void)context;
    fprintf(stderr, "\r\033[Kmxmend: %zu of %zu domains%s", done, total,
            done == total ? "\r\033[K" : "");
}

/* Everything that can go wrong without asking anybody. */
static bool prepare(void *mem, struct run *run)
{
    const char *why = NULL;
    if (!site_find(mem, run->options, &run->site))
        return false;
    run->settings = (struct http_settings){run->options->ca_file, run->options->timeout};
    run->terminal = isatty(STDERR_FILENO) == 1;
    if (access(run->path, F_OK) == 0) {
        run->file = disk_read(mem, run->path, &why);
        if (run->file != NULL)
            run->text =
                authority_text_read(mem, run->file->bytes, run->file->size, run->site.cloud, &why);
    } else {
        run->text = authority_text_read(mem, NULL, 0, run->site.cloud, &why);
        if (access(path_folder(mem, run->path), W_OK) != 0)
            why = "its folder is not there, or cannot be written to";
    }
    if (why != NULL)
        complain("%s: %s", run->path, why);
    return why == NULL;
}

static const char *describe(void *mem, const struct run *run, const struct fetched *fetched)
{
    const struct ask *ask = fetched->ask;
    const char *words = ask->status == 0
                            ? ask->reason
                            : words_graph(mem, &run->site, ask->status, ask->code, ask->reason);
    return ask->status == 404 || ask->id == NULL
               ? words
               : talloc_asprintf(mem, "%s (%s%sclient-request-id %s)", words, ask->code,
                                 *ask->code == '\0' ? "" : ", ", ask->id);
}

/* Have both failed for the same reason? One line is enough for them. */
static bool is_alike(const struct fetched *a, const struct fetched *b)
{
    return a->ask->answer == FAILED && b->ask->answer == FAILED &&
           a->ask->status == b->ask->status && strcmp(a->ask->code, b->ask->code) == 0 &&
           (a->ask->status == 404 || strcmp(a->ask->reason, b->ask->reason) == 0);
}

/* Says for which domains there is no record, and why. */
static enum status say_failures(const struct run *run, const struct fetched_list *list)
{
    void *mem = talloc_new(NULL);
    enum status status = STATUS_CLEAN;
    if (list->count == 0 && list->list->answer == FAILED) { /* --all */
        struct fetched all = {"the tenant's domains", NULL, list->list};
        complain("%s: %s", all.name, describe(mem, run, &all));
        status = STATUS_OFFLINE;
    }
    for (size_t i = 0; i < list->count; i++) {
        const struct fetched *item = &list->items[i];
        bool said = item->ask->answer != FAILED;
        for (size_t j = 0; j < i && !said; j++)
            said = is_alike(item, &list->items[j]);
        if (!fetched_answered(item))
            status = STATUS_OFFLINE;
        if (said)
            continue;
        char *names = talloc_strdup(mem, item->name);
        for (size_t j = i + 1; j < list->count; j++)
            if (is_alike(item, &list->items[j]))
                names = talloc_asprintf_append_buffer(names, ", %s", list->items[j].name);
        complain("%s: %s", names, describe(mem, run, item));
    }
    talloc_free(mem);
    return status;
}

static bool write_file(void *mem, const struct run *run)
{
    if (!run->text->changed)
        return true;
    const char *why = run->file == NULL
                          ? create_file(mem, run->path, run->text->bytes, run->text->size)
                          : replace_file(mem, run->file, run->text->bytes, run->text->size);
    if (why != NULL)
        complain("%s: %s", run->path, why);
    return why == NULL;
}

static void sum_up(void *mem, const struct run *run, const struct fetched_list *list)
{
    size_t answered = 0;
    for (size_t i = 0; i < list->count; i++)
        answered += fetched_answered(&list->items[i]);
    fprintf(stderr, "%s, %zu answered; %s %s\n", count_of(mem, list->count, "domain"), answered,
            run->path, run->text->changed ? "written" : "is up to date");
}

/* Asks, with a token, and writes. `names` is NULL with --all. */
static enum status ask(void *mem, struct run *run, const struct names_given *names)
{
    enum status status;
    if (!tokens_get(run->tokens, &status))
        return status;
    struct graph *graph = graph_new(run->tokens, run->tokens);
    if (run->terminal && !run->options->quiet)
        graph->progress = show_progress;
    struct fetched_list *list = names == NULL ? graph_fetch_all(mem, graph)
                                              : graph_fetch(mem, graph, names->items, names->count);
    status = say_failures(run, list);
    if (list->count == 0)
        return status;
    authority_text_update(run->text, run->site.cloud, list, &run->site, run->options->now);
    if (!write_file(mem, run))
        status = worst(status, STATUS_TROUBLE);
    else if (run->terminal && !run->options->quiet)
        sum_up(mem, run, list);
    return status;
}

static enum status fetch(void *mem, const struct options *options, const char *path,
                         const struct names_given *names)
{
    struct run *run = talloc_zero(mem, struct run);
    run->options = options;
    run->path = path;
    if (!prepare(run, run))
        return STATUS_TROUBLE;
    run->tokens = tokens_new(run, &run->site, options, &run->settings);
    if (options->dry_run) {
        tokens_describe(run->tokens, stdout);
        graph_describe(&run->site, names == NULL ? NULL : names->items,
                       names == NULL ? 0 : names->count, stdout);
        return fflush(stdout) == 0 ? STATUS_CLEAN : STATUS_TROUBLE;
    }
    enum status status = ask(run, run, names);
    talloc_free(run);
    return status;
}

/* The domains that --from and the arguments name. */
static enum status find_names(void *mem, const struct options *options, struct names_given *names)
{
    for (size_t i = 0; i < options->argument_count; i++)
        if (!fetch_names_add(mem, names, options->arguments[i]))
            return STATUS_TROUBLE;
    if (options->from.count == 0)
        return STATUS_CLEAN;
    struct options paths = *options;
    paths.arguments = options->from.items;
    paths.argument_count = options->from.count;
    return fetch_names_scan(mem, names, &paths, inputs_find(mem, &paths, NULL, NULL));
}

static bool reads_twice(const struct options *options)
{
    bool twice = false;
    for (size_t i = 0; i < options->from.count; i++)
        twice = twice || strcmp(options->from.items[i], "-") == 0;
    return twice && options->token_file != NULL && strcmp(options->token_file, "-") == 0;
}

static const char *find_misuse(const struct options *options)
{
    bool named = options->argument_count > 0 || options->from.count > 0;
    bool on_stdout = options->output != NULL && strcmp(options->output, "-") == 0;
    return reads_twice(options) ? both_on_stdin
           : on_stdout          ? "--output: an authority file is updated, so it has to be a file"
           : options->all && named ? "--all takes no domains and no --from"
           : !options->all && !named
               ? "name domains, or zones with --from, or take --all; try mxmend fetch --help"
               : NULL;
}

enum status fetch_run(const struct options *options)
{
    const char *misuse = find_misuse(options);
    if (misuse != NULL)
        complain("%s", misuse);
    if (misuse != NULL || !secret_begin())
        return STATUS_TROUBLE;
    void *mem = talloc_new(NULL);
    struct names_given names = {NULL, 0};
    enum status status = options->all ? STATUS_CLEAN : find_names(mem, options, &names);
    const char *path = options->output == NULL ? authority_file_name : options->output;
    fetch_names_sort(&names);
    if (options->all)
        status = fetch(mem, options, path, NULL);
    else if (names.count > 0)
        status = worst(status, fetch(mem, options, path, &names));
    else if (status == STATUS_CLEAN)
        complain("no zone there has an Exchange MX: there is nothing to ask");
    talloc_free(mem);
    return status;
}

enum status fetch_for(struct options *options, struct inputs *inputs)
{
    if (options->authorities.count > 1) {
        complain("--fetch writes one authority file: name it with one --authority");
        return STATUS_TROUBLE;
    }
    if (options->token_file != NULL && strcmp(options->token_file, "-") == 0 &&
        inputs->standard_input != NULL) {
        complain("%s", both_on_stdin);
        return STATUS_TROUBLE;
    }
    if (!secret_begin())
        return STATUS_TROUBLE;
    struct names_given names = {NULL, 0};
    (void)fetch_names_scan(inputs, &names, options, inputs); /* the command says what is wrong */
    const char *path = options->authorities.count == 1 ? options->authorities.items[0]
                       : inputs->count > 0 ? authority_file_nearest(inputs, inputs->items[0].path)
                                           : authority_file_name;
    fetch_names_sort(&names);
    enum status status = names.count == 0 ? STATUS_CLEAN : fetch(inputs, options, path, &names);
    if (options->authorities.count == 0 && access(path, F_OK) == 0)
        ARRAY_PUSH(inputs, options->authorities.items, options->authorities.count, path);
    return status;
}
