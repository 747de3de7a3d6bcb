#include "cmd/option_table.h"

#include <limits.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/graph/cloud.h"
#include "cmd/print/form.h"
#include "parser/array.h"
#include "rules/instant.h"

enum {
    OF_INPUT = CHECK | DIFF | FIX,
    PRINTS = CHECK | DIFF | EXPLAIN,
    ASKS = FETCH | CHECK | DIFF
};

static bool set_flag(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem, (void)row, (void)value;
    *(bool *)field = true;
    return true;
}

static bool set_text(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem, (void)row;
    *(const char **)field = value;
    return true;
}

static bool set_seconds(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem;
    char *end;
    long seconds = strtol(value, &end, 10);
    bool good = end > value && *end == '\0' && seconds > 0 && seconds <= 3600;
    if (good)
        *(int *)field = (int)seconds;
    else
        complain("--%s: %s is no number of seconds from 1 to 3600", row->name, value);
    return good;
}

static bool set_choice(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem;
    int index = options_choose(row->name, value, row->names);
    *(int *)field = index;
    return index >= 0;
}

static bool set_format(void *mem, const struct option_row *row, void *field, const char *value)
{
    const char **names = NULL;
    size_t count = 0;
    for (const struct format *format; (format = format_at(count)) != NULL;)
        ARRAY_PUSH(mem, names, count, format->name);
    ARRAY_PUSH(mem, names, count, NULL);
    int index = options_choose(row->name, value, names);
    if (index >= 0)
        *(const struct format **)field = format_at((size_t)index);
    return index >= 0;
}

static bool add_name(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)row;
    struct names_given *given = field;
    ARRAY_PUSH(mem, given->items, given->count, value);
    return true;
}

static bool add_rules(void *mem, const struct option_row *row, void *field, const char *value)
{
    while (value != NULL) {
        const char *comma = strchr(value, ',');
        const char *id = talloc_strndup(mem, value, strcspn(value, ","));
        if (options_rule(id) == NULL)
            return false;
        add_name(mem, row, field, id);
        value = comma == NULL ? NULL : comma + 1;
    }
    return true;
}

static struct destination *last_destination(const struct destinations *destinations)
{
    return destinations->count == 0 ? NULL : &destinations->items[destinations->count - 1];
}

/* --output belongs to the --format before it; only if that is missing, to the next one. */
static bool add_format(void *mem, const struct option_row *row, void *field, const char *value)
{
    struct destinations *destinations = field;
    struct destination *last = last_destination(destinations);
    const char *names[FORMS_MAX] = {NULL};
    for (size_t i = 0; forms[i] != NULL; i++)
        names[i] = forms[i]->name;
    if (options_choose(row->name, value, names) < 0)
        return false;
    if (last != NULL && last->format == NULL)
        last->format = value;
    else
        ARRAY_PUSH(mem, destinations->items, destinations->count,
                   (struct destination){value, NULL});
    return true;
}

static bool add_output(void *mem, const struct option_row *row, void *field, const char *value)
{
    struct destinations *destinations = field;
    struct destination *last = last_destination(destinations);
    if (last == NULL)
        ARRAY_PUSH(mem, destinations->items, destinations->count,
                   (struct destination){NULL, value});
    else if (last->output == NULL)
        last->output = value;
    else
        complain("--%s: %s has no --format before it, for that writes to %s", row->name, value,
                 last->output);
    return last == NULL || last->output == value;
}

static const char *const severities[] = {"notice", "warning", "error", NULL};
static const char *const failures[] = {"notice", "warning", "error", "never", NULL};
static const char *const colors[] = {"auto", "always", "never", NULL};

static bool set_count(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem;
    char *end;
    long count = strtol(value, &end, 10);
    bool fine = *value >= '0' && *value <= '9' && *end == '\0' && count > 0 && count <= INT_MAX;
    if (fine)
        *(int *)field = (int)count;
    else
        complain("--%s: %s is no number from 1 on", row->name, value);
    return fine;
}

static bool set_instant(void *mem, const struct option_row *row, void *field, const char *value)
{
    (void)mem;
    if (instant_parse(value, field))
        return true;
    complain("--%s: %s is no time such as 2026-11-23 or 2026-11-23T10:00:00Z", row->name, value);
    return false;
}

#define FIELD(name) offsetof(struct options, name)

