#ifndef MXMEND_FORMATS_OCTODNS_CHANGE_H
#define MXMEND_FORMATS_OCTODNS_CHANGE_H

#include "parser/format.h"

/* As in format.h; a `value` becomes a list of `values`. */
size_t octodns_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                         uint16_t preference, const char *host, int64_t ttl, struct edit *edits);

#endif
