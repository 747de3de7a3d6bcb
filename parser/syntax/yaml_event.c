#include <string.h>

#include "parser/array.h"
#include "parser/syntax/yaml_mask.h"
#include "parser/syntax/yaml_read.h"

/* Nodes out of libfyaml's events. */

/* ---- places ------------------------------------------------------------------------------------ */

/* Passes over a gap between two tokens, noting the comments in it: `#` begins one at the start of a
 * line and behind a blank. */
void yaml_gap_read(struct yaml_reading *reading, uint32_t end)
{
    struct tree *tree = reading->tree;
    for (uint32_t at = reading->last; at < end; at++) {
        bool begins = at == 0 || strchr(" \t\r\n", tree->bytes[at - 1]) != NULL;
        if (tree->bytes[at] != '#' || !begins)
            continue;
        struct span comment = {at + 1, at + 1};
        while (comment.end < tree->size && tree->bytes[comment.end] != '\n' &&
               tree->bytes[comment.end] != '\r')
            comment.end++;
        ARRAY_PUSH(tree, tree->comments, tree->comment_count, comment);
        at = comment.end;
    }
    if (end > reading->last)
        reading->last = end;
}

/* The first of some bytes in front of `end` that stands in no comment; `end` if there is none. */
static uint32_t gap_find(const struct yaml_reading *reading, uint32_t at, uint32_t end,
                         const char *wanted)
{
    const char *bytes = reading->tree->bytes;
    for (; at < end && strchr(wanted, bytes[at]) == NULL; at++)
        if (bytes[at] == '#')
            while (at + 1 < end && bytes[at + 1] != '\n')
                at++;
    return at;
}

static struct span token_span(const struct yaml_reading *reading, struct fy_token *token)
{
    const struct fy_mark *start = fy_token_start_mark(token), *end = fy_token_end_mark(token);
    return (struct span){reading->base + (uint32_t)start->input_pos,
                         reading->base + (uint32_t)end->input_pos};
}

static uint32_t mark_place(const struct yaml_reading *reading, const struct fy_mark *mark)
{
    return mark == NULL ? reading->last : reading->base + (uint32_t)mark->input_pos;
}

/* ---- nodes ------------------------------------------------------------------------------------- */

struct yaml_frame *yaml_frame_top(struct yaml_reading *reading)
{
    return &reading->frames[reading->depth];
}

/* Is a key expected here? Then `span` is one, and no value comes of it. */
static bool key_take(struct yaml_reading *reading, struct span span)
{
    struct yaml_frame *frame = yaml_frame_top(reading);
    if (!frame->map || !frame->key_next)
        return false;
    frame->key = span;
    frame->key_next = false;
    if (reading->depth == 1)
        reading->top = span.start;
    frame->merges |=
        span_length(span) == 2 && memcmp(reading->tree->bytes + span.start, "<<", 2) == 0;
    return true;
}

/* The key of a value that comes now. */
static struct span key_of_value(struct yaml_reading *reading)
{
    struct yaml_frame *frame = yaml_frame_top(reading);
    frame->key_next = frame->map;
    if (reading->depth == 1 && !frame->map)
        reading->top = reading->last;
    return frame->map ? frame->key : (struct span){0, 0};
}

/* Does a tag say that what follows is worked out? Those of YAML itself ("!!str") do not, and a !Sub
 * that has no variable in it substitutes nothing. */
static bool tag_computes(const struct yaml_reading *reading, struct fy_token *tag, struct span text,
                         bool scalar)
{
    if (tag == NULL)
        return false;
    struct span at = token_span(reading, tag);
    const char *name = reading->tree->bytes + at.start;
    uint32_t length = span_length(at);
    if (length < 2 || name[1] == '!' || (length > 6 && memcmp(name, "!<tag:", 6) == 0))
        return false;
    bool substitutes = length == 4 && memcmp(name, "!Sub", 4) == 0;
    return !scalar || !substitutes || yaml_is_computed(reading->tree->bytes, text);
}

/* Where a value begins that has a tag or an anchor in front. */
static uint32_t start_with(const struct yaml_reading *reading, uint32_t start, struct fy_token *tag,
                           struct fy_token *anchor)
{
    if (tag != NULL && token_span(reading, tag).start < start)
        start = token_span(reading, tag).start;
    if (anchor != NULL && token_span(reading, anchor).start - 1 < start)
        start = token_span(reading, anchor).start - 1;
    return start;
}

