#include "parser/master/change.h"

#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/change_lines.h"
#include "parser/master/dialect.h"
#include "parser/master/lexer.h"
#include "parser/master/types.h"
#include "parser/rdata.h"

/* A host as it is written absolute: with a final dot, but where the dialect needs none and the host
 * of the record at hand has none. */
static char *host_text(void *mem, const struct document *document, const struct record *record,
                       const char *host)
{
    struct target target;
    const char *bytes = record_file(document, record)->bytes;
    bool bare = dialect_is_absolute(document->format, record->type) &&
                record->type == LDNS_RR_TYPE_MX && record_target(document, record, &target) &&
                !target.generic && bytes[target.at.end - 1] != '.' && strchr(host, '.') != NULL;
    return strcmp(host, ".") == 0 || bare ? talloc_strdup(mem, host)
                                          : talloc_asprintf(mem, "%s.", host);
}

/* The bytes between two tokens without the blanks at their end. */
static char *gap_append(char *out, const char *bytes, struct span gap, bool trim)
{
    while (trim && !span_is_empty(gap) && byte_is_blank(bytes[gap.end - 1]))
        gap.end--;
    return talloc_strndup_append_buffer(out, bytes + gap.start, span_length(gap));
}

/* \# and its octets give way to the fields; parentheses, lines and comments between them stay. */
static char *generic_replaced(void *mem, const char *bytes, struct span rdata, unsigned preference,
                              const char *host)
{
    struct lexer lexer = lexer_inside(bytes, rdata);
    char *out = talloc_strdup(mem, "");
    uint32_t at = rdata.start;
    unsigned index = 0;
    for (struct token token = lexer_next(&lexer); token.kind != TOKEN_END;
         token = lexer_next(&lexer), index++) {
        out = gap_append(out, bytes, (struct span){at, token.at.start}, index > 1);
        if (index == 0)
            out = talloc_asprintf_append_buffer(out, "%u", preference);
        else if (index == 1)
            out = talloc_strdup_append_buffer(out, host);
        at = token.at.end;
    }
    return gap_append(out, bytes, (struct span){at, rdata.end}, false);
}

size_t change_exchange(void *mem, const struct document *document, const struct record *record,
                       const char *host, struct edit *edits)
{
    struct target target;
    if (!record_is_editable(document, record) || !record_target(document, record, &target))
        return 0;
    char *text = host_text(mem, document, record, host);
    if (target.generic)
        text = generic_replaced(mem, record_file(document, record)->bytes, target.at,
                                target.preference, text);
    edits[0] = edit_with_handings(mem, document, record, target.at, text, NULL, 0);
    return 1;
}

/* ---- erase ------------------------------------------------------------------------------------- */

/* Is it all the same to the next record, because one before this has set the same TTL? */
static bool ttl_is_set_before(const struct document *document, const struct record *record)
{
    const struct record *before = record;
    while (before-- > document->records)
        if (record_has_ttl(before))
            return before->ttl == record->ttl;
    return false;
}

/* Was this the record that told, for lack of any other, what TTL the others have? */
static bool sets_default_ttl(const struct document *document, const struct record *record)
{
    for (size_t i = 0; i < document->problem_count; i++) {
        const struct problem *problem = &document->problems[i];
        if ((problem->kind == PROBLEM_NO_TTL || problem->kind == PROBLEM_NO_TTL_AT_ALL) &&
            problem->file == document->scopes[record->scope].file &&
            problem->at.start == record_type_text(record).start)
            return true;
    }
    return false;
}

/* Does this comment stand above the record, somewhere before `start`, and speak of it alone? */
static bool remark_is_of(const struct document *document, const struct remark *remark,
                         const struct record *record, uint32_t start)
{
    static const char verb[] = "ignore-next";
    const char *text = record_file(document, record)->bytes + remark->at.start;
    return remark->file == document->scopes[record->scope].file && !remark->trailing &&
           remark->at.end <= start && remark->entry.start == record->entry.start &&
           memmem(text, span_length(remark->at), verb, strlen(verb)) != NULL;
}

