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

/* What a run came to: the same for each of its reports. */
struct outcome {
    struct tally tally; /* findings that are not printed included */
    struct report_input *inputs;
    size_t input_count;
    int fail_on;        /* the least severity that fails, or FAIL_NEVER */
    enum status status; /* at the end, but for the findings */
};

/* What is printed in one form to one place. */
struct report {
    const struct form *form;
    struct output output;
    const struct outcome *outcome;
    size_t printed; /* findings, up to now */
    void *state;    /* the form's own; belongs to `mem` */
    void *mem;      /* goes with the report */
};

/* An output form: a row, and a file of its own. NULL: there is nothing to do then. */
struct form {
    const char *name;
    void (*begin)(struct report *report);
    void (*input)(struct report *report, struct view *view); /* before its findings */
    void (*finding)(struct report *report, struct view *view, const struct finding *finding);
    void (*end)(struct report *report);
};

extern const struct form text_form, json_form, sarif_form, github_form, gitlab_form, junit_form;

/* The rows, one after the other; NULL behind the last, which is within FORMS_MAX. */
enum { FORMS_MAX = 16 };
extern const struct form *const forms[FORMS_MAX];

#endif
