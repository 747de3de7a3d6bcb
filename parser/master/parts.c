#include "parser/master/parts.h"

#include <string.h>
#include <talloc.h>
#include <threads.h>

#include "parser/array.h"

enum {
    PART = 1 << 18,     /* bytes: what a part holds fits into a cache */
    SLACK = 1 << 16,    /* bytes that its last entry may go on behind it */
    JOBS = 16,          /* threads, at most */
    ORIGIN_OCTETS = 128 /* of the origin in force where a part begins, at most */
};

/* What a record takes from the entries before it, beside the origin and what a part never takes. */
struct inherited {
    bool has_default, class_is_known;
    uint32_t default_ttl;
    uint16_t class;
};

struct part {
    enum { FREE, TAKEN, READ } state;
    uint32_t start, end; /* bytes */
    struct inherited supposed;
    struct reader *reader; /* with a document of its own, where NAME_UNKNOWN is the origin */
    uint32_t *numbers;     /* of the names, in the document of the whole file */
};

/* The parts of one file, which are taken and given back in order. */
struct parts {
    struct reader *reader; /* of the file; one thread alone looks at it */
    const char *bytes;     /* of the file */
    mtx_t lock;            /* guards what follows */
    cnd_t changed;
    struct inherited inherited; /* as far as the file has been read */
    uint32_t size, at, end;     /* bytes: of a part; where the next one starts; of the file */
    unsigned taken, returned, adopted; /* parts */
    unsigned room;
    bool over;
    struct part items[]; /* by number, again and again */
};

static struct inherited inherited_of(const struct reader *reader)
{
    return (struct inherited){.has_default = reader->has_default,
                              .class_is_known = reader->class_is_known,
                              .default_ttl = reader->default_ttl,
                              .class = reader->class};
}

static bool inherited_equal(const struct inherited *a, const struct inherited *b)
{
    return a->has_default == b->has_default && a->class_is_known == b->class_is_known &&
           (a->default_ttl == b->default_ttl || !a->has_default) && a->class == b->class;
}

/* ---- reading ahead ----------------------------------------------------------------------------- */

static void part_clear(struct part *part)
{
    struct document *document = part->reader->document;
    names_clear(document->names, ORIGIN_OCTETS);
    document->record_count = document->scope_count = document->problem_count = 0;
    document->remark_count = 0;
    document->file_count = 1;
    document->borrows_ttl = false;
    document_add_scope(document, (struct scope){.origin = NAME_UNKNOWN});
    *part->reader = (struct reader){.document = document,
                                    .ahead = true,
                                    .depth = 1,
                                    .owner = NAME_NONE,
                                    .has_default = part->supposed.has_default,
                                    .default_ttl = part->supposed.default_ttl,
                                    .class = part->supposed.class,
                                    .class_is_known = part->supposed.class_is_known};
}

/* Is there nothing in it so far that speaks of other entries, or of the file as a whole? */
static bool part_is_plain(const struct part *part)
{
    const struct document *document = part->reader->document;
    return document->problem_count == 0 && document->remark_count == 0 &&
           document->file_count == 1 && !part->reader->stopped;
}

static void part_read(struct part *part, uint32_t file_end)
{
    uint32_t limit = file_end - part->end > SLACK ? part->end + SLACK : file_end;
    part_clear(part);
    struct reader *reader = part->reader;
    reader_start(reader, 0, part->start, limit);
    while (reader->lexer.at < part->end && part_is_plain(part))
        reader_entry(reader);
    if (reader->lexer.at == limit && limit < file_end)
        reader->stopped = true; /* the entry may go on */
}

/* Where a line starts that may be an entry with an owner, at `at` or behind it. */
static uint32_t boundary_find(const char *bytes, uint32_t at, uint32_t end)
{
    do
        at = line_after(bytes, at, end);
    while (at < end && byte_is_blank(bytes[at]));
    return at;
}

/* The next part to be read, in hand of the caller; NULL if there is none, or no room for one. Locked. */
static struct part *part_take(struct parts *parts)
{
    struct part *part = &parts->items[parts->taken % parts->room];
    if (parts->over || parts->at >= parts->end || parts->taken - parts->returned == parts->room)
        return NULL;
    uint32_t far = parts->end - parts->at > parts->size ? parts->at + parts->size : parts->end;
    part->state = TAKEN;
    part->start = parts->at;
    part->end = far == parts->end ? far : boundary_find(parts->bytes, far, parts->end);
    part->supposed = parts->inherited;
    parts->at = part->end;
    parts->taken++;
    return part;
}

/* Reads a part; false: there is none to read now. Locked. */
static bool part_next(struct parts *parts)
{
    struct part *part = part_take(parts);
    if (part == NULL)
        return false;
    mtx_unlock(&parts->lock);
    part_read(part, parts->end);
    mtx_lock(&parts->lock);
    part->state = READ;
    cnd_broadcast(&parts->changed);
    return true;
}

static int work(void *argument)
{
    struct parts *parts = argument;
    mtx_lock(&parts->lock);
    while (!parts->over && parts->at < parts->end)
        if (!part_next(parts))
            cnd_wait(&parts->changed, &parts->lock);
    mtx_unlock(&parts->lock);
    return 0;
}

/* ---- taking over ------------------------------------------------------------------------------- */

static bool part_fits(const struct part *part, const struct reader *reader)
{
    const struct document *document = reader->document;
    struct inherited inherited = inherited_of(reader);
    uint32_t origin = document->scopes[reader->scope].origin;
    return part_is_plain(part) && reader->lexer.at == part->start &&
           inherited_equal(&part->supposed, &inherited) &&
           name_wire_length(document->names, origin) <= ORIGIN_OCTETS &&
           reader->remarks_bound == document->remark_count &&
           document->record_count + part->reader->document->record_count < READER_RECORDS;
}

