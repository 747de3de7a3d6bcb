#include "cmd/options.h"

#include <popt.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysinfo.h>
#include <talloc.h>
#include <time.h>

#include "cmd/complain.h"
#include "cmd/help.h"
#include "cmd/nearest.h"
#include "cmd/option_table.h"
#include "parser/array.h"

/* What popt returns for an option: one of these, or FIRST_ROW and the index of its row. */
enum { WANT_HELP = 1, WANT_VERSION, FIRST_ROW };

int options_choose(const char *option, const char *value, const char *const *names)
{
    struct nearest nearest = {.word = value};
    void *mem = talloc_new(NULL);
    char *list = talloc_strdup(mem, "");
    int index = -1;
    for (int i = 0; names[i] != NULL; i++) {
        if (strcmp(names[i], value) == 0)
            index = i;
        nearest_offer(&nearest, names[i]);
        list = talloc_asprintf_append(list, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    if (index < 0)
        complain("--%s: %s is none of %s%s", option, value, list, nearest_hint(mem, &nearest));
    talloc_free(mem);
    return index;
}

const struct rule *options_rule(const char *id)
{
    const struct rule *rule = rule_find(id);
    if (rule != NULL)
        return rule;
    void *mem = talloc_new(NULL);
    complain("no rule is called %s%s", id, nearest_rule_hint(mem, id));
    talloc_free(mem);
    return NULL;
}

/* What popt is to look for in this command; ends with an empty row. */
static struct poptOption *make_table(void *mem, const struct command *command)
{
    struct poptOption *table = NULL;
    size_t count = 0;
    for (int i = 0; option_rows[i].name != NULL; i++) {
        const struct option_row *row = &option_rows[i];
        unsigned kind = row->value == NULL ? POPT_ARG_NONE : POPT_ARG_STRING;
        if ((row->commands & (int)command->bit) != 0)
            ARRAY_PUSH(mem, table, count,
                       (struct poptOption){row->name, 0, kind, NULL, FIRST_ROW + i, row->help,
                                           row->value});
    }
    ARRAY_PUSH(mem, table, count,
               (struct poptOption){"version", 0, POPT_ARG_NONE, NULL, WANT_VERSION,
                                   "Print the version", NULL});
    ARRAY_PUSH(
        mem, table, count,
        (struct poptOption){"help", 'h', POPT_ARG_NONE, NULL, WANT_HELP, "Print this", NULL});
    ARRAY_PUSH(mem, table, count, (struct poptOption){.longName = NULL});
    return table;
}

/* "; did you mean --severity?", ";", or which commands have the option. Owned by `mem`. */
static const char *hint(void *mem, const struct command *command, const char *word)
{
    const char *name = talloc_strndup(mem, word, strcspn(word, "=")), *others = "";
    name += strspn(name, "-");
    struct nearest nearest = {.word = name};
    for (const struct option_row *row = option_rows; row->name != NULL; row++) {
        if ((row->commands & (int)command->bit) != 0)
            nearest_offer(&nearest, row->name);
        for (const struct command *other = commands; other->name != NULL; other++)
            if (strcmp(row->name, name) == 0 && (row->commands & (int)other->bit) != 0)
                others = talloc_asprintf(mem, "%s%s%s", others, *others == '\0' ? "" : " and ",
                                         other->name);
    }
    if (*others != '\0')
        return talloc_asprintf(mem, ", but an option of mxmend %s;", others);
    return nearest.best == NULL ? ";" : talloc_asprintf(mem, "; did you mean --%s?", nearest.best);
}

static void refuse(const struct command *command, poptContext context, int fault)
{
    void *mem = talloc_new(NULL);
    const char *word = poptBadOption(context, POPT_BADOPTION_NOALIAS);
    complain("%s: %s%s try mxmend %s --help", word, poptStrerror(fault),
             fault == POPT_ERROR_BADOPT ? hint(mem, command, word) : ";", command->name);
    talloc_free(mem);
}

/* How many arguments came by so far. */
static size_t count_arguments(poptContext context)
{
    const char **words = poptGetArgs(context);
    size_t count = 0;
    while (words != NULL && words[count] != NULL)
        count++;
    return count;
}

/* Takes in the options; returns what to exit with, or -1 to run. The arguments from `*paths` on are
 * further values of --from. */
static int read_options(void *mem, const struct command *command, poptContext context,
                        struct options *options, size_t *paths)
{
    for (int found; (found = poptGetNextOpt(context)) != -1;) {
        if (found < -1) {
            refuse(command, context, found);
            return STATUS_TROUBLE;
        }
        if (found == WANT_HELP)
            help_print_command(stdout, command);
        if (found == WANT_VERSION)
            puts("mxmend " MXMEND_VERSION);
        if (found < FIRST_ROW)
            return STATUS_CLEAN;
        const struct option_row *row = &option_rows[found - FIRST_ROW];
        char *value = poptGetOptArg(context);
        const char *copy = talloc_strdup(mem, value);
        free(value);
        if (!row->set(mem, row, (char *)options + row->field, copy))
            return STATUS_TROUBLE;
        if (row->field == offsetof(struct options, from) && *paths == SIZE_MAX)
            *paths = count_arguments(context);
    }
    return -1;
}

/* SOURCE_DATE_EPOCH stands in for the clock, so that a run can be repeated. */
static int64_t clock_now(void)
{
    const char *text = getenv("SOURCE_DATE_EPOCH");
    char *end;
    if (text == NULL || *text == '\0')
        return time(NULL);
    int64_t now = strtoll(text, &end, 10);
    return *end == '\0' ? now : time(NULL);
}

/* A rule that is off else is selected to be read, whatever its severity. */
static int least_of(const struct options *options)
{
    int least = WARNING;
    for (size_t i = 0; i < options->select.count; i++) {
        const struct rule *rule = rule_find(options->select.items[i]);
        if (rule != NULL && rule->off && (int)rule->severity < least)
            least = (int)rule->severity;
    }
    return least;
}

bool options_read(void *mem, const struct command *command, int argc, const char **argv,
                  struct options *options, enum status *status)
{
    *options = (struct options){.format = "text",
                                .fail_on = WARNING,
                                .least = -1,
                                .now = clock_now(),
                                .jobs = get_nprocs(),
                                .timeout = 60};
    const char **words = talloc_memdup(mem, argv, (size_t)argc * sizeof *argv);
    words[0] = talloc_asprintf(mem, "mxmend %s", command->name);
    poptContext context = poptGetContext(NULL, argc, words, make_table(mem, command), 0);
    size_t paths = SIZE_MAX;
    int done = read_options(mem, command, context, options, &paths);
    *status = done < 0 ? STATUS_CLEAN : (enum status)done;
    for (const char *word; (word = poptGetArg(context)) != NULL;) {
        word = talloc_strdup(mem, word);
        if (options->argument_count < paths)
            ARRAY_PUSH(mem, options->arguments, options->argument_count, word);
        else
            ARRAY_PUSH(mem, options->from.items, options->from.count, word);
    }
    poptFreeContext(context);
    if (options->least < 0)
        options->least = least_of(options);
    return done < 0;
}
