#include "parser/master/reader.h"

#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/master/dialect.h"
#include "parser/master/parts.h"
#include "parser/master/text.h"

enum { RESCUES = 16 }; /* each reads the rest of a file once more */

void reader_next(struct reader *reader)
{
    reader->token = lexer_next(&reader->lexer);
}

const char *reader_text(const struct reader *reader, size_t *length)
{
    *length = span_length(reader->token.at);
    return reader->lexer.bytes + reader->token.at.start;
}

void reader_problem(struct reader *reader, enum problem_kind kind, struct span at,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *message = talloc_vasprintf(reader->document, format, arguments);
    va_end(arguments);
    document_problem(reader->document, kind, reader->file, at, "%s", message);
    talloc_free(message);
}

void reader_unexpected(struct reader *reader, const char *wanted)
{
    static const char *const faults[] = {
        [TOKEN_UNQUOTED] = "a quote is never closed",
        [TOKEN_UNOPENED] = "a parenthesis is never opened",
        [TOKEN_DANGLING] = "a backslash stands at the end of the line",
    };
    size_t length;
    const char *text = reader_text(reader, &length);
    switch (reader->token.kind) {
    case TOKEN_END:
        reader_problem(reader, PROBLEM_SYNTAX,
                       (struct span){reader->lexer.last, reader->lexer.last},
                       "the entry ends where %s is expected", wanted);
        break;
    case TOKEN_WORD:
    case TOKEN_QUOTED:
        reader_problem(reader, PROBLEM_SYNTAX, reader->token.at,
                       "'%.*s' stands where %s is expected", length > 40 ? 40 : (int)length, text,
                       wanted);
        break;
    default:
        reader_problem(reader,
                       reader->token.kind == TOKEN_DANGLING ? PROBLEM_SYNTAX : PROBLEM_UNBALANCED,
                       reader->token.at, "%s", faults[reader->token.kind]);
    }
}

bool reader_name(struct reader *reader, uint32_t *name)
{
    struct name_key key;
    if (!reader_name_start(reader, &key))
        return false;
    *name = names_intern_finish(reader->document->names, &key);
    return true;
}

/* A name with escapes, the origin, the root, and what is no name. */
static bool name_start_odd(struct reader *reader, uint32_t origin, struct name_key *key)
{
    struct names *names = reader->document->names;
    unsigned room = NAME_WIRE_MAX - name_wire_length(names, origin);
    struct name_text text;
    size_t length, where;
    const char *bytes = reader_text(reader, &length);
    enum name_fault fault = name_read(bytes, length, room, &text, &where);
    struct span at = reader->token.at;
    if (fault != NAME_FINE) {
        at.start += fault == NAME_TOO_LONG ? 0 : (uint32_t)where;
        reader_problem(reader, fault < NAME_LONG_LABEL ? PROBLEM_SYNTAX : PROBLEM_NAME_LENGTH, at,
                       "%s", name_fault_text(fault));
        return false;
    }
    names_intern_start(names, text.absolute ? NAME_ROOT : origin, text.labels, text.length, key);
    return true;
}

bool reader_name_start(struct reader *reader, struct name_key *key)
{
    struct document *document = reader->document;
    uint32_t origin =
        reader->switches != 0 ? dialect_origin(reader) : document->scopes[reader->scope].origin;
    size_t length;
    const char *bytes = reader_text(reader, &length);
    if ((reader->token.flags & HAS_ESCAPE) == 0 && bytes[0] != '@' &&
        names_intern_text(document->names, origin, bytes, length, key))
        return true;
    return name_start_odd(reader, origin, key);
}

void reader_set_origin(struct reader *reader, uint32_t origin)
{
    reader->scope = document_add_scope(reader->document,
                                       (struct scope){.file = reader->file, .origin = origin});
}

/* Told of each comment: keeps those that speak to mxmend. */
static void comment_take(void *context, struct span at)
{
    static const char call[] = "mxmend:";
    struct reader *reader = context;
    struct document *document = reader->document;
    const char *text = reader->lexer.bytes + at.start;
    const char *found = memmem(text, span_length(at), call, strlen(call));
    if (found == NULL)
        return;
    at.start += (uint32_t)(found - text) + (uint32_t)strlen(call);
    ARRAY_PUSH(document, document->remarks, document->remark_count,
               (struct remark){.file = reader->file,
                               .at = at,
                               .before = (uint32_t)document->record_count,
                               .trailing = reader->lexer.last > reader->entry_start});
}

/* Remarks that waited for an entry belong to this one. */
static void remarks_bind(struct reader *reader, struct span entry)
{
    struct document *document = reader->document;
    for (; reader->remarks_bound < document->remark_count; reader->remarks_bound++)
        document->remarks[reader->remarks_bound].entry = entry;
}

/*
 * A parenthesis that is never closed has swallowed the rest of the file: all that came of it is
 * taken back, and reading goes on behind its line.
 */
