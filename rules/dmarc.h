#ifndef MXMEND_DMARC_H
#define MXMEND_DMARC_H

#include "rules/text_fault.h"

/* DMARC policy records (RFC 9989, which replaced RFC 7489). */

/* Does a receiver take this text for a DMARC record? The version is "DMARC1" in capitals, first. */
bool dmarc_is_record(const char *text);

/* Was the text meant as one? Other text at _dmarc is none of our business. */
bool dmarc_is_meant(const char *text);

/* Does the record ask to reject mail of the domain itself? */
bool dmarc_rejects(const char *text);

/* Notes what is wrong with text that was meant as a DMARC record. */
void dmarc_judge(const char *text, struct text_faults *faults);

#endif
