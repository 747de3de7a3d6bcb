#include "rules/zone.h"

#include "parser/ldns.h"

#define ANY_TYPE 0
#define HOST_TYPES                                                                                 \
    (TYPE_BIT(LDNS_RR_TYPE_NS) | TYPE_BIT(LDNS_RR_TYPE_MX) | TYPE_BIT(LDNS_RR_TYPE_CNAME) |        \
     TYPE_BIT(LDNS_RR_TYPE_SRV))
#define NAME_TYPES (HOST_TYPES | TYPE_BIT(LDNS_RR_TYPE_PTR) | TYPE_BIT(LDNS_RR_TYPE_DNAME))

const struct rule zone_rules[] = {
    {"zone-soa", ERROR, PER_DOCUMENT, ANY_TYPE, check_soa,
     .summary = "the SOA record is missing, not at the apex, or not the only one",
     .why =
         "Without its one SOA no server loads the zone. One that does not come first is legal and "
         "a notice.",
     .fix = "Write one SOA at the apex, first of all records; mxmend makes no edit.",
     .source = "RFC 1035 section 5.2", .bad = "@ IN NS ns1.contoso.com.",
     .good = "@ IN SOA ns1 hostmaster 2026090101 2h 30m 2w 1h"},
    {"zone-out-of-zone", ERROR, PER_NAME, ANY_TYPE, check_out_of_zone,
     .summary = "a record outside the zone",
     .why = "Servers drop it or refuse the zone, so what it says is not in DNS. Often an $ORIGIN "
            "above it is wrong, or a dot too many.",
     .fix = "Correct the owner or move the record to its zone; mxmend makes no edit.",
     .source = "RFC 1035 section 5.2", .bad = "www.fabrikam.com. IN A 192.0.2.1 ; in contoso.com",
     .good = "www.contoso.com. IN A 192.0.2.1"},
    {"zone-cname-and-other", ERROR, PER_NAME, TYPE_BIT(LDNS_RR_TYPE_CNAME), check_cname_and_other,
     .summary = "a CNAME beside other data, or beside another CNAME",
     .why = "A name that is an alias has nothing else: servers refuse the zone, and resolvers that "
            "know the CNAME never ask for the MX beside it.",
     .fix = "Keep the CNAME or the other data; mxmend makes no edit.",
     .source = "RFC 1034 section 3.6.2; RFC 2181 section 10.1",
     .bad = "shop IN CNAME shop.example.net.\nshop IN MX 10 mail.contoso.com.",
     .good = "shop IN A 192.0.2.80\nshop IN MX 10 mail.contoso.com."},
    {"zone-cname-at-apex", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CNAME), check_cname_at_apex,
     .summary = "a CNAME at the apex",
     .why = "The apex has SOA and NS, so a CNAME there stands beside other data; mail and name "
            "service of the domain fail.",
     .fix = "Give the address itself, or your provider's ALIAS; mxmend makes no edit.",
     .source = "RFC 1034 section 3.6.2; RFC 1912 section 2.4",
     .bad = "@ IN CNAME contoso.example.net.", .good = "@ IN A 192.0.2.80"},
    {"zone-ttl-mismatch", WARNING, PER_RRSET, ANY_TYPE, check_ttl_mismatch,
     .summary = "different TTLs in one RRset",
     .why =
         "An RRset has one TTL. BIND serves the first, others serve each its own, and a cache that "
         "drops one record early answers with half the set.",
     .fix = "Give all the same TTL; mxmend fix writes that of the first (safe).",
     .source = "RFC 2181 section 5.2",
     .bad = "@ 300 IN MX 10 a.contoso.com.\n@ 600 IN MX 20 b.contoso.com.",
     .good = "@ 300 IN MX 10 a.contoso.com.\n@ 300 IN MX 20 b.contoso.com."},
    {"zone-duplicate", WARNING, PER_RRSET, ANY_TYPE, check_duplicate,
     .summary = "the same record twice",
     .why =
         "It is served once; whoever edits one of the two changes nothing, or makes two of them.",
     .fix = "Delete one; mxmend fix deletes the later one (safe).", .source = "RFC 2181 section 5",
     .bad = "@ IN MX 10 mail.contoso.com.\n@ IN MX 10 MAIL.contoso.com.",
     .good = "@ IN MX 10 mail.contoso.com."},
    {"zone-target-is-address", ERROR, PER_RRSET, HOST_TYPES, check_target_is_address,
     .summary = "an NS, MX, SRV or CNAME that points at an IP address",
     .why = "The digits are taken for a name, which does not exist: mail or name service fails.",
     .fix = "Point at a host name that has this address; mxmend makes no edit.",
     .source = "RFC 1035 sections 3.3.9 and 3.3.11", .bad = "@ IN MX 10 192.0.2.25",
     .good = "@ IN MX 10 mail.contoso.com."},
    {"zone-missing-dot", WARNING, PER_RRSET, NAME_TYPES, check_missing_dot,
     .summary = "a target that looks absolute and lacks its final dot",
     .why =
         "Without the dot the origin is put behind it, and the name that comes out does not exist.",
     .fix =
         "Write the dot. mxmend fix does so where the origin would be doubled (safe); on the look "
         "of the last label alone only with --unsafe.",
     .source = "RFC 1035 section 5.1", .bad = "@ IN MX 10 mail.contoso.com",
     .good = "@ IN MX 10 mail.contoso.com."},
    {"zone-serial-odd", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SOA), check_serial_odd,
     .summary = "a serial that is a date to come, or 0",
     .why = "A date form that runs ahead cannot be set to today's date again until that day; a "
            "serial of 0 means \"none\" to some servers.",
     .fix = "Leave it and count on from there; mxmend never lowers a serial.",
     .source = "RFC 1912 section 2.2; RFC 1982",
     .bad = "@ IN SOA ns1 hostmaster 2062090101 2h 30m 2w 1h",
     .good = "@ IN SOA ns1 hostmaster 2026090101 2h 30m 2w 1h"},
    {.id = NULL},
};