static void entry_rescue(struct reader *reader, size_t problems, size_t records)
{
    struct lexer *lexer = &reader->lexer;
    reader->document->problem_count = problems;
    reader->document->record_count = records;
    reader_problem(reader, PROBLEM_UNBALANCED, (struct span){lexer->opened, lexer->opened + 1},
                   "a parenthesis is never closed");
    if (reader->rescues++ < RESCUES)
        lexer->at = line_after(lexer->bytes, lexer->opened, lexer->end);
}

static bool is_directive(const struct reader *reader)
{
    const char *text = reader->lexer.bytes + reader->token.at.start;
    return reader->token.kind == TOKEN_WORD && text[0] == '$' &&
           (reader->token.flags & HAS_TEMPLATE) == 0;
}

static void entry_start(struct reader *reader, bool inherits)
{
    reader_next(reader);
    if (reader->token.kind == TOKEN_END) {
        if (inherits && reader->owner == NAME_NONE && reader->lexer.last == reader->entry_start)
            reader_problem(reader, PROBLEM_DIALECT,
                           (struct span){reader->entry_start, reader->token.at.end},
                           "a line of blanks before the first record: Knot DNS refuses it");
        return;
    }
    reader->entry_start = reader->token.at.start - (reader->token.kind == TOKEN_QUOTED);
    size_t length;
    const char *text = reader_text(reader, &length);
    if (is_directive(reader) && inherits)
        reader_problem(reader, PROBLEM_DIRECTIVE, reader->token.at,
                       "'%.*s' is not at the start of its line", length > 40 ? 40 : (int)length,
                       text);
    else if (is_directive(reader))
        directive_read(reader);
    else
        entry_read(reader, inherits);
}

static void entry_whole(struct reader *reader)
{
    struct lexer *lexer = &reader->lexer;
    size_t problems = reader->document->problem_count, records = reader->document->record_count;
    lexer->depth = 0;
    lexer->flags = 0;
    lexer->counters = false;
    lexer->last = reader->entry_start = lexer->at;
    entry_start(reader, byte_is_blank(lexer->bytes[lexer->at]));
    while (reader->token.kind != TOKEN_END)
        reader_next(reader);
    if (lexer->last > reader->entry_start)
        remarks_bind(reader, (struct span){reader->entry_start, lexer->last});
    if (lexer->depth > 0)
        entry_rescue(reader, problems, records);
    else if (lexer->flags & (HAS_CONTROL | HAS_HIGH | HAS_GLUE | HAS_TEMPLATE))
        entry_survey(reader, problems);
}

static void bounds_check(struct reader *reader)
{
    const struct document *document = reader->document;
    if (document->record_count < READER_RECORDS && document->problem_count < READER_PROBLEMS &&
        reader->bytes < READER_BYTES)
        return;
    const struct {
        uint64_t count, most;
        const char *what;
    } bounds[] = {
        {document->record_count, READER_RECORDS, "records"},
        {document->problem_count, READER_PROBLEMS, "faults"},
        {reader->bytes, READER_BYTES, "bytes of text"},
    };
    for (size_t i = 0; i < sizeof bounds / sizeof bounds[0] && !reader->stopped; i++) {
        if (bounds[i].count < bounds[i].most)
            continue;
        reader_problem(reader, PROBLEM_LIMIT, (struct span){reader->lexer.at, reader->lexer.at},
                       "more than %llu %s: the rest is not read",
                       (unsigned long long)bounds[i].most, bounds[i].what);
        reader->document->halted = reader->stopped = true;
    }
}

void reader_entry(struct reader *reader)
{
    entry_whole(reader);
    bounds_check(reader);
}

void reader_start(struct reader *reader, uint32_t file, uint32_t start, uint32_t end)
{
    reader->file = file;
    reader->lexer = lexer_over(reader->document->files[file].bytes, start, end);
    reader->lexer.comment = comment_take;
    reader->lexer.context = reader;
}

void reader_file(struct reader *reader, uint32_t index)
{
    const struct file *file = &reader->document->files[index];
    struct span bounds = dialect_bounds(reader->document->format, file->bytes, file->size);
    uint32_t outer_file = reader->file, outer_scope = reader->scope;
    uint32_t outer_entry = reader->entry_start;
    struct lexer outer_lexer = reader->lexer;
    remarks_bind(reader, (struct span){outer_entry, outer_lexer.last}); /* the directive */
    reader_start(reader, index, bounds.start, bounds.end);
    reader_set_origin(reader, reader->document->scopes[reader->scope].origin);
    file_survey(reader->document, index);
    reader->bytes += file->size;
    reader->depth++;
    bounds_check(reader);
    parts_read(reader);
    remarks_bind(reader, (struct span){reader->lexer.end, reader->lexer.end});
    reader->depth--;
    reader->file = outer_file;
    reader->scope = outer_scope;
    reader->lexer = outer_lexer;
    reader->entry_start = outer_entry;
    reader->token.kind = TOKEN_END;
}
