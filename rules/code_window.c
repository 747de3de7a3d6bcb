#include <string.h>
#include <talloc.h>

#include "parser/code/layout.h"
#include "rules/code_text.h"

/* The parts of a text that belong to a mention, as far as its layout tells. */

enum {
    LINE_MOST = 600,      /* bytes to each side: a page of code may be one line */
    STATEMENT_BEFORE = 6, /* lines that a statement may be continued over */
    STATEMENT_BEHIND = 4,
    GROUP_BEFORE = 14,
    GROUP_BEHIND = 8,
    NEAR_BEFORE = 8,
    NEAR_BEHIND = 14,
    WINDOW_MOST = 2400, /* bytes to each side */
    OWNERS_MOST = 12,   /* levels of indentation */
    OWNERS_BEFORE = 200 /* lines */
};

bool byte_is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '-' || byte == '_';
}

uint32_t text_line_start(const struct code_text *text, uint32_t at)
{
    uint32_t least = at < TEXT_LINE_MOST ? 0 : at - TEXT_LINE_MOST;
    while (at > least && text->bytes[at - 1] != '\n')
        at--;
    return at;
}

uint32_t text_line_end(const struct code_text *text, uint32_t at)
{
    if (at >= text->size)
        return text->size;
    uint32_t most = text->size - at < TEXT_LINE_MOST ? text->size : at + TEXT_LINE_MOST;
    const char *lf = memchr(text->bytes + at, '\n', most - at);
    return lf == NULL ? most : (uint32_t)(lf - text->bytes);
}

bool text_is_comment(const struct code_text *text, uint32_t at)
{
    size_t low = 0, high = text->comment_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->comments[middle].at.end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < text->comment_count && text->comments[low].at.start <= at;
}

static uint32_t first_byte(const struct code_text *text, uint32_t start, uint32_t end)
{
    while (start < end && (text->bytes[start] == ' ' || text->bytes[start] == '\t'))
        start++;
    return start;
}

bool text_is_sample(struct code_text *text, uint32_t at)
{
    while (text->fence_at < at) {
        uint32_t end = text_line_end(text, text->fence_at);
        uint32_t start = first_byte(text, text->fence_at, end);
        if (end - start >= 3 && (memcmp(text->bytes + start, "```", 3) == 0 ||
                                 memcmp(text->bytes + start, "~~~", 3) == 0)) {
            text->fenced = !text->fenced;
            text->sample = end + (end < text->size);
        }
        text->fence_at = end + 1;
    }
    return text->fenced;
}

/* ---- lines ------------------------------------------------------------------------------------- */

/* Does a line that ends, or starts, with this go on? */
static bool goes_on(char byte)
{
    return byte != '\0' && strchr("+&|.(\\`%~=", byte) != NULL;
}

static char last_byte(const struct code_text *text, uint32_t start, uint32_t end)
{
    while (end > start && strchr(" \t\r", text->bytes[end - 1]) != NULL)
        end--;
    return end > start ? text->bytes[end - 1] : '\0';
}

static bool starts_on(const struct code_text *text, uint32_t start, uint32_t end)
{
    start = first_byte(text, start, end);
    char byte = start < end ? text->bytes[start] : '\0';
    return byte != '\0' && (strchr("+&|.)%~?:", byte) != NULL ||
                            (end - start > 3 && memcmp(text->bytes + start, "-f ", 3) == 0));
}

static struct span statement_of(const struct code_text *text, struct span line)
{
    struct span all = line;
    for (unsigned i = 0; i < STATEMENT_BEFORE && all.start > 0; i++) {
        uint32_t before = text_line_start(text, all.start - 1);
        if (!goes_on(last_byte(text, before, all.start - 1)) &&
            !starts_on(text, all.start, text_line_end(text, all.start)))
            break;
        all.start = before;
    }
    for (unsigned i = 0; i < STATEMENT_BEHIND && all.end < text->size; i++) {
        uint32_t end = text_line_end(text, all.end + 1);
        if (!goes_on(last_byte(text, all.start, all.end)) && !starts_on(text, all.end + 1, end))
            break;
        all.end = end;
    }
    return all;
}

