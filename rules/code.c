#include "rules/code.h"

/* Values that some program works out, and programs that do. */
const struct rule code_rules[] = {
    {"code-derives-mx", WARNING, PER_DOCUMENT, 0, check_code_derives,
     .summary = "code that builds the MX host from the domain",
     .why =
         "The new hosts hold a partition that nobody can work out, and a domain that moves, or is "
         "added later, has no host of the old form: what is built so gets no mail. For domains "
         "with a hyphen, and IDN, nearly all such code was wrong before.",
     .fix =
         "Ask Graph for the host, or read it from the file that mxmend fetch writes; mxmend makes "
         "no edit.",
     .source = "MC1048624",
     .bad = "$mx = $domain.Replace('.', '-') + '.mail.protection.outlook.com'",
     .good =
         "$mx = (Get-MgDomainServiceConfigurationRecord -DomainId $domain | where RecordType -eq "
         "'Mx').AdditionalProperties.mailExchange"},
    {"code-literal-mx", WARNING, PER_DOCUMENT, 0, check_code_literal,
     .summary = "a script, a test or a manual that writes out a tenant's old MX host",
     .why = "Who runs it after the migration puts the old host back, and a test of it fails. In a "
            "sentence of a manual it is a notice, unless an authority names another host.",
     .fix =
         "Write the host that Graph names. With an authority that knows the domain mxmend does so "
         "where the host is a string of its own.",
     .source = "MC1048624", .bad = "MX_HOST = 'contoso-com.mail.protection.outlook.com'",
     .good = "MX_HOST = 'contoso-com.o-v1.mx.microsoft'"},
    {"code-guard-old-only", WARNING, PER_DOCUMENT, 0, check_code_guard,
     .summary = "a test, a policy or a monitor that lets only the old suffix pass",
     .why = "It fails, or raises an alarm, as soon as the MX is what Microsoft wants.",
     .fix = "Let names below mx.microsoft pass too; mxmend makes no edit.", .source = "MC1048624",
     .bad = "$mx.Exchange | Should -BeLike '*.mail.protection.outlook.com'",
     .good =
         "$mx.Exchange | Should -Match '\\.(mail\\.protection\\.outlook\\.com|mx\\.microsoft)$'"},
    {"code-detector-lacks-new", NOTICE, PER_DOCUMENT, 0, check_code_detector,
     .summary = "a table or a test of providers that knows the old suffix only",
     .why = "Domains with a new MX are taken for somebody else's.",
     .fix = "Add mx.microsoft; mxmend makes no edit.", .source = "MC1048624",
     .bad = "if host.endswith('.mail.protection.outlook.com'): return 'Microsoft 365'",
     .good = "if host.endswith(('.mail.protection.outlook.com', '.mx.microsoft')): return "
             "'Microsoft 365'"},
    {"code-indirect", NOTICE, PER_PROBLEM, PROBLEM_COMPUTED, NULL,
     .summary = "the MX host comes from a variable, a parameter or a template",
     .why = "What stands here is not what DNS will say, so nobody can tell from this file whether "
            "the host is hard-coded elsewhere.",
     .fix = "Look at what fills it in; mxmend makes no edit.", .source = "practice",
     .bad = "content = var.mx_host", .good = "content = \"contoso-com.o-v1.mx.microsoft\""},
    {"code-relay-host", NOTICE, PER_DOCUMENT, 0, check_code_relay,
     .summary = "a smart host, or a program that sends mail to the old host",
     .why = "It goes on to work. But a connector that uses a domain's own MX name must move before "
            "the domain does, so it is good to know them all.",
     .fix =
         "Send to the tenant's own host (TENANT.mail.protection.outlook.com), which stays; mxmend "
         "makes no edit.",
     .source = "Microsoft's cut-over steps, prerequisites",
     .bad = "Send-MailMessage -SmtpServer contoso-com.mail.protection.outlook.com",
     .good = "Send-MailMessage -SmtpServer contoso.mail.protection.outlook.com", .off = true},
    {"code-builder", WARNING, PER_PROBLEM, PROBLEM_BUILDER, NULL,
     .summary = "a builder of DNSControl makes a legacy Exchange MX by itself",
     .why =
         "M365_BUILDER derives a host below mail.protection.outlook.com from the domain. That host "
         "has no DNSSEC, and new domains get one below mx.microsoft that only Graph knows.",
     .fix =
         "Add \"mx: false,\" to the options of M365_BUILDER, and behind it MX(\"@\", 0, \"host.\") "
         "with the host from the domain's serviceConfigurationRecords and a final dot; mxmend "
         "makes no edit.",
     .source = "DNSControl's documentation of M365_BUILDER; MC1048624",
     .bad = "M365_BUILDER(\"contoso.com\", {initialDomain: \"contoso.onmicrosoft.com\"})",
     .good = "M365_BUILDER(\"contoso.com\", {mx: false})"},
    {"code-shared-record", WARNING, PER_PROBLEM, PROBLEM_SHARED, NULL,
     .summary = "one line makes the MX of several zones",
     .why = "Each domain has an Exchange host of its own. The same host for all of them is another "
            "domain's for all but one, and correcting the line would change them all.",
     .fix = "Give each zone its own value, then correct them one by one; mxmend makes no edit.",
     .source = "practice",
     .bad = "for_each = var.zones  …  records = [\"0 contoso-com.mail.protection.outlook.com\"]",
     .good = "records = [\"0 ${each.value.mx}\"]"},
    {.id = NULL},
};
