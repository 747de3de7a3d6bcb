#include <string.h>
#include <talloc.h>

#include "cmd/path.h"
#include "cmd/pick_edits.h"
#include "cmd/print/escape.h"
#include "cmd/print/form.h"
#include "cmd/print/json_text.h"
#include "cmd/print/sarif_rules.h"
#include "cmd/print/uri_text.h"

/*
 * SARIF 2.1.0 (OASIS), for GitHub code scanning, Azure DevOps and editors. Written as the run goes on;
 * the rules that it spoke of come last. Sections named here are of the standard.
 *
 * Columns count UTF-16 code units (3.14.17), since readers are editors and web pages; for who wants
 * bytes there is byteOffset. Paths are relative to the top of the repository.
 */

static void print_location(FILE *out, const char *path)
{
    fputs("\"artifactLocation\":{\"uri\":\"", out);
    uri_text(out, path);
    fputs(*path == '/' ? "\"}" : "\",\"uriBaseId\":\"%SRCROOT%\"}", out);
}

/* 3.30. What was converted from UTF-16 has other offsets in the file. */
static void print_region(FILE *out, struct view *view, uint32_t file, struct span at)
{
    struct place start = view_place(view, file, at.start), end = view_place(view, file, at.end);
    fprintf(out, "{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,\"endColumn\":%u", start.line,
            start.column, end.line, end.column);
    const struct file *text = &view->visit->document->files[file];
    if (!text->utf16 || text->kept == NULL)
        fprintf(out, ",\"byteOffset\":%u,\"byteLength\":%u", at.start, span_length(at));
}

static void print_place(FILE *out, struct view *view, uint32_t index, struct span at)
{
    const struct file *file = &view->visit->document->files[index];
    fputs("\"physicalLocation\":{", out);
    print_location(out, view_path(view, index));
    fputs(",\"region\":", out);
    print_region(out, view, index, at);
    if (!span_is_empty(at)) {
        fputs(",\"snippet\":{\"text\":", out);
        json_bytes(out, file->bytes + at.start, span_length(at));
        fputc('}', out);
    }
    fputs("}}", out);
}

/* The owner, as the thing in the zone that the finding is about (3.33). */
static void print_locations(FILE *out, struct view *view, const struct finding *finding)
{
    const struct document *document = view->visit->document;
    char owner[NAME_TEXT_MAX];
    fputs(",\"locations\":[{", out);
    print_place(out, view, finding->file, finding->at);
    if (finding->record != NULL) {
        fputs(",\"logicalLocations\":[{\"fullyQualifiedName\":", out);
        json_text(out, name_to_text(document->names, finding->record->name, owner));
        fputs("}]", out);
    }
    fputs("}]", out);
}

/* The way by which an included file came in. */
static void print_includes(FILE *out, struct view *view, uint32_t index)
{
    const struct file *files = view->visit->document->files;
    if (files[index].parent == index)
        return;
    for (const char *before = ",\"relatedLocations\":["; files[index].parent != index;
         before = ",") {
        fprintf(out, "%s{", before);
        print_place(out, view, files[index].parent, files[index].from);
        fputs(",\"message\":{\"text\":\"included from here\"}}", out);
        index = files[index].parent;
    }
    fputc(']', out);
}

static void print_replacement(FILE *out, struct view *view, const struct edit *edit)
{
    fputs("{\"deletedRegion\":", out);
    print_region(out, view, edit->file, edit->old);
    fputc('}', out);
    if (edit->length > 0) {
        fputs(",\"insertedContent\":{\"text\":", out);
        json_bytes(out, edit->text, edit->length);
        fputc('}', out);
    }
    fputc('}', out);
}

/* JSON holds text only: a line in another encoding that is written anew cannot be told. */
static bool is_text(const struct finding *finding)
{
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct edit *edit = &finding->edits[i];
        uint32_t code;
        for (size_t at = 0, length; at < edit->length; at += length) {
            length = utf8_next(edit->text + at, edit->length - at, &code);
            if (length == 0)
                return false;
        }
    }
    return true;
}

