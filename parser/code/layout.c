#include "parser/code/layout.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum {
    LINES_MOST = 300, /* above a place that are looked at */
    ROWS_MOST = 1000, /* of a table */
    SAMPLE_MOST = 14, /* of a sample */
    BLOCK_MOST = 6,   /* of a paragraph */
    LEAD_MOST = 3,    /* of one that leads to a list, a table or a sample */
    LEVEL_NONE = 9,   /* of headings: below all */
    TAB = 4,          /* columns */
};

enum kind { KIND_BLANK, KIND_FENCE, KIND_HEADING, KIND_RULE, KIND_ITEM, KIND_ROW, KIND_TEXT };

struct line {
    struct span at;
    struct span text; /* without indentation, signs of quotations, and blanks at the end */
    uint32_t indent;  /* columns */
    uint32_t mark;    /* bytes of the mark of an item or a heading */
    enum kind kind;
};

/* On the way up from a place. */
struct climb {
    const char *bytes;
    struct layout *layout;
    uint32_t indent; /* what stands further to the left may hold the place */
    uint32_t level;  /* of the outermost heading so far */
    bool item;       /* the place is in a list */
    bool led;        /* what leads to it was seen, or there is nothing such */
    bool any;        /* whatever stands above a sample leads to it */
    bool fenced;     /* within some other sample */
};

static bool is_one_of(char byte, const char *bytes)
{
    return byte != '\0' && strchr(bytes, byte) != NULL;
}

/* How many bytes of the text are of this kind, from its start on. */
static uint32_t count_bytes(const char *bytes, struct span text, const char *set)
{
    uint32_t at = text.start;
    while (at < text.end && is_one_of(bytes[at], set))
        at++;
    return at - text.start;
}

/* ---- one line ---------------------------------------------------------------------------------- */

/* "- ", "1. ", "a) ": how long it is with its blank; 0 if it is none. */
static uint32_t item_mark(const char *bytes, struct span text)
{
    uint32_t length = count_bytes(bytes, text, "-*+");
    if (length == 0 && (length = count_bytes(bytes, text, "0123456789")) == 0)
        length = span_length(text) > 1 && isalpha((unsigned char)bytes[text.start]);
    else if (length > 0 && is_one_of(bytes[text.start], "-*+"))
        return text.start + length < text.end && bytes[text.start + length] == ' ' ? length + 1 : 0;
    uint32_t sign = text.start + length;
    return length > 0 && length < 4 && sign + 1 < text.end && is_one_of(bytes[sign], ".)") &&
                   bytes[sign + 1] == ' '
               ? length + 2
               : 0;
}

/* "## ", "== ", "<h2": the level; 0 if it is no heading. */
static uint32_t heading_level(const char *bytes, struct span text)
{
    char sign = bytes[text.start];
    if (span_length(text) > 4 && strncasecmp(bytes + text.start, "<h", 2) == 0 &&
        is_one_of(bytes[text.start + 2], "123456"))
        return (uint32_t)(bytes[text.start + 2] - '0');
    uint32_t level = count_bytes(bytes, text, sign == '=' ? "=" : "#");
    uint32_t behind = text.start + level;
    return level <= 6 && behind < text.end && bytes[behind] == ' ' ? level : 0;
}

static bool is_row(const char *bytes, struct span text)
{
    return bytes[text.start] == '|' ||
           memmem(bytes + text.start, span_length(text), " | ", 3) != NULL;
}

static bool is_fence(const char *bytes, struct span text)
{
    return span_length(text) >= 3 &&
           (memcmp(bytes + text.start, "```", 3) == 0 || memcmp(bytes + text.start, "~~~", 3) == 0);
}

static enum kind kind_of(const char *bytes, struct line *line)
{
    struct span text = line->text;
    if (span_is_empty(text))
        return KIND_BLANK;
    if (is_fence(bytes, text))
        return KIND_FENCE;
    if (span_length(text) >= 3 && count_bytes(bytes, text, "-=~^+:| ") == span_length(text))
        return is_one_of(bytes[text.start], "|+") ||
                       memchr(bytes + text.start, '|', span_length(text))
                   ? KIND_ROW
                   : KIND_RULE;
    if ((line->mark = heading_level(bytes, text)) > 0)
        return KIND_HEADING;
    if ((line->mark = item_mark(bytes, text)) > 0)
        return KIND_ITEM;
    return is_row(bytes, text) ? KIND_ROW : KIND_TEXT;
}

