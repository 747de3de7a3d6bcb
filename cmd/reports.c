#include "cmd/reports.h"

#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "parser/array.h"

static const struct form *find_form(const char *name)
{
    const struct form *const *form = forms;
    while (name != NULL && strcmp((*form)->name, name) != 0)
        form++;
    return *form;
}

static bool is_same_place(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

static bool is_clear(const struct destinations *destinations)
{
    for (size_t i = 0; i < destinations->count; i++)
        for (size_t j = 0; j < i; j++)
            if (is_same_place(destinations->items[i].output, destinations->items[j].output)) {
                const char *place = destinations->items[i].output;
                complain("%s and %s would both go to %s: name a file with --output behind a "
                         "--format",
                         find_form(destinations->items[j].format)->name,
                         find_form(destinations->items[i].format)->name,
                         place == NULL ? "stdout" : place);
                return false;
            }
    return true;
}

struct reports *reports_open(void *mem, const struct options *options)
{
    struct destination text = {NULL, NULL};
    struct destinations destinations = options->destinations;
    if (destinations.count == 0)
        destinations = (struct destinations){&text, 1};
    if (!is_clear(&destinations))
        return NULL;

    struct reports *reports = talloc_zero(mem, struct reports);
    reports->least = (enum severity)options->least;
    reports->outcome = talloc_zero(reports, struct outcome);
    reports->outcome->fail_on = options->fail_on;
    for (size_t i = 0; i < destinations.count; i++) {
        struct report report = {.form = find_form(destinations.items[i].format),
                                .outcome = reports->outcome,
                                .mem = reports};
        if (!output_open(options, destinations.items[i].output, &report.output))
            return NULL;
        ARRAY_PUSH(reports, reports->items, reports->count, report);
    }
    return reports;
}

void reports_begin(struct reports *reports)
{
    for (size_t i = 0; i < reports->count; i++)
        if (reports->items[i].form->begin != NULL)
            reports->items[i].form->begin(&reports->items[i]);
}

void reports_input(struct reports *reports, struct view *view)
{
    for (size_t i = 0; i < reports->count; i++) {
        struct report *report = &reports->items[i];
        if (report->output.terminal && view->shown_count > 0)
            progress_hide(reports->progress);
        if (report->form->input != NULL)
            report->form->input(report, view);
        for (size_t j = 0; j < view->shown_count && report->form->finding != NULL; j++) {
            report->form->finding(report, view, view->shown[j]);
            report->printed++;
        }
    }
}

enum status reports_close(struct reports *reports)
{
    enum status status = STATUS_CLEAN;
    for (size_t i = 0; i < reports->count; i++) {
        struct report *report = &reports->items[i];
        if (report->form->end != NULL)
            report->form->end(report);
        status = worst(status, output_close(&report->output));
    }
    return status;
}
