#include "parser/master/change.h"

#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/lexer.h"
#include "parser/rdata.h"

static bool is_editable(const struct file *file)
{
    return !file->generated && !file->frozen;
}

static struct edit edit_made(const struct document *document, const struct record *record,
                             struct span old, char *text)
{
    return (struct edit){document->scopes[record->scope].file, old, text, strlen(text), SAFE};
}

size_t change_exchange(void *mem, const struct document *document, const struct record *record,
                       const char *host, struct edit *edits)
{
    struct target target;
    if (!is_editable(record_file(document, record)) || !record_target(document, record, &target))
        return 0;
    char *text = target.generic ? talloc_asprintf(mem, "%u %s.", target.preference, host)
                                : talloc_asprintf(mem, "%s.", host);
    edits[0] = edit_made(document, record, target.at, text);
    return 1;
}

/* From the first byte of the record's first line to the first byte behind its last line. */
static struct span lines_of(const struct document *document, const struct record *record)
{
    const struct file *file = record_file(document, record);
    struct lexer lexer = lexer_over(file->bytes, record->entry.start, file->size);
    struct span lines = record->entry;
    while (lines.start > 0 && !byte_ends_line(file->bytes[lines.start - 1]))
        lines.start--;
    while (lexer_next(&lexer).kind != TOKEN_END)
        continue;
    lines.end = lexer.at;
    return lines;
}

/* The next record of the same file, if nothing but records stands between: it may inherit. */
static const struct record *heir_of(const struct document *document, const struct record *record)
{
    const struct record *next = record + 1;
    bool is_last = next == document->records + document->record_count;
    return !is_last && record_file(document, next) == record_file(document, record) ? next : NULL;
}

size_t change_erase(void *mem, const struct document *document, const struct record *record,
                    struct edit *edits)
{
    const struct file *file = record_file(document, record);
    if (!is_editable(file))
        return 0;
    edits[0] = edit_made(document, record, lines_of(document, record), talloc_strdup(mem, ""));
    const struct record *heir = heir_of(document, record);
    bool owner = heir != NULL && !span_is_empty(record->owner) && span_is_empty(heir->owner);
    bool ttl = heir != NULL && document->borrows_ttl && !span_is_empty(record->ttl_text) &&
               span_is_empty(heir->ttl_text);
    if (!owner && !ttl)
        return 1;
    /* The owner goes to column 0, into the blanks that stand there, as far as they reach. */
    struct span blanks = {lines_of(document, heir).start, heir->entry.start};
    uint32_t room = span_length(blanks), used = owner ? span_length(record->owner) : 0;
    if (owner)
        blanks.end = blanks.start + (used < room ? used : room);
    char *text = owner ? talloc_strndup(mem, file->bytes + record->owner.start, used)
                       : talloc_strdup(mem, "");
    if (!owner)
        blanks.start = blanks.end;
    if (used >= room || memchr(file->bytes + blanks.start, '\t', span_length(blanks)) != NULL) {
        blanks.end = owner ? blanks.start : blanks.end;
    }
    if (ttl) {
        blanks.start = blanks.end = heir->entry.start;
        text = talloc_asprintf(mem, "%s%.*s ", text, (int)span_length(record->ttl_text),
                               file->bytes + record->ttl_text.start);
    }
    edits[1] = edit_made(document, record, blanks, text);
    return 2;
}

static const char *line_end_of(const struct file *file, struct span lines)
{
    bool lf = lines.end > lines.start && file->bytes[lines.end - 1] == '\n';
    bool cr = lf && lines.end - 1 > lines.start && file->bytes[lines.end - 2] == '\r';
    bool lone = lines.end > lines.start && file->bytes[lines.end - 1] == '\r';
    return cr ? "\r\n" : lone ? "\r" : "\n";
}

size_t change_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                        uint16_t preference, const char *host, int64_t ttl, struct edit *edits)
{
    const struct file *file = record_file(document, neighbour);
    if (!is_editable(file))
        return 0;
    struct span lines = lines_of(document, neighbour);
    const char *end = line_end_of(file, lines);
    bool open = lines.end == file->size && !byte_ends_line(file->bytes[lines.end - 1]);
    /* Blanks as they stand between the fields of the neighbour, from its owner to its type. */
    uint32_t from = neighbour->entry.start + span_length(neighbour->owner);
    char *head = talloc_strndup(mem, file->bytes + lines.start, from - lines.start);
    const char *own_ttl =
        ttl >= 0 ? talloc_asprintf(mem, "%lld\t", (long long)ttl)
        : span_is_empty(neighbour->ttl_text)
            ? ""
            : talloc_asprintf(mem, "%.*s\t", (int)span_length(neighbour->ttl_text),
                              file->bytes + neighbour->ttl_text.start);
    char *text = talloc_asprintf(mem, "%s%s%s%sIN\tMX\t%u %s.%s", open ? end : "", head,
                                 span_is_empty(neighbour->owner) ? "" : "\t", own_ttl, preference,
                                 host, open ? "" : end);
    edits[0] = edit_made(document, neighbour, (struct span){lines.end, lines.end}, text);
    return 1;
}
