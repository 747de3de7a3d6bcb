#include "parser/entries_text.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

const struct stored *entry_stored(const struct document *document, const struct record *record)
{
    return &document->entries->items[record - document->records];
}

/* Any text as character-strings of master files: quoted, and parted where 255 octets are full. */
static char *string_append(char *out, const char *value)
{
    enum { STRING_MOST = 255 }; /* octets, RFC 1035 section 3.3 */
    size_t octets = 0;
    out = talloc_strdup_append_buffer(out, "\"");
    for (; *value != '\0'; value++) {
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

void octal_to_decimal(char *text)
{
    for (; *text != '\0'; text++) {
        if (text[0] != '\\' || text[1] == '\0')
            continue;
        if (strspn(text + 1, "01234567") >= 3 && text[1] < '4') {
            unsigned octet = (unsigned)(text[1] - '0') * 64 + (unsigned)(text[2] - '0') * 8 +
                             (unsigned)(text[3] - '0');
            text[1] = (char)('0' + octet / 100);
            text[2] = (char)('0' + octet / 10 % 10);
            text[3] = (char)('0' + octet % 10);
        }
        text++;
    }
}

/* Takes octoDNS's own escapes out of a text: \; and, if it is in quotes, these and `" "`. */
static void octodns_to_plain(char *text)
{
    size_t length = strlen(text);
    bool quoted = length > 1 && text[0] == '"' && text[length - 1] == '"';
    char *out = text;
    text[length - quoted] = '\0';
    for (const char *at = text + quoted; *at != '\0'; at++) {
        if (quoted && strncmp(at, "\" \"", 3) == 0)
            at += 2;
        else if (at[0] != '\\' || at[1] != ';')
            *out++ = *at;
    }
    *out = '\0';
}

/* Is it a text, and not as a master file has it? */
static bool part_is_string(const struct part *part)
{
    return part->form == PART_STRING || part->form == PART_ESCAPED;
}

static char *part_value(const struct document *document, const struct part *part)
{
    if (part->node == 0)
        return talloc_strdup(NULL, part->fallback);
    char *value = tree_value(document->entries->tree, part->node, NULL);
    if (value != NULL && part->form == PART_OCTAL)
        octal_to_decimal(value);
    if (value != NULL && !span_is_empty(part->slice) && part->slice.end <= strlen(value)) {
        value[part->slice.end] = '\0';
        memmove(value, value + part->slice.start, span_length(part->slice) + 1);
    }
    if (value != NULL && part->form == PART_ESCAPED)
        octodns_to_plain(value);
    return value;
}

struct entry_text entry_text_make(const struct document *document, const struct record *record)
{
    const struct entries *entries = document->entries;
    const struct stored *stored = entry_stored(document, record);
    struct entry_text made = {.text = talloc_strdup(NULL, ""), .parts = stored->parts};
    for (unsigned i = 0; i < stored->parts; i++) {
        const struct part *part = &entries->parts[stored->first + i];
        char *value = part_value(document, part);
        if (i > 0)
            made.text = talloc_strdup_append_buffer(made.text, " ");
        made.starts[i] = strlen(made.text);
        if (value != NULL)
            made.text = part_is_string(part) ? string_append(made.text, value)
                                             : talloc_strdup_append_buffer(made.text, value);
        talloc_free(value);
    }
    return made;
}

unsigned entry_text_part(const struct entry_text *text, size_t at)
{
    unsigned index = 0;
    while (index + 1 < text->parts && text->starts[index + 1] <= at)
        index++;
    return index;
}

struct span entry_text_place(const struct document *document, const struct record *record,
                             const struct entry_text *text, struct span at, bool *exact)
{
    const struct entries *entries = document->entries;
    const struct tree *tree = entries->tree;
    unsigned index = entry_text_part(text, at.start);
    const struct part *part = &entries->parts[entry_stored(document, record)->first + index];
    *exact = false;
    if (part->node == 0) /* nowhere: in front of the RDATA */
        return (struct span){record->rdata.start, record->rdata.start};
    const struct node *node = tree_node(tree, part->node);
    uint32_t shift = part->slice.start - (uint32_t)text->starts[index];
    uint32_t start = at.start + shift, end = at.end + shift;
    if (part_is_string(part) || (node->escaped && tree->syntax->place == NULL))
        return node->text;
    struct span place = {node->text.start + start, node->text.start + end};
    if (node->escaped)
        place = (struct span){tree->syntax->place(tree, part->node, start),
                              tree->syntax->place(tree, part->node, end)};
    *exact = place.start <= place.end && place.end <= node->text.end;
    return *exact ? place : node->text;
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

static bool is_all_of_part(const struct entry_text *text, struct span token)
{
    unsigned part = entry_text_part(text, token.start);
    size_t end = part + 1 < text->parts ? text->starts[part + 1] - 1 : strlen(text->text);
    return token.start == text->starts[part] && token.end == end;
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
    if (!*generic && token.kind != TOKEN_END) {
        at = entry_text_place(document, record, &text, token.at, &exact);
        /* Only a part of what this place holds: as good as one that has no fields. */
        *generic = !exact && !span_is_empty(at) && !is_all_of_part(&text, token.at);
    }
    talloc_free(text.text);
    return at;
}
