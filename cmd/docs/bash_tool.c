#include "cmd/docs/docs.h"

/*
 * Completion for bash. It needs nothing of the package bash-completion, which loads it when mxmend is
 * first completed. Where nothing fits, bash completes file names (complete -o default).
 */

static const char before[] =
    "# Completion of mxmend for bash; made by mxmend-docs from the tables of the program.\n"
    "_mxmend()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words='' done=''\n"
    "    if [ \"$prev\" = = ]; then prev=${COMP_WORDS[COMP_CWORD - 2]}; fi\n"
    "    if [ \"$cur\" = = ]; then cur=; fi\n"
    "    COMPREPLY=()\n";

static const char after[] =
    "    case $words in\n"
    "    ,*) words=${words#,} # a list: its last part is completed\n"
    "        case $cur in *,*) done=${cur%,*}, ;; esac ;;\n"
    "    esac\n"
    "    mapfile -t COMPREPLY < <(compgen -P \"$done\" -W \"$words\" -- \"${cur#\"$done\"}\")\n"
    "}\n"
    "complete -o default -F _mxmend mxmend\n";

static void print_commands(FILE *out)
{
    fputs("    if [ \"$COMP_CWORD\" -eq 1 ]; then\n        words='", out);
    for (const struct command *command = commands; command->name != NULL; command++)
        fprintf(out, "%s ", command->name);
    fputs("--help --version'\n    else\n", out);
}

static void print_values(FILE *out, const struct command *command)
{
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (takes(command, row) && row->value != NULL) {
            fprintf(out, "        '%s --%s') words='%s", command->name, row->name,
                    option_takes_list(row) ? "," : "");
            if (docs_print_choices(out, row, " ") == 0)
                fputs("' && return ;; # a file, or free text\n", out);
            else
                fputs("' ;;\n", out);
        }
}

static void print_options(FILE *out, const struct command *command)
{
    fprintf(out, "        '%s '*) words='", command->name);
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (takes(command, row))
            fprintf(out, "--%s ", row->name);
    fputs("--version --help'\n", out);
    if (command->bit == EXPLAIN) {
        fputs("            case $cur in -*) ;; *) words='", out);
        for (size_t i = 0; rule_id(i) != NULL; i++)
            fprintf(out, "%s%s", i == 0 ? "" : " ", rule_id(i));
        fputs("' ;; esac ;;\n", out);
    } else {
        fputs("            case $cur in -*) ;; *) return ;; esac ;;\n", out);
    }
}

void bash_print(FILE *out)
{
    fputs(before, out);
    print_commands(out);
    fputs("        case \"${COMP_WORDS[1]} $prev\" in\n", out);
    for (const struct command *command = commands; command->name != NULL; command++) {
        print_values(out, command);
        print_options(out, command);
    }
    fputs("        esac\n    fi\n", out);
    fputs(after, out);
}
