#include "cmd/help.h"

#include <stdbool.h>
#include <string.h>

#include "cmd/option_table.h"
#include "cmd/print/wrap.h"

enum { INDENT = 26 }; /* columns in front of what is said of an option */

/* Does the option only say how to fetch? Those are told by mxmend fetch --help. */
static bool is_of_fetch(const struct command *command, const struct option_row *row)
{
    return command->bit != FETCH && (row->commands & FETCH) != 0;
}

static void print_option(FILE *out, const char *name, const char *value, const char *help)
{
    int column = fprintf(out, "  --%s %s", name, value == NULL ? "" : value);
    if (column < INDENT)
        fprintf(out, "%*s", INDENT - column, "");
    else
        fprintf(out, "\n%*s", INDENT, "");
    wrap_text(out, help, INDENT);
}

/* The line that stands for the options of fetch in another command. */
static void print_fetching(FILE *out, const struct command *command)
{
    bool some = false;
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if ((row->commands & (int)command->bit) != 0 && is_of_fetch(command, row)) {
            fprintf(out, "%s--%s", some ? " " : "With --fetch also, from mxmend fetch --help:\n  ",
                    row->name);
            some = true;
        }
    fputs(some ? "\n" : "", out);
}

void help_print_command(FILE *out, const struct command *command)
{
    fprintf(out, "mxmend %s: %s\n\nUsage: mxmend %s [OPTION...] %s\n", command->name,
            command->summary, command->name, command->arguments);
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if ((row->commands & (int)command->bit) != 0 && !is_of_fetch(command, row))
            print_option(out, row->name, row->value, row->help);
    fputs("  -h, --help, --version\n", out);
    print_fetching(out, command);
    fprintf(out, "\n%s", command->help);
}

void help_print(FILE *out)
{
    fputs("mxmend finds and corrects hard-coded Exchange Online MX records in DNS data\n\n"
          "Usage: mxmend COMMAND [OPTION...] [PATH...]\n\n",
          out);
    for (const struct command *command = commands; command->name != NULL; command++)
        fprintf(out, "  %-9s %s\n", command->name, command->summary);
    fputs("\nA PATH is a file, a folder, or - for standard input; none: this folder.\n"
          "\nExamples:\n"
          "  mxmend check zones/             find every hard-coded MX\n"
          "  mxmend fetch --from zones/      ask Graph what the records should be\n"
          "  mxmend diff zones/              see the change; mxmend fix zones/ makes it\n"
          "  mxmend check --help             tells more of a command\n"
          "\nExit status: 0 nothing to report, 1 findings (diff: a change is printed), 2 mxmend\n"
          "could not run as asked, 3 an online step could not finish.\n",
          out);
}
