#include "rules/dane.h"

#include "parser/ldns.h"

#define TLSA TYPE_BIT(LDNS_RR_TYPE_TLSA)

/* TLSA records; the functions stand in dane_*.c. SMIMEA is another type and none of our business. */
const struct rule dane_rules[] = {
    {"dane-owner", ERROR, PER_RRSET, TLSA, check_dane_owner,
     .summary = "TLSA owner is not _port._protocol.host",
     .why = "Nobody asks for a TLSA at another name, so it protects nothing. A name that an alias "
            "of the zone leads to may have any form.",
     .fix = "Move the record; mxmend makes no edit.", .source = "RFC 6698 section 3",
     .bad = "_smtp._tcp.mail IN TLSA 3 1 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-usage", WARNING, PER_RRSET, TLSA, check_dane_usage,
     .summary = "TLSA with usage 0 or 1 at port 25",
     .why = "Mail servers trust no list of certificate authorities, so senders treat these usages "
            "as unusable: such a record alone gives encryption without authentication at best.",
     .fix = "Publish usage 3 (or 2); mxmend makes no edit.", .source = "RFC 7672 section 3.1.3",
     .bad = "_25._tcp.mail IN TLSA 1 1 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-digest-length", ERROR, PER_RRSET, TLSA, check_dane_digest_length,
     .summary = "TLSA digest has the wrong length",
     .why = "SHA2-256 (matching type 1) has 32 octets, SHA2-512 (2) has 64: no certificate can "
            "match another length, so the record protects nothing or stops the mail.",
     .fix = "Make the digest anew; mxmend makes no edit.", .source = "RFC 6698 section 2.1.4",
     .bad = "_25._tcp.mail IN TLSA 3 1 1 8bd1da95272f7fa4",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-full-match", NOTICE, PER_RRSET, TLSA, check_dane_full_match,
     .summary = "TLSA with matching type 0",
     .why = "It holds the whole certificate or key, so answers get large. An error where the data "
            "is neither, as a digest is not: then nothing can match.",
     .fix = "Publish a digest (matching type 1); mxmend makes no edit.",
     .source = "RFC 6698 section 2.1.3",
     .bad = "_25._tcp.mail IN TLSA 3 1 0 3059301306072a8648ce3d0201 ; the whole key",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-field-range", ERROR, PER_RRSET, TLSA, check_dane_field_range,
     .summary = "TLSA usage, selector or matching type that means nothing",
     .why = "Only usages 0 to 3, selectors 0 and 1 and matching types 0 to 2 are assigned (255 is "
            "for private use); others are ignored.",
     .fix = "Correct the number; mxmend makes no edit.",
     .source = "RFC 6698 section 2.1; RFC 7218; IANA, DANE parameters, 2026",
     .bad = "_25._tcp.mail IN TLSA 3 2 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-host", WARNING, PER_RRSET, TLSA, check_dane_host,
     .summary = "host of a TLSA does not exist in the zone",
     .why = "A TLSA counts for the host behind its port and protocol only. A host that is a CNAME "
            "is a notice: clients ask at the end of the alias first.",
     .fix = "Correct the owner, or add the host; mxmend makes no edit.",
     .source = "RFC 7671 section 7; RFC 7672 section 2.2.3",
     .bad = "mail IN A 192.0.2.25\n_25._tcp.mial IN TLSA 3 1 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "mail IN A 192.0.2.25\n_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {"dane-foreign-mx", WARNING, PER_RRSET, TLSA, check_dane_foreign_mx,
     .summary = "TLSA for mail that Microsoft's hosts receive",
     .why = "Senders look for the TLSA below the MX host, in Microsoft's zone. What stands in the "
            "customer's zone is dead data and protects nothing.",
     .fix = "Delete it; Enable-SmtpDaneInbound publishes the right one. mxmend makes no edit.",
     .source = "RFC 7672 section 2.2.2; Microsoft's inbound DANE procedure",
     .bad = "@ IN MX 0 contoso-com.o-v1.mx.microsoft.\n_25._tcp IN TLSA 3 1 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "@ IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"dane-single-key", NOTICE, PER_RRSET, TLSA, check_dane_single_key,
     .summary = "lone TLSA of usage 3, with no successor",
     .why = "At a change of the key the new digest has to stand beside the old one for two TTLs "
            "first, or mail stops.",
     .fix = "Publish the digest of the next key as well, in good time; mxmend makes no edit.",
     .source = "RFC 7671 section 8.1",
     .bad = "_25._tcp.mail IN TLSA 3 1 1 "
            "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922",
     .good = "_25._tcp.mail IN TLSA 2 1 1 "
             "67add1166b020ae61b8f5fc96813c04c2aa589960796865572a3c7e737613dfd"},
    {"dane-ta-only", NOTICE, PER_RRSET, TLSA, check_dane_ta_only,
     .summary = "TLSA of usage 2 without one of usage 3",
     .why = "The authority's certificate must then be sent by the server and the name must match; "
            "a digest of the server's own key needs neither.",
     .fix = "Add a 3 1 1 for the server's key; mxmend makes no edit.",
     .source = "RFC 7671 section 5.2",
     .bad = "_25._tcp.mail IN TLSA 2 1 1 "
            "67add1166b020ae61b8f5fc96813c04c2aa589960796865572a3c7e737613dfd",
     .good = "_25._tcp.mail IN TLSA 3 1 1 "
             "8bd1da95272f7fa4ffb24137fc0ed03aae67e5c4d8b3c50734e1050a7920b922"},
    {.id = NULL},
};
