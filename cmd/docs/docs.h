#ifndef MXMEND_DOCS_H
#define MXMEND_DOCS_H

#include <stdbool.h>
#include <stdio.h>

#include "cmd/option_table.h"

/*
 * What is installed beside the program: manual pages and completions, written by mxmend-docs at build
 * time from the tables that --help and the reading of options are made of.
 */

/* `day` is the date that they bear. */
void man_print(FILE *out, const char *day);
void man_print_command(FILE *out, const struct command *command, const char *day);
void bash_print(FILE *out);
void zsh_print(FILE *out);
void fish_print(FILE *out);

/* Does this command take the option? */
static inline bool takes(const struct command *command, const struct option_row *row)
{
    return (row->commands & (int)command->bit) != 0;
}

/* Does a value name a file or a folder? */
bool docs_is_path(const char *value);

/* Prints what may be chosen for an option, with `between` between; returns how many there are. */
size_t docs_print_choices(FILE *out, const struct option_row *row, const char *between);

#endif
