#ifndef MXMEND_DOCUMENT_H
#define MXMEND_DOCUMENT_H

#include <stddef.h>

#include "names.h"
#include "record.h"

struct format;
struct entries;

/*
 * A document is one input as it was read: its text, its records, and what was wrong with it.
 *
 * The text may come from several files, because a master file can include others. files[0] is the
 * input itself. A $GENERATE line counts as a file too, holding the text that it expands to; such a
 * file is `generated` and is never edited. Every span belongs to one file.
 *
 * Everything hangs off the document (talloc) and goes with it, but for the bytes of files, which
 * belong to whoever loaded them. Nothing in here changes once the reader has returned.
 */
struct file {
    const char *path;  /* for messages and diffs */
    const char *bytes; /* not terminated */
    uint32_t size;     /* bytes */
    uint32_t parent;   /* index of the file that brought this one in; files[0] has itself */
    struct span from;  /* the directive in the parent */
    bool generated;    /* made by $GENERATE: no file on disk */
    bool utf16;        /* bytes were converted from UTF-16, and edits are converted back */
    const char *kept;  /* why it is checked and never edited, a sentence; NULL: it is edited */
};

/* What relative names meant at some place. */
struct scope {
    uint32_t file;    /* index of document.files */
    uint32_t origin;  /* interned name */
    uint32_t variant; /* which of several sets of one name and type, chosen by routing; else 0 */
};

/* What can be wrong with text that is read; rules/parse.c says what each means to a person. */
enum problem_kind {
    PROBLEM_SYNTAX,
    PROBLEM_UNKNOWN_TYPE,
    PROBLEM_UNBALANCED,
    PROBLEM_INCLUDE,
    PROBLEM_GENERATE,
    PROBLEM_GENERATE_BOUNDS,
    PROBLEM_BOM,
    PROBLEM_BYTES,
    PROBLEM_ODD_BYTES, /* as PROBLEM_BYTES, where servers accept them */
    PROBLEM_LINE_ENDS,
    PROBLEM_NO_TTL,
    PROBLEM_NO_TTL_AT_ALL, /* as PROBLEM_NO_TTL, where servers refuse the file */
    PROBLEM_TTL_RANGE,
    PROBLEM_NAME_LENGTH,
    PROBLEM_STRING_LENGTH,
    PROBLEM_INHERITED_OWNER,
    PROBLEM_DIALECT,
    PROBLEM_DIRECTIVE,
    PROBLEM_TEMPLATE,
    PROBLEM_ENCODING,
    PROBLEM_ORIGIN,
    PROBLEM_ORIGIN_IDLE, /* as PROBLEM_ORIGIN, where only addresses and name servers stand */
    PROBLEM_LIMIT,
    PROBLEM_COMPUTED,      /* a value that some program works out */
    PROBLEM_DERIVED,       /* the same, and it makes a legacy Exchange host */
    PROBLEM_LITERAL,       /* a legacy Exchange host in code, of which no record can be made out */
    PROBLEM_SHARED,        /* one value that makes records in several zones */
    PROBLEM_BUILDER,       /* a call whose tool makes a legacy Exchange host by itself */
    PROBLEM_AUTO_TTL,      /* a TTL that the provider chooses */
    PROBLEM_PROXIED,       /* mail to a name that a web proxy answers for */
    PROBLEM_SCHEMA,        /* data of a known form that lacks what every such file has */
    PROBLEM_LOSSY,         /* an export that kept the name of a class and not the data */
    PROBLEM_NO_PREFERENCE, /* the export lost the preference of an MX */
    PROBLEM_PARTIAL,       /* more pages than are here */
    PROBLEM_PRIVATE_TYPE,  /* a type that only one provider has: no record */
    PROBLEM_PLACEHOLDER,   /* a phrase in the place of a name server: no record */
    PROBLEM_AGING,         /* what a Windows server notes beside the records */
    PROBLEM_NOT_LOADABLE,  /* no name server loads the file as it is */
};

struct problem {
    enum problem_kind kind;
    uint32_t file;
    struct span at;
    const char *message; /* the fault first, no full stop; owned by the document */
};