static struct line line_at(const char *bytes, uint32_t start, uint32_t end)
{
    struct line line = {.at = {start, end}, .text = {start, end}};
    while (line.text.end > start && is_one_of(bytes[line.text.end - 1], " \t\r\\"))
        line.text.end--;
    for (; line.text.start < line.text.end && is_one_of(bytes[line.text.start], " \t>");
         line.text.start++)
        line.indent += bytes[line.text.start] == '\t' ? TAB : bytes[line.text.start] == ' ';
    line.kind = kind_of(bytes, &line);
    return line;
}

/* The line above; false: there is none. */
static bool line_above(const char *bytes, struct line *line)
{
    if (line->at.start == 0)
        return false;
    uint32_t end = line->at.start - 1;
    const char *lf = memrchr(bytes, '\n', end);
    *line = line_at(bytes, lf == NULL ? 0 : (uint32_t)(lf + 1 - bytes), end);
    return true;
}

/* ---- where the place itself stands --------------------------------------------------------------- */

static void add_part(struct climb *climb, struct span part)
{
    if (climb->layout->count < LAYOUT_PARTS)
        climb->layout->parts[climb->layout->count++] = part;
}

/* The lines above in the sample; `line` is the one that opens it then. */
static void climb_sample(struct climb *climb, struct line *line)
{
    for (unsigned i = 0; i < LINES_MOST && line_above(climb->bytes, line); i++) {
        if (line->kind == KIND_FENCE)
            break;
        if (i < SAMPLE_MOST)
            climb->layout->block.start = line->at.start;
    }
    climb->any = true;
    climb->indent = line->indent;
}

/* The cell of a row with this number. */
static struct span cell_of(const char *bytes, const struct line *row, unsigned number)
{
    struct span cell = row->text;
    cell.start += bytes[cell.start] == '|';
    for (uint32_t at = cell.start; at < row->text.end; at++) {
        if (bytes[at] != '|')
            continue;
        cell.end = at;
        if (number-- == 0)
            return cell;
        cell = (struct span){at + 1, row->text.end};
    }
    return number == 0 ? cell : (struct span){cell.end, cell.end};
}

/* A line that holds but one cell, as in AsciiDoc: the row goes on in the next one. */
static bool is_cell(const char *bytes, const struct line *line)
{
    return bytes[line->text.start] == '|' && span_length(line->text) > 1 &&
           memchr(bytes + line->text.start + 1, '|', span_length(line->text) - 1) == NULL &&
           bytes[line->text.start + 1] != '=';
}

/* The rows above; the heads of the column, and of the first one, which tells what the row is about,
 * if there is a line of hyphens below the first row. */
static void climb_table(struct climb *climb, struct line *line, uint32_t at)
{
    struct line row = *line, first = *line, second = *line;
    unsigned number = 0;
    for (uint32_t i = row.text.start + (climb->bytes[row.text.start] == '|'); i < at; i++)
        number += climb->bytes[i] == '|';
    for (unsigned i = 0; i < ROWS_MOST; i++) {
        if (!line_above(climb->bytes, &row) || row.kind != KIND_ROW)
            break;
        second = first;
        first = *line = row;
        if (is_cell(climb->bytes, &row) && climb->layout->block.start == row.at.end + 1)
            climb->layout->block.start = row.at.start;
    }
    bool headed = first.at.start < second.at.start &&
                  count_bytes(climb->bytes, second.text, "-=+:| ") == span_length(second.text);
    if (headed)
        add_part(climb, cell_of(climb->bytes, &first, number));
    if (headed && number > 0)
        add_part(climb, cell_of(climb->bytes, &first, 0));
    climb->indent = line->indent;
}

/* The lines above in the paragraph, or in the item of a list. */
static void climb_paragraph(struct climb *climb, struct line *line)
{
    struct line above = *line;
    for (unsigned i = 0; i < BLOCK_MOST && line->kind == KIND_TEXT; i++) {
        if (!line_above(climb->bytes, &above) ||
            (above.kind != KIND_TEXT && above.kind != KIND_ITEM))
            break;
        *line = above;
    }
    climb->layout->block.start = line->at.start;
    climb->item = line->kind == KIND_ITEM;
    climb->indent = line->indent;
}

/* ---- what is above it ---------------------------------------------------------------------------- */

