#ifndef MXMEND_FORMATS_AZURE_TYPE_H
#define MXMEND_FORMATS_AZURE_TYPE_H

#include <stdbool.h>
#include <stddef.h>

#include "parser/formats/fields.h"

/*
 * The types of Azure's resource manager, in JSON and in code: "Microsoft.Network/dnsZones/MX", and
 * "…@2018-05-01" with a version; the same below privateDnsZones. No case counts.
 */

/* Is this the type of a zone? NULL is none. */
bool azure_type_is_zone(const char *type);

/* What a record set of this type holds; NULL if it is none that mxmend reads. */
const struct fields_row *azure_type_row(const char *type);

/* How much of the type of a record set names the type of its zone. */
size_t azure_zone_length(const char *type);

#endif
