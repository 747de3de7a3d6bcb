#include "rules/text_fault.h"

#include <stdarg.h>

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

void text_faults_report(struct check *check, const struct record *record,
                        const struct text_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        const struct text_fault *fault = &faults->items[i];
        report_as(check, fault->severity, record,
                  record_text_span(check->document, record, fault->at), "%s", fault->message);
    }
}