static void part_adopt(struct part *part, struct reader *reader)
{
    struct document *document = reader->document;
    const struct reader *from = part->reader;
    const struct document *own = from->document;
    uint32_t scopes = (uint32_t)document->scope_count - 1; /* its first one is the one in force */
    part->numbers = talloc_realloc(part->reader, part->numbers, uint32_t, names_count(own->names));
    names_take(document->names, own->names, document->scopes[reader->scope].origin, part->numbers);
    for (size_t i = 1; i < own->scope_count; i++)
        document_add_scope(
            document,
            (struct scope){.file = reader->file, .origin = part->numbers[own->scopes[i].origin]});
    for (size_t i = 0; i < own->record_count; i++) {
        struct record record = own->records[i];
        record.name = part->numbers[record.name];
        record.scope = record.scope == 0 ? reader->scope : scopes + record.scope;
        ARRAY_PUSH(document, document->records, document->record_count, record);
    }
    document->borrows_ttl |= own->borrows_ttl;
    reader->scope = from->scope == 0 ? reader->scope : scopes + from->scope;
    reader->owner = from->owner == NAME_NONE ? reader->owner : part->numbers[from->owner];
    reader->owner_text = (struct span){0, 0};
    reader->owner_is_stale = from->owner_is_stale;
    reader->has_default = from->has_default;
    reader->default_ttl = from->default_ttl;
    reader->class = from->class;
    reader->class_is_known = from->class_is_known;
    reader->last_ttl = from->has_last ? from->last_ttl : reader->last_ttl;
    reader->has_last |= from->has_last;
    reader->lexer.at = from->lexer.at;
}

/* Takes the next part over, or gives it back as it is, once it has been read. Locked. */
static void part_return(struct parts *parts, struct part *part)
{
    while (part->state != READ)
        if (!part_next(parts))
            cnd_wait(&parts->changed, &parts->lock);
    mtx_unlock(&parts->lock);
    bool fits = part_fits(part, parts->reader);
    if (fits)
        part_adopt(part, parts->reader);
    mtx_lock(&parts->lock);
    part->state = FREE;
    parts->returned++;
    parts->adopted += fits;
    parts->inherited = inherited_of(parts->reader);
    cnd_broadcast(&parts->changed);
}

static void entries_read(struct reader *reader, uint32_t end)
{
    while (reader->lexer.at < end && !reader->stopped)
        reader_entry(reader);
}

/* Goes on by a part, or by the entries up to one. Locked. */
static void parts_step(struct parts *parts)
{
    struct part *part = &parts->items[parts->returned % parts->room];
    bool taken = parts->returned < parts->taken;
    uint32_t start = taken ? part->start : parts->at;
    if (parts->reader->lexer.at < start) {
        mtx_unlock(&parts->lock);
        entries_read(parts->reader, start);
        mtx_lock(&parts->lock);
    } else if (taken) {
        part_return(parts, part);
    } else {
        part_next(parts);
    }
}

/* ---- the file ---------------------------------------------------------------------------------- */

static struct parts *parts_new(struct reader *reader, uint32_t size, unsigned room)
{
    struct parts *parts = talloc_zero_size(NULL, sizeof *parts + room * sizeof parts->items[0]);
    struct file file = reader->document->files[reader->file];
    parts->reader = reader;
    parts->bytes = file.bytes;
    parts->size = size;
    parts->at = reader->lexer.at;
    parts->end = reader->lexer.end;
    parts->room = room;
    parts->inherited = inherited_of(reader);
    for (unsigned i = 0; i < room; i++) {
        struct file whole = file;
        struct part *part = &parts->items[i];
        part->reader = talloc_zero(NULL, struct reader); /* which one thread at a time adds to */
        file.size = 2 * size;
        part->reader->document = document_new(part->reader, reader->document->format, file);
        part->reader->document->files[0] = whole;
    }
    mtx_init(&parts->lock, mtx_plain);
    cnd_init(&parts->changed);
    return parts;
}

static void parts_free(struct parts *parts)
{
    for (unsigned i = 0; i < parts->room; i++)
        talloc_free(parts->items[i].reader);
    cnd_destroy(&parts->changed);
    mtx_destroy(&parts->lock);
    talloc_free(parts);
}

static void parts_go(struct parts *parts, unsigned jobs)
{
    thrd_t threads[JOBS];
    unsigned started = 0;
    while (started + 1 < jobs && thrd_create(&threads[started], work, parts) == thrd_success)
        started++;
    mtx_lock(&parts->lock);
    while (parts->reader->lexer.at < parts->end && !parts->reader->stopped)
        parts_step(parts);
    parts->over = true;
    cnd_broadcast(&parts->changed);
    mtx_unlock(&parts->lock);
    while (started > 0)
        thrd_join(threads[--started], NULL);
}

unsigned parts_read(struct reader *reader)
{
    uint32_t size = reader->loader.part > 0 ? reader->loader.part : PART, end = reader->lexer.end;
    unsigned jobs = reader->loader.jobs < JOBS ? reader->loader.jobs : JOBS;
    bool plain = reader->switches == 0 && !reader->document->files[reader->file].generated;
    if (jobs < 2 || !plain || (end - reader->lexer.at) / 4 < size) {
        entries_read(reader, end);
        return 0;
    }
    entries_read(reader, boundary_find(reader->lexer.bytes, reader->lexer.at + size, end));
    struct parts *parts = parts_new(reader, size, jobs + 2);
    parts_go(parts, jobs);
    unsigned adopted = parts->adopted;
    parts_free(parts);
    return adopted;
}