/* Such comments right above a record go with it, else they would speak of the next one. */
static uint32_t remarks_start(const struct document *document, const struct record *record,
                              uint32_t start)
{
    const char *bytes = record_file(document, record)->bytes;
    for (size_t i = document->remark_count; i-- > 0;) {
        const struct remark *remark = &document->remarks[i];
        if (!remark_is_of(document, remark, record, start) ||
            line_after(bytes, remark->at.end, start) != start)
            continue;
        start = remark->at.start;
        while (start > 0 && !byte_ends_line(bytes[start - 1]))
            start--;
    }
    return start;
}

size_t change_erase(void *mem, const struct document *document, const struct record *record,
                    struct edit *edits)
{
    struct handing handings[2] = {{.text = NULL}};
    if (!record_is_editable(document, record) || record->class != CLASS_IN ||
        sets_default_ttl(document, record))
        return 0;
    struct span lines = record_lines(document, record);
    bool hands_ttl = record_has_ttl(record) && !ttl_is_set_before(document, record);
    if (!owner_hand_on(mem, document, record, lines.end, &handings[0]) ||
        (hands_ttl && !ttl_hand_on(mem, document, record, &handings[1])))
        return 0;
    lines.start = remarks_start(document, record, lines.start);
    edits[0] = edit_with_handings(mem, document, record, lines, "", handings, 2);
    return 1;
}

/* ---- insert ------------------------------------------------------------------------------------ */

/* The new line while it is made after the neighbour's. */
struct copy {
    const char *bytes;
    const struct record *neighbour;
    const char *ttl; /* NULL: the neighbour's, as it is written */
    char *out;
    uint32_t at; /* up to here the neighbour has been looked at */
};

/* The blanks in front of a token, as far as nothing else stands there; at least one. */
static void copy_gap(struct copy *copy, uint32_t end)
{
    uint32_t length = 0;
    while (copy->at + length < end && byte_is_blank(copy->bytes[copy->at + length]))
        length++;
    copy->out = length > 0 ? talloc_strndup_append_buffer(copy->out, copy->bytes + copy->at, length)
                           : talloc_strdup_append_buffer(copy->out, " ");
}

/* A TTL of its own for a line that had none, in front of class and type. */
static void copy_new_ttl(struct copy *copy)
{
    size_t length = strlen(copy->out);
    char blank = length > 0 && copy->out[length - 1] == '\t' ? '\t' : ' ';
    copy->out = talloc_asprintf_append_buffer(copy->out, "%s%c", copy->ttl, blank);
    copy->ttl = NULL;
}

/* Blanks behind a type grow or shrink by what MX is shorter or longer. */
static void copy_type(struct copy *copy, struct token *token, struct lexer *lexer)
{
    const struct record *neighbour = copy->neighbour;
    const char *text = copy->bytes + token->at.start;
    uint32_t length = span_length(token->at);
    bool alike = neighbour->type == LDNS_RR_TYPE_MX;
    copy->out = talloc_asprintf_append_buffer(copy->out, "%.*s", alike ? (int)length : 2,
                                              alike           ? text
                                              : text[0] > 'Z' ? "mx"
                                                              : "MX");
    copy->at = token->at.end;
    *token = lexer_next(lexer);
    uint32_t end = token->at.start - (token->kind == TOKEN_QUOTED);
    bool spaces = !alike && end - copy->at > 1 &&
                  memchr(copy->bytes + copy->at, '\t', end - copy->at) == NULL;
    copy->at += spaces && length == 1;
    copy_gap(copy, end);
    if (spaces && length > 2)
        copy->out = talloc_asprintf_append_buffer(copy->out, "%*s", (int)length - 2, "");
    copy->at = token->at.end;
}

/* From the start of the line up to the type and the blanks behind it. Returns the lexer behind the
 * first token of the RDATA. */
