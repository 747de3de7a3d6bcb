#ifndef MXMEND_PRINT_FORM_H
#define MXMEND_PRINT_FORM_H

#include "cmd/output.h"
#include "cmd/print/view.h"
#include "cmd/tally.h"

/* An input that was read, for the end of a report. */
struct report_input {
    const char *path, *format;
    const char *zone; /* NULL if nobody knows */
    size_t records;
};

/* What there is to print. */
struct report {
    struct output *output;
    enum severity least; /* that is printed */
    size_t printed;      /* findings, up to now */
    struct tally tally;  /* findings that are not printed included */
    struct report_input *inputs;
    size_t input_count;
};

/* An output form: a row, and a file of its own. */
struct form {
    const char *name;
    void (*begin)(const struct report *report); /* NULL: nothing to do */
    void (*finding)(const struct report *report, struct view *view, const struct finding *finding);
    void (*end)(const struct report *report); /* NULL: nothing to do */
};

extern const struct form text_form, json_form;

#endif
