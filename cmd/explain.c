#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "cmd/output.h"
#include "cmd/print/json_text.h"
#include "cmd/print/wrap.h"
#include "cmd/tally.h"

/* mxmend explain: the rows of the rules, as text, as JSON, or as the table of the README. */

struct explain_form {
    const char *before, *between, *after;
    void (*print)(const struct output *output, const struct rule *rule);
};

enum { INDENT = 10 }; /* columns */

/* Prints words behind a heading. */
static void print_field(FILE *out, const char *heading, const char *text)
{
    fprintf(out, "%-*s", INDENT, heading);
    wrap_text(out, text == NULL ? "-" : text, INDENT);
}

/* Prints lines of a zone as they are. */
static void print_lines(FILE *out, const char *heading, const char *text)
{
    if (text == NULL)
        return;
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        fprintf(out, "%-*s%.*s\n", INDENT, heading, (int)length, text);
        heading = "";
    }
}

static void print_text(const struct output *output, const struct rule *rule)
{
    FILE *out = output->stream;
    output_paint(output, PAINT_BOLD);
    fputs(rule->id, out);
    output_paint(output, PAINT_NONE);
    fprintf(out, " (%s)\n", severity_name(rule->severity));
    print_field(out, "", rule->summary);
    print_field(out, "why", rule->why);
    print_lines(out, "bad", rule->bad);
    print_lines(out, "good", rule->good);
    print_field(out, "fix", rule->fix);
    print_field(out, "source", rule->source);
}

static void print_member(FILE *out, const char *name, const char *text)
{
    fprintf(out, ",\"%s\":", name);
    json_text(out, text);
}

static void print_json(const struct output *output, const struct rule *rule)
{
    FILE *out = output->stream;
    fprintf(out, "{\"id\":\"%s\",\"severity\":\"%s\"", rule->id, severity_name(rule->severity));
    print_member(out, "summary", rule->summary);
    print_member(out, "why", rule->why);
    print_member(out, "fix", rule->fix);
    print_member(out, "source", rule->source);
    print_member(out, "bad", rule->bad);
    print_member(out, "good", rule->good);
    fputc('}', out);
}

/* A cell of a table: a bar would end it, a line end the row. */
static void print_cell(FILE *out, const char *text)
{
    for (fputs(" ", out); text != NULL && *text != '\0'; text++)
        fprintf(out, *text == '|' ? "\\%c" : "%c", *text == '\n' ? ' ' : *text);
    fputs(" |", out);
}

static void print_row(const struct output *output, const struct rule *rule)
{
    FILE *out = output->stream;
    fprintf(out, "| `%s` |", rule->id);
    print_cell(out, severity_name(rule->severity));
    print_cell(out, rule->summary);
    print_cell(out, rule->fix);
    fputc('\n', out);
}

const char *const explain_form_names[] = {"text", "json", "markdown", NULL};

static const struct explain_form forms[] = {
    {"", "\n", "", print_text},
    {"{\"mxmend\":1,\"version\":\"" MXMEND_VERSION "\",\"rules\":[\n", ",\n", "\n]}\n", print_json},
    {"| rule | severity | flags | fix |\n| --- | --- | --- | --- |\n", "", "", print_row},
};

static bool is_wanted(const struct options *options, const struct rule *rule)
{
    for (size_t i = 0; i < options->argument_count; i++)
        if (strcmp(options->arguments[i], rule->id) == 0)
            return true;
    return options->argument_count == 0;
}

enum status explain_run(const struct options *options)
{
    struct output output;
    int index = options_choose("format", options->format, explain_form_names);
    if (index < 0)
        return STATUS_TROUBLE;
    for (size_t i = 0; i < options->argument_count; i++)
        if (options_rule(options->arguments[i]) == NULL)
            return STATUS_TROUBLE;
    if (!output_open(options, options->output, &output))
        return STATUS_TROUBLE;

    const struct explain_form *form = &forms[index];
    const char *between = "";
    fputs(form->before, output.stream);
    for (const struct rule *const *family = rule_families; *family != NULL; family++)
        for (const struct rule *rule = *family; rule->id != NULL; rule++)
            if (is_wanted(options, rule)) {
                fputs(between, output.stream);
                form->print(&output, rule);
                between = form->between;
            }
    fputs(form->after, output.stream);
    return output_close(&output);
}
