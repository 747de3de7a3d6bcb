#include "cmd/docs/docs.h"

/* Completion for zsh: a function for _arguments, found by its name _mxmend in $fpath. */

/* A text within '…' and within […] or ":…": what is syntax there is escaped. */
static void print_text(FILE *out, const char *text)
{
    for (; *text != '\0'; text++) {
        if (*text == '\'')
            fputs("'\\'", out);
        else if (*text == '[' || *text == ']' || *text == ':' || *text == '\\')
            fputc('\\', out);
        fputc(*text, out);
    }
}

static void print_option(FILE *out, const struct option_row *row)
{
    fprintf(out, "            '*--%s%s[", row->name, row->value == NULL ? "" : "=");
    print_text(out, row->help);
    fputc(']', out);
    if (row->value != NULL) {
        fputc(':', out);
        print_text(out, row->value);
        fputc(':', out);
        bool list = option_takes_list(row);
        if (option_choice(row, 0) != NULL) {
            fputs(list ? "_values -s , rule " : "(", out);
            (void)docs_print_choices(out, row, " ");
            fputs(list ? "" : ")", out);
        } else if (docs_is_path(row->value)) {
            fputs("_files", out);
        }
    }
    fputs("' \\\n", out);
}

static void print_command(FILE *out, const struct command *command)
{
    fprintf(out, "    %s)\n        _arguments \\\n", command->name);
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (takes(command, row))
            print_option(out, row);
    fputs(
        "            '--version[Print the version]' '(-h --help)'{-h,--help}'[Print a help]' \\\n",
        out);
    if (command->bit == EXPLAIN) {
        fputs("            '*:rule:(", out);
        for (size_t i = 0; rule_id(i) != NULL; i++)
            fprintf(out, "%s%s", i == 0 ? "" : " ", rule_id(i));
        fputs(")'\n", out);
    } else {
        fputs(docs_is_path(command->arguments + 1) ? "            '*:path:_files'\n"
                                                   : "            '*:domain:_hosts'\n",
              out);
    }
    fputs("        ;;\n", out);
}

void zsh_print(FILE *out)
{
    fputs("#compdef mxmend\n"
          "# Completion of mxmend for zsh; made by mxmend-docs from the tables of the program.\n"
          "if (( CURRENT == 2 )); then\n"
          "    local -a commands=(\n",
          out);
    for (const struct command *command = commands; command->name != NULL; command++) {
        fprintf(out, "        '%s:", command->name);
        print_text(out, command->summary);
        fputs("'\n", out);
    }
    fputs("    )\n"
          "    _describe command commands\n"
          "    _arguments '--version[Print the version]' '--help[Print a help]'\n"
          "    return\n"
          "fi\n"
          "local command=$words[2]\n"
          "shift words\n"
          "(( CURRENT-- ))\n"
          "case $command in\n",
          out);
    for (const struct command *command = commands; command->name != NULL; command++)
        print_command(out, command);
    fputs("esac\n", out);
}
