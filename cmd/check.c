#include <stdio.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/explain_inputs.h"
#include "cmd/fetch.h"
#include "cmd/print/form.h"
#include "cmd/session.h"
#include "cmd/texts.h"
#include "parser/array.h"

/* mxmend check: prints what is wrong, and a line that sums it up. */

struct run {
    void *mem;
    const struct form *form;
    struct report report;
};

static const struct form *const forms[] = {&text_form, &json_form};
static const char *const form_names[] = {"text", "json", NULL};

static void note_input(struct run *run, const struct visit *visit)
{
    const struct document *document = visit->document;
    char name[NAME_TEXT_MAX];
    struct report_input input = {
        .path = visit->source->input->path,
        .format = document->format->name,
        .records = document->record_count,
    };
    if (document->apex != NAME_UNKNOWN)
        input.zone = talloc_strdup(run->mem, name_to_text(document->names, document->apex, name));
    ARRAY_PUSH(run->mem, run->report.inputs, run->report.input_count, input);
}

static void show(void *context, const struct visit *visit)
{
    struct run *run = context;
    struct report *report = &run->report;
    struct view *view = view_new(NULL, visit);
    for (size_t i = 0; i < visit->findings->count; i++) {
        const struct finding *finding = &visit->findings->items[i];
        if (finding->severity < report->least)
            continue;
        run->form->finding(report, view, finding);
        report->printed++;
    }
    tally_add(&report->tally, visit);
    note_input(run, visit);
    talloc_free(view);
}

static void print_summary(void *mem, const struct report *report)
{
    const struct tally *tally = &report->tally;
    const char *printed = tally_text(mem, tally, ERROR, (int)report->least);
    const char *held_back = tally_text(mem, tally, (int)report->least - 1, NOTICE);
    const char *comma = "";
    if (tally->zones > 0) {
        fprintf(stderr, "%s, %s", count_of(mem, tally->zones, "zone"),
                count_of(mem, tally->records, "record"));
        comma = ", ";
    }
    if (tally->policies > 0) {
        fprintf(stderr, "%s%zu MTA-STS %s", comma, tally->policies,
                tally->policies == 1 ? "policy" : "policies");
        comma = ", ";
    }
    const char *texts = tally->texts == 0 ? "" : count_of(mem, tally->texts, "other file");
    if (*comma == '\0')
        fputs(texts, stderr);
    fprintf(stderr, ": %s", *printed == '\0' ? "no findings" : printed);
    if (*held_back != '\0')
        fprintf(stderr, " (%s not shown)", held_back);
    if (tally->suppressed > 0)
        fprintf(stderr, " (%zu suppressed)", tally->suppressed);
    if (tally->safe > 0)
        fprintf(stderr, "; %zu fixable with mxmend fix", tally->safe);
    if (tally->unsafe > 0)
        fprintf(stderr, "; %zu fixable with mxmend fix --unsafe", tally->unsafe);
    if (*comma != '\0' && *texts != '\0')
        fprintf(stderr, "; %s looked through", texts);
    fputc('\n', stderr);
}

enum status check_run(const struct options *options)
{
    struct output output;
    int form = options_choose("format", options->format, form_names);
    if (form < 0 || !output_open(options, &output))
        return STATUS_TROUBLE;
    struct run run = {.mem = talloc_new(NULL), .form = forms[form]};
    struct report *report = &run.report;
    report->output = &output;
    report->least = (enum severity)options->least;

    struct options told = *options;
    struct texts *texts = texts_new(run.mem, options);
    struct inputs *inputs =
        inputs_find(run.mem, options, NULL, options->explain_inputs ? NULL : texts);
    if (options->explain_inputs) {
        enum status shown = inputs_explain(options, inputs, &output, run.form == &json_form);
        shown = worst(shown, output_close(&output));
        talloc_free(run.mem);
        return shown;
    }
    enum status fetched = options->fetch ? fetch_for(&told, inputs) : STATUS_CLEAN;
    if (fetched == STATUS_TROUBLE) {
        talloc_free(run.mem);
        return fetched;
    }
    if (run.form->begin != NULL)
        run.form->begin(report);
    enum status status = session_run(&told, inputs, (struct visitor){show, &run});
    status = worst(status, fetched);
    report->tally.texts += texts_count(texts);
    if (run.form->end != NULL)
        run.form->end(report);
    status = worst(status, output_close(&output));
    if (!options->quiet &&
        report->tally.zones + report->tally.policies + report->tally.texts > 0) /* what was not read is not clean */
        print_summary(run.mem, report);
    if (tally_fails(&report->tally, options->fail_on))
        status = worst(status, STATUS_FINDINGS);
    talloc_free(run.mem);
    return status;
}
