#ifndef MXMEND_TALLY_H
#define MXMEND_TALLY_H

#include "cmd/visit.h"

/* What the inputs of a run came to. */
struct tally {
    size_t zones;    /* master files, of any dialect */
    size_t exports;  /* records in any other form */
    size_t policies; /* of MTA-STS */
    size_t texts;    /* programs, manuals and so on */
    size_t records;
    size_t by_severity[ERROR + 1]; /* findings */
    size_t suppressed;             /* findings that comments in the files took back */
    size_t accepted;               /* findings that a baseline covers */
    size_t older;                  /* findings that were there before */
    size_t safe, unsafe;           /* findings that can be fixed, by default or with --unsafe */
    size_t unasked;                /* legacy MX where there is no authority at all */
};

void tally_add(struct tally *tally, const struct visit *visit);

/* "6 zones, 2 exports, 214 records, 1 MTA-STS policy", owned by `mem`; "" if there was nothing. */
const char *tally_inputs(void *mem, const struct tally *tally);

/* Is there a finding at or above this severity? FAIL_NEVER: no. */
bool tally_fails(const struct tally *tally, int fail_on);

/*
 * "3 errors, 1 warning": the findings from one severity down to another, owned by `mem`; "" if
 * there are none.
 */
const char *tally_text(void *mem, const struct tally *tally, int worst, int least);

/* "; Graph was not asked: mxmend fetch --from zones/": what to do next, if nothing else will do. Owned
 * by `mem`; "" if there is nothing to say. */
const char *tally_hint(void *mem, const struct tally *tally, const struct options *options);

/* "error", "warning", "notice" */
const char *severity_name(enum severity severity);

#endif
