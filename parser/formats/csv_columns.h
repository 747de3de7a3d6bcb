#ifndef MXMEND_FORMATS_CSV_COLUMNS_H
#define MXMEND_FORMATS_CSV_COLUMNS_H

#include "parser/syntax/tree.h"

/* What the columns of a table hold, by the words that people and programs put above them. */
enum column {
    COLUMN_OWNER,
    COLUMN_ZONE,
    COLUMN_TYPE,
    COLUMN_TTL,
    COLUMN_PREFERENCE,
    COLUMN_WEIGHT,
    COLUMN_PORT,
    COLUMN_EXCHANGE, /* the host of an MX, and of nothing else */
    COLUMN_VALUE,
    COLUMNS
};

struct columns {
    int at[COLUMNS]; /* counted from 0; -1: there is none */
};

/* Reads the row of headings. False: these are not the headings of DNS records. */
bool columns_read(const struct tree *tree, uint32_t row, struct columns *columns);

/* The cell of a row in this column, 0 if it is empty or missing. */
uint32_t columns_cell(const struct tree *tree, uint32_t row, const struct columns *columns,
                      enum column column);

#endif
