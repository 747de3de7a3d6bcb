#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/lines.h"
#include "parser/syntax/yaml_mask.h"
#include "parser/syntax/yaml_read.h"

/*
 * YAML 1.2, several documents in a file. libfyaml reads it (libyaml counts characters, not bytes);
 * its events say where things stand. Behind a fault, reading goes on at the next line that begins in
 * column 1: in most files that is the next record.
 */

bool yaml_fail(struct yaml_reading *reading, uint32_t start, uint32_t end, enum fault_kind kind,
               const char *message)
{
    struct syntax_fault fault = {{start, end}, message, kind};
    reading->bound |= kind == FAULT_BOUND;
    if (kind == FAULT_TEXT && reading->masked)
        fault.kind = FAULT_TEMPLATE;
    if (reading->fault->message == NULL)
        *reading->fault = fault;
    else
        ARRAY_PUSH(reading->tree, reading->tree->faults, reading->tree->fault_count, fault);
    return false;
}

/* ---- texts ------------------------------------------------------------------------------------- */

/* What libfyaml has to say of the text, at the place of a line and a column that count from 1. */
static void parser_fault(struct yaml_reading *reading, struct fy_diag *diag)
{
    struct tree *tree = reading->tree;
    void *next = NULL;
    struct fy_diag_error *error = fy_diag_errors_iterate(diag, &next);
    uint32_t at = reading->last;
    if (error != NULL && error->line > 0) {
        struct lines lines =
            lines_find(reading->yaml, tree->bytes + reading->base, tree->size - reading->base);
        size_t line =
            (size_t)error->line <= lines.count ? (size_t)error->line - 1 : lines.count - 1;
        struct span text = lines_line(&lines, lines.starts[line]);
        at = text.start + (error->column > 0 ? (uint32_t)error->column - 1 : 0);
        at = reading->base + (at > text.end ? text.end : at);
        talloc_free(lines.starts);
    }
    yaml_fail(reading, at, at < tree->size ? at + 1 : at, FAULT_TEXT,
              error != NULL && error->msg != NULL ? talloc_strdup(tree, error->msg)
                                                  : "this is no YAML");
}

/* Reads from `base` on. False: a fault. */
static bool text_read(struct yaml_reading *reading)
{
    struct fy_diag_cfg diag_cfg;
    fy_diag_cfg_default(&diag_cfg);
    diag_cfg.fp = NULL;
    struct fy_diag *diag = fy_diag_create(&diag_cfg);
    struct fy_parse_cfg cfg = {.flags = FYPCF_COLLECT_DIAG | FYPCF_SLOPPY_FLOW_INDENTATION,
                               .diag = diag};
    struct fy_parser *parser = diag == NULL ? NULL : fy_parser_create(&cfg);
    if (parser == NULL)
        abort(); /* out of memory */
    fy_diag_set_collect_errors(diag, true);
    bool fine = true;
    reading->depth = 0;
    reading->frames[0] = (struct yaml_frame){.node = 0};
    fy_parser_set_string(parser, reading->text + reading->base,
                         reading->tree->size - reading->base);
    for (struct fy_event *event; fine && (event = fy_parser_parse(parser)) != NULL;) {
        fine = yaml_event_read(reading, event);
        fy_parser_event_free(parser, event);
    }
    if (fine && fy_parser_get_stream_error(parser)) {
        parser_fault(reading, diag);
        fine = false;
    }
    if (fine && reading->end < reading->tree->size)
        fine = yaml_fail(reading, reading->end, reading->end + 1, FAULT_TEXT,
                         "this is no character of a YAML text");
    fy_parser_destroy(parser);
    fy_diag_destroy(diag);
    return fine;
}

/* What was open when a fault came ends where the reading had come to. */
static void frames_close(struct yaml_reading *reading)
{
    while (reading->depth > 0) {
        struct yaml_frame *frame = yaml_frame_top(reading);
        if (frame->node != 0 && frame->node != reading->resumed)
            reading->tree->nodes[frame->node].at.end = reading->last;
        if (frame->merges && frame->node != 0)
            yaml_merge(reading, frame->node);
        reading->depth--;
    }
}

