#ifndef MXMEND_OPTIONS_H
#define MXMEND_OPTIONS_H

#include "cmd/command.h"
#include "parser/format.h"
#include "rules/run.h"
#include "rules/serial.h"

/*
 * What was asked for on the command line. An option means the same in each command that takes it.
 */

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum { FAIL_NEVER = ERROR + 1 }; /* no finding is that bad */

/* Names that were given one by one, or with commas between them. */
struct names_given {
    const char **items;
    size_t count;
};

/* A form of output, and where it goes. NULL: text; stdout. */
struct destination {
    const char *format, *output;
};

struct destinations {
    struct destination *items;
    size_t count;
};

struct options {
    const char **arguments; /* paths, rules for explain, domains for fetch */
    size_t argument_count;
    struct names_given authorities;    /* files; none: look for them beside the inputs */
    struct names_given select, ignore; /* ids of rules */
    const char *origin;                /* NULL: the file tells */
    const struct format *input_format; /* NULL: the file tells */
    int64_t now;                       /* seconds since 1970, UTC */
    const char *stdin_name;            /* path that standard input stands for; NULL: none */
    const char *format;                /* output form */
    const char *output;                /* NULL: stdout */
    struct destinations destinations;  /* for check, which takes several of both */
    int fail_on;                       /* least severity that fails, or FAIL_NEVER */
    int least;                         /* least severity that is printed */
    int serial;                        /* enum serial_policy */
    int color;                         /* enum color */
    int jobs;                          /* threads; at least 1 */
    bool unsafe, quiet, verbose, explain_inputs;
    bool staged;                /* read what is about to be committed */
    bool skip_unknown;          /* a named file counts as one that a walk found */
    const char *baseline;       /* file of findings that are accepted; NULL: none */
    const char *write_baseline; /* file to write them to; NULL: none */
    const char *since;          /* revision: what was so before counts for nothing; NULL: none */
    const char *config;         /* the configuration for all inputs; NULL: look for it */
    bool isolated;              /* there is none */
    struct snapshot *tree;      /* files are read from here; NULL: from disk */

    /* For who asks Microsoft Graph. */
    struct names_given from; /* paths of zones whose domains are wanted */
    const char *token_file;  /* "-": standard input; NULL: none */
    const char *graph_url;   /* NULL: the cloud's */
    const char *ca_file;     /* NULL: as curl has it */
    int cloud;               /* index of cloud_names */
    int timeout;             /* seconds for one answer */
    bool fetch, all, device_code, dry_run;
};

/*
 * Reads the command line of a command; argv[0] is the command's name. True: run it. False: it is
 * done already (help was asked for, or something is wrong and was said), with `*status`. What the
 * options point at belongs to `mem`.
 */
bool options_read(void *mem, const struct command *command, int argc, const char **argv,
                  struct options *options, enum status *status);

/*
 * The index of `value` in a list of names that ends with NULL. Otherwise complains of `option`,
 * with the names that there are, and returns -1.
 */
int options_choose(const char *option, const char *value, const char *const *names);

/* The rule with this id. NULL: there is none, which was said. */
const struct rule *options_rule(const char *id);

#endif
