#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/explain_inputs.h"
#include "cmd/online.h"
#include "cmd/print/escape.h"
#include "cmd/reports.h"
#include "cmd/session.h"
#include "cmd/snapshot.h"
#include "cmd/texts.h"
#include "parser/array.h"

/* mxmend check: prints what is wrong, and a line that sums it up. */

static void note_input(struct reports *reports, const struct visit *visit)
{
    const struct document *document = visit->document;
    struct outcome *outcome = reports->outcome;
    char name[NAME_TEXT_MAX];
    struct report_input input = {
        .path = visit->source->input->path,
        .format = document->format->name,
        .records = document->record_count,
    };
    if (document->apex != NAME_UNKNOWN)
        input.zone = talloc_strdup(outcome, name_to_text(document->names, document->apex, name));
    ARRAY_PUSH(outcome, outcome->inputs, outcome->input_count, input);
}

static void show(void *context, const struct visit *visit)
{
    struct reports *reports = context;
    struct view *view = view_new(NULL, visit);
    for (size_t i = 0; i < visit->findings->count; i++)
        if (visit->findings->items[i].severity >= reports->least)
            view_show(view, &visit->findings->items[i]);
    reports_input(reports, view);
    tally_add(&reports->outcome->tally, visit);
    if (visit->source != NULL)
        note_input(reports, visit);
    talloc_free(view);
}

static void print_summary(void *mem, const struct reports *reports, const struct options *options)
{
    const struct tally *tally = &reports->outcome->tally;
    const char *printed = tally_text(mem, tally, ERROR, (int)reports->least);
    const char *held_back = tally_text(mem, tally, (int)reports->least - 1, NOTICE);
    const char *inputs = tally_inputs(mem, tally);
    fprintf(stderr, "%s: %s", *inputs == '\0' ? "no DNS data" : inputs,
            *printed == '\0' ? "no findings" : printed);
    if (*held_back != '\0')
        fprintf(stderr, " (%s not shown)", held_back);
    if (tally->suppressed > 0)
        fprintf(stderr, " (%zu suppressed)", tally->suppressed);
    if (tally->accepted > 0)
        fprintf(stderr, " (%zu accepted)", tally->accepted);
    if (tally->older > 0)
        fprintf(stderr, " (%zu there before)", tally->older);
    if (tally->safe > 0)
        fprintf(stderr, "; %zu fixable with mxmend fix", tally->safe);
    if (tally->unsafe > 0)
        fprintf(stderr, "; %zu fixable with mxmend fix --unsafe", tally->unsafe);
    if (tally->texts > 0)
        fprintf(stderr, "; %s looked through", count_of(mem, tally->texts, "other file"));
    escape_text(stderr, tally_hint(mem, tally, options));
    fputc('\n', stderr);
}

/* --explain-inputs: in text or JSON, to the first place that is named. */
static enum status explain(const struct options *options, struct inputs *inputs)
{
    struct output output;
    struct destination first = {NULL, NULL};
    if (options->destinations.count > 0)
        first = options->destinations.items[0];
    if (!output_open(options, first.output, &output))
        return STATUS_TROUBLE;
    bool json = first.format != NULL && strcmp(first.format, "json") == 0;
    enum status status = inputs_explain(options, inputs, &output, json);
    return worst(status, output_close(&output));
}

static enum status run(void *mem, const struct options *options)
{
    struct options told = *options;
    if (options->staged && (told.tree = snapshot_of_index(mem)) == NULL)
        return STATUS_TROUBLE;
    struct texts *texts = options->explain_inputs ? NULL : texts_new(mem, &told);
    struct inputs *inputs = inputs_find(mem, &told, NULL, texts);
    if (options->explain_inputs)
        return explain(&told, inputs);
    struct reports *reports = reports_open(mem, options);
    if (reports == NULL)
        return STATUS_TROUBLE;
    reports->progress = inputs->progress;
    enum status fetched = options->fetch ? online->fetch_for(&told, inputs) : STATUS_CLEAN;
    if (fetched == STATUS_TROUBLE)
        return fetched;
    reports_begin(reports);
    enum status status = session_run(&told, inputs, (struct visitor){show, reports});
    reports->outcome->status = status = worst(status, fetched);
    reports->outcome->tally.texts += texts_count(texts);
    status = worst(status, reports_close(reports));
    if (!options->quiet && (reports->outcome->input_count > 0 ||
                            texts_count(texts) > 0)) /* what was not read is not clean */
        print_summary(mem, reports, options);
    if (tally_fails(&reports->outcome->tally, options->fail_on))
        status = worst(status, STATUS_FINDINGS);
    return status;
}

enum status check_run(const struct options *options)
{
    void *mem = talloc_new(NULL);
    enum status status = run(mem, options);
    talloc_free(mem);
    return status;
}
