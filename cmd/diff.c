#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/correction.h"
#include "cmd/online.h"
#include "cmd/output.h"
#include "cmd/path.h"
#include "cmd/print/escape.h"
#include "cmd/session.h"
#include "cmd/tally.h"
#include "cmd/texts.h"
#include "parser/unidiff.h"

/* mxmend diff: prints the change that mxmend fix makes, for git apply and patch -p1. */

struct run {
    struct corrections *corrections;
    struct tally tally;
};

static void collect(void *context, const struct visit *visit)
{
    struct run *run = context;
    tally_add(&run->tally, visit);
    corrections_add(run->corrections, visit);
}

static enum paint paint_of(const char *line)
{
    if (strncmp(line, "--- ", 4) == 0 || strncmp(line, "+++ ", 4) == 0)
        return PAINT_BOLD;
    return *line == '-'   ? PAINT_RED
           : *line == '+' ? PAINT_GREEN
           : *line == '@' ? PAINT_CYAN
                          : PAINT_NONE;
}

/* For a reader: in colour, and with nothing that a terminal would obey. */
static void print_lines(const struct output *output, const char *text, size_t length)
{
    for (const char *end = text + length, *next; text < end; text = next + 1) {
        next = memchr(text, '\n', (size_t)(end - text)); /* a diff is made of whole lines */
        output_paint(output, paint_of(text));
        for (const char *tab; (tab = memchr(text, '\t', (size_t)(next - text))) != NULL;) {
            escape_bytes(output->stream, text, (size_t)(tab - text));
            fputc('\t', output->stream);
            text = tab + 1;
        }
        escape_bytes(output->stream, text, (size_t)(next - text));
        output_paint(output, PAINT_NONE);
        fputc('\n', output->stream);
    }
}

static enum status print_diff(const struct output *output, struct corrected *corrected)
{
    const char *why;
    size_t length;
    void *mem = talloc_new(NULL);
    struct disk_file *file = disk_read_again(mem, &corrected->file, &why);
    if (file == NULL) {
        complain("%s: %s", corrected->file.path, why);
        talloc_free(mem);
        return STATUS_TROUBLE;
    }
    if (file->raw != NULL)
        complain("%s: git and patch take UTF-16 for binary: mxmend fix makes this change",
                 file->path);
    const char *path = path_for_diff(mem, file->path);
    if (*path == '/')
        complain("%s: not below this folder: its diff is to be applied in /", path++);
    const char *text =
        unidiff(mem, path, file->bytes, file->size, corrected->edits, corrected->count, &length);
    if (output->terminal || output->color)
        print_lines(output, text, length);
    else
        fwrite(text, 1, length, output->stream);
    talloc_free(mem);
    return length > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}

static void print_summary(void *mem, const struct corrected_list *list, const char *hint)
{
    fputs(corrected_text(mem, list), stderr);
    if (list->unsafe > 0)
        fprintf(stderr, "; %zu more with --unsafe", list->unsafe);
    escape_text(stderr, hint);
    fputc('\n', stderr);
}

enum status diff_run(const struct options *options)
{
    struct output output;
    if (!output_open(options, options->output, &output))
        return STATUS_TROUBLE;
    void *mem = talloc_new(NULL);
    struct run run = {.corrections = corrections_new(mem, options)};
    struct options told = *options;
    struct inputs *inputs = inputs_find(mem, options, NULL, texts_new(mem, options));
    enum status fetched = options->fetch ? online->fetch_for(&told, inputs) : STATUS_CLEAN;
    if (fetched == STATUS_TROUBLE) {
        talloc_free(mem);
        return fetched;
    }
    enum status status = session_run(&told, inputs, (struct visitor){collect, &run});
    status = worst(status, fetched);
    struct corrected_list list = corrections_finish(run.corrections);
    for (size_t i = 0; i < list.count; i++)
        status = worst(status, print_diff(&output, &list.items[i]));
    status = worst(status, output_close(&output));
    if (!options->quiet) {
        corrected_remind(&list);
        print_summary(mem, &list, tally_hint(mem, &run.tally, options));
    }
    talloc_free(mem);
    return status;
}
