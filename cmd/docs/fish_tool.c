#include "cmd/docs/docs.h"

/* Completion for fish: a line for each command and each option of a command. */

static void print_quoted(FILE *out, const char *text)
{
    fputc('\'', out);
    for (; *text != '\0'; text++)
        fprintf(out, *text == '\'' || *text == '\\' ? "\\%c" : "%c", *text);
    fputc('\'', out);
}

static void print_option(FILE *out, const struct command *command, const struct option_row *row)
{
    fprintf(out, "complete -c mxmend -n '__fish_seen_subcommand_from %s' -l %s", command->name,
            row->name);
    if (row->value != NULL)
        fputs(docs_is_path(row->value) ? " -r -F" : " -x", out);
    if (row->value != NULL && option_choice(row, 0) != NULL) {
        bool list = option_takes_list(row);
        fputs(list ? " -a '(__fish_append , " : " -a '", out);
        (void)docs_print_choices(out, row, " ");
        fputs(list ? ")'" : "'", out);
    }
    fputs(" -d ", out);
    print_quoted(out, row->help);
    fputc('\n', out);
}

static void print_command(FILE *out, const struct command *command)
{
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (takes(command, row))
            print_option(out, command, row);
    if (command->bit == EXPLAIN) {
        fputs("complete -c mxmend -n '__fish_seen_subcommand_from explain' -f -a '", out);
        for (size_t i = 0; rule_id(i) != NULL; i++)
            fprintf(out, "%s%s", i == 0 ? "" : " ", rule_id(i));
        fputs("'\n", out);
    }
}

void fish_print(FILE *out)
{
    fputs("# Completion of mxmend for fish; made by mxmend-docs from the tables of the program.\n",
          out);
    for (const struct command *command = commands; command->name != NULL; command++) {
        fprintf(out, "complete -c mxmend -n __fish_use_subcommand -f -a %s -d ", command->name);
        print_quoted(out, command->summary);
        fputc('\n', out);
    }
    fputs("complete -c mxmend -l version -d 'Print the version'\n"
          "complete -c mxmend -s h -l help -d 'Print a help'\n",
          out);
    for (const struct command *command = commands; command->name != NULL; command++)
        print_command(out, command);
}
