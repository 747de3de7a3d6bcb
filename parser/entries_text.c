#include "parser/entries_text.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

const struct stored *entry_stored(const struct document *document, const struct record *record)
{
    return &document->entries->items[record - document->records];
}

/* Any text as character-strings of master files: quoted, and parted where 255 octets are full. */
static char *string_append(char *out, const char *value, enum part_form form)
{
    enum { STRING_MOST = 255 }; /* octets, RFC 1035 section 3.3 */
    size_t octets = 0;
    out = talloc_strdup_append_buffer(out, "\"");
    for (; *value != '\0'; value++) {
        if (form == PART_OCTODNS && value[0] == '\\' && value[1] == ';')
            continue;
        unsigned char octet = (unsigned char)*value;
        if (octets++ == STRING_MOST) {
            out = talloc_strdup_append_buffer(out, "\" \"");
            octets = 1;
        }
        out = octet < ' ' || octet >= 0x7f    ? talloc_asprintf_append_buffer(out, "\\%03u", octet)
              : octet == '"' || octet == '\\' ? talloc_asprintf_append_buffer(out, "\\%c", octet)
                                              : talloc_asprintf_append_buffer(out, "%c", octet);
    }
    return talloc_strdup_append_buffer(out, "\"");
}

struct entry_text entry_text_make(const struct document *document, const struct record *record)
{
    const struct entries *entries = document->entries;
    const struct stored *stored = entry_stored(document, record);
    struct entry_text made = {.text = talloc_strdup(NULL, ""), .parts = stored->parts};
    for (unsigned i = 0; i < stored->parts; i++) {
        const struct part *part = &entries->parts[stored->first + i];
        char *value = part->node == 0 ? talloc_strdup(NULL, part->fallback)
                                      : tree_value(entries->tree, part->node, NULL);
        if (i > 0)
            made.text = talloc_strdup_append_buffer(made.text, " ");
        made.starts[i] = strlen(made.text);
        if (value != NULL)
            made.text = part->form != PART_TEXT ? string_append(made.text, value, part->form)
                                                : talloc_strdup_append_buffer(made.text, value);
        talloc_free(value);
    }
    return made;
}

static const char *only_one(const char *text, size_t length, const char *wanted,
                            size_t wanted_length)
{
    const char *found = memmem(text, length, wanted, wanted_length);
    if (found == NULL ||
        memmem(found + 1, length - (size_t)(found + 1 - text), wanted, wanted_length) != NULL)
        return NULL;
    return found;
}

/*
 * Where a word of an escaped scalar's value stands as it is: folded lines and escapes elsewhere need
 * not be touched. Empty if that is not certain, above all where the word begins in an escape.
 */
static struct span word_place(const struct tree *tree, const struct node *node, const char *value,
                              size_t size, struct span word)
{
    const char *text = tree->bytes + node->text.start, *raw;
    size_t length = span_length(word);
    if (length < 2 || only_one(value, size, value + word.start, length) == NULL)
        return (struct span){0, 0};
    raw = only_one(text, span_length(node->text), value + word.start, length);
    if (raw == NULL || (raw > text && strchr(" \t\r\n", raw[-1]) == NULL))
        return (struct span){0, 0};
    uint32_t start = (uint32_t)(raw - tree->bytes);
    return (struct span){start, start + (uint32_t)length};
}

struct span entry_text_place(const struct document *document, const struct record *record,
                             const struct entry_text *text, struct span at, bool *exact)
{
    const struct entries *entries = document->entries;
    const struct stored *stored = entry_stored(document, record);
    unsigned index = 0;
    while (index + 1 < text->parts && text->starts[index + 1] <= at.start)
        index++;
    const struct part *part = &entries->parts[stored->first + index];
    *exact = false;
    if (part->node == 0)
        return record->rdata;
    const struct node *node = tree_node(entries->tree, part->node);
    *exact = part->form == PART_TEXT && !node->escaped;
    if (part->form == PART_TEXT && node->escaped) {
        const char *value = text->text + text->starts[index];
        size_t length = index + 1 < text->parts ? text->starts[index + 1] - text->starts[index] - 1
                                                : strlen(value);
        struct span word = {at.start - (uint32_t)text->starts[index],
                            at.end - (uint32_t)text->starts[index]};
        struct span place = word.end <= length
                                ? word_place(entries->tree, node, value, length, word)
                                : (struct span){0, 0};
        *exact = !span_is_empty(place);
        return *exact ? place : node->text;
    }
    uint32_t shift = node->text.start - (uint32_t)text->starts[index];
    return *exact && at.end + shift <= node->text.end
               ? (struct span){at.start + shift, at.end + shift}
               : node->text;
}

static bool text_read(const struct document *document, const struct record *record,
                      const struct entry_text *text, bool lower, struct rdata *rdata,
                      struct rdata_fault *fault)
{
    struct span all = {0, (uint32_t)strlen(text->text)}, at;
    struct lexer lexer = lexer_inside(text->text, all);
    struct rdata_reader reader = {
        .lexer = &lexer,
        .names = document->names,
        .origin = record_origin(document, record),
        .lower = lower && type_lowers_names(record->type),
        .out = rdata,
        .fault = fault,
    };
    bool ended;
    return rdata_read(&reader, record->type, &at, &ended);
}

bool entry_check(const struct document *document, const struct record *record,
                 struct rdata_fault *fault)
{
    struct rdata rdata;
    struct entry_text text = entry_text_make(document, record);
    bool fine = text_read(document, record, &text, false, &rdata, fault), exact;
    if (!fine)
        fault->at = entry_text_place(document, record, &text, fault->at, &exact);
    talloc_free(text.text);
    return fine;
}

bool entries_rdata(const struct document *document, const struct record *record, bool lower,
                   struct rdata *rdata)
{
    struct rdata_fault fault;
    struct entry_text text = entry_text_make(document, record);
    bool fine = text_read(document, record, &text, lower, rdata, &fault);
    talloc_free(text.text);
    return fine;
}

struct span entries_field(const struct document *document, const struct record *record,
                          unsigned index, bool *generic)
{
    struct entry_text text = entry_text_make(document, record);
    struct span all = {0, (uint32_t)strlen(text.text)}, at = record->rdata;
    struct lexer lexer = lexer_inside(text.text, all);
    struct token token = lexer_next(&lexer);
    bool exact;
    *generic = token.kind == TOKEN_WORD && strncmp(text.text + token.at.start, "\\#", 2) == 0;
    for (; index > 0 && token.kind != TOKEN_END; index--)
        token = lexer_next(&lexer);
    if (!*generic && token.kind != TOKEN_END)
        at = entry_text_place(document, record, &text, token.at, &exact);
    talloc_free(text.text);
    return at;
}
