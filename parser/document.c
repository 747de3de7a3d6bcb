#include "parser/document.h"

#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"

enum {
    BYTES_A_NAME = 64,
    BYTES_A_RECORD = 24,
    MOST_RECORDS = 1 << 22
}; /* of text: a first guess, for the size of a table */

struct document *document_new(void *mem, const struct format *format, struct file file)
{
    struct document *document = talloc_zero(mem, struct document);
    size_t room = file.size / BYTES_A_RECORD + 1;
    room = room < MOST_RECORDS ? room : MOST_RECORDS;
    document->format = format;
    document->names = names_new(document, file.size / BYTES_A_NAME);
    document->records = array_reserve(document, room, sizeof *document->records);
    document->origin = document->apex = NAME_UNKNOWN;
    document_add_file(document, file);
    return document;
}

uint32_t document_add_file(struct document *document, struct file file)
{
    uint32_t index = (uint32_t)document->file_count;
    ARRAY_PUSH(document, document->files, document->file_count, file);
    return index;
}

uint32_t document_add_scope(struct document *document, struct scope scope)
{
    uint32_t index = (uint32_t)document->scope_count;
    ARRAY_PUSH(document, document->scopes, document->scope_count, scope);
    return index;
}

void document_problem(struct document *document, enum problem_kind kind, uint32_t file,
                      struct span at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *message = talloc_vasprintf(document, format, arguments);
    va_end(arguments);
    ARRAY_PUSH(document, document->problems, document->problem_count,
               (struct problem){.kind = kind, .file = file, .at = at, .message = message});
}

const struct file *record_file(const struct document *document, const struct record *record)
{
    return &document->files[document->scopes[record->scope].file];
}

uint32_t record_origin(const struct document *document, const struct record *record)
{
    return document->scopes[record->scope].origin;
}

bool records_join(const struct document *document, const struct record *a, const struct record *b)
{
    return a->type == b->type && (a->scope == b->scope || document->scopes[a->scope].variant ==
                                                              document->scopes[b->scope].variant);
}
