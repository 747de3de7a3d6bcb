#include "rules/mail.h"

#include "parser/ldns.h"

#define MX  TYPE_BIT(LDNS_RR_TYPE_MX)
#define TXT TYPE_BIT(LDNS_RR_TYPE_TXT)

const struct rule mail_rules[] = {
    {"mail-mx-cname", ERROR, PER_RRSET, MX, check_mx_cname, .summary = "an MX host that is a CNAME",
     .why = "An MX names a host, not an alias. Some senders do not follow it, some take the alias "
            "for another host than their own and loop, and DANE has no TLSA at it.",
     .fix = "Name the host that the CNAME leads to, or give the name addresses; mxmend makes no "
            "edit.",
     .source = "RFC 2181 section 10.3; RFC 5321 section 5.1",
     .bad = "@ IN MX 10 mail\nmail IN CNAME host.fabrikam.com.",
     .good = "@ IN MX 10 host.fabrikam.com."},
    {"mail-mx-dangling", ERROR, PER_RRSET, MX, check_mx_dangling,
     .summary = "an MX host in the zone that has no address",
     .why = "Senders cannot reach it: mail waits and then bounces, or goes to the next MX.",
     .fix = "Give the host an address, or remove the MX; mxmend makes no edit.",
     .source = "RFC 5321 section 5.1", .bad = "@ IN MX 10 mail ; and no mail in the zone",
     .good = "@ IN MX 10 mail\nmail IN A 192.0.2.25"},
    {"mail-null-mx", ERROR, PER_RRSET, MX, check_null_mx,
     .summary = "a null MX beside other MX, or with a preference other than 0",
     .why = "A null MX says that no mail is taken here. Beside another MX nobody knows what is "
            "meant, and senders may bounce what would have been delivered.",
     .fix = "Keep the null MX alone with preference 0, or delete it; mxmend makes no edit.",
     .source = "RFC 7505 section 3", .bad = "@ IN MX 0 .\n@ IN MX 10 mail.contoso.com.",
     .good = "@ IN MX 0 ."},
    {"mail-null-mx-sends", NOTICE, PER_NAME, MX, check_null_mx_sends,
     .summary = "a null MX where SPF lets somebody send",
     .why =
         "Replies and bounces of what is sent have nowhere to go, and receivers refuse mail from "
         "a domain that takes none.",
     .fix = "Publish an MX, or \"v=spf1 -all\".", .source = "RFC 7505 section 4.2",
     .bad = "@ IN MX 0 .\n@ IN TXT \"v=spf1 ip4:192.0.2.1 -all\"",
     .good = "@ IN MX 0 .\n@ IN TXT \"v=spf1 -all\""},
    {"mail-duplicate-exchange", WARNING, PER_RRSET, MX, check_duplicate_exchange,
     .summary = "one MX host at two preferences",
     .why = "It is one host all the same: what looks like a spare is none, and senders try it "
            "twice in a row.",
     .fix = "Delete one of the two; mxmend makes no edit.", .source = "RFC 5321 section 5.1",
     .bad = "@ IN MX 10 mail.contoso.com.\n@ IN MX 20 mail.contoso.com.",
     .good = "@ IN MX 10 mail.contoso.com.\n@ IN MX 20 spare.contoso.com."},
    {"mail-multiple-spf", ERROR, PER_RRSET, TXT, check_multiple_spf,
     .summary = "two SPF records at one name",
     .why = "Receivers use neither: SPF fails for all mail of the domain (permerror).",
     .fix = "Merge the terms into one record; mxmend makes no edit.",
     .source = "RFC 7208 sections 3.2 and 4.5",
     .bad = "@ IN TXT \"v=spf1 ip4:192.0.2.1 -all\"\n@ IN TXT \"v=spf1 mx -all\"",
     .good = "@ IN TXT \"v=spf1 ip4:192.0.2.1 mx -all\""},
    {"mail-spf-syntax", ERROR, PER_RRSET, TXT, check_spf_syntax,
     .summary = "an SPF record that receivers cannot read",
     .why =
         "One bad term spoils the record: SPF fails for all mail of the domain (permerror). Text "
         "that does not start with \"v=spf1 \" counts as no record. A warning where a mechanism "
         "has \"=\" for \":\", which is legal and means nothing.",
     .fix = "Correct the term by hand: only its author knows what was meant.",
     .source = "RFC 7208 sections 4.5, 4.6 and 12",
     .bad = "@ IN TXT \"v=spf1 include: spf.protection.outlook.com -all\"",
     .good = "@ IN TXT \"v=spf1 include:spf.protection.outlook.com -all\""},
    {"mail-spf-lookups", WARNING, PER_RRSET, TXT, check_spf_lookups,
     .summary = "an SPF record that takes more than ten DNS queries",
     .why =
         "Receivers stop after ten, and SPF fails (permerror). Counted are the record's own terms "
         "and those of records of this zone that it includes; what others include comes on top.",
     .fix = "Name networks (ip4, ip6) instead, or give a sender a subdomain of its own.",
     .source = "RFC 7208 section 4.6.4",
     .bad =
         "@ IN TXT \"v=spf1 a mx ptr a:a.example.com a:b.example.com a:c.example.com "
         "a:d.example.com a:e.example.com a:f.example.com a:g.example.com a:h.example.com -all\"",
     .good = "@ IN TXT \"v=spf1 ip4:192.0.2.0/24 mx -all\""},
    {"mail-no-spf", NOTICE, PER_NAME, MX, check_no_spf,
     .summary = "a name with MX and without SPF record",
     .why = "Anybody may send in its name as far as SPF goes, and large receivers distrust mail "
            "without SPF.",
     .fix = "Publish one, in the end with \"-all\".", .source = "RFC 7208",
     .bad = "@ IN MX 10 mail.contoso.com.",
     .good = "@ IN MX 10 mail.contoso.com.\n@ IN TXT \"v=spf1 mx -all\""},
    {"mail-spf-mx-mechanism", NOTICE, PER_RRSET, TXT, check_spf_mx_mechanism,
     .summary = "SPF uses mx where the MX is about to change",
     .why =
         "The mechanism stands for the addresses of the MX hosts: with the new host it lets other "
         "machines send, and the old ones no longer.",
     .fix = "Name what sends mail: an include, ip4 or ip6. Exchange Online sends from its include, "
            "not from its MX.",
     .source = "RFC 7208 section 5.4; MC1048624",
     .bad = "@ IN TXT \"v=spf1 mx -all\" ; Graph names another host than the MX",
     .good = "@ IN TXT \"v=spf1 include:spf.protection.outlook.com -all\""},
    {"mail-no-dmarc", NOTICE, PER_RRSET, MX, check_no_dmarc,
     .summary = "a domain with MX and without DMARC record",
     .why =
         "Receivers do not know what to do with mail that fails SPF and DKIM, and nobody reports "
         "it. A record at a domain above, outside this zone, serves too.",
     .fix = "Publish one at _dmarc, first with p=none and rua.",
     .source = "RFC 9989 section 4.10 (obsoletes RFC 7489)", .bad = "@ IN MX 10 mail.contoso.com.",
     .good = "@ IN MX 10 mail.contoso.com.\n_dmarc IN TXT \"v=DMARC1; p=reject\""},
    {"mail-multiple-dmarc", WARNING, PER_RRSET, TXT, check_multiple_dmarc,
     .summary = "two DMARC records at one name",
     .why = "Receivers use neither, so that the domain has no policy.",
     .fix = "Keep one; mxmend makes no edit.", .source = "RFC 9989 section 4.10",
     .bad = "_dmarc IN TXT \"v=DMARC1; p=none\"\n_dmarc IN TXT \"v=DMARC1; p=reject\"",
     .good = "_dmarc IN TXT \"v=DMARC1; p=reject\""},
    {"mail-dmarc-syntax", WARNING, PER_RRSET, TXT, check_dmarc_syntax,
     .summary = "a DMARC record, or a tag of it, that receivers ignore",
     .why = "A record that does not start with v=DMARC1 counts for nothing, a bad policy for none, "
            "and to a bad address no report is sent. A notice for what RFC 9989 has changed.",
     .fix = "Correct the tag by hand.", .source = "RFC 9989 sections 4.7 and 4.8",
     .bad = "_dmarc IN TXT \"v=DMARC1; p=rejected; rua=reports@contoso.com\"",
     .good = "_dmarc IN TXT \"v=DMARC1; p=reject; rua=mailto:reports@contoso.com\""},
    {"mail-dkim-syntax", WARNING, PER_RRSET, TXT, check_dkim_syntax,
     .summary = "a DKIM key record that verifiers cannot use",
     .why = "Signatures made with the key fail: it is cut off, no base64, too short, one of two at "
            "one selector, or the name of a host that should be in a CNAME. A notice for an RSA "
            "key below 2048 bits.",
     .fix = "Copy the record anew from who signs. Microsoft's selectors are CNAMEs.",
     .source = "RFC 6376 section 3.6; RFC 8301; RFC 8463",
     .bad = "selector1._domainkey IN TXT "
            "\"selector1-contoso-com._domainkey.contoso.onmicrosoft.com\"",
     .good = "selector1._domainkey IN CNAME "
             "selector1-contoso-com._domainkey.contoso.onmicrosoft.com."},
    {.id = NULL},
};
