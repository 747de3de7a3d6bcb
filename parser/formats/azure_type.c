#include "parser/formats/azure_type.h"

#include <string.h>
#include <strings.h>

static const struct fields_row rows[] = {
    {"MX", "MXRecords", {"preference", "exchange"}, false},
    {"A", "ARecords", {"ipv4Address"}, false},
    {"AAAA", "AAAARecords", {"ipv6Address"}, false},
    {"CNAME", "CNAMERecord", {"cname"}, false},
    {"NS", "NSRecords", {"nsdname"}, false},
    {"PTR", "PTRRecords", {"ptrdname"}, false},
    {"TXT", "TXTRecords", {"value"}, true},
    {"SRV", "SRVRecords", {"priority", "weight", "port", "target"}, false},
    {"CAA", "CAARecords", {"flags", "tag", "value"}, true},
    {"SOA",
     "SOARecord",
     {"host", "email", "serialNumber", "refreshTime", "retryTime", "expireTime", "minimumTTL"},
     false},
    {.type = NULL},
};

size_t azure_zone_length(const char *type)
{
    static const char *const zones[] = {"Microsoft.Network/dnsZones",
                                        "Microsoft.Network/privateDnsZones"};
    for (size_t i = 0; type != NULL && i < sizeof zones / sizeof *zones; i++) {
        size_t length = strlen(zones[i]);
        if (strncasecmp(type, zones[i], length) == 0 && strchr("/@", type[length]) != NULL)
            return length;
    }
    return 0;
}

bool azure_type_is_zone(const char *type)
{
    size_t length = azure_zone_length(type);
    return length > 0 && type[length] != '/';
}

const struct fields_row *azure_type_row(const char *type)
{
    size_t zone = azure_zone_length(type);
    const char *behind = zone == 0 || type[zone] != '/' ? "" : type + zone + 1;
    size_t length = strcspn(behind, "@");
    for (const struct fields_row *row = rows; row->type != NULL; row++)
        if (strlen(row->type) == length && strncasecmp(row->type, behind, length) == 0)
            return row;
    return NULL;
}
