#include <locale.h>
#include <string.h>
#include <talloc.h>
#include <wchar.h>

#include "cmd/pick_edits.h"
#include "cmd/print/escape.h"
#include "cmd/print/form.h"

/*
 * For people and editors: a line that they parse, on a terminal the line of the file with a caret
 * below, and what else there is to know.
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

/* How many columns a character takes, as it is printed: \xNN for what is not printed as it is. */
static unsigned cell_width(const char *bytes, uint32_t length, bool harmless)
{
    uint32_t code;
    if (!harmless)
        return 4 * length;
    if ((unsigned char)*bytes < 0x80)
        return 1;
    utf8_next(bytes, length, &code);
    int width = wcwidth((wchar_t)code);
    return width < 0 ? 1 : (unsigned)width;
}

/* Prints a part of a line; TABs stay, so that the line below can have the same. */
static void print_part(FILE *out, const char *bytes, struct span part)
{
    for (uint32_t at = part.start, length; at < part.end; at += length) {
        bool harmless;
        length = (uint32_t)escape_next(bytes + at, part.end - at, &harmless);
        if (bytes[at] == '\t')
            fputc('\t', out);
        else
            escape_bytes(out, bytes + at, length);
    }
}

/* Prints as many marks as a part is wide, the first of which may be another one. */
static void print_marks(FILE *out, const char *bytes, struct span part, char first, char mark)
{
    for (uint32_t at = part.start, length; at < part.end; at += length) {
        bool harmless;
        length = (uint32_t)escape_next(bytes + at, part.end - at, &harmless);
        unsigned width = cell_width(bytes + at, length, harmless);
        if (bytes[at] == '\t') {
            fputs(first == mark ? "\t" : "^\t", out);
            first = mark;
        }
        for (unsigned i = 0; i < width && bytes[at] != '\t'; i++, first = mark)
            fputc(first, out);
    }
    if (first != mark)
        fputc(first, out);
}

static void print_caret(const struct output *output, const char *bytes, struct span part,
                        struct span at)
{
    FILE *out = output->stream;
    print_marks(out, bytes, (struct span){part.start, at.start}, ' ', ' ');
    output_paint(output, PAINT_GREEN);
    print_marks(out, bytes, (struct span){at.start, at.end < part.end ? at.end : part.end}, '^',
                '~');
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
    print_part(out, bytes, part);
    fputs(part.end < line.end ? "…\n" : "\n", out);
    fprintf(out, "%*s | %s", width, "", part.start > line.start ? " " : "");
    print_caret(output, bytes, part, at);
}

/* Each line of a text, the first one behind a sign. */
static void print_note(const struct output *output, const char *text)
{
    const char *sign = "=";
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n'), sign = " ") {
        length = strcspn(text, "\n");
        fprintf(output->stream, "%*s %s ", GUTTER, "", sign);
        escape_bytes(output->stream, text, length);
        fputc('\n', output->stream);
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

/* Widths of characters are a matter of the locale; this one has Unicode's whatever the user's is. */
static void print_widely(const struct output *output, const char *bytes, const struct lines *lines,
                         struct span at)
{
    locale_t unicode = newlocale(LC_CTYPE_MASK, "C.UTF-8", NULL), before = uselocale(unicode);
    print_snippet(output, bytes, lines, at);
    uselocale(before);
    if (unicode != NULL)
        freelocale(unicode);
}

static void print_finding(struct report *report, struct view *view, const struct finding *finding)
{
    const struct output *output = &report->output;
    const struct file *file = &view->visit->document->files[finding->file];
    const struct lines *lines = view_lines(view, finding->file);
    print_head(output, file->path, lines_place(lines, finding->at.start), finding,
               finding_fixing(view->visit, finding));
    if (output->rich && file->size > 0)
        print_widely(output, file->bytes, lines, finding->at);
    if (finding->note != NULL)
        print_note(output, finding->note);
    print_includes(output, view, finding->file);
}

const struct form text_form = {"text", NULL, NULL, print_finding, NULL};
