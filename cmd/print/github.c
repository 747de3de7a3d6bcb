#include <string.h>

#include "cmd/print/escape.h"
#include "cmd/print/form.h"

/*
 * Commands to the runner of GitHub Actions, which shows each at its line in a pull request. The runner
 * takes every line that starts with :: for a command, so nothing of a file may start a line.
 * Source: GitHub documentation, "Workflow commands for GitHub Actions"; the escapes are those of
 * @actions/core. GitHub shows ten errors, ten warnings and ten notices of a step.
 */

static const char *const annotations[] = {
    [NOTICE] = "notice", [WARNING] = "warning", [ERROR] = "error"};

/* What the runner would take for syntax; ':' and ',' only in the value of a property. */
static const char *escape_of(char byte, bool property)
{
    static const struct {
        char byte;
        bool property;
        const char *escape;
    } escapes[] = {{'%', false, "%25"},
                   {'\r', false, "%0D"},
                   {'\n', false, "%0A"},
                   {':', true, "%3A"},
                   {',', true, "%2C"}};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        if (escapes[i].byte == byte && (property || !escapes[i].property))
            return escapes[i].escape;
    return NULL;
}

static void print_text(FILE *out, const char *text, bool property)
{
    for (size_t left = strlen(text), length; left > 0; text += length, left -= length) {
        bool harmless;
        length = escape_next(text, left, &harmless);
        const char *escape = escape_of(*text, property);
        if (escape != NULL)
            fputs(escape, out);
        else
            escape_bytes(out, text, length);
    }
}

static void print_finding(struct report *report, struct view *view, const struct finding *finding)
{
    FILE *out = report->output.stream;
    struct place start = view_place(view, finding->file, finding->at.start);
    struct place end = view_place(view, finding->file, finding->at.end);
    fprintf(out, "::%s file=", annotations[finding->severity]);
    print_text(out, view_path(view, finding->file), true);
    fprintf(out, ",line=%u,endLine=%u", start.line, end.line);
    if (start.line == end.line) /* columns of several lines are refused */
        fprintf(out, ",col=%u,endColumn=%u", start.column, end.column);
    fputs(",title=", out);
    print_text(out, finding->rule->id, true);
    fputs("::", out);
    print_text(out, finding->message, false);
    if (finding->note != NULL) {
        fputs("%0A", out);
        print_text(out, finding->note, false);
    }
    fputc('\n', out);
}

const struct form github_form = {"github", NULL, NULL, print_finding, NULL};
