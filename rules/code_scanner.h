#ifndef MXMEND_CODE_SCANNER_H
#define MXMEND_CODE_SCANNER_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#include "rules/code_scan.h"

/* The compiled patterns. For the parts of the scanner only. */
struct code_scanner {
    const struct code_custom *custom;
    pcre2_match_data *data;
    pcre2_match_context *context;
    pcre2_jit_stack *stack;
    pcre2_code *hint;              /* any mention */
    pcre2_code *suffix;            /* the suffix of a mention */
    pcre2_code *fresh;             /* the new suffix */
    pcre2_code *tests;             /* the path of a file of tests */
    pcre2_code *others;            /* the path of a file about domains of others */
    pcre2_code *marks;             /* where the tests start in other files */
    pcre2_code *made;              /* the path of a file of data for tests */
    pcre2_code *mocks;             /* what gives answers in place of the world's */
    pcre2_code *asserts;           /* what a test expects */
    pcre2_code *outcome;           /* what a check says when something is not as it should be */
    const struct code_row **order; /* the user's rows, then those of code_rows */
    pcre2_code **rows;             /* their patterns, made when first needed */
    pcre2_code **derivations;      /* of derivation_rows, the same */
    size_t row_count, derivation_count;
};

/* Most runs come upon no mention: so what tells them apart is compiled when the first one shows. */
void scanner_complete(struct code_scanner *scanner);

/* The rows in the order in which they are tried, a user's own first. */
const struct code_row *scanner_row(const struct code_scanner *scanner, size_t index);

/* Is the pattern in the text, from `from` on? The place is in scanner->data then. */
bool scanner_finds(const struct code_scanner *scanner, const pcre2_code *code, const char *bytes,
                   size_t size, size_t from);

#endif
