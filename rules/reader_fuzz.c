#include <stdint.h>
#include <stdlib.h>
#include <talloc.h>

#include "parser/format.h"
#include "rules/run.h"

/*
 * Any bytes as a master file: what was read stays inside the text and can be asked about, the rules
 * stand it, and each change can be applied and gives text that can be read again.
 */

enum { ASKED_MAX = 16 }; /* records that are looked at closely */

static const char included[] = "inner 60 MX 10 mail\n A 192.0.2.1\n";

/* A name with @ is the input itself, which then includes itself. */
static const char *load(void *context, void *mem, const char *from, const char *name,
                        struct file *file)
{
    (void)from;
    if (name[0] == '!')
        return "it is not there";
    *file = *(const struct file *)context;
    if (name[0] != '@') {
        file->bytes = included;
        file->size = sizeof included - 1;
    }
    file->path = name[0] == '@' ? "@" : talloc_strdup(mem, name);
    file->kept = name[0] == '~' ? "for a test" : NULL;
    return NULL;
}

static struct document *read_text(void *mem, const char *text, size_t size)
{
    struct file file = {.path = "fuzz.zone", .bytes = text, .size = (uint32_t)size};
    struct file *copy = talloc_memdup(mem, &file, sizeof file);
    return format_read(mem, &master_format, file, "example.com",
                       (struct loader){.load = load, .context = copy});
}

static void expect(bool fine)
{
    if (!fine)
        abort();
}

static void expect_within(struct span span, struct span outer)
{
    expect(span.start <= span.end && span.start >= outer.start && span.end <= outer.end);
}

static void look_at_spans(const struct document *document, const struct record *record)
{
    expect(record->scope < document->scope_count);
    expect_within(record->entry, (struct span){0, record_file(document, record)->size});
    expect_within(record->rdata, record->entry);
    expect_within(record_type_text(record), record->entry);
    if (!span_is_empty(record->owner))
        expect_within(record->owner, record->entry);
    if (record_has_ttl(record))
        expect_within(record_ttl_text(record), record->entry);
}

static void look_at_data(void *mem, const struct document *document, const struct record *record)
{
    struct rdata rdata;
    struct target target;
    char name[NAME_TEXT_MAX];
    name_to_text(document->names, record->name, name);
    if (record_rdata(document, record, &rdata))
        expect(record_canonical(document, record, &rdata));
    for (unsigned i = 0; i < 4; i++)
        expect_within(record_field(document, record, i), record->rdata);
    if (record_target(document, record, &target))
        expect_within(target.at, record->rdata);
    record_text(document, record, mem);
}

/* Applies the edits of the input itself and reads what comes of it. */
static void apply(void *mem, const struct document *document, struct edit *edits, size_t count)
{
    size_t own = 0, size;
    const struct file *file = &document->files[0];
    count = edits_settle(edits, count);
    while (own < count && edits[own].file == 0)
        own++;
    for (size_t i = 0; i < count; i++) {
        const struct file *edited = &document->files[edits[i].file];
        expect_within(edits[i].old, (struct span){0, edited->size});
        expect(!edited->generated && edited->kept == NULL);
    }
    if (own == 0)
        return;
    char *text = edits_apply(mem, file->bytes, file->size, edits, own, &size);
    read_text(mem, text, size);
}

static void change(const struct document *document, const struct record *record)
{
    struct edit edits[EDITS_MAX];
    void *mem = talloc_new(NULL);
    apply(mem, document, edits, document->format->erase(mem, document, record, edits));
    if (record->type == 15) {
        apply(mem, document, edits,
              document->format->insert_mx(mem, document, record, 10, "a.mx.microsoft", -1, edits));
        apply(mem, document, edits,
              document->format->set_exchange(mem, document, record, "a.mx.microsoft", edits));
    }
    talloc_free(mem);
}

static void judge(void *mem, const struct document *document)
{
    struct facts facts = {.authority = NULL, .now = 1790000000};
    struct selection selection = {.select = NULL};
    struct findings *findings = rules_run(mem, document, &facts, &selection);
    size_t count = 0;
    for (size_t i = 0; i < findings->count; i++)
        count += findings->items[i].edit_count;
    struct edit *edits = talloc_array(mem, struct edit, (unsigned)count + 1);
    count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        expect(finding->file < document->file_count);
        expect_within(finding->at, (struct span){0, document->files[finding->file].size});
        for (size_t k = 0; k < finding->edit_count; k++)
            edits[count++] = finding->edits[k];
    }
    apply(mem, document, edits, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    void *mem = talloc_new(NULL);
    struct document *document = read_text(mem, (const char *)data, size);
    for (size_t i = 0; i < document->record_count; i++) {
        look_at_spans(document, &document->records[i]);
        if (i >= ASKED_MAX)
            continue;
        look_at_data(mem, document, &document->records[i]);
        change(document, &document->records[i]);
    }
    for (size_t i = 0; i < document->problem_count; i++)
        expect_within(document->problems[i].at,
                      (struct span){0, document->files[document->problems[i].file].size});
    judge(mem, document);
    talloc_free(mem);
    return 0;
}
