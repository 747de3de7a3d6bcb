#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/correction.h"
#include "cmd/print/escape.h"
#include "cmd/replace_file.h"
#include "cmd/session.h"
#include "cmd/tally.h"
#include "cmd/texts.h"
#include "parser/utf16.h"

/* mxmend fix: makes the change in the files, then looks at what is left. */

struct run {
    void *mem;
    const struct options *options;
    struct corrections *corrections;
    struct disk_file *text; /* what standard input became; NULL if it was not read */
    struct tally tally;     /* of what is there, or left */
};

static void collect(void *context, const struct visit *visit)
{
    struct run *run = context;
    tally_add(&run->tally, visit);
    corrections_add(run->corrections, visit);
    if (visit->source->input->text != NULL)
        run->text = visit->source->input->text;
}

static void look_again(void *context, const struct visit *visit)
{
    struct run *run = context;
    tally_add(&run->tally, visit);
}

/* The new bytes, as they are on disk. */
static char *bytes_correct(void *mem, const struct disk_file *file,
                           const struct corrected *corrected, size_t *size)
{
    if (file->raw == NULL)
        return edits_apply(mem, file->bytes, file->size, corrected->edits, corrected->count, size);
    struct edit *edits =
        utf16_edits(mem, file->raw, file->raw_size, corrected->edits, corrected->count);
    return edits_apply(mem, file->raw, file->raw_size, edits, corrected->count, size);
}

/* Makes the change in one file, or in the text that goes to stdout. */
static const char *correct(struct run *run, void *mem, struct corrected *corrected)
{
    const char *why;
    size_t size;
    struct disk_file *file = disk_read_again(mem, &corrected->file, &why);
    if (file == NULL)
        return why;
    bool is_file = file != &corrected->file;
    char *bytes = bytes_correct(is_file ? mem : run->mem, file, corrected, &size);
    if (size > UINT32_MAX)
        return "would grow beyond 4 GiB";
    if (is_file)
        return replace_file(mem, file, bytes, size);
    run->text = talloc_memdup(run->mem, file, sizeof *file);
    run->text->bytes = bytes;
    run->text->size = (uint32_t)size;
    return disk_convert(run->text);
}

static enum status correct_all(struct run *run, const struct corrected_list *list)
{
    enum status status = STATUS_CLEAN;
    for (size_t i = 0; i < list->count; i++) {
        void *mem = talloc_new(NULL);
        const char *path = list->items[i].file.path;
        const char *why = correct(run, mem, &list->items[i]);
        if (why != NULL) {
            complain("%s: %s", path, why);
            status = STATUS_TROUBLE;
        } else {
            fputs("fixed ", stderr);
            escape_text(stderr, path);
            fprintf(stderr, ": %s\n", count_of(mem, list->items[i].count, "edit"));
        }
        talloc_free(mem);
    }
    return status;
}

/* Standard input goes to stdout, changed or not. */
static enum status print_text(const struct disk_file *text)
{
    if (text == NULL)
        return STATUS_CLEAN;
    fwrite(text->raw != NULL ? text->raw : text->bytes, 1,
           text->raw != NULL ? text->raw_size : text->size, stdout);
    if (fflush(stdout) == 0 && ferror(stdout) == 0)
        return STATUS_CLEAN;
    complain("stdout: %s", strerror(errno));
    return STATUS_TROUBLE;
}

static void print_summary(struct run *run, const struct corrected_list *list, bool is_known)
{
    const char *left = tally_text(run->mem, &run->tally, ERROR, WARNING);
    fputs(corrected_text(run->mem, list), stderr);
    if (is_known)
        fprintf(stderr, "; %s left", *left == '\0' ? "nothing" : left);
    if (list->unsafe > 0)
        fprintf(stderr, "; %zu fixable with --unsafe", list->unsafe);
    escape_text(stderr, tally_hint(run->mem, &run->tally, run->options));
    fputc('\n', stderr);
}

enum status fix_run(const struct options *options)
{
    struct run run = {.mem = talloc_new(NULL), .options = options};
    run.corrections = corrections_new(run.mem, options);
    struct inputs *inputs = inputs_find(run.mem, options, NULL, texts_new(run.mem, options));
    enum status status = session_run(options, inputs, (struct visitor){collect, &run});
    struct corrected_list list = corrections_finish(run.corrections);
    status = worst(status, correct_all(&run, &list));
    status = worst(status, print_text(run.text));

    /*
     * What is left is what a fresh look finds. Trouble was told of once, and is the status anyway.
     */
    bool is_known = list.count == 0 || status == STATUS_CLEAN;
    if (list.count > 0 && is_known) {
        run.tally = (struct tally){0};
        inputs = inputs_find(run.mem, options, run.text, inputs->texts);
        status = session_run(options, inputs, (struct visitor){look_again, &run});
    }
    if (!options->quiet) {
        corrected_remind(&list);
        print_summary(&run, &list, is_known);
    }
    if (tally_fails(&run.tally, options->fail_on))
        status = worst(status, STATUS_FINDINGS);
    talloc_free(run.mem);
    return status;
}