static struct span lines_around(const struct code_text *text, struct span line, unsigned before,
                                unsigned behind)
{
    for (; before > 0 && line.start > 0; before--)
        line.start = text_line_start(text, line.start - 1);
    for (; behind > 0 && line.end < text->size; behind--)
        line.end = text_line_end(text, line.end + 1);
    return line;
}

/* ---- brackets ---------------------------------------------------------------------------------- */

/* Where the bracket stands that holds `at`; `least` if none does. */
static uint32_t open_before(const struct code_text *text, uint32_t at, uint32_t least)
{
    int depth = 0;
    for (; at > least; at--) {
        char byte = text->bytes[at - 1];
        depth += (byte == ')' || byte == ']' || byte == '}') -
                 (byte == '(' || byte == '[' || byte == '{');
        if (depth < 0)
            return at - 1;
    }
    return least;
}

static uint32_t close_behind(const struct code_text *text, uint32_t at, uint32_t most)
{
    int depth = 0;
    for (; at < most; at++) {
        char byte = text->bytes[at];
        depth += (byte == '(' || byte == '[' || byte == '{') -
                 (byte == ')' || byte == ']' || byte == '}');
        if (depth < 0)
            return at + 1;
    }
    return most;
}

/*
 * The innermost brackets that hold the mention, with the line that they start on. Of parentheses and
 * lists also those around them: a call within an object's member.
 */
static struct span brackets_around(const struct code_text *text, const struct code_mention *mention,
                                   struct span line)
{
    struct span most = lines_around(text, line, GROUP_BEFORE, GROUP_BEHIND), all = mention->at;
    for (unsigned i = 0; i < 3; i++) {
        uint32_t open = open_before(text, all.start, most.start);
        if (open == most.start)
            break;
        /* Holes of the mention's own string are no groups. */
        bool hole =
            open > 0 && text->bytes[open] == '{' && strchr("$#{%", text->bytes[open - 1]) != NULL;
        all = (struct span){open, close_behind(text, all.end, most.end)};
        if (text->bytes[open] == '{' && !hole)
            break;
    }
    uint32_t start = text_line_start(text, all.start), end = text_line_end(text, all.end);
    return (struct span){start < line.start ? start : line.start, end > line.end ? end : line.end};
}

/* ---- indentation ------------------------------------------------------------------------------- */

struct window {
    char *bytes;
    const struct code_text *text;
    struct span gone; /* what CODE_HOST stands for */
};

static void add(struct window *window, struct span part)
{
    const char *bytes = window->text->bytes;
    struct span gone = window->gone;
    if (part.end <= gone.start || part.start >= gone.end) {
        window->bytes =
            talloc_strndup_append_buffer(window->bytes, bytes + part.start, span_length(part));
        return;
    }
    if (part.start < gone.start)
        window->bytes = talloc_strndup_append_buffer(window->bytes, bytes + part.start,
                                                     gone.start - part.start);
    window->bytes = talloc_strdup_append_buffer(window->bytes, CODE_HOST);
    if (part.end > gone.end)
        window->bytes =
            talloc_strndup_append_buffer(window->bytes, bytes + gone.end, part.end - gone.end);
}

/*
 * In YAML: the members beside the mention and the keys above it, but no elements of a list beside
 * that which holds it.
 */
static void add_indented(struct window *window, struct span line)
{
    const struct code_text *text = window->text;
    uint32_t first = first_byte(text, line.start, line.end), least = first - line.start;
    struct span lines[GROUP_BEFORE];
    unsigned count = 0, most = GROUP_BEFORE;
    bool element = text->bytes[first] == '-';
    for (uint32_t start = line.start; most > 0 && start > 0; most--) {
        uint32_t end = start - 1, indent;
        start = text_line_start(text, end);
        first = first_byte(text, start, end);
        indent = first - start;
        if (first == end && least == 0)
            break;
        if (first == end || indent > least || (indent == least && element))
            continue;
        element = text->bytes[first] == '-';
        least = indent;
        lines[count++] = (struct span){start, end + 1};
    }
    while (count > 0)
        add(window, lines[--count]);
    add(window, line);
    least = first_byte(text, line.start, line.end) - line.start;
    for (unsigned i = 0; i < GROUP_BEHIND && line.end < text->size; i++) {
        struct span next = {line.end + 1, text_line_end(text, line.end + 1)};
        first = first_byte(text, next.start, next.end);
        if (first < next.end && (first - next.start < least || text->bytes[first] == '-'))
            break;
        add(window, (struct span){line.end, next.end});
        line = next;
    }
}