/* A comment that speaks to mxmend ("mxmend: ignore …"), from behind "mxmend:" to its end. */
struct remark {
    uint32_t file;
    struct span at;
    struct span entry; /* what it speaks of: the entry that it trails, else the next one */
    uint32_t before;   /* how many records had been read when it stood there */
    bool trailing;     /* it stands on the line of an entry, or inside it */
};

struct document {
    const struct format *format;
    struct names *names;
    struct file *files;
    struct scope *scopes;
    struct record *records; /* in the order in which a server reads them */
    struct problem *problems;
    struct remark *remarks;
    size_t file_count, scope_count, record_count, problem_count, remark_count;
    struct entries *entries; /* of structured data (entries.h); NULL for others */
    uint32_t origin;  /* what relative names meant at the start; NAME_UNKNOWN if nobody told */
    uint32_t apex;    /* the zone: the SOA's owner, else `origin` */
    bool told;        /* `origin` was given by the user */
    bool whole;       /* a whole zone is meant, not a fragment or a list of records */
    bool borrows_ttl; /* some record takes its TTL from the record before it, for lack of $TTL */
    uint64_t problem_kinds; /* that were noted, as bits */
    uint32_t *name_starts;  /* where each name begins in name_records; see document_of_name() */
    uint32_t *name_records;
    uint8_t *name_sets; /* see document_types() */
    struct type_sets *type_sets;
    uint64_t types;            /* of all records, as TYPE_BITs */
    struct type_range *ranges; /* see document_next() */
    uint32_t name_count;       /* names when the document was indexed */
    bool halted; /* records are missing (a bound, an include): nothing is to be concluded from it */
};

/* How to bring in what a document names, since a reader does no input itself; and what it may use. */
struct loader {
    /*
     * Loads the file that `name` means in the file `from`. On success sets path, bytes, size, utf16
     * and kept of `file` and returns NULL; the bytes stay the loader's. On failure returns why, a
     * sentence without a full stop, owned by `mem`.
     */
    const char *(*load)(void *context, void *mem, const char *from, const char *name,
                        struct file *file);
    void *context;
    unsigned jobs; /* threads for a large master file; 0 is 1 */
    uint32_t part; /* bytes that one of them reads at a time; 0: as many as is good (parts.h) */
};

/* An empty document, owned by `mem`, that will be read from `file`. */
struct document *document_new(void *mem, const struct format *format, struct file file);

/* Appends; each returns the index of what it added. */
uint32_t document_add_file(struct document *document, struct file file);
uint32_t document_add_scope(struct document *document, struct scope scope);

/* Notes something wrong. The message is formatted into memory of the document. */
__attribute__((format(printf, 5, 6))) void document_problem(struct document *document,
                                                            enum problem_kind kind, uint32_t file,
                                                            struct span at, const char *format,
                                                            ...);

/* Sorts the records by owner, once all are there. */
void document_index(struct document *document);

/* The indices of a name's records, in the order of the file; `*count` may be 0. Any `name` will do,
 * NAME_NONE too. */
const uint32_t *document_of_name(const struct document *document, uint32_t name, size_t *count);

/* The first record of this type behind `after`, in the order of the file; of all if that is NULL. NULL:
 * there is none. */
const struct record *document_next(const struct document *document, uint16_t type,
                                   const struct record *after);

/* The types of a name's records, as TYPE_BITs. Any `name` will do. */
uint64_t document_types(const struct document *document, uint32_t name);

/* Does a name exist: has it records, or a name below it (RFC 8020)? One that is only an $ORIGIN does
 * not. Any `name` will do. */
bool document_exists(const struct document *document, uint32_t name);

/* Names with records of the same types have the same number, below TYPE_SETS, so that what is done for
 * all of them can be worked out once. The types behind a number; behind one that stands for many sets,
 * all that may be in them. */
enum { TYPE_SETS = 128 };
unsigned document_type_set(const struct document *document, uint32_t name);
uint64_t document_types_of_set(const struct document *document, unsigned set);

/* Are two records of one owner of one RRset? Of those that a provider picks by weight, place or health
 * each answer is a set of its own. */
bool records_join(const struct document *document, const struct record *a, const struct record *b);

/* The file that a record stands in, and what relative names mean there. */
const struct file *record_file(const struct document *document, const struct record *record);
uint32_t record_origin(const struct document *document, const struct record *record);

#endif
