#ifndef MXMEND_HELP_H
#define MXMEND_HELP_H

#include <stdio.h>

#include "cmd/command.h"

/* What --help prints, of the program and of a command: at most 80 columns wide. */
void help_print(FILE *out);
void help_print_command(FILE *out, const struct command *command);

#endif
