#ifndef MXMEND_RULE_H
#define MXMEND_RULE_H

#include <stdarg.h>

#include "parser/document.h"
#include "parser/edit.h"
#include "parser/rdata.h"
#include "rules/authority.h"
#include "rules/hosts.h"

/*
 * A rule is a row and a function, in the file of its family. The row is the documentation: `mxmend
 * explain` and the README's table are made from it. A rule reads the document and what the caller
 * handed in (struct facts), reports, and changes nothing; it never sees another rule's finding.
 */

enum severity { NOTICE, WARNING, ERROR };

/* When a rule is called, and with what. */
enum scope_kind {
    PER_DOCUMENT, /* once, with no records */
    PER_NAME,  /* for each owner of one of the row's types, with all its records, types in order */
    PER_RRSET, /* for each RRset of the row's types; of any type, only if it has two records */
    PER_PROBLEM, /* never: the driver reports what the reader noted (the row's problem kind) */
    PER_RUN,     /* never: the driver or a command reports it itself */
};

/* Records of one owner, class and type (of any type for PER_NAME). */
struct rrset {
    const struct record **records;
    size_t count;
};

struct check;
typedef void check_function(struct check *check, struct rrset set);

struct rule {
    const char *id;
    enum severity severity;
    enum scope_kind scope;
    uint64_t types; /* the types it is about, as TYPE_BITs (0: any); for PER_PROBLEM the kind */
    check_function *check;
    const char *summary;    /* one line, no full stop */
    const char *why;        /* what it costs, and when */
    const char *fix;        /* what to do, and how safe mxmend's own edit is */
    const char *source;     /* RFC, message center post, page */
    const char *bad, *good; /* zone lines: one that fires, the same one corrected */
    bool off;               /* runs only when it is selected by name */
};

/* What the caller knows, handed in as data: rules look at no clock and no file. */
struct facts {
    const struct authority *authority; /* NULL: none was given */
    int64_t now;                       /* seconds since 1970, UTC */
    unsigned jobs;                     /* threads that may be used; 0 is 1 */
    const struct sts_known *policies;  /* MTA-STS policies of the zone's domains, sts_policy.h */
    size_t policy_count;
    const struct document
        *earlier;             /* the input as it was before; NULL: nobody asked, or it is new */
    const char *earlier_name; /* what to call that: the revision */
    int serial;               /* enum serial_policy, of a serial that is raised */
    const struct hosts_own *hosts; /* the user's own mail hosts; NULL: none */
    struct code_scanner *code;     /* code_scan.h; NULL: made for each document, which takes long */
    const struct sts_move *moves;  /* for a policy: the MX hosts that zones of its domain get */
    size_t move_count;
};

struct finding {
    const struct rule *rule;
    enum severity severity;
    uint32_t file; /* index of document.files */
    struct span at;
    const struct record *record; /* what it is about, NULL if no record */
    const char *message;
    const char *note; /* a second line, NULL if none */
    struct edit *edits;
    size_t edit_count;
};

/* Which rules run: chosen by id on the command line. */
struct selection {
    const char *const *select; /* NULL: all but those that are off */
    size_t select_count;
    const char *const *ignore;
    size_t ignore_count;
};

/* Does this rule run? */
bool rule_is_selected(const struct selection *selection, const struct rule *rule);

/* What a rule function is given besides its records. */
struct check {
    const struct document *document;
    const struct facts *facts;
    const struct selection *selection;
    const struct rule *rule; /* the row that is running */
    struct findings *findings;
    uint32_t file; /* that the last finding spoke of, before it moved out of generated text */
    const struct record *memo_of; /* what `memo` is about: the first record of a set, and how many;
                                   * NULL: the document */
    size_t memo_count;
    void *memo; /* what a family worked out about it, kept for its next rule; on `findings` */
    struct code_mentions *code; /* rules/code_scan.h: the same */
    struct view *view;          /* rules/view.h: made when first asked for; on `findings` */
    struct fine_text *fine;     /* rules/text_fault.c: the same */
    void *
        scratch; /* parent of what a function makes and frees again: a pool, so that a record costs no
                    * allocation; NULL where that does not count */
};

struct findings {
    struct finding *items;
    size_t count;
    size_t suppressed; /* findings that a comment in the file took back */
    size_t accepted;   /* findings that a baseline covers */
    size_t older;      /* findings that were there before, and count for nothing */
};

/* Reports at the row's severity. `record` tells the file; `at` is where the caret stands. */
__attribute__((format(printf, 4, 5))) void report(struct check *check, const struct record *record,
                                                  struct span at, const char *format, ...);

/* The same at another severity. */
__attribute__((format(printf, 5, 6))) void report_as(struct check *check, enum severity severity,
                                                     const struct record *record, struct span at,
                                                     const char *format, ...);

/* Reports something that concerns no record: at the start of the document. */
__attribute__((format(printf, 3, 4))) void
report_document(struct check *check, enum severity severity, const char *format, ...);

/* All of the above with nothing left out. What is said of text that $GENERATE made moves to the
 * directive. */
__attribute__((format(printf, 6, 0))) void report_at(struct check *check, enum severity severity,
                                                     uint32_t file, struct span at,
                                                     const struct record *record,
                                                     const char *format, va_list arguments);

/* What follows adds to the finding that was reported last. */
__attribute__((format(printf, 2, 3))) void note(struct check *check, const char *format, ...);

/* For the driver, once all have reported: says of each value that was found by following a reference
 * where its record is. */
void note_references(struct check *check);

/* Replaces bytes of the file that the finding is in. `text` is copied. In structured data only what
 * needs no quotes replaces something; anything else is left out. */
void replace(struct check *check, struct span old, const char *text, enum safety safety);

/* Replaces the host that an MX record points at, in the style in which it is written. False: that
 * cannot be done in this place. */
bool replace_exchange(struct check *check, const struct record *record, const char *host,
                      enum safety safety);

/* Gives a record this TTL (seconds), also where it has none of its own and a master file lets it. */
void replace_ttl(struct check *check, const struct record *record, uint32_t ttl,
                 enum safety safety);

/* Deletes a record; the next one keeps the owner it inherited. The same result. */
bool erase_record(struct check *check, const struct record *record, enum safety safety);

/* Takes the edits of the last finding back, where one does not go without another. */
void drop_edits(struct check *check);

/* Adds an MX record below `neighbour`, in its layout; owner and class are the neighbour's, the TTL
 * too if `ttl` is negative. */
void insert_mx(struct check *check, const struct record *neighbour, uint16_t preference,
               const char *host, int64_t ttl, enum safety safety);

/* The families. Each ends with a row that has no id. */
extern const struct rule parse_rules[], zone_rules[], mail_rules[], exchange_rules[],
    dnssec_rules[], dnssec_signed_rules[], dane_rules[], sts_rules[], export_rules[], code_rules[],
    meta_rules[];

/* All families, one after the other, NULL at the end. */
extern const struct rule *const rule_families[];

/* The id of a rule by its number from 0 on; NULL behind the last. */
const char *rule_id(size_t index);

/* The row with this id, NULL if there is none. */
const struct rule *rule_find(const char *id);

#endif
