#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/print/form.h"
#include "cmd/print/xml_text.h"

/*
 * JUnit's XML, which every CI server shows as a list of tests: a suite for each input, a test case for
 * each finding. A case fails if its finding fails the run (--fail-on); an input without a finding is
 * one case that passes, so that a server sees that it was looked at.
 *
 * There is no standard; this is what the Ant task writes, and what GitLab, Azure and Jenkins read.
 */

static void print_attribute(FILE *out, const char *name, const char *text)
{
    fprintf(out, " %s=\"", name);
    xml_text(out, text);
    fputc('"', out);
}

static void print_case_start(FILE *out, const char *path, const char *name)
{
    fputs("    <testcase", out);
    print_attribute(out, "classname", path);
    print_attribute(out, "name", name);
}

static void print_body(FILE *out, const char *path, struct place place,
                       const struct finding *finding)
{
    xml_text(out, path);
    fprintf(out, ":%u:%u: %s: ", place.line, place.column, severity_name(finding->severity));
    xml_text(out, finding->message);
    if (finding->note != NULL) {
        fputc('\n', out);
        xml_text(out, finding->note);
    }
}

static void print_case(const struct report *report, struct view *view,
                       const struct finding *finding)
{
    FILE *out = report->output.stream;
    const char *path = view_path(view, finding->file);
    struct place place = lines_place(view_lines(view, finding->file), finding->at.start);
    print_case_start(out, path, finding->rule->id);
    print_attribute(out, "file", path);
    fprintf(out, " line=\"%u\">\n", place.line);
    bool fails = (int)finding->severity >= report->outcome->fail_on;
    fputs(fails ? "      <failure" : "      <system-out>", out);
    if (fails) {
        print_attribute(out, "type", severity_name(finding->severity));
        print_attribute(out, "message", finding->message);
        fputc('>', out);
    }
    print_body(out, path, place, finding);
    fputs(fails ? "</failure>\n" : "</system-out>\n", out);
    fputs("    </testcase>\n", out);
}

static void print_suite(struct report *report, struct view *view)
{
    FILE *out = report->output.stream;
    const char *path = view_path(view, 0);
    size_t failures = 0, count = view->shown_count;
    for (size_t i = 0; i < count; i++)
        failures += (int)view->shown[i]->severity >= report->outcome->fail_on;
    fputs("  <testsuite", out);
    print_attribute(out, "name", path);
    fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\">\n",
            count == 0 ? 1 : count, failures);
    for (size_t i = 0; i < count; i++)
        print_case(report, view, view->shown[i]);
    if (count == 0) {
        print_case_start(out, path, "check");
        fputs("/>\n", out);
    }
    fputs("  </testsuite>\n", out);
}

static void begin(struct report *report)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"mxmend\">\n",
          report->output.stream);
}

static void end(struct report *report)
{
    fputs("</testsuites>\n", report->output.stream);
}

const struct form junit_form = {"junit", begin, print_suite, NULL, end};