static struct span clip(struct span span, struct span at, uint32_t most)
{
    if (at.start - span.start > most)
        span.start = at.start - most;
    if (span.end - at.end > most)
        span.end = at.end + most;
    return span;
}

/* What the place is under, the outer things first, then its own lines. */
static void add_place(struct window *window, const struct code_mention *mention)
{
    const struct code_text *text = window->text;
    bool sample = text->language->bit == LANGUAGE_MARKDOWN && (mention->traits & TRAIT_PROSE) == 0;
    struct layout layout = layout_of(text->bytes, text->size, mention->at.start, sample);
    while (layout.count > 0) {
        add(window, layout.parts[--layout.count]);
        window->bytes = talloc_strdup_append_buffer(window->bytes, "\n");
    }
    window->bytes = talloc_strdup_append_buffer(window->bytes, CODE_PLACE);
    add(window, clip(layout.block, mention->at, WINDOW_MOST));
}

/* The heads of what the line stands in: of its table, its function, its class. */
static void add_owners(struct window *window, struct span line)
{
    const struct code_text *text = window->text;
    struct span owners[OWNERS_MOST];
    uint32_t least = first_byte(text, line.start, line.end) - line.start, start = line.start;
    unsigned count = 0;
    for (unsigned i = 0; i < OWNERS_BEFORE && count < OWNERS_MOST && least > 0 && start > 0; i++) {
        uint32_t end = start - 1;
        start = text_line_start(text, end);
        uint32_t first = first_byte(text, start, end);
        if (first == end || text->bytes[first] == '\r' || first - start >= least)
            continue;
        least = first - start;
        owners[count++] = (struct span){start, end + 1};
    }
    while (count > 0)
        add(window, owners[--count]);
    add(window, line);
}

/* Is it the indentation that holds things together? In templates, where no brackets do. */
static bool is_indented(const struct code_text *text, const struct code_mention *mention,
                        struct span line)
{
    unsigned templates = LANGUAGE_JINJA | LANGUAGE_MARKDOWN;
    if ((text->language->bit & templates) == 0)
        return text->language->bit == LANGUAGE_YAML;
    struct span most = lines_around(text, line, GROUP_BEFORE, 0);
    return open_before(text, mention->at.start, most.start) == most.start;
}

/* ------------------------------------------------------------------------------------------------ */

char *code_window(void *mem, const struct code_text *text, const struct code_mention *mention,
                  enum code_reach reach, size_t *length)
{
    struct span at = mention->at;
    struct window window = {.bytes = talloc_strdup(mem, ""), .text = text, .gone = at};
    if ((mention->traits & TRAIT_HOLE) != 0)
        window.gone.start = mention->label.end;
    struct span line = {text_line_start(text, at.start), text_line_end(text, at.end)};
    line = clip(line, at, LINE_MOST);
    bool indented = reach == REACH_GROUP && is_indented(text, mention, line);
    if (indented)
        add_indented(&window, line);
    else if (reach == REACH_OWNERS)
        add_owners(&window, line);
    else if (reach == REACH_LABEL)
        window.bytes = talloc_strndup_append_buffer(
            window.bytes, text->bytes + mention->label.start, span_length(mention->label));
    else if (reach == REACH_STATEMENT)
        add(&window, clip(statement_of(text, line), at, WINDOW_MOST));
    else if (reach == REACH_GROUP)
        add(&window, clip(brackets_around(text, mention, line), at, WINDOW_MOST));
    else if (reach == REACH_NEAR)
        add(&window, clip(lines_around(text, line, NEAR_BEFORE, NEAR_BEHIND), at, WINDOW_MOST));
    else if (reach == REACH_PLACE)
        add_place(&window, mention);
    else
        add(&window, line);
    *length = talloc_get_size(window.bytes) - 1;
    return window.bytes;
}
