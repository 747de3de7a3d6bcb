#ifndef MXMEND_TEXT_SPAN_H
#define MXMEND_TEXT_SPAN_H

#include "parser/rdata.h"

/*
 * Where bytes of a TXT record's joined text (record_text) are written in the file. The string that
 * they begin in if that holds escapes, or they go on in the next; the whole RDATA if that is in the
 * form of RFC 3597.
 */
struct span text_span(const struct document *document, const struct record *record, size_t offset,
                      size_t length);

#endif
