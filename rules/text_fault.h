#ifndef MXMEND_TEXT_FAULT_H
#define MXMEND_TEXT_FAULT_H

#include <stddef.h>

#include "rules/rule.h"

/*
 * What is wrong with the text of a TXT record. The readers of SPF, DMARC and DKIM note faults by
 * their place in the text, since they know no file; the rules then report them.
 */
struct text_fault {
    struct span at; /* bytes of the text */
    enum severity severity;
    const char *message; /* as for report(); owned by the list */
};

struct text_faults {
    struct text_fault *items;
    size_t count;
};

/* An empty list, owned by `mem`. */
struct text_faults *text_faults_new(void *mem);

/* Notes a fault; of very many only the first ones. */
__attribute__((format(printf, 4, 5))) void text_fault(struct text_faults *faults,
                                                      enum severity severity, struct span at,
                                                      const char *format, ...);

/* Reports what is wrong with the text of a record, at the places of the record where it stands. */
typedef void text_judge(const char *text, struct text_faults *faults);
void text_report(struct check *check, const struct record *record, const char *text,
                 text_judge *judge);

#endif