/* "**DNS records**", "Set these records:" */
static bool leads(const char *bytes, struct span text)
{
    bool bold = span_length(text) > 4 && memcmp(bytes + text.start, "**", 2) == 0 &&
                memcmp(bytes + text.end - 2, "**", 2) == 0;
    while (text.end > text.start && is_one_of(bytes[text.end - 1], "*_` "))
        text.end--;
    static const char wide[] = "\xef\xbc\x9a"; /* the colon of Chinese and Japanese texts */
    return bold || (text.end > text.start && bytes[text.end - 1] == ':') ||
           (span_length(text) > 3 && memcmp(bytes + text.end - 3, wide, 3) == 0);
}

/* "- Type: MX": a record may be told item by item. */
static bool tells_type(const char *bytes, const struct line *item)
{
    static const char *const words[] = {"type", "record type", "typ", "tipo", "kind"};
    uint32_t at = item->text.start + item->mark;
    while (at < item->text.end && is_one_of(bytes[at], "*_` "))
        at++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (item->text.end - at > strlen(words[i]) &&
            strncasecmp(bytes + at, words[i], strlen(words[i])) == 0 &&
            is_one_of(bytes[at + strlen(words[i])], ":*` "))
            return true;
    return false;
}

static void climb_lead(struct climb *climb, struct line *line)
{
    struct span lead = line->at;
    bool led = climb->any || (climb->item && line->indent < climb->indent) ||
               leads(climb->bytes, line->text);
    struct line above = *line;
    for (unsigned i = 1; i < LEAD_MOST && line_above(climb->bytes, &above); i++) {
        if (above.kind != KIND_TEXT)
            break;
        *line = above;
        lead.start = line->at.start;
    }
    if (led)
        add_part(climb, lead);
    climb->led = true;
    climb->indent = line->indent < climb->indent ? line->indent : climb->indent;
}

static void climb_heading(struct climb *climb, struct span text, uint32_t level)
{
    if (level < climb->level) {
        add_part(climb, text);
        climb->level = level;
    }
    climb->led = climb->item = true;
    climb->indent = 0;
}

static void climb_line(struct climb *climb, struct line *line)
{
    struct line above = *line;
    if (line->kind == KIND_FENCE)
        climb->fenced = !climb->fenced;
    if (line->kind == KIND_FENCE || line->kind == KIND_ROW)
        climb->led |= line->indent <= climb->indent; /* what is above leads to that */
    if (climb->fenced || line->kind == KIND_BLANK || line->kind == KIND_FENCE)
        return;
    if (line->kind == KIND_HEADING) {
        climb_heading(climb, line->text, heading_level(climb->bytes, line->text));
    } else if (line->kind == KIND_RULE) { /* below a heading, or between two parts */
        if (!line_above(climb->bytes, &above) || above.kind != KIND_TEXT)
            return;
        *line = above;
        climb_heading(climb, line->text, climb->bytes[line->at.end + 1] == '=' ? 1 : 2);
    } else if (line->kind == KIND_ITEM && line->indent < climb->indent) {
        add_part(climb, line->at);
        climb->indent = line->indent;
        climb->item = true;
    } else if (line->kind == KIND_ITEM && line->indent == climb->indent && !climb->led &&
               ((climb->item && tells_type(climb->bytes, line)) || climb->any)) {
        add_part(climb, line->at);
    } else if (line->kind == KIND_TEXT && !climb->led && line->indent <= climb->indent) {
        climb_lead(climb, line);
    }
}

struct layout layout_of(const char *bytes, uint32_t size, uint32_t at, bool sample)
{
    struct layout layout = {.count = 0};
    struct climb climb = {.bytes = bytes, .layout = &layout, .level = LEVEL_NONE};
    const char *start = memrchr(bytes, '\n', at), *end = memchr(bytes + at, '\n', size - at);
    struct line line = line_at(bytes, start == NULL ? 0 : (uint32_t)(start + 1 - bytes),
                               end == NULL ? size : (uint32_t)(end - bytes));
    layout.block = line.at;
    if (sample)
        climb_sample(&climb, &line);
    else if (line.kind == KIND_ROW)
        climb_table(&climb, &line, at);
    else if (line.kind == KIND_TEXT || line.kind == KIND_ITEM)
        climb_paragraph(&climb, &line);
    for (unsigned i = 0; i < LINES_MOST && climb.level > 1 && line_above(bytes, &line); i++)
        climb_line(&climb, &line);
    return layout;
}
