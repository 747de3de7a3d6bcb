#include "parser/master/change_lines.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/master/lexer.h"
#include "parser/master/text.h"

bool record_is_editable(const struct document *document, const struct record *record)
{
    const struct file *file = record_file(document, record);
    return !file->generated && file->kept == NULL;
}

static uint32_t token_start(const struct token *token)
{
    return token->at.start - (token->kind == TOKEN_QUOTED);
}

/* Goes to the end of the entry, as the reader does: past an open parenthesis only by one line. */
static void entry_finish(struct lexer *lexer, const struct token *first)
{
    struct token token = *first;
    while (token.kind != TOKEN_END)
        token = lexer_next(lexer);
    if (lexer->depth > 0)
        lexer->at = line_after(lexer->bytes, lexer->opened, lexer->end);
}

/* Where a lexer can start that is to meet the record: behind the record before it in the file. */
static struct lexer lexer_before(const struct document *document, const struct record *record)
{
    const struct file *file = record_file(document, record);
    bool bom = file->size >= 3 && memcmp(file->bytes, "\xef\xbb\xbf", 3) == 0;
    for (const struct record *before = record; before-- > document->records;)
        if (record_file(document, before) == file) {
            struct lexer lexer = lexer_over(file->bytes, before->entry.end, file->size);
            struct token token = lexer_next(&lexer);
            entry_finish(&lexer, &token);
            return lexer;
        }
    return lexer_over(file->bytes, bom ? 3 : 0, file->size);
}

/* A parenthesis may open lines before the first token, so the entries are gone through. */
struct span record_lines(const struct document *document, const struct record *record)
{
    struct lexer lexer = lexer_before(document, record);
    while (lexer.at < lexer.end && lexer.at <= record->entry.start) {
        uint32_t start = lexer.at;
        lexer.depth = 0;
        struct token token = lexer_next(&lexer);
        bool found = token.kind != TOKEN_END && token_start(&token) == record->entry.start;
        entry_finish(&lexer, &token);
        if (found)
            return (struct span){start, lexer.at};
    }
    uint32_t start = record->entry.start;
    while (start > 0 && !byte_ends_line(lexer.bytes[start - 1]))
        start--;
    return (struct span){start, line_after(lexer.bytes, record->entry.end, lexer.end)};
}

/* ---- owners ------------------------------------------------------------------------------------ */

/* Will the reader take this for an owner? Else the last one stays in force. */
static bool is_owner(const struct lexer *lexer, const struct token *token)
{
    struct name_text name;
    size_t where, length = span_length(token->at);
    const char *text = lexer->bytes + token->at.start;
    return (token->kind == TOKEN_WORD || token->kind == TOKEN_QUOTED) && text[0] != '#' &&
           !(length > 1 && memcmp(text, "//", 2) == 0) && (token->flags & HAS_TEMPLATE) == 0 &&
           name_read(text, length, NAME_WIRE_MAX - 1, &name, &where) == NAME_FINE;
}

static bool is_directive(const struct lexer *lexer, const struct token *token)
{
    return token->kind == TOKEN_WORD && lexer->bytes[token->at.start] == '$' &&
           (token->flags & HAS_TEMPLATE) == 0;
}

static bool is_origin(const struct lexer *lexer, const struct token *token)
{
    static const char word[] = "$ORIGIN";
    return span_length(token->at) == strlen(word) &&
           strncasecmp(lexer->bytes + token->at.start, word, strlen(word)) == 0;
}

/* The first entry behind `end` without an owner, if no other owner comes before it: its line's start,
 * and whether $ORIGIN was met on the way. */
static bool heir_find(const struct file *file, uint32_t end, uint32_t *start, bool *moved)
{
    struct lexer lexer = lexer_over(file->bytes, end, file->size);
    *moved = false;
    while (lexer.at < lexer.end) {
        *start = lexer.at;
        lexer.depth = 0;
        bool inherits = byte_is_blank(file->bytes[*start]);
        struct token token = lexer_next(&lexer);
        bool directive = is_directive(&lexer, &token);
        if (inherits && !directive && token.kind != TOKEN_END)
            return true;
        if (!inherits && !directive && is_owner(&lexer, &token))
            return false;
        *moved |= directive && is_origin(&lexer, &token);
        entry_finish(&lexer, &token);
    }
    return false;
}

static bool file_is_inside(const struct document *document, uint32_t file, uint32_t outer)
{
    while (file != outer && file != document->files[file].parent)
        file = document->files[file].parent;
    return file == outer;
}

/* Does a record in a file that is included further down take over this one's owner? */
static bool included_inherits(const struct document *document, const struct record *record)
{
    const struct record *end = document->records + document->record_count;
    uint32_t outer = document->scopes[record->scope].file;
    for (const struct record *next = record + 1; next < end; next++) {
        uint32_t file = document->scopes[next->scope].file;
        if (file == outer || !file_is_inside(document, file, outer))
            return false;
        if (span_is_empty(next->owner) && next->name == record->name)
            return true;
    }
    return false;
}

