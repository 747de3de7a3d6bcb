#ifndef MXMEND_FORMATS_RECORDS_DATA_H
#define MXMEND_FORMATS_RECORDS_DATA_H

#include "parser/formats/records.h"

/* Fills in what makes up the RDATA of a record, some of which may stand in objects of its own. `value`
 * is the scalar that holds most of it. False: that is not to be told. */
bool records_data_settle(struct document *document, const struct record_object *object,
                         uint32_t value, struct entry *entry);

#endif
