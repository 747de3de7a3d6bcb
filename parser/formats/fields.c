#include "parser/formats/fields.h"

#include <strings.h>

const struct fields_row *fields_of_type(const struct fields_row *rows, const char *type)
{
    while (rows->type != NULL && strcasecmp(rows->type, type) != 0)
        rows++;
    return rows->type == NULL ? NULL : rows;
}
