#ifndef MXMEND_REPORTS_H
#define MXMEND_REPORTS_H

#include "cmd/print/form.h"
#include "cmd/progress.h"

/* What a run prints of its findings: one report for each --format, all made in one pass. */
struct reports {
    struct report *items;
    size_t count;
    struct outcome *outcome;   /* whoever runs the rules fills it in */
    enum severity least;       /* that is printed */
    struct progress *progress; /* a line of the terminal that others may want */
};

/* Opens what the options ask for. NULL: it cannot be done, which was said. */
struct reports *reports_open(void *mem, const struct options *options);

/* Before the first input. */
void reports_begin(struct reports *reports);

/* Prints the findings of one input that are shown. */
void reports_input(struct reports *reports, struct view *view);

/* Ends and closes all. STATUS_TROUBLE: something could not be written, which was said. */
enum status reports_close(struct reports *reports);

#endif