/* 3.55. A change for each file, with its edits. */
static void print_fix(FILE *out, struct view *view, const struct finding *finding)
{
    enum fixing fixing = finding_fixing(view->visit, finding);
    if (fixing == FIXING_NONE || !is_text(finding))
        return;
    fprintf(out, ",\"fixes\":[{\"description\":{\"text\":\"what mxmend fix%s does here\"},",
            fixing == FIXING_UNSAFE ? " --unsafe" : "");
    fputs("\"artifactChanges\":[", out);
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct edit *edit = &finding->edits[i];
        bool same = i > 0 && edit->file == edit[-1].file;
        if (!same) {
            fputs(i > 0 ? "]},{" : "{", out);
            print_location(out, view_path(view, edit->file));
            fputs(",\"replacements\":[", out);
        }
        fputs(same ? "," : "", out);
        print_replacement(out, view, edit);
    }
    fputs("]}]}]", out);
}

/*
 * 3.27.17. GitHub looks at primaryLocationLineHash alone, and tells those with the same one apart by
 * what stands behind the colon.
 */
static void print_fingerprint(FILE *out, struct view *view, const struct finding *finding)
{
    char text[FINGERPRINT_TEXT];
    struct fingerprinted print = view_fingerprint(view, finding);
    fingerprint_text(print.number, text);
    fprintf(out,
            ",\"partialFingerprints\":{\"primaryLocationLineHash\":\"%s:%u\","
            "\"mxmendFinding/v1\":\"%s\"}",
            text, print.nth, text);
}

static void print_result(struct report *report, struct view *view, const struct finding *finding)
{
    FILE *out = report->output.stream;
    size_t index = sarif_rule_index(report->state, finding->rule);
    fprintf(out, "%s\n{\"ruleId\":\"%s\",\"ruleIndex\":%zu,\"level\":\"%s\",\"message\":{\"text\":",
            report->printed == 0 ? "" : ",", finding->rule->id, index,
            sarif_level(finding->severity));
    char *note = finding->note == NULL
                     ? NULL
                     : talloc_asprintf(view, "%s\n%s", finding->message, finding->note);
    json_text(out, note == NULL ? finding->message : note);
    fputc('}', out);
    print_locations(out, view, finding);
    print_includes(out, view, finding->file);
    print_fingerprint(out, view, finding);
    print_fix(out, view, finding);
    fputc('}', out);
}

static void begin(struct report *report)
{
    report->state = sarif_rules_new(report->mem);
    fputs("{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
          "\"properties\":{\"mxmend\":1},\"runs\":[{\"columnKind\":\"utf16CodeUnits\","
          "\"newlineSequences\":[\"\\r\\n\",\"\\n\","
          "\"\\r\"],"
          "\"results\":[",
          report->output.stream);
}

static void end(struct report *report)
{
    FILE *out = report->output.stream;
    void *mem = talloc_new(NULL);
    fputs("\n],\"artifacts\":[", out);
    for (size_t i = 0; i < report->outcome->input_count; i++) {
        const char *path = path_in_repository(mem, report->outcome->inputs[i].path);
        fprintf(out, "%s\n{\"location\":{\"uri\":\"", i == 0 ? "" : ",");
        uri_text(out, path);
        fputs(*path == '/' ? "\"}" : "\",\"uriBaseId\":\"%SRCROOT%\"}", out);
        fputs(",\"roles\":[\"analysisTarget\"]}", out);
    }
    fprintf(out, "\n],\"invocations\":[{\"executionSuccessful\":%s}],",
            report->outcome->status < STATUS_TROUBLE ? "true" : "false");
    fputs("\"tool\":{\"driver\":{\"name\":\"mxmend\",\"semanticVersion\":\"" MXMEND_VERSION
          "\",\"rules\":[",
          out);
    sarif_rules_print(out, report->state);
    fputs("\n]}}}]}\n", out);
    talloc_free(mem);
}

const struct form sarif_form = {"sarif", begin, NULL, print_result, end};
