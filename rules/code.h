#ifndef MXMEND_CODE_H
#define MXMEND_CODE_H

#include "rules/rule.h"

/*
 * For what the reader noted as worked out by a program: does a finding of code-derives-mx speak of
 * this place already? (code_check.c)
 */
bool code_tells(struct check *check, uint32_t file, struct span at);

/* Reports what scripts and templates take from elsewhere, by the row of code-indirect. */
void code_report_indirect(struct check *check);

/* The rules, one table in code.c. */
check_function check_code_derives, check_code_literal, check_code_guard, check_code_detector,
    check_code_relay;

#endif