const struct option_row option_rows[] = {
    {"authority", OF_INPUT, "FILE", "What Graph says (else mxmend.authority.json nearby)", add_name,
     FIELD(authorities), NULL},
    {"origin", OF_INPUT, "NAME", "The zone, where the input does not tell", set_text, FIELD(origin),
     NULL},
    {"input-format", OF_INPUT, "NAME", "The input's format, where it is not recognised", set_format,
     FIELD(input_format), NULL},
    {"stdin-filename", OF_INPUT, "PATH", "The file that standard input stands for", set_text,
     FIELD(stdin_name), NULL},
    {"from", FETCH, "PATH...", "Each domain with an Exchange MX in the paths that follow", add_name,
     FIELD(from), NULL},
    {"all", FETCH, NULL, "Each verified domain of the tenant that has mail", set_flag, FIELD(all),
     NULL},
    {"fetch", CHECK | DIFF, NULL, "First fetch what Graph says: mxmend fetch --from", set_flag,
     FIELD(fetch), NULL},
    {"token-file", ASKS, "FILE", "A token for Graph; - for standard input", set_text,
     FIELD(token_file), NULL},
    {"device-code", ASKS, NULL, "Sign in in a browser, with a code that is printed", set_flag,
     FIELD(device_code), NULL},
    {"cloud", ASKS, "NAME", "global (default), gcc-high, dod, china", set_choice, FIELD(cloud),
     cloud_names},
    {"graph-url", ASKS, "URL", "Another host for Graph: https://HOST[:PORT]", set_text,
     FIELD(graph_url), NULL},
    {"ca-file", ASKS, "FILE", "Certificates to trust (PEM) instead of the usual ones", set_text,
     FIELD(ca_file), NULL},
    {"timeout", ASKS, "SECONDS", "How long one answer may take (60)", set_seconds, FIELD(timeout),
     NULL},
    {"dry-run", FETCH, NULL, "Print the requests that would be sent", set_flag, FIELD(dry_run),
     NULL},
    {"select", OF_INPUT, "RULE,...", "Run these rules only", add_rules, FIELD(select), NULL},
    {"ignore", OF_INPUT, "RULE,...", "Leave these rules out", add_rules, FIELD(ignore), NULL},
    {"config", OF_INPUT, "FILE", "Settings (else the nearest .mxmend.yaml)", set_text,
     FIELD(config), NULL},
    {"isolated", OF_INPUT, NULL, "Use no configuration", set_flag, FIELD(isolated), NULL},
    {"baseline", OF_INPUT, "FILE", "Findings that are accepted for now", set_text, FIELD(baseline),
     NULL},
    {"write-baseline", CHECK, "FILE", "Accept what is found: write it to FILE", set_text,
     FIELD(write_baseline), NULL},
    {"since", OF_INPUT, "REV", "Only what this branch added since it left REV", set_text,
     FIELD(since), NULL},
    {"staged", CHECK, NULL, "Read what is about to be committed (git's index)", set_flag,
     FIELD(staged), NULL},
    {"skip-unknown", OF_INPUT, NULL, "For hooks: named files may be no DNS data", set_flag,
     FIELD(skip_unknown), NULL},
    {"at", OF_INPUT, "TIME", "Judge as of this time: 2026-11-23T10:00:00Z (else now)", set_instant,
     FIELD(now), NULL},
    {"explain-inputs", CHECK, NULL, "Only say what each file is taken for, and why", set_flag,
     FIELD(explain_inputs), NULL},
    {"fail-on", CHECK | FIX, "SEVERITY",
     "Exit with 1 from here on: error, warning (default), notice, never", set_choice,
     FIELD(fail_on), failures},
    {"severity", CHECK, "SEVERITY", "Print from here on: error, warning (default), notice",
     set_choice, FIELD(least), severities},
    {"serial", DIFF | FIX, "POLICY", "auto (default), keep, increment, date or unixtime",
     set_choice, FIELD(serial), serial_policy_names},
    {"unsafe", DIFF | FIX, NULL, "Make the changes too that want a second look", set_flag,
     FIELD(unsafe), NULL},
    {"format", CHECK, "FORM", "text (default), json, sarif, github, gitlab, junit; may be repeated",
     add_format, FIELD(destinations), NULL},
    {"format", EXPLAIN, "FORM", "text (default), json or markdown", set_text, FIELD(format),
     explain_form_names},
    {"output", CHECK, "FILE", "Where the --format before it goes (else stdout)", add_output,
     FIELD(destinations), NULL},
    {"output", DIFF | EXPLAIN, "FILE", "Write to FILE instead of stdout", set_text, FIELD(output),
     NULL},
    {"output", FETCH, "FILE", "The authority file (mxmend.authority.json)", set_text, FIELD(output),
     NULL},
    {"color", PRINTS, "WHEN", "auto (default), always, never", set_choice, FIELD(color), colors},
    {"jobs", OF_INPUT, "N", "Threads for a large input (else one for each CPU)", set_count,
     FIELD(jobs), NULL},
    {"verbose", OF_INPUT, NULL, "Say on stderr which files are skipped, and why", set_flag,
     FIELD(verbose), NULL},
    {"quiet", OF_INPUT, NULL, "Leave out the closing line on stderr", set_flag, FIELD(quiet), NULL},
    {"quiet", FETCH, NULL, "Show no progress on a terminal", set_flag, FIELD(quiet), NULL},
    {NULL, 0, NULL, NULL, NULL, 0, NULL},
};

const char *option_choice(const struct option_row *row, size_t index)
{
    const char *const *names = row->names;
    while (names != NULL && index > 0 && *names != NULL)
        names++, index--;
    if (names != NULL)
        return *names;
    if (row->set == add_format)
        return forms[index] == NULL ? NULL : forms[index]->name;
    if (row->set == set_format)
        return format_at(index) == NULL ? NULL : format_at(index)->name;
    return row->set == add_rules ? rule_id(index) : NULL;
}

bool option_takes_list(const struct option_row *row)
{
    return row->set == add_rules;
}
