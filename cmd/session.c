#include "cmd/session.h"

#include <stdlib.h>
#include <talloc.h>
#include <time.h>

#include "cmd/authority_file.h"
#include "cmd/complain.h"
#include "cmd/includes.h"
#include "parser/lines.h"

/* What stays the same from input to input. */
struct session {
    const struct options *options;
    struct authority_files *authorities;
    const struct includes *includes;
    struct selection selection;
    int64_t now;
    size_t visited;
    bool told; /* what cannot be read was said before */
    void (*look)(struct session *session, void *mem, const struct source *source,
                 const struct document *document);
    struct visitor visitor;                                        /* for run_rules() */
    void (*visit)(void *context, const struct document *document); /* for pass_on() */
    void *context;
    enum status status;
};

int64_t session_now(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (text == NULL || *text == '\0')
        return time(NULL);
    int64_t now = strtoll(text, &end, 10);
    return *end == '\0' ? now : time(NULL);
}

/* Types that a signer computes from the rest of the zone (RFC 4034, 5155, 8976). */
static const char *find_signature(const struct document *document)
{
    static const struct {
        uint16_t type;
        const char *name;
    } types[] = {{46, "RRSIG"}, {47, "NSEC"}, {50, "NSEC3"}, {63, "ZONEMD"}};
    for (size_t i = 0; i < document->record_count; i++)
        for (size_t j = 0; j < sizeof types / sizeof *types; j++)
            if (document->records[i].type == types[j].type)
                return types[j].name;
    return NULL;
}

/* How often this document itself reads a file. */
static size_t count_in(const struct source *source, const struct document *document,
                       const struct disk_file *file)
{
    size_t count = 0;
    for (size_t i = 0; i < document->file_count; i++)
        count += source_file(source, &document->files[i]) == file;
    return count;
}

static const size_t *find_places(void *mem, const struct session *session,
                                 const struct source *source, const struct document *document)
{
    size_t *places = talloc_zero_size(mem, document->file_count * sizeof *places);
    for (size_t i = 0; i < document->file_count; i++) {
        const struct disk_file *file = source_file(source, &document->files[i]);
        size_t here = file == NULL ? 1 : count_in(source, document, file);
        size_t everywhere = file == NULL ? 1 : includes_count(session->includes, file->id);
        places[i] = here > everywhere ? here : everywhere;
    }
    return places;
}

static void run_rules(struct session *session, void *mem, const struct source *source,
                      const struct document *document)
{
    const size_t *places = find_places(mem, session, source, document);
    struct facts facts = {
        .authority =
            authority_files_for(session->authorities, source->input->path, &session->status),
        .now = session->now,
    };
    struct visit visit = {
        .source = source,
        .document = document,
        .facts = &facts,
        .findings = rules_run(mem, document, &facts, &session->selection),
        .places = places,
        .signature = find_signature(document),
    };
    session->visitor.visit(session->visitor.context, &visit);
}

static void pass_on(struct session *session, void *mem, const struct source *source,
                    const struct document *document)
{
    (void)mem, (void)source;
    session->visit(session->context, document);
}

/* Says that a file is of no known format, and where it stops being text, if it does. */
static void refuse(struct session *session, const struct disk_file *file, void *mem)
{
    session->status = STATUS_TROUBLE;
    if (session->told)
        return;
    struct lines lines = lines_find(mem, file->bytes, file->size);
    uint32_t at = 0;
    while (at < file->size && ((unsigned char)file->bytes[at] >= ' ' || file->bytes[at] == '\t' ||
                               file->bytes[at] == '\n' || file->bytes[at] == '\r'))
        at++;
    bool is_text = at == file->size;
    struct place place = lines_place(&lines, is_text ? 0 : at);
    complain("%s:%u:%u: the format is not recognised%s", file->path, place.line, place.column,
             file->size == 0 ? ": the file is empty"
             : is_text       ? "; --input-format can tell it"
                             : ": this is no text");
}

static void run_input(struct session *session, const struct input *input)
{
    const char *why;
    void *mem = talloc_new(NULL);
    struct source *source = source_open(mem, input, session->options, &why);
    const struct format *format = source == NULL ? NULL : source_format(source);
    if (source == NULL) {
        if (!session->told)
            complain("%s: %s", input->path, why);
        session->status = STATUS_TROUBLE;
    } else if (format != NULL) {
        session->look(session, mem, source, source_document(mem, source, format));
        session->visited++;
    } else if (input->named) {
        refuse(session, source->files[0], mem);
    }
    talloc_free(mem);
}

static enum status go_through(struct session *session, struct inputs *inputs)
{
    session->status = worst(session->status, inputs->status);
    session->told = inputs->scanned;
    for (size_t i = 0; i < inputs->count; i++)
        run_input(session, &inputs->items[i]);
    if (session->visited == 0 && session->status == STATUS_CLEAN) {
        if (!session->told)
            complain("nothing that mxmend can read was found");
        session->status = STATUS_TROUBLE;
    }
    return session->status;
}

enum status session_run(const struct options *options, struct inputs *inputs,
                        struct visitor visitor)
{
    void *mem = talloc_new(NULL);
    struct session session = {
        .options = options,
        .selection = {.select = options->select.items,
                      .select_count = options->select.count,
                      .ignore = options->ignore.items,
                      .ignore_count = options->ignore.count},
        .now = session_now(),
        .look = run_rules,
        .visitor = visitor,
    };
    session.authorities = authority_files_new(mem, options, &session.status);
    session.includes = includes_find(mem, inputs, options);
    enum status status = go_through(&session, inputs);
    talloc_free(mem);
    return status;
}

enum status session_scan(const struct options *options, struct inputs *inputs,
                         void (*visit)(void *context, const struct document *document),
                         void *context)
{
    struct session session = {
        .options = options, .look = pass_on, .visit = visit, .context = context};
    enum status status = go_through(&session, inputs);
    inputs->scanned = true;
    return status;
}
