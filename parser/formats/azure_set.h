#ifndef MXMEND_FORMATS_AZURE_SET_H
#define MXMEND_FORMATS_AZURE_SET_H

#include "parser/formats/azure_type.h"
#include "parser/formats/code_record.h"

/*
 * A record set as Azure's resource manager has it, in code: its type ends in "dnsZones/MX", and its
 * properties hold a list (or, for a CNAME, an object) named after the type. Keys and types are
 * compared without case.
 */
struct azure_set {
    const char *type;         /* "Microsoft.Network/dnsZones/MX@2018-05-01"; NULL is none */
    const char *owner, *zone; /* NULL: cannot be told */
    uint32_t owner_node;
    const char *context;
    uint32_t properties; /* a map */
    uint32_t element;    /* the resource */
    bool shared;
};

void azure_set_read(struct code *code, const struct azure_set *azure);

#endif
