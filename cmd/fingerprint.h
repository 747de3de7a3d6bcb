#ifndef MXMEND_FINGERPRINT_H
#define MXMEND_FINGERPRINT_H

#include "rules/rule.h"

/*
 * What a finding is about, as a number that stays the same when the file is edited elsewhere: it is
 * made of the rule, the owner, the type and the RDATA in canonical form, wherever they stand. Where
 * there is no record it is made of the words that the finding points at. Neither path nor line nor
 * message is in it, for files are renamed and a message may name the day.
 *
 * Two findings of a run may have the same one (a record that stands there twice): who keeps them
 * counts them too. The number is the same on every machine and stays so from version to version,
 * since baselines and other people's databases hold it.
 */
uint64_t fingerprint(const struct document *document, const struct finding *finding);

/* A fingerprint, and how many findings of the document have had it up to this one, which counts. */
struct fingerprinted {
    uint64_t number;
    uint32_t nth; /* from 1 */
};

/* Those of all findings of a document, in their order; owned by `mem`. */
struct fingerprinted *fingerprints_of(void *mem, const struct document *document,
                                      const struct findings *findings);

/* The same sort of number for a text, such as a path. */
uint64_t fingerprint_of_text(const char *text);

enum { FINGERPRINT_TEXT = 17 }; /* bytes: 16 digits, lower case, and a NUL */

/* Writes it as text; returns `text`. */
const char *fingerprint_text(uint64_t number, char text[FINGERPRINT_TEXT]);

#endif