/* The owner as it is written, or absolute where relative names have come to mean something else. */
static char *owner_text(void *mem, const struct document *document, const struct record *record,
                        bool moved)
{
    char name[NAME_TEXT_MAX];
    if (moved && name_is_within(document->names, record->name, NAME_UNKNOWN))
        return NULL;
    if (moved && record->name == NAME_ROOT)
        return talloc_strdup(mem, ".");
    if (moved)
        return talloc_asprintf(mem, "%s.", name_to_text(document->names, record->name, name));
    uint32_t quoted = record->entry.start < record->owner.start;
    uint32_t length = span_length(record->owner) + 2 * quoted;
    const char *text = record_file(document, record)->bytes + record->owner.start - quoted;
    return memchr(text, 0, length) == NULL ? talloc_strndup(mem, text, length) : NULL;
}

/* The column that blanks lead to from another; a tab stop is every 8. */
static size_t column_behind(size_t column, const char *blanks, size_t length)
{
    for (size_t i = 0; i < length; i++)
        column = blanks[i] == '\t' ? (column / 8 + 1) * 8 : column + 1;
    return column;
}

/* How many of the blanks a text of `width` takes up, so that what follows keeps its column. */
static size_t blanks_taken(const char *blanks, size_t length, size_t width)
{
    size_t wanted = column_behind(0, blanks, length);
    for (size_t taken = 0; taken < length; taken++)
        if (column_behind(width, blanks + taken, length - taken) == wanted)
            return taken;
    return length - 1;
}

bool owner_hand_on(void *mem, const struct document *document, const struct record *record,
                   uint32_t end, struct handing *handing)
{
    const struct file *file = record_file(document, record);
    uint32_t start, blanks = 0;
    bool moved;
    handing->text = NULL;
    if (span_is_empty(record->owner))
        return true;
    if (included_inherits(document, record))
        return false;
    if (!heir_find(file, end, &start, &moved))
        return true;
    handing->text = owner_text(mem, document, record, moved);
    if (handing->text == NULL)
        return false;
    while (start + blanks < file->size && byte_is_blank(file->bytes[start + blanks]))
        blanks++;
    size_t taken = blanks_taken(file->bytes + start, blanks, strlen(handing->text));
    handing->old = (struct span){start, start + (uint32_t)taken};
    return true;
}

/* ---- TTLs -------------------------------------------------------------------------------------- */

/* The next record that takes over this one's TTL, as far as can be told from its own. */
static const struct record *ttl_heir(const struct document *document, const struct record *record)
{
    const struct record *next = record + 1;
    bool is_last = next == document->records + document->record_count;
    bool inherits = document->borrows_ttl && !is_last && !record_has_ttl(next);
    return inherits && next->ttl == record->ttl ? next : NULL;
}

bool ttl_hand_on(void *mem, const struct document *document, const struct record *record,
                 struct handing *handing)
{
    const struct record *heir = ttl_heir(document, record);
    const struct file *file = record_file(document, record);
    handing->text = NULL;
    if (heir == NULL)
        return true;
    if (record_file(document, heir) != file)
        return false;
    /* It comes before what stands behind the owner: the class, or the type. */
    struct span header = heir->entry;
    if (!span_is_empty(heir->owner))
        header.start = heir->owner.end + (heir->entry.start < heir->owner.start);
    struct lexer lexer = lexer_inside(file->bytes, header);
    uint32_t at = lexer_next(&lexer).at.start;
    char blank = at > 0 && file->bytes[at - 1] == '\t' ? '\t' : ' ';
    handing->old = (struct span){at, at};
    handing->text = !record_has_ttl(record)
                        ? talloc_asprintf(mem, "%u%c", record->ttl, blank)
                        : talloc_asprintf(mem, "%.*s%c", (int)span_length(record_ttl_text(record)),
                                          file->bytes + record_ttl_text(record).start, blank);
    return true;
}

static char *bytes_append(char *all, size_t *length, const char *bytes, size_t count)
{
    all = talloc_realloc_size(NULL, all, *length + count + 1);
    if (all == NULL)
        abort();
    memcpy(all + *length, bytes, count);
    *length += count;
    return all;
}

struct edit edit_with_handings(void *mem, const struct document *document,
                               const struct record *record, struct span old, const char *text,
                               const struct handing *handings, size_t count)
{
    const char *bytes = record_file(document, record)->bytes;
    size_t length = 0;
    char *all = bytes_append(talloc_size(mem, 1), &length, text, strlen(text));
    for (size_t i = 0; i < count; i++) {
        struct span between = {old.end, handings[i].old.start};
        if (handings[i].text == NULL)
            continue;
        all = bytes_append(all, &length, bytes + between.start, span_length(between));
        all = bytes_append(all, &length, handings[i].text, strlen(handings[i].text));
        old.end = handings[i].old.end;
    }
    return (struct edit){
        .file = document->scopes[record->scope].file, .old = old, .text = all, .length = length};
}
