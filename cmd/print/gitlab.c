#include "cmd/print/form.h"
#include "cmd/print/json_text.h"

/*
 * GitLab's report of code quality (artifacts:reports:codequality): a JSON array. GitLab tells findings
 * that a merge request adds from those that were there by their fingerprints, and drops all but one
 * with the same: so the path and the count within the file are part of it here. The engine's name is
 * Code Climate's, whose form this is: it tells a later run that the report is mxmend's own.
 * Source: GitLab documentation, "Code Quality report format".
 */

static const char *const severities[] = {
    [NOTICE] = "info", [WARNING] = "major", [ERROR] = "critical"};

static void print_finding(struct report *report, struct view *view, const struct finding *finding)
{
    FILE *out = report->output.stream;
    char text[FINGERPRINT_TEXT];
    struct fingerprinted print = view_fingerprint(view, finding);
    const struct lines *lines = view_lines(view, finding->file);
    struct place start = lines_place(lines, finding->at.start);
    struct place end = lines_place(lines, finding->at.end);
    const char *path = view_path(view, finding->file);
    fprintf(out,
            "%s\n{\"engine_name\":\"mxmend\",\"check_name\":\"%s\",\"severity\":\"%s\","
            "\"description\":",
            report->printed == 0 ? "" : ",", finding->rule->id, severities[finding->severity]);
    json_text(out, finding->message);
    fprintf(out, ",\"fingerprint\":\"%s", fingerprint_text(print.number, text));
    fprintf(out,
            "%s%u\",\"location\":{\"path\":", fingerprint_text(fingerprint_of_text(path), text),
            print.nth);
    json_text(out, path);
    fprintf(out, ",\"lines\":{\"begin\":%u,\"end\":%u}}}", start.line, end.line);
}

static void begin(struct report *report)
{
    fputc('[', report->output.stream);
}

static void end(struct report *report)
{
    fputs("\n]\n", report->output.stream);
}

const struct form gitlab_form = {"gitlab", begin, NULL, print_finding, end};
