#include "rules/rule.h"

/* What is peculiar to the exports of providers. */
const struct rule export_rules[] = {
    {"export-alias", NOTICE, PER_PROBLEM, PROBLEM_PRIVATE_TYPE, NULL, .off = true,
     .summary = "a record of a type that only one provider has",
     .why = "ALIAS, ANAME and the like are no DNS: the provider answers with addresses of its own, "
            "and no other name server can load the record.",
     .fix = "Nothing, as long as the data stays with this provider; mxmend makes no edit.",
     .source = "the providers' documentation",
     .bad = "{\"type\": \"ALIAS\", \"name\": \"www\", \"content\": \"contoso.example.net\"}",
     .good = "{\"type\": \"CNAME\", \"name\": \"www\", \"content\": \"contoso.example.net\"}"},
    {"export-auto-ttl", NOTICE, PER_PROBLEM, PROBLEM_AUTO_TTL, NULL, .off = true,
     .summary = "a TTL of 1, which leaves it to Cloudflare",
     .why = "Nothing is wrong with it there: Cloudflare serves 300 seconds. Any other server would "
            "serve one second.",
     .fix = "Nothing, as long as the data stays with this provider; mxmend makes no edit.",
     .source = "Cloudflare's documentation of TTLs; formats.md section 6.1",
     .bad = "contoso.com. 1 IN MX 0 contoso-com.o-v1.mx.microsoft.",
     .good = "contoso.com. 300 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"export-placeholder", NOTICE, PER_PROBLEM, PROBLEM_PLACEHOLDER, NULL,
     .summary = "a phrase in the place of the name servers",
     .why = "Old exports of Cloudflare leave it to the reader to put in SOA and NS, so mxmend "
            "checks neither; MX and all other records are checked.",
     .fix = "Nothing, if the file is only looked at; mxmend makes no edit.",
     .source = "exports of Cloudflare of about 2013 to 2020",
     .bad = "contoso.com. 300 IN NS REPLACE&ME$WITH^YOUR@NAMESERVER.",
     .good = "contoso.com. 300 IN NS ada.ns.cloudflare.com."},
    {"export-proxied-mx", WARNING, PER_PROBLEM, PROBLEM_PROXIED, NULL,
     .summary = "an MX, or the host that it names, that is tagged as proxied",
     .why = "Cloudflare proxies no mail. It puts a name of its own in the place of a proxied mail "
            "host, which gives away the address that the proxy is to hide.",
     .fix = "Make the host's record DNS only, or give the mail host a name of its own; mxmend "
            "makes no edit.",
     .source = "Cloudflare's documentation of proxied records",
     .bad = "mail.contoso.com. 1 IN A 192.0.2.1 ; cf_tags=cf-proxied:true",
     .good = "mail.contoso.com. 1 IN A 192.0.2.1 ; cf_tags=cf-proxied:false"},
    {"export-aging", NOTICE, PER_PROBLEM, PROBLEM_AGING, NULL, .off = true,
     .summary = "aging stamps and WINS records of a Windows DNS server",
     .why = "Only the server that wrote the file reads them; BIND and Knot DNS refuse it.",
     .fix = "Nothing, as long as the data stays with that server; mxmend makes no edit.",
     .source = "formats.md section 6.4; tested with BIND 9.18",
     .bad = "dc1 [AGE:3653331] 1200 A 192.0.2.10", .good = "dc1 1200 A 192.0.2.10"},
    {"export-lossy", ERROR, PER_PROBLEM, PROBLEM_LOSSY, NULL,
     .summary = "an export that lost where an MX points",
     .why = "Export-Csv writes the name of a class where the data belongs, so nobody can tell from "
            "this file which hosts get the mail.",
     .fix = "Export again so that all of it is kept: Get-DnsServerResourceRecord -ZoneName "
            "contoso.com -RRType Mx | Select-Object HostName, TimeToLive, "
            "@{n='Preference';e={$_.RecordData.Preference}}, "
            "@{n='MailExchange';e={$_.RecordData.MailExchange}} | Export-Csv contoso.com.mx.csv "
            "-NoTypeInformation",
     .source = "formats.md section 11", .bad = "@,MX,DnsServerResourceRecordMX",
     .good = "@,01:00:00,0,contoso-com.o-v1.mx.microsoft."},
    {"export-no-preference", WARNING, PER_PROBLEM, PROBLEM_NO_PREFERENCE, NULL,
     .summary = "an export that lost the preference of an MX",
     .why = "Which host is tried first cannot be told, and a change made from this file may turn "
            "the order around.",
     .fix = "Export the preference too; mxmend takes it for 0 and makes no edit.",
     .source = "formats.md section 11", .bad = "HostName,MailExchange",
     .good = "HostName,Preference,MailExchange"},
    {"export-not-loadable", NOTICE, PER_PROBLEM, PROBLEM_NOT_LOADABLE, NULL, .off = true,
     .summary = "an export that no name server loads as it is",
     .why = "The owner of Cloudflare's SOA has no final dot, so it is below the zone to BIND and "
            "Knot DNS.",
     .fix = "Put the dot there before the file is loaded elsewhere; mxmend makes no edit.",
     .source = "formats.md section 6.1; tested with BIND 9.18 and Knot DNS 3.2",
     .bad =
         "contoso.com 3600 IN SOA ada.ns.cloudflare.com. dns.cloudflare.com. 1 10000 2400 604800 "
         "3600",
     .good = "contoso.com. 3600 IN SOA ada.ns.cloudflare.com. dns.cloudflare.com. 1 10000 2400 "
             "604800 3600"},
    {.id = NULL},
};
