#include "cmd/print/escape.h"
#include "cmd/print/form.h"
#include "cmd/print/json_text.h"
#include "parser/names.h"

/*
 * For programs: one object, written as the run goes on, since a run may find a hundred thousand
 * things. Each finding stands on a line of its own.
 */

static void print_span(FILE *out, const struct lines *lines, struct span at)
{
    struct place start = lines_place(lines, at.start);
    fprintf(out, "\"span\":{\"start\":%u,\"end\":%u},\"line\":%u,\"column\":%u", at.start, at.end,
            start.line, start.column);
}

static void print_edit(FILE *out, struct view *view, const struct edit *edit)
{
    fputs("{\"path\":", out);
    json_text(out, view->visit->document->files[edit->file].path);
    fputc(',', out);
    print_span(out, view_lines(view, edit->file), edit->old);
    fputs(",\"text\":", out);
    json_bytes(out, edit->text, edit->length);
    fprintf(out, ",\"safety\":\"%s\"}", edit->safety == SAFE ? "safe" : "unsafe");
}

static void print_edits(FILE *out, struct view *view, const struct finding *finding)
{
    fputs(",\"edits\":[", out);
    for (size_t i = 0; i < finding->edit_count; i++) {
        fputs(i == 0 ? "" : ",", out);
        print_edit(out, view, &finding->edits[i]);
    }
    fputs("]}", out);
}

static void print_finding(struct report *report, struct view *view, const struct finding *finding)
{
    FILE *out = report->output.stream;
    const struct document *document = view->visit->document;
    const struct lines *lines = view_lines(view, finding->file);
    struct place end = lines_place(lines, finding->at.end);
    char owner[NAME_TEXT_MAX];
    fprintf(out,
            "%s\n{\"rule\":\"%s\",\"severity\":\"%s\",\"path\":", report->printed == 0 ? "" : ",",
            finding->rule->id, severity_name(finding->severity));
    json_text(out, document->files[finding->file].path);
    fputc(',', out);
    print_span(out, lines, finding->at);
    fprintf(out, ",\"endLine\":%u,\"endColumn\":%u,\"message\":", end.line, end.column);
    json_text(out, finding->message);
    fputs(",\"note\":", out);
    json_text(out, finding->note);
    fputs(",\"owner\":", out);
    json_text(out, finding->record == NULL
                       ? NULL
                       : name_to_text(document->names, finding->record->name, owner));
    print_edits(out, view, finding);
}

static void begin(struct report *report)
{
    fputs("{\"mxmend\":1,\"version\":\"" MXMEND_VERSION "\",\"findings\":[", report->output.stream);
}

static void end(struct report *report)
{
    FILE *out = report->output.stream;
    const struct outcome *outcome = report->outcome;
    const struct tally *tally = &outcome->tally;
    fputs("\n],\"files\":[", out);
    for (size_t i = 0; i < outcome->input_count; i++) {
        const struct report_input *input = &outcome->inputs[i];
        fprintf(out, "%s\n{\"path\":", i == 0 ? "" : ",");
        json_text(out, input->path);
        fprintf(out, ",\"format\":\"%s\",\"zone\":", input->format);
        json_text(out, input->zone);
        fprintf(out, ",\"records\":%zu}", input->records);
    }
    const struct {
        const char *name;
        size_t count;
    } counts[] = {
        {"zones", tally->zones},
        {"exports", tally->exports},
        {"policies", tally->policies},
        {"texts", tally->texts},
        {"records", tally->records},
        {"errors", tally->by_severity[ERROR]},
        {"warnings", tally->by_severity[WARNING]},
        {"notices", tally->by_severity[NOTICE]},
        {"suppressed", tally->suppressed},
        {"accepted", tally->accepted},
        {"older", tally->older},
        {"fixable", tally->safe},
        {"fixableUnsafe", tally->unsafe},
    };
    fputs("\n],\"summary\":{", out);
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        fprintf(out, "%s\"%s\":%zu", i == 0 ? "" : ",", counts[i].name, counts[i].count);
    fputs("}}\n", out);
}

const struct form json_form = {"json", begin, NULL, print_finding, end};
