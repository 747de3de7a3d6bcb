#ifndef MXMEND_MASTER_MASTER_H
#define MXMEND_MASTER_MASTER_H

#include "parser/format.h"
#include "parser/master/change.h"

/* Master files as a format; the dialects' rows answer alike. */

void master_read(struct document *document, const char *origin, struct loader loader);
bool master_rdata(const struct document *document, const struct record *record, bool lower,
                  struct rdata *rdata);
struct span master_field(const struct document *document, const struct record *record,
                         unsigned index, bool *generic);

#define MASTER_ANSWERS                                                                             \
    .read = master_read, .rdata = master_rdata, .field = master_field,                             \
    .set_exchange = change_exchange, .erase = change_erase, .insert_mx = change_insert_mx

#endif