static uint32_t anchor_open(struct yaml_reading *reading, struct fy_token *anchor, uint32_t node)
{
    return anchor == NULL ? 0 : yaml_anchor_add(reading, token_span(reading, anchor), node);
}

/* ---- scalars ----------------------------------------------------------------------------------- */

/* Nothing where a value could be: it stands right behind the colon or the dash. */
static void null_read(struct yaml_reading *reading, struct fy_event *event)
{
    uint32_t at = reading->last;
    while (at < reading->tree->size && strchr(" \t\"'", reading->tree->bytes[at]) != NULL)
        at++;
    bool sign = at < reading->tree->size && strchr(":-?", reading->tree->bytes[at]) != NULL;
    struct span span = {sign ? at + 1 : reading->last, sign ? at + 1 : reading->last};
    (void)event;
    yaml_gap_read(reading, span.end);
    if (!key_take(reading, span))
        tree_add(reading->tree, yaml_frame_top(reading)->node,
                 (struct node){
                     .kind = NODE_SCALAR, .key = key_of_value(reading), .at = span, .text = span});
}

/* A block of lines: its text goes from the first byte that is no indentation to the last line end. */
static void block_settle(struct yaml_reading *reading, struct node *node)
{
    const char *bytes = reading->tree->bytes;
    struct span *text = &node->text;
    node->at.start = gap_find(reading, reading->last, text->start, "|>");
    yaml_gap_read(reading, text->start);
    while (text->end > text->start && strchr(" \t\r\n", bytes[text->end - 1]) != NULL)
        text->end--;
    while (text->start < text->end && strchr(" \t\r\n", bytes[text->start]) != NULL)
        text->start++;
    node->at.end = text->end;
}

static char quote_of(enum fy_scalar_style style)
{
    return style == FYSS_SINGLE_QUOTED   ? '\''
           : style == FYSS_DOUBLE_QUOTED ? '"'
           : style == FYSS_LITERAL       ? '|'
           : style == FYSS_FOLDED        ? '>'
                                         : 0;
}

/* Are the bytes of a scalar its value? A block's last line end aside: no data of DNS has one. */
static void value_settle(struct yaml_reading *reading, struct node *node, struct fy_token *token)
{
    const char *text = reading->text + node->text.start;
    size_t length = span_length(node->text), folds = 0;
    for (size_t i = 0; i < length; i++)
        folds += text[i] == '\n' || text[i] == '\r';
    node->escaped = folds > 0 || (node->quote == '"' && memchr(text, '\\', length) != NULL) ||
                    (node->quote == '\'' && memchr(text, '\'', length) != NULL);
    if (!node->escaped || folds > YAML_FOLDS)
        return;
    const char *value = fy_token_get_text(token, &length);
    if (node->quote == '|' || node->quote == '>')
        while (length > 0 && value[length - 1] == '\n')
            length--;
    if (value != NULL)
        yaml_text_keep(reading, node->text.start, value, length);
}

static void scalar_read(struct yaml_reading *reading, struct fy_event *event)
{
    struct fy_token *token = event->scalar.value, *tag = event->scalar.tag;
    if (token == NULL || fy_token_start_mark(token) == NULL) {
        null_read(reading, event);
        return;
    }
    struct node node = {.quote = quote_of(fy_token_scalar_style(token)),
                        .text = token_span(reading, token)};
    bool quoted = node.quote == '"' || node.quote == '\'';
    node.at = (struct span){node.text.start - quoted, node.text.end + quoted};
    if (node.quote == '|' || node.quote == '>')
        block_settle(reading, &node);
    uint32_t start = start_with(reading, node.at.start, tag, event->scalar.anchor);
    yaml_gap_read(reading, node.at.start);
    reading->begin = node.at.start = start;
    if (node.at.end > reading->last)
        reading->last = node.at.end;
    if (key_take(reading, node.text)) {
        anchor_open(reading, event->scalar.anchor, 0);
        return;
    }
    node.key = key_of_value(reading);
    bool computed = yaml_is_computed(reading->tree->bytes, node.text) ||
                    tag_computes(reading, tag, node.text, true);
    node.kind = computed ? NODE_COMPUTED : NODE_SCALAR;
    value_settle(reading, &node, token);
    uint64_t before = yaml_values(reading);
    uint32_t added = tree_add(reading->tree, yaml_frame_top(reading)->node, node);
    yaml_anchor_close(reading, anchor_open(reading, event->scalar.anchor, added), before);
}

