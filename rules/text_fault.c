#include "rules/text_fault.h"

#include <stdarg.h>
#include <string.h>

#include <talloc.h>

#include "parser/array.h"

enum { FAULTS_MAX = 16 }; /* of one text: whoever made it has seen enough */

struct text_faults *text_faults_new(void *mem)
{
    return talloc_zero(mem, struct text_faults);
}

void text_fault(struct text_faults *faults, enum severity severity, struct span at,
                const char *format, ...)
{
    va_list arguments;
    if (faults->count == FAULTS_MAX)
        return;
    va_start(arguments, format);
    struct text_fault fault = {at, severity, talloc_vasprintf(faults, format, arguments)};
    va_end(arguments);
    ARRAY_PUSH(faults, faults->items, faults->count, fault);
}

/* Zones repeat one text for domain after domain; the last one in which nothing was found is kept. */
enum { JUDGES = 4, FINE_MAX = 512 /* bytes */ };

struct fine_text {
    text_judge *judge;
    char text[FINE_MAX];
};

static struct fine_text *fine_of(struct check *check, text_judge *judge)
{
    size_t i = 0;
    if (check->fine == NULL)
        check->fine = talloc_zero_array(check->findings, struct fine_text, JUDGES);
    while (i + 1 < JUDGES && check->fine[i].judge != NULL && check->fine[i].judge != judge)
        i++;
    if (check->fine[i].judge != judge)
        check->fine[i] = (struct fine_text){.judge = judge};
    return &check->fine[i];
}

void text_report(struct check *check, const struct record *record, const char *text,
                 text_judge *judge)
{
    struct fine_text *fine = fine_of(check, judge);
    if (text[0] != '\0' && strcmp(fine->text, text) == 0)
        return;
    struct text_faults *faults = text_faults_new(check->scratch);
    judge(text, faults);
    for (size_t i = 0; i < faults->count; i++) {
        const struct text_fault *fault = &faults->items[i];
        report_as(check, fault->severity, record,
                  record_text_span(check->document, record, fault->at), "%s", fault->message);
    }
    if (faults->count == 0 && strlen(text) < FINE_MAX)
        memcpy(fine->text, text, strlen(text) + 1);
    talloc_free(faults);
}
