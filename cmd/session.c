#include "cmd/session.h"

#include <talloc.h>

#include "cmd/authority_file.h"
#include "cmd/baseline.h"
#include "cmd/complain.h"
#include "cmd/config.h"
#include "cmd/earlier.h"
#include "cmd/includes.h"
#include "cmd/policies.h"
#include "cmd/progress.h"
#include "cmd/texts.h"
#include "parser/lines.h"

/* What stays the same from input to input. */
struct session {
    const struct options *options;
    struct authority_files *authorities;
    const struct includes *includes;
    struct policies *policies;
    struct baseline *baseline; /* NULL: nobody asked */
    struct earlier *earlier;   /* NULL: nobody asked */
    struct texts *texts;       /* NULL: only DNS data is wanted */
    struct progress *progress;
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

/*
 * Does the file hold what a signer computes from the rest of it (RFC 4034, 5155, 8976)? A signed zone
 * with a ZONEMD is signed first of all.
 */
static const struct refusal *find_refusal(const struct document *document)
{
    static const struct refusal is_signed = {"dnssec-signed-file", "the zone is signed",
                                             "sign it again"};
    static const struct refusal has_digest = {"dnssec-zonemd", "the zone has a ZONEMD",
                                              "make that anew"};
    enum { RRSIG = 46, NSEC = 47, NSEC3 = 50, ZONEMD = 63 };
    if ((document->types & (TYPE_BIT(RRSIG) | TYPE_BIT(NSEC) | TYPE_BIT(NSEC3))) != 0)
        return &is_signed;
    return (document->types & TYPE_BIT(ZONEMD)) != 0 ? &has_digest : NULL;
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

/* Which rules run for an input: its configuration and the command line. */
static struct selection find_selection(const struct session *session, const struct input *input)
{
    const struct settings *settings = input->settings;
    if (settings == NULL)
        return session->selection;
    return (struct selection){.select = settings->select.items,
                              .select_count = settings->select.count,
                              .ignore = settings->ignore.items,
                              .ignore_count = settings->ignore.count};
}

static const struct hosts_own *find_hosts(const struct input *input)
{
    const struct settings *settings = input->settings;
    return settings == NULL || settings->hosts.count == 0 ? NULL : &settings->hosts;
}

/* Gives findings the severity that the configuration has for their rule. */
static void grade(const struct input *input, struct findings *findings)
{
    const struct settings *settings = input->settings;
    for (size_t i = 0; settings != NULL && i < settings->severity_count; i++)
        for (size_t j = 0; j < findings->count; j++)
            if (findings->items[j].rule == settings->severities[i].rule)
                findings->items[j].severity = settings->severities[i].severity;
}

/* What the rules find, without what is accepted and what they found before. */
static struct findings *find_all(struct session *session, void *mem, const struct source *source,
                                 const struct document *document, struct facts *facts)
{
    const struct selection selection = find_selection(session, source->input);
    const struct document *earlier =
        session->earlier == NULL
            ? NULL
            : earlier_read(session->earlier, mem, source->input, source->origin);
    const struct findings *before =
        earlier == NULL ? NULL : rules_run(mem, earlier, facts, &selection);
    facts->earlier = earlier;
    facts->earlier_name = session->options->since;
    struct findings *findings = rules_run(mem, document, facts, &selection);
    grade(source->input, findings);
    baseline_apply(session->baseline, document, findings);
    if (before != NULL)
        earlier_drop(document, findings, earlier, before);
    return findings;
}

static void run_rules(struct session *session, void *mem, const struct source *source,
                      const struct document *document)
{
    const size_t *places = find_places(mem, session, source, document);
    struct facts facts = {
        .authority = authority_files_for(session->authorities, source->input, &session->status),
        .now = session->now,
        .code = session->texts == NULL ? NULL : texts_scanner(session->texts),
        .jobs = (unsigned)session->options->jobs,
        .serial = session->options->serial,
        .hosts = find_hosts(source->input),
    };
    policies_tell(session->policies, mem, source->input, document, &facts);
    struct visit visit = {
        .source = source,
        .document = document,
        .facts = &facts,
        .findings = find_all(session, mem, source, document, &facts),
        .places = places,
        .refusal = find_refusal(document),
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

/* The format of a source, that of a text at last; NULL if it says nothing. */
static const struct format *find_format(struct session *session, const struct source *source)
{
    const struct format *format = source_format(source);
    const struct disk_file *file = source->files[0];
    const char *why;
    if (format != NULL || session->texts == NULL)
        return format;
    format = texts_format(session->texts, file, &why);
    if (format == NULL)
        texts_pass(session->texts, source->input, file, why);
    return format;
}

static void run_input(struct session *session, const struct input *input)
{
    const char *why;
    void *mem = talloc_new(NULL);
    struct source *source = source_open(mem, input, session->options, &why);
    const struct format *format = source == NULL ? NULL : find_format(session, source);
    if (source == NULL) {
        if (!session->told)
            complain("%s: %s", input->path, why);
        session->status = STATUS_TROUBLE;
    } else if (format != NULL) {
        const char *domain =
            session->policies == NULL ? NULL : policies_domain(session->policies, input);
        if (domain != NULL)
            source->origin = domain;
        session->look(session, mem, source, source_document(mem, source, format));
        session->visited++;
    } else if (input->named && !texts_is_known(source->files[0])) {
        refuse(session, source->files[0], mem);
    }
    talloc_free(mem);
}

static enum status go_through(struct session *session, struct inputs *inputs)
{
    session->status = worst(session->status, inputs->status);
    session->told = inputs->scanned;
    session->progress = inputs->progress;
    for (size_t i = 0; i < inputs->count; i++) {
        progress_at(session->progress, i, inputs->count, inputs->items[i].path);
        run_input(session, &inputs->items[i]);
    }
    progress_hide(session->progress);
    /* A hook is handed whatever is committed, DNS data or not. */
    bool may_be_none = session->options->staged || session->options->skip_unknown;
    size_t searched = inputs->texts == NULL ? 0 : texts_count(inputs->texts);
    if (session->visited + searched == 0 && session->status == STATUS_CLEAN && !may_be_none) {
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
        .now = options->now,
        .look = run_rules,
        .visitor = visitor,
    };
    session.texts = inputs->texts;
    session.authorities = authority_files_new(mem, options, &session.status);
    session.includes = includes_find(mem, inputs, options);
    session.policies = policies_new(mem, inputs, options, session.authorities);
    enum status ready = STATUS_CLEAN;
    session.baseline = baseline_open(mem, options, &session.selection, &ready);
    if (options->since != NULL && (session.earlier = earlier_open(mem, options, inputs)) == NULL)
        ready = STATUS_TROUBLE;
    if (ready == STATUS_CLEAN) {
        ready = go_through(&session, inputs);
        if (ready != STATUS_TROUBLE) /* what was not read is not gone */
            ready = worst(ready, baseline_finish(session.baseline, visitor));
    }
    talloc_free(mem);
    return ready;
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
