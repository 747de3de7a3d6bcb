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
     .source = "RFC 1035 section 5.2", .bad = "@ IN NS ns1.contoso.com. ; and no SOA",
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
     .fix = "Give all the same TTL; mxmend fix --unsafe writes that of the first.",
     .source = "RFC 2181 section 5.2",
     .bad = "@ 300 IN MX 10 a.contoso.com.\n@ 600 IN MX 20 b.contoso.com.",
     .good = "@ 300 IN MX 10 a.contoso.com.\n@ 300 IN MX 20 b.contoso.com."},
    {"zone-duplicate", WARNING, PER_RRSET, ANY_TYPE, check_duplicate,
     .summary = "the same record twice",
     .why =
         "It is served once; whoever edits one of the two changes nothing, or makes two of them.",
     .fix = "Delete one; mxmend fix deletes the later one (safe, but for exports and code).",
     .source = "RFC 2181 section 5",
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
    {"zone-serial-not-raised", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SOA),
     check_serial_not_raised, .summary = "the zone changed and its serial did not rise",
     .why = "Secondaries fetch a zone again only when its serial rose: they go on answering as "
            "before, and the change is seen by some resolvers and not by others. Found with "
            "--since only, which tells the zone as it was.",
     .fix = "Raise the serial; mxmend fix --since does so (safe). Where a signer or server numbers "
            "the zone by itself, ignore the rule.",
     .source = "RFC 1982; RFC 1912 section 2.2",
     .bad = "@ IN SOA ns1 hostmaster 2026090101 2h 30m 2w 1h ; and www was added",
     .good = "@ IN SOA ns1 hostmaster 2026090102 2h 30m 2w 1h"},
    {"zone-cname-loop", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CNAME), check_cname_loop,
     .summary = "a CNAME that leads back to itself",
     .why = "No address is ever reached: resolvers give up after some steps. A wildcard can answer "
            "for its own target, too.",
     .fix = "Give one name of the loop the record that is meant; mxmend makes no edit.",
     .source = "RFC 1034 section 3.6.2", .bad = "www IN CNAME web\nweb IN CNAME www",
     .good = "www IN CNAME web\nweb IN A 192.0.2.80"},
    {"zone-cname-chain", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CNAME), check_cname_chain,
     .summary = "a CNAME that points at another CNAME of the zone",
     .why = "Each step costs resolvers a look-up, and some stop after eight; whoever changes one "
            "alias changes the others unawares.",
     .fix = "Point at the last name of the chain; mxmend makes no edit.",
     .source = "RFC 1034 section 3.6.2", .bad = "www IN CNAME web\nweb IN CNAME host",
     .good = "www IN CNAME host\nweb IN CNAME host"},
    {"zone-dangling", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CNAME) | TYPE_BIT(LDNS_RR_TYPE_SRV),
     check_dangling,
     .summary = "a CNAME or SRV that points at a name of the zone which is not there",
     .why = "Whoever follows it gets no answer. Wildcards, delegations and DNAME are looked at; "
            "challenges for certificates and what $GENERATE makes are passed over.",
     .fix = "Add the target's records or delete the alias; mxmend makes no edit.",
     .source = "RFC 1912 section 2.4", .bad = "www IN CNAME web-old",
     .good = "www IN CNAME web\nweb IN A 192.0.2.80"},
    {"zone-dname", ERROR, PER_DOCUMENT, ANY_TYPE, check_dname,
     .summary = "names below a DNAME, a second DNAME, or one beside a delegation's NS",
     .why = "A DNAME stands for all names below its owner: records there are never found. Knot "
            "DNS and NSD refuse the zone; BIND refuses two DNAMEs at one owner.",
     .fix = "Move the records to the DNAME's target, or delete the DNAME; mxmend makes no edit.",
     .source = "RFC 6672 sections 2.3 and 2.4", .bad = "old IN DNAME new\nwww.old IN A 192.0.2.80",
     .good = "old IN DNAME new\nwww.new IN A 192.0.2.80"},
    {"zone-single-ns", WARNING, PER_NAME, TYPE_BIT(LDNS_RR_TYPE_SOA), check_single_ns,
     .summary = "a zone with fewer than two name servers",
     .why = "When that one server or its network is down the whole domain is, mail included. Zones "
            "that only one machine or network uses are left alone: response policy and catalog "
            "zones, localhost, servers with a private address.",
     .fix = "Add a second name server in another network; mxmend makes no edit.",
     .source = "RFC 1034 section 4.1; RFC 2182 section 5", .bad = "@ IN NS ns1.example.net.",
     .good = "@ IN NS ns1.example.net.\n@ IN NS ns2.example.org."},
    {"zone-ns-cname", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_NS), check_ns_cname,
     .summary = "a name server that is a CNAME in the zone",
     .why = "Resolvers do not follow it, so the server does not count. BIND refuses the "
            "zone if it is one of the zone's own.",
     .fix = "Name the host that has the address; mxmend makes no edit.",
     .source = "RFC 2181 section 10.3", .bad = "@ IN NS ns1\nns1 IN CNAME host",
     .good = "@ IN NS ns1\nns1 IN A 192.0.2.53"},
    {"zone-missing-glue", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_NS), check_missing_glue,
     .summary = "a name server within the zone that has no address there",
     .why = "Nobody else can give the address, so the server is never reached. BIND refuses the "
            "zone if it is one of the zone's own.",
     .fix = "Add the A or AAAA record of the name server; mxmend makes no edit.",
     .source = "RFC 1034 section 4.2.1; RFC 9471", .bad = "sub IN NS ns1.sub",
     .good = "sub IN NS ns1.sub\nns1.sub IN A 192.0.2.53"},
    {"zone-soa-timers", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SOA), check_soa_timers,
     .summary = "refresh, retry and expire out of proportion",
     .why = "A secondary that cannot reach the primary stops answering after expire: a warning if "
            "that comes before its second question. An expire below a week, or a retry above "
            "refresh, is a notice.",
     .fix = "Take for example 7200, 1800 and 1209600; mxmend makes no edit.",
     .source = "RFC 1912 section 2.2; RIPE-203",
     .bad = "@ IN SOA ns1 hostmaster 1 7200 1800 3600 3600",
     .good = "@ IN SOA ns1 hostmaster 1 7200 1800 1209600 3600"},
    {"zone-negative-ttl", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SOA), check_negative_ttl,
     .summary = "a SOA minimum above one day",
     .why = "So long resolvers remember that a name does not exist, also after it was added. Once "
            "the field was the default TTL; today $TTL is.",
     .fix = "Take one to three hours; mxmend makes no edit.", .source = "RFC 2308 section 5",
     .bad = "@ IN SOA ns1 hostmaster 1 7200 1800 1209600 604800",
     .good = "@ IN SOA ns1 hostmaster 1 7200 1800 1209600 3600"},
    {"zone-rname-at", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SOA), check_rname_at,
     .summary = "an @ in the mailbox of the SOA",
     .why = "The mailbox is a name: its first label is the user, the rest the host. With an @ Knot "
            "DNS refuses the zone, and mail to the address that others read there is lost.",
     .fix = "Write user.host with a final dot, a dot in the user as \\.; mxmend fix does so where "
            "the text is a plain address (safe).",
     .source = "RFC 1035 section 8",
     .bad = "@ IN SOA ns1 hostmaster@contoso.com. 1 7200 1800 1209600 3600",
     .good = "@ IN SOA ns1 hostmaster.contoso.com. 1 7200 1800 1209600 3600"},
    {"zone-wildcard", NOTICE, PER_DOCUMENT, ANY_TYPE, check_wildcard,
     .summary = "an * that is not the first label of its name",
     .why = "Only as the first label it is a wildcard; elsewhere it is a label like any other, and "
            "nobody asks for it.",
     .fix = "Write a record for each name that is meant; mxmend makes no edit.",
     .source = "RFC 4592 section 2.1.1", .bad = "_dmarc.*.contoso.com. IN TXT \"v=DMARC1; p=none\"",
     .good = "*.contoso.com. IN TXT \"v=spf1 -all\""},
    {"zone-spf-type", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_SPF), check_spf_type,
     .summary = "a record of type SPF",
     .why = "Mail receivers look for TXT only, so what it says protects nobody. Beside the same "
            "as TXT it is a notice.",
     .fix = "Publish it as TXT and delete it; mxmend makes no edit.",
     .source = "RFC 7208 section 3.1", .bad = "@ IN SPF \"v=spf1 -all\"",
     .good = "@ IN TXT \"v=spf1 -all\""},
    {"zone-hostname-syntax", WARNING, PER_RRSET,
     TYPE_BIT(LDNS_RR_TYPE_A) | TYPE_BIT(LDNS_RR_TYPE_AAAA) | TYPE_BIT(LDNS_RR_TYPE_NS) |
         TYPE_BIT(LDNS_RR_TYPE_MX) | TYPE_BIT(LDNS_RR_TYPE_SRV),
     check_hostname_syntax, .summary = "a host name with characters that a host name cannot have",
     .why = "BIND refuses the zone on its primary (check-names), and mail servers and browsers "
            "refuse the host. An underscore in the name of a host with an address, or in an SRV "
            "target, is a notice; addresses below _msdcs and _spf are not hosts'.",
     .fix = "Use letters, digits, and hyphens between them; mxmend makes no edit.",
     .source = "RFC 952; RFC 1123 section 2.1; RFC 8552", .bad = "@ IN MX 10 mail_1",
     .good = "@ IN MX 10 mail-1"},
    {"zone-caa", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CAA), check_caa,
     .summary = "a CAA set that binds no CA because it has no issue",
     .why = "Without issue every CA may issue certificates for the name: issuewild counts for "
            "wildcards only, and a tag that is misspelt for nothing. With iodef alone it is a "
            "notice; issuewild \";\" alone, and tags of other use, are fine.",
     .fix = "Add issue with the CA, or with \";\" for none; mxmend makes no edit.",
     .source = "RFC 8659 section 4", .bad = "@ IN CAA 0 issuewild \"ca.example.net\"",
     .good = "@ IN CAA 0 issue \"ca.example.net\""},
    {"zone-caa-issuemail", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_caa_issuemail,
     .summary = "a mail domain whose CAA does not say which CA may issue S/MIME",
     .why =
         "Every CA may issue certificates for its mail addresses. Runs only when it is selected.",
     .fix = "Add issuemail with the CA, or with \";\" for none; mxmend makes no edit.",
     .source = "RFC 9495", .bad = "@ IN MX 10 mail\n@ IN CAA 0 issue \"ca.example.net\"",
     .good = "@ IN MX 10 mail\n@ IN CAA 0 issuemail \"ca.example.net\"", .off = true},
    {.id = NULL},
};
