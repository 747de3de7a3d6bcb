#ifndef MXMEND_CODE_SCAN_H
#define MXMEND_CODE_SCAN_H

#include "parser/code/language.h"
#include "parser/document.h"

/*
 * Where a program, a template or a manual mentions Microsoft's legacy mail hosts, and what it does
 * with them. First all mentions are found; each is told by its shape and by the text around it, which
 * the rows of a table (code_rows.c) are tried on, one after the other: the first that fits decides.
 */

enum code_verdict {
    CODE_NOTHING,  /* none of our business */
    CODE_DERIVES,  /* the host is built from the domain */
    CODE_LITERAL,  /* a tenant's host is written out where it is an MX */
    CODE_NAMED,    /* the same, in a sentence of a manual: nothing runs by it */
    CODE_GUARD,    /* only the old suffix passes */
    CODE_DETECTOR, /* only the old suffix is known */
    CODE_INDIRECT, /* a declaration takes the label from elsewhere */
    CODE_RELAY,    /* a smart host */
};

/* What a mention looks like, and what else is known of it: a set of bits. */
enum code_trait {
    TRAIT_LITERAL = 1 << 0, /* a host: contoso-com.mail.protection.outlook.com */
    TRAIT_HOLE = 1 << 1,    /* something is filled in before the suffix: ${label}.mail.… */
    TRAIT_JOINED = 1 << 2,  /* a string that starts with the suffix is put behind something */
    TRAIT_SUFFIX = 1 << 3,  /* such a string, not joined to anything */
    TRAIT_BARE = 1 << 4,    /* the suffix without a dot before it */
    TRAIT_WILD = 1 << 5,    /* *.mail.protection.outlook.com */
    TRAIT_PATTERN = 1 << 6, /* as a regular expression */

    TRAIT_DERIVED = 1 << 8, /* it is told how the label is made from the domain */
    TRAIT_WHOLE = 1 << 9,   /* a literal that is all of a string, a preference before it at most */
    TRAIT_SAMPLE = 1 << 10, /* a literal of a domain that stands for others: contoso, example */
    TRAIT_NEW = 1 << 11,    /* mx.microsoft is mentioned nearby */
    TRAIT_COMMENT = 1 << 12,
    TRAIT_PROSE = 1 << 13,       /* in a manual, outside of its samples of code */
    TRAIT_EARLY = 1 << 14,       /* of the early hosts, mail.eo.outlook.com */
    TRAIT_TEST = 1 << 15,        /* in a file of tests: what looks like a record is made up there */
    TRAIT_SHARED = 1 << 16,      /* a constant that is used in several places */
    TRAIT_SENTENCE = 1 << 17,    /* between the words of a sentence */
    TRAIT_MADE_UP = 1 << 18,     /* in a file of tests that gives answers of its own */
    TRAIT_PLACEHOLDER = 1 << 19, /* a literal that is to be replaced: yourdomain-com */
    TRAIT_OTHERS = 1 << 20, /* in a file about domains of others, or what was: a scan, a course */
};

/* How much of the text around a mention a pattern is tried on. */
enum code_reach {
    REACH_LABEL,     /* what stands before the suffix, without the dot */
    REACH_LINE,      /* its line */
    REACH_STATEMENT, /* with the lines that it is continued on */
    REACH_GROUP,     /* what the brackets or the indentation around it hold */
    REACH_NEAR,      /* some lines before and behind */
    REACH_OWNERS,    /* the lines before that it belongs to, by their indentation, and its own */
    REACH_PLACE,     /* in a manual: what its layout puts it under, CODE_PLACE, and its own lines */
    REACH_COUNT
};

/* In patterns and in the text that they are tried on: the mention itself. */
#define CODE_HOST "\001"

/* What stands before this is headings, lines with a colon at the end, items of lists further out. */
#define CODE_PLACE "\002"

struct code_row {
    const char *id;
    unsigned languages; /* LANGUAGE_ bits */
    unsigned traits;    /* of the seven shapes, those that it is about */
    unsigned needs;     /* traits that must all be there */
    unsigned forbids;   /* traits of which none may */
    enum code_reach reach;
    const char *pattern; /* of PCRE2, multi-line; CODE_HOST is the mention. NULL: anything */
    enum code_verdict verdict;
    const char *meaning;
    const char *path;   /* of a file such as the examples stand in */
    const char *fires;  /* this row decides on the mention in it */
    const char *silent; /* this row does not decide on any mention in it */
};

/* How the label is made from the domain, and what is wrong with that for the old hosts. */
enum derivation_fault {
    DERIVATION_HYPHENS,     /* hyphens are kept: as all do that are met */
    DERIVATION_DOTS,        /* the dots are kept */
    DERIVATION_FIRST_DOT,   /* only the first dot is replaced */
    DERIVATION_ANY_BYTE,    /* the dot is a pattern that fits any character */
    DERIVATION_FIRST_LABEL, /* only the first label is used */
    DERIVATION_NONE,        /* not known how it is made */
};

struct derivation_row {
    const char *id;
    unsigned languages;
    const char *pattern;
    enum derivation_fault fault;
    const char *path, *fires, *silent;
};

/* What users add in their configuration. Pointers are theirs. */
struct code_custom {
    const char *const *suffixes; /* of host names, without a dot before them, lower case */
    size_t suffix_count;
    const struct code_row *rows; /* tried before mxmend's own */
    size_t row_count;
};

struct code_mention {
    struct span at;    /* of the host, or of the suffix with what is filled in before it */
    struct span label; /* of a literal: what stands before the suffix, without the dot */
    struct span suffix;
    unsigned traits;
    const struct code_row *row; /* that decided; NULL: none did */
    enum code_verdict verdict;
    enum derivation_fault fault;
    uint32_t use; /* where a constant that holds it is used, if that decided; else UINT32_MAX */
};

struct code_mentions {
    struct code_mention *items; /* in order */
    size_t count;
    const struct language *language;
    bool halted; /* there are more than are looked at */
};

/* The patterns, compiled: costs milliseconds, so it is done once for many documents. One thread at a
 * time. */
struct code_scanner;

/* Owned by `mem`; `custom` may be NULL. If a pattern of it is none, `*why` says so and NULL is
 * returned. */
struct code_scanner *code_scanner_new(void *mem, const struct code_custom *custom,
                                      const char **why);

/* A fast look: is there any mention at all? */
bool code_scanner_hits(const struct code_scanner *scanner, const char *bytes, size_t size);

/* All mentions of a file, owned by `mem`. */
struct code_mentions *code_scan(void *mem, struct code_scanner *scanner, const struct file *file);

/* mxmend's own tables; each ends with a row that has no id. Those of code_rows are tried in this order;
 * NULL is behind the last. */
extern const struct code_row *const code_rows[];
extern const struct derivation_row derivation_rows[];

/* The words with which a check says that something is not as it should be: a pattern. */
extern const char code_outcome[];

/* Paths of texts that are about domains of others, or about what was: a pattern. */
extern const char code_others[];

#endif
