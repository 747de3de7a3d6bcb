#ifndef MXMEND_ENTRIES_H
#define MXMEND_ENTRIES_H

#include "parser/format.h"
#include "parser/syntax/tree.h"

/*
 * Records that stand in structured data: in JSON, YAML, HCL and so on. A format finds out which
 * values of the tree make a record and adds it; what rules ask and what corrections change is
 * answered here, once for all formats. Spans point at the values in the file, quotes left out.
 *
 * RDATA is what the parts say, joined with blanks and read as the text of a master file is.
 */

/* What a value says of the RDATA. */
enum part_form {
    PART_TEXT,    /* fields as in a master file: "10 mail.contoso.com", "192.0.2.1" */
    PART_STRING,  /* a text of any octets: what a TXT record holds, without master file quotes */
    PART_ESCAPED, /* the same where \; is a semicolon and "a" "b" are strings: octoDNS, Route 53 */
    PART_OCTAL,   /* as PART_TEXT, but \ooo is octal (Route 53) */
};

struct part {
    uint32_t node;        /* the scalar; 0: the file does not say, `fallback` is meant */
    const char *fallback; /* NUL-terminated, static or the document's */
    enum part_form form;
    bool bound;        /* the same bytes say something of another record: not to be edited */
    struct span slice; /* which bytes of the value are meant; empty: all of them */
};

enum { ENTRY_PARTS = 24 }; /* a TXT of 4 KB has 17 strings */

/* How a host is written in this format. */
enum dot_style {
    DOT_AS_IT_WAS, /* a dot where the old host had one */
    DOT_ALWAYS,    /* what has none is refused */
};

struct entry {
    const char *owner;    /* as master files write it (escapes are \DDD in decimal) */
    uint32_t owner_node;  /* where it stands; 0: nowhere, or at … */
    struct span owner_at; /* … this place, when it is no value but a key, say */
    uint32_t zone;        /* what it is below if it has no final dot; NAME_ROOT: it is absolute */
    const char *type;     /* mnemonic in any case */
    uint32_t type_node;   /* 0: nowhere */
    int64_t ttl;          /* seconds; negative: the file does not say */
    uint32_t ttl_node;
    struct part parts[ENTRY_PARTS]; /* in the order of the RDATA's fields */
    unsigned part_count;
    uint32_t origin; /* what a host without final dot is below; NAME_ROOT: it is absolute */
    enum dot_style dots;
    uint32_t variant; /* tells sets of one name and type apart, see struct scope */
    uint32_t element; /* what goes when the record does: an element of a list … */
    uint32_t set;     /* … or this, when the element is the last one of its list; 0: nothing */
    bool kept;    /* nothing can go, and no record be added: the element is more than a record */
    uint32_t via; /* the reference that was followed to the value; 0: the value stands here */
};

/* The default TTL where a file says none (an hour is what most providers give). */
enum { ENTRY_TTL = 3600 };

/*
 * Reads the file of a document into a tree; what is wrong with its syntax becomes a problem. To be
 * called first by a format's `read`.
 */
const struct tree *entries_open(struct document *document, const struct syntax *syntax);

/* The tree of a document; NULL if it is none of structured data. */
const struct tree *entries_tree(const struct document *document);

/* The name that a text stands for, NAME_UNKNOWN if it is none; "" and "@" are `zone`. */
uint32_t entries_name(struct document *document, const char *text, uint32_t zone);

/* Adds a record, or a problem that says what is wrong with it. False: no record came of it. */
bool entries_add(struct document *document, const struct entry *entry);

/* Where the reference stands that was followed to a record's value; empty: there is none. */
struct span entries_via(const struct document *document, const struct record *record);

/* Counts the references that a reader follows: each costs a look through the file, so there is a bound
 * that no real file comes near. */
bool entries_may_follow(struct document *document);

/* Notes that a value is worked out by some program: it is looked at by people, and not edited. */
void entries_computed(struct document *document, uint32_t node, const char *what);

/* Notes that what stands there is not what this format has in such a place. */
void entries_schema(struct document *document, uint32_t node, const char *what);

/*
 * To be called last: sorts out the comments, and settles what the document is about. `zone`: the
 * zone that the file names, NAME_UNKNOWN if it names none; then it is the SOA's owner, if there is one.
 */
void entries_close(struct document *document, uint32_t zone);

/* The zone that the user gave, NAME_UNKNOWN if `origin` is NULL or no name. */
uint32_t entries_told(struct document *document, const char *origin);

/* Turns three-digit octal escapes into the decimal ones of master files, which are as long. */
void octal_to_decimal(char *text);

/* For the rows of formats. */
bool entries_rdata(const struct document *document, const struct record *record, bool lower,
                   struct rdata *rdata);
struct span entries_field(const struct document *document, const struct record *record,
                          unsigned index, bool *generic);
size_t entries_set_exchange(void *mem, const struct document *document, const struct record *record,
                            const char *host, struct edit *edits);
size_t entries_erase(void *mem, const struct document *document, const struct record *record,
                     struct edit *edits);
size_t entries_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                         uint16_t preference, const char *host, int64_t ttl, struct edit *edits);
char *entries_paste_mx(void *mem, const struct document *document, const struct record *neighbour,
                       uint16_t preference, const char *host, int64_t ttl);

#define ENTRIES_ANSWERS                                                                            \
    .rdata = entries_rdata, .field = entries_field, .set_exchange = entries_set_exchange,          \
    .erase = entries_erase, .insert_mx = entries_insert_mx, .paste_mx = entries_paste_mx

#endif
