#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/entries.h"
#include "parser/format.h"
#include "parser/lines.h"
#include "rules/rule.h"

/* Text that $GENERATE made is nowhere to be seen: what is said of it is said of the directive. */
static void finding_relocate(const struct document *document, struct finding *finding)
{
    const struct file *file = &document->files[finding->file];
    while (file->generated) {
        finding->file = file->parent;
        finding->at = file->from;
        file = &document->files[finding->file];
    }
}

void report_at(struct check *check, enum severity severity, uint32_t file, struct span at,
               const struct record *record, const char *format, va_list arguments)
{
    struct findings *findings = check->findings;
    struct finding finding = {.rule = check->rule,
                              .severity = severity,
                              .file = file,
                              .at = at,
                              .record = record,
                              .message = talloc_vasprintf(findings, format, arguments)};
    check->file = file;
    finding_relocate(check->document, &finding);
    ARRAY_PUSH(findings, findings->items, findings->count, finding);
}

void report(struct check *check, const struct record *record, struct span at, const char *format,
            ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, check->rule->severity, check->document->scopes[record->scope].file, at, record,
              format, arguments);
    va_end(arguments);
}

void report_as(struct check *check, enum severity severity, const struct record *record,
               struct span at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, severity, check->document->scopes[record->scope].file, at, record, format,
              arguments);
    va_end(arguments);
}

void report_document(struct check *check, enum severity severity, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, severity, 0, (struct span){0, 0}, NULL, format, arguments);
    va_end(arguments);
}

static struct finding *last_finding(struct check *check)
{
    return &check->findings->items[check->findings->count - 1];
}

void note(struct check *check, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    last_finding(check)->note = talloc_vasprintf(check->findings, format, arguments);
    va_end(arguments);
}

/* Adds to the finding's note. */
static void note_more(struct check *check, struct finding *finding, const char *more)
{
    finding->note = finding->note == NULL
                        ? more
                        : talloc_asprintf(check->findings, "%s; %s", finding->note, more);
}

/* A value that a reference led to: tells where that stands, so that nobody wonders what the edit
 * in a default or a local has to do with a record. */
void note_references(struct check *check)
{
    const struct document *document = check->document;
    struct lines lines = {.starts = NULL};
    for (size_t i = 0; i < check->findings->count; i++) {
        struct finding *finding = &check->findings->items[i];
        struct span via =
            finding->record == NULL ? (struct span){0, 0} : entries_via(document, finding->record);
        if (span_is_empty(via))
            continue;
        const struct file *file = &document->files[0];
        if (lines.starts == NULL)
            lines = lines_find(check->findings, file->bytes, file->size);
        note_more(check, finding,
                  talloc_asprintf(check->findings, "the record is in line %u, by way of %.*s",
                                  (unsigned)lines_place(&lines, via.start).line,
                                  (int)span_length(via), file->bytes + via.start));
    }
}

static bool edits_add(struct check *check, const struct edit *edits, size_t count,
                      enum safety safety)
{
    struct finding *finding = last_finding(check);
    for (size_t i = 0; i < count; i++) {
        struct edit edit = edits[i];
        edit.safety = safety;
        ARRAY_PUSH(check->findings, finding->edits, finding->edit_count, edit);
    }
    return count > 0;
}

void drop_edits(struct check *check)
{
    last_finding(check)->edit_count = 0;
}

/* Can these bytes give way to a text, with nothing known of the quotes and escapes around? */
static bool is_plain_change(struct span old, const char *text)
{
    return !span_is_empty(old) &&
           text[strspn(
               text, "-._:0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] == '\0';
}

void replace(struct check *check, struct span old, const char *text, enum safety safety)
{
    const struct file *file = &check->document->files[check->file];
    char *copy = talloc_strdup(check->findings, text);
    struct edit edit = {
        .file = check->file, .old = old, .text = copy, .length = strlen(copy), .safety = safety};
    if (check->document->entries != NULL && !is_plain_change(old, text))
        return;
    if (!file->generated && file->kept == NULL)
        edits_add(check, &edit, 1, safety);
}

/* Where a TTL goes in a record that has none: in front of what follows the owner. */
static struct span ttl_place(const struct check *check, const struct record *record)
{
    const char *bytes = record_file(check->document, record)->bytes;
    uint32_t at = span_is_empty(record->owner) ? record->entry.start : record->owner.end;
    while (at < record_type_text(record).start && (bytes[at] == ' ' || bytes[at] == '\t'))
        at++;
    return (struct span){at, at};
}

static bool is_number(const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if (text[i] < '0' || text[i] > '9')
            return false;
    return length > 0;
}

/* Structured data may have the TTL as a time span or a word ("01:00:00", "auto"), which stays. */
void replace_ttl(struct check *check, const struct record *record, uint32_t ttl, enum safety safety)
{
    char text[16];
    struct span old = record_ttl_text(record);
    bool written = !span_is_empty(old);
    if (check->document->entries != NULL &&
        !is_number(record_file(check->document, record)->bytes + old.start, span_length(old)))
        return;
    snprintf(text, sizeof text, written ? "%u" : "%u ", ttl);
    replace(check, written ? old : ttl_place(check, record), text, safety);
}

bool replace_exchange(struct check *check, const struct record *record, const char *host,
                      enum safety safety)
{
    struct edit edits[EDITS_MAX];
    size_t count = check->document->format->set_exchange(check->findings, check->document, record,
                                                         host, edits);
    const char *kept = check->document->files[check->file].kept;
    if (count == 0)
        note_more(check, last_finding(check),
                  kept != NULL
                      ? kept
                      : "to be corrected by hand: no edit here would change this MX alone");
    return edits_add(check, edits, count, safety);
}

bool erase_record(struct check *check, const struct record *record, enum safety safety)
{
    struct edit edits[EDITS_MAX];
    size_t count = check->document->format->erase(check->findings, check->document, record, edits);
    return edits_add(check, edits, count, safety);
}

void insert_mx(struct check *check, const struct record *neighbour, uint16_t preference,
               const char *host, int64_t ttl, enum safety safety)
{
    struct edit edits[EDITS_MAX];
    size_t count = check->document->format->insert_mx(check->findings, check->document, neighbour,
                                                      preference, host, ttl, edits);
    edits_add(check, edits, count, safety);
    const struct format *format = check->document->format;
    char *text =
        count > 0 || format->paste_mx == NULL
            ? NULL
            : format->paste_mx(check->findings, check->document, neighbour, preference, host, ttl);
    if (text != NULL)
        note(check, "to be added by hand, under a name of your choice:\n%s", text);
}
