#ifndef MXMEND_FORMATS_TERRAFORM_ROWS_H
#define MXMEND_FORMATS_TERRAFORM_ROWS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The resources of Terraform's providers that hold records. A column that is NULL means the usual
 * names (code_record.h); a row says what is peculiar.
 */
struct terraform_row {
    const char *resource;
    const char *type;   /* of its records; NULL: an attribute says it */
    const char *block;  /* the block, repeated, that holds a record; NULL: the resource does */
    const char *owner;  /* attribute */
    const char *zone;   /* attribute */
    const char *values; /* attribute: the host, the RDATA, or a list of them */
    bool relative;      /* a host without final dot is below the zone */
    bool dots;          /* a host has to have its final dot */
};

/* The row of a resource's type; NULL if mxmend does not know it. */
const struct terraform_row *terraform_row_find(const char *resource, size_t length);

#endif
