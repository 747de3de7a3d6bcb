#ifndef MXMEND_COMMAND_H
#define MXMEND_COMMAND_H

struct options;

/* What a run ends with; when several apply the highest wins. */
enum status {
    STATUS_CLEAN = 0,    /* nothing at or above --fail-on; for diff: no change is needed */
    STATUS_FINDINGS = 1, /* findings; for diff: a change is printed */
    STATUS_TROUBLE = 2,  /* mxmend could not run as asked */
    STATUS_OFFLINE = 3,  /* an online step could not finish */
};

/* A command, one bit each: options.c says in which of them an option means something. */
enum command_bit { CHECK = 1, DIFF = 2, FIX = 4, EXPLAIN = 8, FETCH = 16 };

struct command {
    const char *name;
    enum command_bit bit;
    enum status (*run)(const struct options *options);
    const char *arguments; /* for the line of usage */
    const char *summary;   /* one line, no full stop */
    const char *help;      /* what stands below the options */
};

/* All of them; ends with a row that has no name. Help, man pages and completions are made of it. */
extern const struct command commands[];

enum status check_run(const struct options *options);
enum status diff_run(const struct options *options);
enum status fix_run(const struct options *options);
enum status explain_run(const struct options *options);
extern const char *const explain_form_names[]; /* NULL at the end */

static inline enum status worst(enum status a, enum status b)
{
    return a > b ? a : b;
}

#endif