/* The next line behind `at` that begins with something in its first column; the end if none does. */
static uint32_t resume_at(const struct tree *tree, uint32_t at)
{
    while (at < tree->size) {
        const char *end = memchr(tree->bytes + at, '\n', tree->size - at);
        at = end == NULL ? tree->size : (uint32_t)(end - tree->bytes) + 1;
        if (at < tree->size && strchr(" \t\r\n#}])", tree->bytes[at]) == NULL)
            break;
    }
    return at;
}

/* Reading goes on behind the thing at the top that has the fault. False: there is nothing more. */
static bool resume(struct yaml_reading *reading)
{
    struct tree *tree = reading->tree;
    struct yaml *yaml = reading->yaml;
    uint32_t top = reading->top > reading->base ? reading->top : reading->base;
    uint32_t at = reading->bound ? tree->size : resume_at(tree, top);
    struct span lost = {reading->last < at ? reading->last : reading->begin, at};
    if (!span_is_empty(lost))
        ARRAY_PUSH(tree, tree->lost, tree->lost_count, lost);
    reading->resumed = tree->nodes[0].last;
    reading->base = reading->last = reading->top = at;
    while (tree->comment_count > 0 && tree->comments[tree->comment_count - 1].start > at)
        tree->comment_count--;
    while (yaml->text_count > 0 && yaml->texts[yaml->text_count - 1].start >= at)
        yaml->text_count--;
    return at < tree->size && tree->fault_count < YAML_FAULTS;
}

/* Before it tells of the first bracket, libfyaml reads all of a line, and all brackets that open in
 * a row: is there more of that than in any file that holds data? */
static bool text_is_wild(struct yaml_reading *reading)
{
    const struct tree *tree = reading->tree;
    uint32_t line = 0, open = 0;
    for (uint32_t at = 0; at < tree->size; at++) {
        char byte = reading->text[at];
        if (byte == '\n')
            line = at + 1;
        open += byte == '[' || byte == '{';
        open -= open > 0 && (byte == ']' || byte == '}');
        if (at < line + YAML_LINE && open < YAML_OPEN)
            continue;
        yaml_fail(reading, line, line, FAULT_BOUND,
                  open < YAML_OPEN ? "a line is longer than 1 MiB"
                                   : "more than 65536 brackets are open");
        return true;
    }
    return false;
}

static bool yaml_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct yaml *yaml = talloc_zero(tree, struct yaml);
    struct yaml_reading *reading = talloc_zero(yaml, struct yaml_reading);
    uint32_t size = tree->size;
    tree->syntax_data = yaml;
    reading->tree = tree;
    reading->yaml = yaml;
    reading->fault = fault;
    const char *nul = memchr(tree->bytes, '\0', size);
    if (nul != NULL) { /* libfyaml takes it for the end */
        tree->size = (uint32_t)(nul - tree->bytes);
        yaml_fail(reading, tree->size, tree->size + 1, FAULT_TEXT, "a NUL byte ends the text");
    }
    struct yaml_masked masked = yaml_mask(yaml, tree->bytes, tree->size);
    if (masked.not_utf8 < tree->size)
        yaml_fail(reading, masked.not_utf8, masked.not_utf8 + 1, FAULT_TEXT,
                  "this byte is not UTF-8");
    reading->text = masked.text;
    reading->masked = masked.is_template;
    bool going = !text_is_wild(reading);
    while (going && !text_read(reading)) {
        frames_close(reading);
        going = resume(reading);
    }
    yaml_gap_read(reading, tree->size);
    yaml_mark_shared(reading);
    tree->size = size;
    talloc_free(reading);
    return fault->message == NULL;
}

const struct syntax yaml_syntax = {
    .name = "YAML",
    .resumes = true,
    .parse = yaml_parse,
    .decode = yaml_decode,
    .encode = yaml_encode,
    .place = yaml_place,
    .erase = yaml_erase,
    .append = yaml_append,
};
