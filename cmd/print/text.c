#include <string.h>
#include <talloc.h>

#include "cmd/pick_edits.h"
#include "cmd/print/escape.h"
#include "cmd/print/form.h"

/*
 * For people and editors: a line that they parse, the line of the file with a caret below, and what
 * else there is to know.
 */

enum {
    LINE_MAX_SHOWN = 160, /* bytes of a line; more is cut off around the caret */
    CONTEXT = 60,         /* bytes of it before the caret, if cut */
    GUTTER = 5,           /* least width of the line number */
};

static const enum paint paints[] = {
    [NOTICE] = PAINT_CYAN, [WARNING] = PAINT_YELLOW, [ERROR] = PAINT_RED};

static const char *const tags[] = {
    [FIXING_NONE] = "", [FIXING_SAFE] = ", fixable", [FIXING_UNSAFE] = ", fixable with --unsafe"};

static void print_head(const struct output *output, const char *path, struct place place,
                       const struct finding *finding, enum fixing fixing)
{
    FILE *out = output->stream;
    output_paint(output, PAINT_BOLD);
    escape_text(out, path);
    fprintf(out, ":%u:%u: ", place.line, place.column);
    output_paint(output, PAINT_NONE);
    output_paint(output, paints[finding->severity]);
    fputs(severity_name(finding->severity), out);
    output_paint(output, PAINT_NONE);
    fputs(": ", out);
    escape_text(out, finding->message);
    fprintf(out, " [%s%s]\n", finding->rule->id, tags[fixing]);
}

/* The part of the line that is shown; what it cuts are whole characters. */
static struct span cut_line(const char *bytes, struct span line, uint32_t caret)
{
    struct span part = line;
    if (span_length(line) <= LINE_MAX_SHOWN)
        return line;
    if (caret - line.start > CONTEXT)
        part.start = caret - CONTEXT;
    if (line.end - part.start > LINE_MAX_SHOWN)
        part.end = part.start + LINE_MAX_SHOWN;
    for (int i = 0; i < 3 && part.start > line.start && (bytes[part.start] & 0xc0) == 0x80; i++)
        part.start++;
    for (int i = 0; i < 3 && part.end < line.end && (bytes[part.end] & 0xc0) == 0x80; i++)
        part.end--;
    return part;
}

/* Prints what stands below or above a character: itself, or as many marks as it is wide. */
static void print_cells(FILE *out, const char *bytes, struct span part, char mark)
{
    for (uint32_t at = part.start; at < part.end;) {
        bool harmless;
        uint32_t length = (uint32_t)escape_next(bytes + at, part.end - at, &harmless);
        uint32_t width = harmless ? 1 : 4 * length; /* \xNN */
        if (bytes[at] == '\t')
            fputc(mark == ' ' || mark == '\0' ? '\t' : mark, out);
        else if (mark == '\0')
            escape_bytes(out, bytes + at, length);
        else
            for (uint32_t i = 0; i < width; i++)
                fputc(mark, out);
        at += length;
    }
}

static void print_caret(const struct output *output, const char *bytes, struct span part,
                        struct span at)
{
    FILE *out = output->stream;
    struct span first = {at.start, at.start}, rest;
    bool harmless;
    if (at.start < part.end)
        first.end += (uint32_t)escape_next(bytes + at.start, part.end - at.start, &harmless);
    rest = (struct span){first.end, at.end < part.end ? at.end : part.end};
    print_cells(out, bytes, (struct span){part.start, at.start}, ' ');
    output_paint(output, PAINT_GREEN);
    fputc('^', out);
    print_cells(out, bytes, rest, '~');
    output_paint(output, PAINT_NONE);
    fputc('\n', out);
}

static void print_snippet(const struct output *output, const char *bytes, const struct lines *lines,
                          struct span at)
{
    FILE *out = output->stream;
    struct span line = lines_line(lines, at.start);
    if (at.start > line.end) /* at the line end itself */
        at.start = line.end;
    struct span part = cut_line(bytes, line, at.start);
    int width = fprintf(out, "%*u", GUTTER, lines_place(lines, at.start).line);
    fputs(part.start > line.start ? " | …" : " | ", out);
    print_cells(out, bytes, part, '\0');
    fputs(part.end < line.end ? "…\n" : "\n", out);
    fprintf(out, "%*s | %s", width, "", part.start > line.start ? " " : "");
    print_caret(output, bytes, part, at);
}

static void print_note(const struct output *output, const char *text)
{
    const char *sign = " = ";
    for (size_t length; *text != '\0'; text += length, text += *text == '\n', sign = "   ") {
        length = strcspn(text, "\n");
        char *line = talloc_strndup(NULL, text, length);
        fprintf(output->stream, "%*s%s", GUTTER, "", sign);
        escape_text(output->stream, line);
        fputc('\n', output->stream);
        talloc_free(line);
    }
}

/* The way by which the file came in, from the inside out. */
static void print_includes(const struct output *output, struct view *view, uint32_t index)
{
    const struct file *files = view->visit->document->files;
    for (; files[index].parent != index; index = files[index].parent) {
        const struct file *parent = &files[files[index].parent];
        struct place place =
            lines_place(view_lines(view, files[index].parent), files[index].from.start);
        char *text = talloc_asprintf(view, "included from %s:%u", parent->path, place.line);
        print_note(output, text);
        talloc_free(text);
    }
}

static void print_finding(const struct report *report, struct view *view,
                          const struct finding *finding)
{
    const struct output *output = report->output;
    const struct file *file = &view->visit->document->files[finding->file];
    const struct lines *lines = view_lines(view, finding->file);
    print_head(output, file->path, lines_place(lines, finding->at.start), finding,
               finding_fixing(view->visit, finding));
    if (file->size > 0)
        print_snippet(output, file->bytes, lines, finding->at);
    if (finding->note != NULL)
        print_note(output, finding->note);
    print_includes(output, view, finding->file);
}

const struct form text_form = {"text", NULL, print_finding, NULL};
