#ifndef MXMEND_FORMATS_FIELDS_H
#define MXMEND_FORMATS_FIELDS_H

#include "parser/entries.h"

/* Records whose fields stand apart, each under a name: which ones a type has, in the order of RDATA. */

enum { FIELDS_MOST = 7 };

struct fields_row {
    const char *type;              /* ends a table: NULL */
    const char *list;              /* key of the records of a set, if they stand in one */
    const char *keys[FIELDS_MOST]; /* up to the first NULL */
    bool text;                     /* the last one is any text, or a list of them */
};

/* The row of a type, NULL if there is none. */
const struct fields_row *fields_of_type(const struct fields_row *rows, const char *type);

#endif
