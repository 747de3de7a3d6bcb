#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/master/dialect.h"
#include "parser/master/reader.h"
#include "parser/master/text.h"

static bool word_in_hand(struct reader *reader, const char *wanted)
{
    if (reader->token.kind == TOKEN_WORD)
        return true;
    reader_unexpected(reader, wanted);
    return false;
}

/* Nothing may stand behind what a directive takes. */
static bool end_in_hand(struct reader *reader)
{
    reader_next(reader);
    if (reader->token.kind == TOKEN_END)
        return true;
    reader_unexpected(reader, "the end of the line");
    return false;
}

/* The name behind $ORIGIN, in dialects that know no relative ones too. */
static bool origin_name(struct reader *reader, uint32_t *origin)
{
    unsigned switches = reader->switches;
    if ((switches & ORIGIN_ABSOLUTE) != 0)
        reader->switches |= OWNERS_ABSOLUTE;
    bool fine = reader_name(reader, origin);
    reader->switches = switches;
    if (fine && (switches & ORIGIN_ABSOLUTE) != 0 && *origin == NAME_ROOT &&
        reader->document->origin != NAME_UNKNOWN)
        *origin = reader->document->origin;
    return fine;
}

static void read_origin(struct reader *reader)
{
    uint32_t origin;
    if (!word_in_hand(reader, "a name") || !origin_name(reader, &origin) || !end_in_hand(reader))
        return;
    reader_set_origin(reader, origin);
    reader->owner_is_stale = true;
}

static void read_ttl(struct reader *reader)
{
    size_t length;
    uint64_t seconds;
    const char *text = reader_text(reader, &length);
    if (!word_in_hand(reader, "a TTL"))
        return;
    if (!ttl_read(text, length, &seconds)) {
        reader_unexpected(reader, "a TTL");
        return;
    }
    if (seconds > TTL_MOST)
        reader_problem(reader, PROBLEM_TTL_RANGE, reader->token.at, "a TTL has at most %d seconds",
                       TTL_MOST);
    if (end_in_hand(reader)) {
        reader->default_ttl = (uint32_t)(seconds > TTL_MOST ? 0 : seconds);
        reader->has_default = true;
    }
}

/* BIND writes it into dumps of its cache: the time of the dump, which matters to nobody here. */
static void read_date(struct reader *reader)
{
    if (word_in_hand(reader, "a date"))
        end_in_hand(reader);
}

/* Is the file already being read, so that it includes itself? */
static bool file_is_open(const struct reader *reader, const char *path)
{
    const struct document *document = reader->document;
    for (uint32_t index = reader->file;; index = document->files[index].parent) {
        if (strcmp(document->files[index].path, path) == 0)
            return true;
        if (index == document->files[index].parent)
            return false;
    }
}

/* Loads the file that is named at `at`. NULL: `*file` is there; else why it is not. */
static const char *include_load(struct reader *reader, struct span at, struct file *file)
{
    struct document *document = reader->document;
    char *name = talloc_strndup(document, reader->lexer.bytes + at.start, span_length(at));
    if (reader->depth >= READER_DEPTH)
        return talloc_asprintf(document, "cannot include %s: more than %d files inside each other",
                               name, READER_DEPTH);
    if (document->file_count >= READER_FILES)
        return talloc_asprintf(document, "cannot include %s: more than %d files in one zone", name,
                               READER_FILES);
    if (reader->loader.load == NULL)
        return "nothing can be included here";
    const char *why = reader->loader.load(reader->loader.context, document,
                                          document->files[reader->file].path, name, file);
    if (why == NULL && file_is_open(reader, file->path))
        return talloc_asprintf(document, "cannot include %s: it would include itself", name);
    return why;
}

/* Owner and origin are afterwards what they were before. */
static void include_read(struct reader *reader, struct span at, uint32_t origin)
{
    struct file file = {.parent = reader->file, .from = at};
    const char *why = include_load(reader, at, &file);
    if (why != NULL) {
        reader_problem(reader, PROBLEM_INCLUDE, at, "%s", why);
        reader->document->halted = true;
        return;
    }
    uint32_t owner = reader->owner, scope = reader->scope;
    reader_set_origin(reader, origin);
    reader_file(reader, document_add_file(reader->document, file));
    reader->owner = owner;
    reader->scope = scope;
    reader->owner_is_stale = true;
}

static void read_include(struct reader *reader)
{
    uint32_t origin = reader->document->scopes[reader->scope].origin;
    struct span at = reader->token.at;
    if (reader->token.kind != TOKEN_QUOTED && !word_in_hand(reader, "a file's name"))
        return;
    reader_next(reader);
    if (reader->token.kind != TOKEN_END) {
        size_t length;
        const char *text = reader_text(reader, &length);
        if (!word_in_hand(reader, "an origin") || !reader_name(reader, &origin))
            return;
        if (text[length - 1] != '.')
            reader_problem(reader, PROBLEM_DIALECT, reader->token.at,
                           "a relative origin: Knot DNS refuses it");
        if (!end_in_hand(reader))
            return;
    }
    include_read(reader, at, origin);
}

void directive_read(struct reader *reader)
{
    static const struct {
        const char *name;
        void (*read)(struct reader *reader);
        bool brings_text;
    } directives[] = {
        {"$ORIGIN", read_origin, false},  {"$TTL", read_ttl, false},
        {"$INCLUDE", read_include, true}, {"$GENERATE", generate_read, true},
        {"$DATE", read_date, false},
    };
    size_t length;
    const char *text = reader_text(reader, &length);
    for (size_t i = 0; i < sizeof directives / sizeof directives[0]; i++)
        if (length == strlen(directives[i].name) &&
            strncasecmp(text, directives[i].name, length) == 0) {
            reader_next(reader);
            if (reader->ahead && directives[i].brings_text)
                reader->stopped = true;
            else
                directives[i].read(reader);
            return;
        }
    reader_problem(reader, PROBLEM_DIRECTIVE, reader->token.at, "'%.*s' is no directive",
                   length > 40 ? 40 : (int)length, text);
}
