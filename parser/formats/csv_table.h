#ifndef MXMEND_FORMATS_CSV_TABLE_H
#define MXMEND_FORMATS_CSV_TABLE_H

#include "parser/entries.h"
#include "parser/formats/csv_columns.h"

/* A table of records while its rows are read. */
struct table {
    struct document *document;
    const struct tree *tree;
    struct columns columns;
    uint32_t zone;      /* of the whole file; NAME_UNKNOWN if nobody tells */
    bool owners_whole;  /* owners are absolute */
    uint32_t row;       /* in hand */
    void *mem;          /* until the next row */
    uint32_t zone_seen; /* of the rows, if all agree; NAME_NONE before the first */
};

/* What a row says of its type and value. Texts are owned by `table->mem`. */
bool table_type(const struct table *table, struct entry *entry, uint16_t *type);
char *table_value(const struct table *table, uint16_t type);

/* Is the value the name of a class, which is what Export-Csv writes where the value is an object? */
bool table_value_is_class(const char *value);

/* Reads the rows from `first` on into the document, and closes it. */
void table_read(struct document *document, const char *origin, struct table *table, uint32_t first);

#endif
