#include "cmd/docs/docs.h"

#include <string.h>

/* Manual pages, in the macros of man(7). */

static void print_text(FILE *out, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        bool starts = i == 0 || text[i - 1] == '\n';
        if (starts && (text[i] == '.' || text[i] == '\''))
            fputs("\\&", out);
        if (text[i] == '-' || text[i] == '\\')
            fputs(text[i] == '-' ? "\\-" : "\\e", out);
        else
            fputc(text[i], out);
    }
}

static void print_words(FILE *out, const char *text)
{
    print_text(out, text, strlen(text));
}

static void print_heading(FILE *out, const char *name, const char *summary, const char *day)
{
    fputs(".\\\" Made by mxmend-docs from the tables of the program.\n", out);
    fprintf(out, ".TH %s 1 \"%s\" \"mxmend " MXMEND_VERSION "\" \"User Commands\"\n.SH NAME\n",
            name, day);
    print_words(out, name);
    fputs(" \\- ", out);
    print_words(out, summary);
    fputc('\n', out);
}

static void print_option(FILE *out, const struct option_row *row)
{
    fputs(".TP\n.B \\-\\-", out);
    print_words(out, row->name);
    if (row->value != NULL) {
        fputs("\\fR=\\fI", out);
        print_words(out, row->value);
        fputs("\\fR", out);
    }
    fputc('\n', out);
    print_words(out, row->help);
    fputc('\n', out);
}

static void print_options(FILE *out, const struct command *command)
{
    fputs(".SH OPTIONS\n", out);
    for (const struct option_row *row = option_rows; row->name != NULL; row++)
        if (takes(command, row))
            print_option(out, row);
    fputs(".TP\n.B \\-\\-version\nPrint the version\n.TP\n.BR \\-h \", \" \\-\\-help\n"
          "Print a short help\n",
          out);
}

/* The heading that a line of help starts, NULL if it starts none; `*rest` is what follows it. */
static const char *find_heading(const char *line, const char **rest)
{
    static const char *const headings[][2] = {{"Examples:", "EXAMPLES"},
                                              {"Exit status:", "EXIT STATUS"}};
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (strncmp(line, headings[i][0], strlen(headings[i][0])) == 0) {
            *rest = line + strlen(headings[i][0]);
            *rest += strspn(*rest, " ");
            return headings[i][1];
        }
    return NULL;
}

/*
 * What stands below the options of --help: paragraphs, examples (lines with blanks in front), and
 * headings.
 */
static void print_help(FILE *out, const char *help)
{
    bool example = false;
    for (size_t length; *help != '\0'; help += length + (help[length] == '\n')) {
        const char *rest = help;
        const char *heading = find_heading(help, &rest);
        length = strcspn(help, "\n");
        bool is_example = strncmp(help, "  ", 2) == 0;
        if (heading != NULL)
            fprintf(out, "%s.SH %s\n", example ? ".EE\n" : "", heading);
        else if (is_example != example)
            fputs(is_example ? ".EX\n" : ".EE\n", out);
        else if (length == 0 && strcspn(help + 1, "\n") > 0 &&
                 find_heading(help + 1, &rest) == NULL)
            fputs(".PP\n", out);
        example = heading == NULL && is_example;
        if (help + length > rest) {
            print_text(out, rest, (size_t)(help + length - rest));
            fputc('\n', out);
        }
    }
    if (example)
        fputs(".EE\n", out);
}

void man_print_command(FILE *out, const struct command *command, const char *day)
{
    char name[64];
    snprintf(name, sizeof name, "mxmend-%s", command->name);
    print_heading(out, name, command->summary, day);
    fprintf(out, ".SH SYNOPSIS\n.B mxmend %s\n[\\fIOPTION\\fR...] ", command->name);
    print_words(out, command->arguments);
    fputc('\n', out);
    print_options(out, command);
    if (find_heading(command->help, &(const char *){NULL}) == NULL)
        fputs(".SH DESCRIPTION\n", out);
    print_help(out, command->help);
    fputs(".SH SEE ALSO\n.BR mxmend (1)\n", out);
}

static const char description[] =
    ".SH DESCRIPTION\n"
    "mxmend reads DNS data in whatever form people keep it, finds Exchange Online MX records that\n"
    "somebody hard-coded, asks Microsoft Graph what the record should be, and writes the smallest\n"
    "correct change.\n"
    "On the way it lints the zone.\n"
    ".PP\n"
    "A\n.I PATH\nis a file, a folder (hidden and git-ignored files are skipped), or \\- for "
    "standard\n"
    "input; none stands for the current folder.\n"
    "Findings go to standard output, progress and trouble to standard error.\n";

static const char ending[] =
    ".SH EXIT STATUS\n"
    ".TP\n.B 0\nnothing to report; for diff: no change is needed\n"
    ".TP\n.B 1\nfindings; for diff: a change is printed\n"
    ".TP\n.B 2\nmxmend could not run as asked\n"
    ".TP\n.B 3\nan online step could not finish\n"
    ".SH ENVIRONMENT\n"
    ".TP\n.B NO_COLOR\nif it is set and not empty, no colours on a terminal\n"
    ".TP\n.B SOURCE_DATE_EPOCH\nseconds since 1970 that stand in for the clock\n"
    ".TP\n.BR MXMEND_GRAPH_TOKEN \", \" AZURE_CLIENT_ID \", ...\"\n"
    "how to get a token for Microsoft Graph: see\n.BR mxmend\\-fetch (1)\n"
    ".SH FILES\n"
    ".TP\n.I mxmend.authority.json\nwhat Graph says of your domains, in the folder of a zone or "
    "the\n"
    "nearest one above it; written by\n.BR mxmend\\-fetch (1)\n";

void man_print(FILE *out, const char *day)
{
    print_heading(out, "mxmend", "find and correct hard-coded Exchange Online MX records", day);
    fputs(".SH SYNOPSIS\n.B mxmend\n\\fICOMMAND\\fR [\\fIOPTION\\fR...] [\\fIPATH\\fR...]\n", out);
    fputs(description, out);
    fputs(".SH COMMANDS\n", out);
    for (const struct command *command = commands; command->name != NULL; command++) {
        fprintf(out, ".TP\n.BR mxmend\\-%s (1)\n", command->name);
        print_words(out, command->summary);
        fputc('\n', out);
    }
    fputs(ending, out);
    fputs(".SH SEE ALSO\n", out);
    for (const struct command *command = commands; command->name != NULL; command++)
        fprintf(out, ".BR mxmend\\-%s (1)%s\n", command->name, command[1].name == NULL ? "" : ",");
}