static bool alias_read(struct yaml_reading *reading, struct fy_event *event)
{
    struct span name = token_span(reading, event->alias.anchor);
    struct span at = {name.start - 1, name.end};
    yaml_gap_read(reading,
                  at.end); /* may be behind: a pair in brackets is told of before its key */
    if (key_take(reading, at))
        return true;
    struct node node = {.kind = NODE_COMPUTED, .key = key_of_value(reading), .at = at, .text = at};
    return yaml_alias_add(reading, yaml_frame_top(reading)->node, name, node);
}

/* ---- collections ------------------------------------------------------------------------------- */

static bool open_read(struct yaml_reading *reading, struct fy_event *event)
{
    bool map = event->type == FYET_MAPPING_START;
    struct fy_token *tag = map ? event->mapping_start.tag : event->sequence_start.tag;
    struct fy_token *anchor = map ? event->mapping_start.anchor : event->sequence_start.anchor;
    uint32_t begins = mark_place(reading, fy_event_start_mark(event));
    uint32_t start = start_with(reading, begins, tag, anchor);
    struct yaml_frame *frame = yaml_frame_top(reading), inner = {.map = map, .key_next = map};
    if (reading->depth == YAML_DEPTH)
        return yaml_fail(reading, begins, begins + 1, FAULT_BOUND, "values are nested too deeply");
    yaml_gap_read(reading, begins);
    bool inside_key = reading->depth > 0 && frame->node == 0;
    inner.before = yaml_values(reading);
    if (!inside_key && !(frame->map && frame->key_next)) {
        struct node node = {.kind = map ? NODE_MAP : NODE_LIST,
                            .key = key_of_value(reading),
                            .at = {start, begins}};
        if (reading->depth == 0 && reading->resumed != 0 &&
            reading->tree->nodes[reading->resumed].kind == node.kind)
            inner.node = reading->resumed;
        else
            inner.node = tree_add(reading->tree, frame->node, node);
        if (tag_computes(reading, tag, node.at, false))
            reading->tree->nodes[inner.node].kind = NODE_COMPUTED;
    }
    inner.anchor = anchor_open(reading, anchor, inner.node);
    reading->frames[++reading->depth] = inner;
    return true;
}

static bool close_read(struct yaml_reading *reading, struct fy_event *event)
{
    struct yaml_frame frame = *yaml_frame_top(reading);
    struct fy_token *token = event->type == FYET_MAPPING_END ? event->mapping_end.mapping_end
                                                             : event->sequence_end.sequence_end;
    if (token != NULL && fy_token_start_mark(token) != NULL) {
        struct span at = token_span(reading, token);
        if (at.end > at.start) /* a bracket: the end of a block has no bytes */
            yaml_gap_read(reading, at.end);
    }
    reading->depth--;
    if (frame.node == 0) { /* a key that is no scalar, or something in one */
        key_take(reading, (struct span){reading->last, reading->last});
        return true;
    }
    reading->tree->nodes[frame.node].at.end = reading->last;
    reading->tree->nodes[frame.node].text = reading->tree->nodes[frame.node].at;
    bool fine = !frame.merges || yaml_merge(reading, frame.node);
    yaml_anchor_close(reading, frame.anchor, frame.before);
    return fine;
}

bool yaml_event_read(struct yaml_reading *reading, struct fy_event *event)
{
    bool inside_key = reading->depth > 0 && yaml_frame_top(reading)->node == 0;
    switch (event->type) {
    case FYET_DOCUMENT_START:
        yaml_anchors_forget(reading);
        return true;
    case FYET_DOCUMENT_END:
        reading->resumed = 0;
        return true;
    case FYET_STREAM_END:
        reading->end = mark_place(reading, fy_event_start_mark(event));
        return true;
    case FYET_MAPPING_START:
    case FYET_SEQUENCE_START:
        return open_read(reading, event);
    case FYET_MAPPING_END:
    case FYET_SEQUENCE_END:
        return close_read(reading, event);
    case FYET_SCALAR:
        if (!inside_key)
            scalar_read(reading, event);
        return true;
    case FYET_ALIAS:
        return inside_key || alias_read(reading, event);
    default:
        return true;
    }
}
