#ifndef MXMEND_MASTER_READER_H
#define MXMEND_MASTER_READER_H

#include "parser/document.h"
#include "parser/master/lexer.h"
#include "parser/rdata.h"

/*
 * Reads master files entry by entry into a document (RFC 1035 section 5, as BIND 9.18 does it). A bad
 * entry becomes a problem and reading goes on with the next one. Included files and the text that a
 * $GENERATE expands to are read by the same reader, one inside the other.
 */
enum {
    READER_DEPTH = 16,         /* files inside each other */
    READER_FILES = 4096,       /* files and $GENERATE lines in one document */
    READER_RECORDS = 1 << 22,  /* what one allocation of talloc can hold */
    READER_PROBLEMS = 100000,  /* then it is no zone, and nobody reads on */
    READER_BYTES = 256 << 20,  /* of all files together */
    READER_GENERATED = 1 << 20 /* records made by all $GENERATE of a document */
};

struct reader {
    struct document *document;
    struct loader loader;
    unsigned switches, told; /* of the dialect (dialect.h); which of them were spoken of */
    struct lexer lexer;
    struct token token;     /* the one in hand */
    uint32_t file;          /* being read: index of document.files */
    uint32_t scope;         /* in force: index of document.scopes */
    uint32_t depth;         /* how many files are open */
    uint32_t owner;         /* the last one, NAME_NONE at first */
    struct span owner_text; /* where it was last written, and in which scope */
    uint32_t owner_scope;
    bool owner_is_stale; /* $ORIGIN or $INCLUDE came since */
    bool has_default, has_last;
    uint32_t default_ttl, last_ttl; /* of $TTL; of the last record that had its own */
    uint16_t class;                 /* of the zone */
    bool class_is_known;
    uint32_t entry_start; /* of the entry in hand */
    uint64_t bytes;       /* of the files opened so far */
    uint32_t generated;   /* records that $GENERATE lines have made */
    unsigned rescues;     /* parentheses that swallowed the rest of a file */
    bool stopped;         /* a bound was reached */
    bool ahead; /* what stands before is not known yet (parts.h): no other text is brought in */
    size_t remarks_bound; /* remarks that know their entry */
    struct rdata rdata;   /* of the record in hand */
};

/* Reads one file of the document, from its first entry to its last. */
void reader_file(struct reader *reader, uint32_t index);

/* Reads the entry that the lexer stands at the start of. */
void reader_entry(struct reader *reader);

/* Puts the reader at the start of `file`, in bytes [start, end). */
void reader_start(struct reader *reader, uint32_t file, uint32_t start, uint32_t end);

/* The next token of the entry, put in hand. */
void reader_next(struct reader *reader);

/* The bytes of the token in hand. */
const char *reader_text(const struct reader *reader, size_t *length);

/* Notes a problem in the file that is being read. */
__attribute__((format(printf, 4, 5))) void reader_problem(struct reader *reader,
                                                          enum problem_kind kind, struct span at,
                                                          const char *format, ...);

/* Notes that the token in hand does not belong where it stands; `wanted` would have. */
void reader_unexpected(struct reader *reader, const char *wanted);

/* The name that the token in hand means here. False: a problem was noted. */
bool reader_name(struct reader *reader, uint32_t *name);

/* The same up to where names_intern_finish() takes over. */
bool reader_name_start(struct reader *reader, struct name_key *key);

/* From now on relative names mean names below `origin`. */
void reader_set_origin(struct reader *reader, uint32_t origin);

/* Reads the directive whose first token is in hand. (directive.c) */
void directive_read(struct reader *reader);

/* Reads $GENERATE from behind its first token. (generate.c) */
void generate_read(struct reader *reader);

/* Reads the record whose first token is in hand; `inherits`: it has no owner. (entry.c) */
void entry_read(struct reader *reader, bool inherits);

/* Notes what is wrong with a file as a whole: encoding, line ends. (survey.c) */
void file_survey(struct document *document, uint32_t index);

/* Notes octets that do not belong in the entry in hand, which holds some. (survey.c) */
void entry_survey(struct reader *reader, size_t problems_before);

/* What relative names mean at the start of the document. (origin.c) */
uint32_t origin_find(struct document *document, const char *told);

#endif
