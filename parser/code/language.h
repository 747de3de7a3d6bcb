#ifndef MXMEND_LANGUAGE_H
#define MXMEND_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parser/span.h"

/*
 * The languages in which people write programs, templates and manuals: as much of each as it takes to
 * tell its comments from the rest. Nothing is parsed.
 */

/* One bit each, so that a pattern can name those it is about. */
enum language_bit {
    LANGUAGE_POWERSHELL = 1 << 0,
    LANGUAGE_SHELL = 1 << 1,
    LANGUAGE_PYTHON = 1 << 2,
    LANGUAGE_JAVASCRIPT = 1 << 3, /* TypeScript too */
    LANGUAGE_CSHARP = 1 << 4,
    LANGUAGE_GO = 1 << 5,
    LANGUAGE_HCL = 1 << 6, /* Terraform, OpenTofu */
    LANGUAGE_BICEP = 1 << 7,
    LANGUAGE_JSON = 1 << 8, /* ARM templates */
    LANGUAGE_YAML = 1 << 9, /* Ansible, CI */
    LANGUAGE_JINJA = 1 << 10,
    LANGUAGE_MARKDOWN = 1 << 11,
    LANGUAGE_PHP = 1 << 12,
    LANGUAGE_RUBY = 1 << 13,
    LANGUAGE_PERL = 1 << 14,
    LANGUAGE_C = 1 << 15,      /* what has the comments of C: Java, Rust, Swift … */
    LANGUAGE_SQL = 1 << 16,    /* Lua and Haskell too: "--" */
    LANGUAGE_MARKUP = 1 << 17, /* HTML, XML */
    LANGUAGE_BATCH = 1 << 18,
    LANGUAGE_STYLE = 1 << 19, /* CSS: nothing in it concerns DNS */
    LANGUAGE_TEXT = 1 << 20,  /* of no known kind */
    LANGUAGE_DIFF = 1 << 21,  /* a change to files, not a file */
};

enum {
    LANGUAGE_ANY = (1 << 22) - 1,
    LANGUAGE_PROSE = LANGUAGE_MARKDOWN | LANGUAGE_TEXT | LANGUAGE_MARKUP,
    LANGUAGE_CODE = LANGUAGE_ANY & ~LANGUAGE_PROSE,
};

struct language {
    enum language_bit bit;
    const char *name;    /* for messages */
    const char *endings; /* of file names, in lower case: ".ps1 .psm1" */
    const char *shebang; /* words that the first line may hold behind "#!"; NULL: none */
    const char *line[3]; /* what starts a comment that runs to the end of the line */
    struct {
        const char *open, *close;
    } block[2];         /* comments with an end */
    const char *quotes; /* of strings within a line */
    const char *longer; /* of strings over many lines, each a pair: "`" or "\"\"\"" */
    char escape;        /* within strings */
    bool data;          /* may hold DNS data in one of the formats */
    bool documented;    /* a longer string that starts a line is a comment (Python) */
};

/* The language of a file by its name, else by its first lines; the row of LANGUAGE_TEXT if neither
 * tells. */
const struct language *language_of(const char *path, const char *bytes, uint32_t size);

/* The same by the name only; NULL if it does not tell. */
const struct language *language_of_name(const char *path);

/* Is the ending of the name a top-level domain too? Zones are kept as contoso.pl and contoso.md. */
bool language_may_be_domain(const char *path);

/* A comment of a text. */
struct comment {
    struct span at;   /* with its signs */
    struct span text; /* between them */
};

/* The comments, in order, owned by `mem`. */
struct comment *language_comments(void *mem, const struct language *language, const char *bytes,
                                  uint32_t size, size_t *count);

#endif
