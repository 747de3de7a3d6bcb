#include "rules/sts.h"

#include "parser/ldns.h"

#define TXT TYPE_BIT(LDNS_RR_TYPE_TXT)
#define MX  TYPE_BIT(LDNS_RR_TYPE_MX)

/*
 * MTA-STS and TLSRPT: what a zone announces, what a policy file says, and whether the two agree. The
 * functions stand in sts_*.c.
 */
const struct rule sts_rules[] = {
    {"sts-record-syntax", ERROR, PER_RRSET, TXT, check_sts_record_syntax,
     .summary = "_mta-sts record is malformed, or there are two",
     .why = "Senders take it that the domain has no MTA-STS, so a man in the middle can switch TLS "
            "off. An unquoted semicolon starts a comment, which cuts the record short.",
     .fix = "Write \"v=STSv1; id=…\" with 1 to 32 letters and digits; mxmend makes no edit.",
     .source = "RFC 8461 section 3.1", .bad = "_mta-sts IN TXT v=STSv1; id=20260831085700Z",
     .good = "_mta-sts IN TXT \"v=STSv1; id=20260831085700Z\""},
    {"sts-no-policy-host", WARNING, PER_RRSET, TXT, check_sts_no_policy_host,
     .summary = "_mta-sts without the host of the policy",
     .why = "Senders fetch the policy from https://mta-sts.<domain>; where that name does not "
            "exist, MTA-STS protects nothing.",
     .fix = "Add the address or alias of mta-sts, or delete _mta-sts; mxmend makes no edit.",
     .source = "RFC 8461 section 3.3",
     .bad = "_mta-sts IN TXT \"v=STSv1; id=20260831085700Z\" ; and no mta-sts",
     .good = "mta-sts IN CNAME mta-sts.example.net."},
    {"sts-no-tlsrpt", NOTICE, PER_RRSET, TXT | MX, check_sts_no_tlsrpt,
     .summary = "MTA-STS or DANE without TLSRPT",
     .why = "Reports are the only way to learn that senders fail to deliver because of them.",
     .fix = "Add a TXT record at _smtp._tls; mxmend makes no edit.", .source = "RFC 8460 section 3",
     .bad = "_mta-sts IN TXT \"v=STSv1; id=20260831085700Z\" ; and no _smtp._tls",
     .good = "_smtp._tls IN TXT \"v=TLSRPTv1; rua=mailto:tls@contoso.com\""},
    {"sts-tlsrpt-syntax", ERROR, PER_RRSET, TXT, check_sts_tlsrpt_syntax,
     .summary = "_smtp._tls record is malformed, or there are two",
     .why = "Senders take it that nobody wants reports.",
     .fix = "Write \"v=TLSRPTv1; rua=mailto:…\"; mxmend makes no edit.",
     .source = "RFC 8460 section 3", .bad = "_smtp._tls IN TXT \"v=TLSRPTv1; rua=tls@contoso.com\"",
     .good = "_smtp._tls IN TXT \"v=TLSRPTv1; rua=mailto:tls@contoso.com\""},
    {"sts-id-unchanged", WARNING, PER_RRSET, MX, check_sts_id_unchanged,
     .summary = "a correction changes the MX, and the id in _mta-sts stays",
     .why = "Senders keep their copy of the policy until the id changes or max_age has run out. "
            "Silent where the policy is at hand and covers the new host already.",
     .fix = "Publish the policy with the new host, then change the id, then the MX; mxmend changes "
            "the id only with --unsafe, and where it changes the policy.",
     .source = "RFC 8461 section 3.1; Microsoft's inbound DANE procedure, step 2",
     .bad = "_mta-sts IN TXT \"v=STSv1; id=20260831085700Z\" ; and an MX that is to change",
     .good = "_mta-sts IN TXT \"v=STSv1; id=20261123100000Z\""},
    {"sts-policy-mx", ERROR, PER_RRSET, MX, check_sts_policy_mx,
     .summary = "MX host that the domain's MTA-STS policy does not cover",
     .why = "Senders that heed the policy do not deliver to such a host: mail is lost where no MX "
            "is covered, a warning where some is, and in mode testing (a notice there).",
     .fix = "Add the host to the policy and change the id; mxmend makes no edit.",
     .source = "RFC 8461 section 4.1",
     .bad = "@ IN MX 0 contoso-com.o-v1.mx.microsoft. ; policy: mx: *.mx.microsoft",
     .good = "@ IN MX 0 contoso-com.o-v1.mx.microsoft. ; policy: mx: *.o-v1.mx.microsoft"},
    {"sts-next-mx", ERROR, PER_DOCUMENT, 0, check_sts_next_mx,
     .summary = "the MTA-STS policy does not cover the host that the MX is to become",
     .why = "Senders that heed the policy would not deliver to the new host. In mode testing they "
            "do and report it: a warning.",
     .fix = "Publish the policy with the new host and a new id before the MX. With --unsafe mxmend "
            "adds the line to a policy among its inputs; while a policy in mode enforce lacks the "
            "host, the MX itself is changed with --unsafe only.",
     .source = "RFC 8461 section 4.1; Microsoft's inbound DANE procedure, step 2",
     .bad = "@ IN MX 0 contoso-com.mail.protection.outlook.com. "
            "; policy: mx: *.mail.protection.outlook.com",
     .good = "@ IN MX 0 contoso-com.mail.protection.outlook.com. "
             "; policy: also mx: contoso-com.o-v1.mx.microsoft"},
    {"sts-policy-syntax", ERROR, PER_DOCUMENT, 0, check_sts_policy_syntax,
     .summary = "MTA-STS policy file is malformed",
     .why = "Senders cannot use the policy: a key is missing, a mode unknown, a host written with "
            "a final dot. Blanks around a key and differing doubles are a warning.",
     .fix = "Correct the line; mxmend makes no edit.", .source = "RFC 8461 section 3.2",
     .bad = "mx: contoso-com.o-v1.mx.microsoft.", .good = "mx: contoso-com.o-v1.mx.microsoft"},
    {"sts-dead-pattern", ERROR, PER_DOCUMENT, 0, check_sts_dead_pattern,
     .summary = "pattern in an MTA-STS policy that can match no host of Exchange Online",
     .why =
         "A wildcard stands for one label, and *.mx.microsoft leaves two open: senders that heed "
         "the policy deliver nothing.",
     .fix = "Write the host that Graph gives; mxmend makes no edit.",
     .source = "RFC 8461 section 4.1; PS.MTA-STS#33", .bad = "mx: *.mx.microsoft",
     .good = "mx: *.o-v1.mx.microsoft"},
    {"sts-max-age", NOTICE, PER_DOCUMENT, 0, check_sts_max_age,
     .summary = "max_age above a year or below a day",
     .why = "31557600 is the most; a policy that is soon forgotten protects little.",
     .fix = "Write 604800 or more; mxmend makes no edit.", .source = "RFC 8461 section 3.2",
     .bad = "max_age: 3600", .good = "max_age: 604800"},
    {.id = NULL},
};
