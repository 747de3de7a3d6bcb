#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/dialect.h"
#include "parser/master/generic.h"
#include "parser/master/master.h"
#include "parser/master/rdata_read.h"
#include "parser/master/reader.h"
#include "parser/master/recognise.h"
#include "parser/zone_name.h"

static const struct record *soa_find(const struct document *document)
{
    for (size_t i = 0; i < document->record_count; i++)
        if (document->records[i].type == LDNS_RR_TYPE_SOA)
            return &document->records[i];
    return NULL;
}

/* The root servers' addresses, which a resolver starts from: NS of the root, addresses, and no more. */
static bool is_root_hints(const struct document *document)
{
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (record->type != LDNS_RR_TYPE_A && record->type != LDNS_RR_TYPE_AAAA &&
            (record->type != LDNS_RR_TYPE_NS || record->name != NAME_ROOT))
            return false;
    }
    return document->record_count > 0 && document->records[0].name == NAME_ROOT;
}

/* The zone: what the user said, else where the SOA stands, else what relative names mean at first. */
static void apex_settle(struct document *document)
{
    const struct record *soa = soa_find(document);
    document->apex = document->origin;
    if (document->apex == NAME_UNKNOWN && document->record_count > 0)
        document->apex = record_origin(document, &document->records[0]);
    if (soa != NULL && !document->told)
        document->apex = soa->name;
    document->whole =
        soa != NULL || (file_is_named_as_zone(document->files[0].path) && !is_root_hints(document));
}

static bool origin_was_unknown(const struct document *document)
{
    for (size_t i = 0; i < document->scope_count; i++)
        if (name_is_within(document->names, document->scopes[i].origin, NAME_UNKNOWN))
            return true;
    return false;
}

/* Do other records stand here than those of the zones that a name server has for itself (localhost,
 * 127.in-addr.arpa, empty ones)? There one file often serves many zones. */
static bool origin_matters(const struct document *document)
{
    for (size_t i = 0; i < document->record_count; i++)
        switch (document->records[i].type) {
        case LDNS_RR_TYPE_SOA:
        case LDNS_RR_TYPE_NS:
        case LDNS_RR_TYPE_A:
        case LDNS_RR_TYPE_AAAA:
        case LDNS_RR_TYPE_PTR:
            break;
        default:
            return true;
        }
    return false;
}

/* Told once, at the first relative name that could not be resolved. */
static void origin_report(struct document *document)
{
    if (!origin_was_unknown(document))
        return;
    enum problem_kind kind = origin_matters(document) ? PROBLEM_ORIGIN : PROBLEM_ORIGIN_IDLE;
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        if (!name_is_within(document->names, record->name, NAME_UNKNOWN))
            continue;
        document_problem(document, kind, document->scopes[record->scope].file, record->entry,
                         "the zone's name is unknown: no --origin, no $ORIGIN, no absolute SOA "
                         "owner, and the file's name tells none");
        return;
    }
}

void master_read(struct document *document, const char *origin, struct loader loader)
{
    struct reader *reader = talloc_zero(NULL, struct reader);
    reader->document = document;
    reader->loader = loader;
    reader->switches = document->format->switches;
    reader->owner = NAME_NONE;
    reader->class = 1;
    document->origin = origin_find(document, origin);
    reader->scope = document_add_scope(document, (struct scope){.origin = document->origin});
    reader_file(reader, 0);
    talloc_free(reader);
    apex_settle(document);
    dialect_settle(document);
    origin_report(document);
}

bool master_rdata(const struct document *document, const struct record *record, bool lower,
                  struct rdata *rdata)
{
    struct lexer lexer = lexer_inside(record_file(document, record)->bytes, record->rdata);
    struct rdata_fault fault;
    struct rdata_reader reader = {
        .lexer = &lexer,
        .names = document->names,
        .origin = record_origin(document, record),
        .absolute = dialect_is_absolute(document->format, record->type),
        .lower = lower && type_lowers_names(record->type),
        .out = rdata,
        .fault = &fault,
    };
    struct span at;
    bool ended;
    return rdata_read(&reader, record->type, &at, &ended);
}

struct span master_field(const struct document *document, const struct record *record,
                         unsigned index, bool *generic)
{
    struct lexer lexer = lexer_inside(record_file(document, record)->bytes, record->rdata);
    struct token token = lexer_next(&lexer);
    *generic = generic_starts(&lexer, &token);
    for (; index > 0 && token.kind != TOKEN_END; index--)
        token = lexer_next(&lexer);
    return *generic || token.kind == TOKEN_END ? record->rdata : token.at;
}

const struct format master_format = {
    .name = "master",
    .summary = "RFC 1035 master file, as BIND, NSD and Knot DNS read it",
    .recognise = master_recognise,
    MASTER_ANSWERS,
};
