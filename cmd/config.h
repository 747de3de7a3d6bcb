#ifndef MXMEND_CONFIG_H
#define MXMEND_CONFIG_H

#include "cmd/options.h"
#include "rules/code_scan.h"
#include "rules/hosts.h"

/*
 * What .mxmend.yaml says. The nearest one, in the folder of an input or above it, holds for the input,
 * and no other; --config names one for all, --isolated has none. The command line goes before it.
 */

struct rule_severity {
    const struct rule *rule;
    enum severity severity;
};

/* What holds for one input. Its arrays may be those of the configuration, or of a path in it. */
struct settings {
    struct names_given select, ignore; /* ids of rules; both as the command line has it, too */
    struct rule_severity *severities;  /* of one rule the last counts */
    size_t severity_count;
    const char *origin; /* NULL: nothing is said */
    const struct format *format;
    const char *authority; /* path of a file; NULL: look for it */
    struct hosts_own hosts;
    bool excluded;
};

/* The configurations of a run: each is read once. */
struct configs;

struct configs *configs_new(void *mem, const struct options *options);

/*
 * What holds for the input at `path`, owned by the configurations. NULL: the configuration is wrong,
 * which was said, each fault with its line and column.
 */
const struct settings *configs_for(struct configs *configs, const char *path);

/* What has to be known before the inputs are: what the configuration of the first of the paths that
 * were named says of it, if any does. */
struct run_settings {
    const struct code_custom *code; /* patterns in programs and templates; NULL: none */
    bool tells_formats;             /* some configuration tells the formats of some paths */
};

struct run_settings configs_run(struct configs *configs);

extern const char config_file_name[];

#endif
