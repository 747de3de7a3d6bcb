#ifndef MXMEND_LOOKUP_H
#define MXMEND_LOOKUP_H

#include "parser/ldns.h"

#include "rules/rule.h"
#include "rules/spf.h"

/*
 * Looking things up in a document, for rules that need more than the set they are called with.
 * Names are given as text without escapes, in any case, with or without a final dot.
 */

/* Is this a catalog zone (RFC 9432), which lists zones for servers and is asked by nobody else? */
bool lookup_is_catalog(const struct document *document);

/* Is a name no business of the mail families: below onmicrosoft.com, in a reverse zone, or in a
 * catalog zone (RFC 9432)? */
bool lookup_is_skipped(const struct document *document, uint32_t name);

/* The interned name that `text` is, NAME_NONE if the document has no such name. */
uint32_t lookup_name(const struct document *document, const char *text);

/* The name one label below `parent`, which may be NAME_NONE; NAME_NONE if the document has no such name. */
uint32_t lookup_child(const struct document *document, uint32_t parent, const char *label,
                      size_t length);

/* Is this a whole zone of which nothing was left out, so that what is not there is missing? */
bool lookup_is_complete(const struct document *document);

/* Is `text` the zone's apex or below it? */
bool lookup_in_zone(const struct document *document, const char *text);

/* The next record of this name and type (0: any type) in the order of the file; `*at` starts at 0
 * and moves. NULL: no more. */
const struct record *lookup_record(const struct document *document, uint32_t name, uint16_t type,
                                   size_t *at);

/* Is there a record of this name and type (0: any type)? */
bool lookup_has(const struct document *document, uint32_t name, uint16_t type);

/* Puts records in order of type, then of the file. */
void records_sort(struct rrset all);

/* The MX of one owner among its records, which stand in order of type. */
struct rrset lookup_mx_of(struct rrset all);

/* Is a name at or below a delegation, so that its records stand in another zone? */
bool lookup_delegated(const struct document *document, const char *text);

/* Does "*.<ancestor>" have this type, or a CNAME, for a name that does not exist (RFC 4592)? */
bool lookup_wildcard(const struct document *document, const char *text, uint16_t type);

/*
 * The text of a TXT record if it may start with `prefix`, case, blanks and quotes in front aside,
 * owned by `mem`; NULL if it does not, cannot be read, or some program has yet to fill it in. Told
 * from the file's bytes, so that a zone's other texts cost little.
 */
char *lookup_text(const struct document *document, const struct record *record, const char *prefix,
                  void *mem);

/* The text of an SPF record (RFC 7208 section 4.5), owned by `mem`; NULL if it is none. */
char *lookup_spf_text(const struct document *document, const struct record *record, void *mem);

/* The same of the first SPF record of a name. */
char *lookup_spf(const struct document *document, uint32_t name, void *mem);

/*
 * The SPF record of the domain in an "include" or "redirect" of `text`, owned by `mem`, NULL if the
 * document has none; `*outside` then tells whether there may be one elsewhere.
 */
char *lookup_spf_of(const struct document *document, const char *text, const struct spf_term *term,
                    void *mem, bool *outside);

#endif