static struct lexer copy_header(struct copy *copy, uint32_t line, struct token *token)
{
    const struct record *neighbour = copy->neighbour;
    struct lexer lexer = lexer_inside(copy->bytes, neighbour->entry);
    bool inherits = span_is_empty(neighbour->owner), first = true;
    copy->at = line;
    *token = lexer_next(&lexer);
    for (; token->at.start != record_type_text(neighbour).start; *token = lexer_next(&lexer)) {
        bool quoted = token->kind == TOKEN_QUOTED;
        bool owner = first && !inherits;
        bool ttl = token->at.start == record_ttl_text(neighbour).start && record_has_ttl(neighbour);
        if (!owner)
            copy_gap(copy, token->at.start);
        if (!owner && copy->ttl != NULL && !record_has_ttl(neighbour))
            copy_new_ttl(copy);
        if (ttl && copy->ttl != NULL)
            copy->out = talloc_strdup_append_buffer(copy->out, copy->ttl);
        else
            copy->out =
                talloc_strndup_append_buffer(copy->out, copy->bytes + token->at.start - quoted,
                                             span_length(token->at) + 2U * quoted);
        copy->at = token->at.end + quoted;
        first = false;
    }
    copy_gap(copy, token->at.start);
    if (copy->ttl != NULL && !record_has_ttl(neighbour))
        copy_new_ttl(copy);
    copy_type(copy, token, &lexer);
    return lexer;
}

static void copy_data(struct copy *copy, struct lexer *lexer, const struct token *first,
                      unsigned preference, const char *host)
{
    bool generic = span_length(first->at) == 2 && copy->bytes[first->at.start] == '\\';
    struct token token = lexer_next(lexer);
    copy->out = talloc_asprintf_append_buffer(copy->out, "%u", preference);
    copy->at = first->at.end;
    if (copy->neighbour->type == LDNS_RR_TYPE_MX && !generic && token.kind != TOKEN_END)
        copy_gap(copy, token.at.start - (token.kind == TOKEN_QUOTED));
    else
        copy->out = talloc_strdup_append_buffer(copy->out, " ");
    copy->out = talloc_strdup_append_buffer(copy->out, host);
}

/* How lines end in this file: as the first one does. */
static const char *line_end_of(const struct file *file)
{
    uint32_t at = 0;
    while (at < file->size && !byte_ends_line(file->bytes[at]))
        at++;
    if (at == file->size || file->bytes[at] == '\n')
        return "\n";
    return at + 1 < file->size && file->bytes[at + 1] == '\n' ? "\r\n" : "\r";
}

size_t change_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                        uint16_t preference, const char *host, int64_t ttl, struct edit *edits)
{
    const struct file *file = record_file(document, neighbour);
    struct handing handing = {.text = NULL};
    bool own_ttl = ttl >= 0 && ttl != neighbour->ttl;
    if (!record_is_editable(document, neighbour) ||
        (own_ttl && !ttl_hand_on(mem, document, neighbour, &handing)))
        return 0;
    struct span lines = record_lines(document, neighbour);
    struct copy copy = {.bytes = file->bytes, .neighbour = neighbour};
    struct token token;
    copy.ttl = own_ttl ? talloc_asprintf(mem, "%lld", (long long)ttl) : NULL;
    copy.out = talloc_strdup(mem, "");
    struct lexer lexer = copy_header(&copy, lines.start, &token);
    copy_data(&copy, &lexer, &token, preference, host_text(mem, document, neighbour, host));
    const char *end = line_end_of(file);
    bool open = lines.end == file->size && !byte_ends_line(file->bytes[lines.end - 1]);
    char *text = talloc_asprintf(mem, "%s%s%s", open ? end : "", copy.out, open ? "" : end);
    lines.start = lines.end;
    edits[0] = edit_with_handings(mem, document, neighbour, lines, text, &handing, 1);
    return 1;
}
