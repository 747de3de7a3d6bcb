#include "rules/code_words.h"

/*
 * What mentions come to. Each row is tried in turn, on as much of the text as it asks for; the first
 * that fits decides. So what is none of our business comes first, then what is certain, then what is
 * likely; and where no row fits, nothing is said. To add a pattern is to add a row: the test runs the
 * examples of all of them.
 */

const char code_outcome[] = VERDICT;

static const struct code_row first_rows[] = {
    /* ---- none of our business ------------------------------------------------------------------ */
    {"comment", ANY, SHAPES, TRAIT_COMMENT, 0, REACH_LINE, NULL, CODE_NOTHING,
     "comments are for people", "a.py", "# MX 0 " HOST "\n", "x = 'MX 0 " HOST "'\n"},
    {"sample-comment", LANGUAGE_MARKDOWN, SHAPES, 0, TRAIT_PROSE, REACH_LINE,
     "^[\\s>]*(?://|#\\s)[^\\n]*" H, CODE_NOTHING, "comments are for people", "a.md",
     "```\n# MX 0 " HOST "\n```\n", "```\nMX 0 " HOST "\n```\n"},
    {"others", LANGUAGE_PROSE | LANGUAGE_JSON | LANGUAGE_YAML, SHAPES, TRAIT_OTHERS, 0, REACH_LINE,
     NULL, CODE_NOTHING, "about domains of others, or about what was", "recon/a.json",
     "{ \"mx\": [\"" HOST "\"] }\n", "{ \"host\": 1 } /* " HOST " */\n"},
    {"found-out", ANY, LITERAL, 0, 0, REACH_LINE,
     "^[ \\t]*" Q H "\\.? \\((?i:pref|prio)[^\\n)]*\\)" Q ",?[ \\t]*$|<DNS IN MX rdata:",
     CODE_NOTHING, "as programs write down what they found", "a.json",
     "\"mx\": [\n\"" HOST " (pref 5)\"\n]\n", "\"mx\": [\n\"" HOST "\"\n]\n"},
    {"log", ANY, HOSTS, 0, 0, REACH_LINE,
     "^[ \\t>]*(?:\\[?\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d\\S*[ "
     "\\t]|(?:INFO|DEBUG|TRACE|WARN(?:ING)?|ERROR)[ "
     "\\t:])[^\\n]*" H,
     CODE_NOTHING, "a line of a log", "a.md", "```\nINFO MX 0 " HOST "\n```\n",
     "```\nIN MX 0 " HOST "\n```\n"},
    {"data-centre", ANY, LITERAL, 0, 0, REACH_LABEL,
     "^(?i:[a-z]{2,4}[a-z0-9]*(?:pepf[0-9a-f]{4,}|m?ft[0-9]{3,})|[a-z]{2}\\d[a-z]{3}\\d\\d[a-z]{2}"
     "\\d{3})$",
     CODE_NOTHING, "a server of Microsoft's, not of a tenant", "a.txt",
     "MX 0 AM0PEPF000028E4." OLD "\n", "MX 0 " HOST "\n"},
    {"header", ANY, SHAPES, 0, 0, REACH_LINE,
     "(?i:^[\\s>\"']*(?:received(?:-spf)?|arc-\\S+|authentication-results|x-ms-\\S+|dkim-signature)"
     "\\s*:|\\bby\\s+" H "|from\\s+" H "\\s*\\(|\\bhelo[= ]|client-ip=|\\\\bby\\b|\\breceived\\b)",
     CODE_NOTHING, "the header of a message", "a.txt", " by AB1." OLD " (10.1.1.1)\n",
     "MX 10 " HOST "\n"},
    {"address", ANY, HOSTS, 0, 0, REACH_LINE,
     "(?:/|@(?![{(]))(?:[$#%\\\\]?[{(<][^\\n/]{0,60}[})>]|[%$]?[\\w-]*)?" H, CODE_NOTHING,
     "a part of a URL, or of an address", "a.js", "fetch('https://ssl.example/servers/" HOST "')\n",
     "fetch('MX', '0 " HOST "')\n"},
    {"banner", ANY, SHAPES, 0, 0, REACH_LINE, "\\b220(?:[ -]|\\\\+s)[^\\n]*" H, CODE_NOTHING,
     "what a server says when it is spoken to", "a.py",
     "mx = re.compile('^220 \\\\S+\\.mail\\.protection\\.outlook\\.com ')\n",
     "mx = re.compile('^\\\\S+\\.mail\\.protection\\.outlook\\.com')\n"},
    {"certificate", ANY, SHAPES, 0, 0, REACH_LINE,
     "(?i:\\bCN\\s?=|certificate|\\bissuer\\b|tlsdomain|tlscert|tlssender|\\bx\\.?509|common.?"
     "name)",
     CODE_NOTHING, "the name in a certificate", "a.ps1", "Set-X -TlsDomain '" OLD "' # MX\n",
     "$mx -like '" OLD "'\n"},
    {"told-text", ANY, LITERAL | TESTS, 0, TRAIT_PROSE, REACH_LINE,
     "(?i:\\b\\w*(?:example|placeholder|hint|tool_?tip|description|evidence|details?|explanation|"
     "help_?text|\\bnotes?|\\btips?|remediation)\\b\\w*)" Q "?\\s*(?:=>|[:=]|\\s(?=" Q
     "))\\s*[frb$@]?" Q "[^\\n\"'`]*" H,
     CODE_NOTHING, "a text that people read", "a.ts", "x = { example: 'MX 0 " HOST "' }\n",
     "x = { value: 'MX 0 " HOST "' }\n"},
    {"placeholder", ANY, LITERAL, TRAIT_PLACEHOLDER, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a name that stands for others", "a.md", "| MX | @ | 0 yourdomain-com." OLD " |\n",
     "| MX | @ | 0 " HOST " |\n"},
    {"manual-sample", LANGUAGE_PROSE, LITERAL, TRAIT_SAMPLE, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a manual says how hosts look", "a.md", "| MX | @ | 0 contoso-com." OLD " |\n",
     "| MX | @ | 0 " HOST " |\n"},
    {"manual-moved", LANGUAGE_PROSE, LITERAL, TRAIT_NEW, 0, REACH_LINE,
     H "[^\\n]*\\bmx\\.microsoft\\b", CODE_NOTHING, "the new host stands beside the old one",
     "a.md", "| MX | " HOST " | adatum-com.o-v1.mx.microsoft |\n",
     "| MX | " HOST " |\nmx.microsoft\n"},
    {"manual-example", LANGUAGE_PROSE, LITERAL, 0, 0, REACH_PLACE,
     "^[#=][^\\n]*" EXAMPLE "[^\\002]*" P "|" EXAMPLE "[^\\n]*\\n(?:[^\\n]*\\n)?" P
     "[^\\n\\001]*\\||" P "[ \\t>*+-]*(?i:evidence|proof)\\b"
     "|\\b(?i:response)\\b[^\\n]{0,24}\\n" P,
     CODE_NOTHING, "a manual says how hosts look", "a.md",
     "| Type | Example |\n|---|---|\n| MX | 0 " HOST " |\n",
     "| Type | Value |\n|---|---|\n| MX | 0 " HOST " |\n"},
    {"placeholder-hole", ANY, TRAIT_HOLE, TRAIT_SAMPLE, TRAIT_DERIVED, REACH_LINE, NULL,
     CODE_NOTHING, "a name that stands for others", "a.md", "| MX | @ | 0 <domain>-com." OLD " |\n",
     "| MX | @ | 0 " HOST " |\n"},
    {"smtp-call", ANY, HOSTS, 0, 0, REACH_STATEMENT, SMTP_CALL, CODE_RELAY,
     "a program that sends mail, or a connector", "a.ps1",
     "Send-MailMessage -SmtpServer " HOST " -To $mx\n", "Add-Mx -Exchange " HOST " -To $mx\n"},
    {"smtp-test", ANY, TESTS, 0, 0, REACH_STATEMENT,
     SMTP_CALL "|^(?![^\\n]*(?i:name_?exchange))[^\\n]*" SMTP_NAME "[^\\n]*" H "|\\b25\\b[^\\n]*" H
               "[^\\n]*\\b587\\b",
     CODE_NOTHING, "a test of where mail is sent to", "a.ps1",
     "$mx | where { $_.SmartHosts -notmatch 'mail\\.protection\\.outlook\\.com' }\n",
     "$mx | where { $_.Target -notmatch 'mail\\.protection\\.outlook\\.com' } | Should -Be 0\n"},

    /* ---- the host is built --------------------------------------------------------------------- */
    {"derived", ANY, BUILT, TRAIT_DERIVED, 0, REACH_LINE, NULL, CODE_DERIVES,
     "the label is made from the domain", "a.py", "h = d.replace('.', '-') + '." OLD "'\n",
     "h = d.strip() + '." OLD "'\n"},
    {"look-up", ANY, HOSTS, 0, 0, REACH_STATEMENT,
     "(?i:resolve-dnsname|nslookup|\\bdig\\b|gethostby|getaddrinfo|lookup_?(?:ip|host)|"
     "\\bresolve4|resolve_?host|dns_get_record|checkdnsrr)(?:[^\\n|;){=]|type=(?i:a|aaaa)\\b)*" H
     "|\\bhost\\s+-t\\s+(?i:a|aaaa)\\s+" H,
     CODE_NOTHING, "it is asked for an address", "a.sh", "dig +short $mx." OLD "\n",
     "mx=$label." OLD "\n"},
    {"prose-hole", ANY, BUILT, TRAIT_PROSE, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a manual says how hosts look", "a.md", "The MX is ${label}." OLD "\n",
     "```\nmx=${d//./-}." OLD "\n```\n"},
    {"built-test", ANY, BUILT, TRAIT_TEST, TRAIT_DERIVED, REACH_STATEMENT,
     "(?s)\\A(?!.*(?:(?i:expect|assert|should|equal|want|check)|==|-c?eq))", CODE_NOTHING,
     "an answer that a test makes up", "a.Tests.ps1", "$answer = @{ mx = \"$domain." OLD "\" }\n",
     "$answer.mx | Should -Be \"$label." OLD "\"\n"},
    {"declared-type", DECLARED, BUILT, 0, 0, REACH_GROUP, TYPE_MX, CODE_INDIRECT,
     "a declared MX takes its label from elsewhere", "a.tf",
     "record = { type = \"MX\", value = \"${var.label}." OLD "\" }\n",
     "record = { type = \"A\", value = \"${var.label}." OLD "\" }\n"},
    {"declared", DECLARED, BUILT, 0, 0, REACH_GROUP, MX "|(?i:preference)\\b", CODE_INDIRECT,
     "a declared MX takes its label from elsewhere", "a.tf",
     "mx_host = \"${local.label}." OLD "\"\n", "host = \"${local.label}." OLD "\"\n"},
    {"built-type", ANY, BUILT, 0, 0, REACH_GROUP, TYPE_MX, CODE_DERIVES, "a record of type MX",
     "a.ts", "x = { type: \"MX\", value: `${label}." OLD "` }\n",
     "x = { type: \"A\", value: `${label}." OLD "` }\n"},
    {"built-call", ANY, BUILT, 0, 0, REACH_STATEMENT,
     "(?i:add-dnsserverresourcerecord|-mailexchange\\b|record-set\\s+mx|--?(?:record)?-?type[= ]" Q
     "?MX\\b|mx_?record\\b)|\\b(?:MX|mx|createMx\\w*|\\w*MXRecord)\\s*\\(|" Q "MX" Q "\\s*(?:,|=>)",
     CODE_DERIVES, "a call that makes an MX", "a.js", "MX('@', 0, label + '." OLD "')\n",
     "A('@', 0, label + '." OLD "')\n"},
    {"built-preference", ANY, BUILT, 0, 0, REACH_LINE,
     "(?:" Q "|\\s|\\|)\\d{1,3}[ \\t]+(?:[$#%\\\\]?[({<%][^\\n\"'`]{0,120}|%?[$]?\\w+)" H,
     CODE_DERIVES, "a preference stands before it", "a.py", "v = f\"0 {label}." OLD "\"\n",
     "v = f\"no {label}." OLD "\"\n"},
    {"built-relay", ANY, BUILT, 0, 0, REACH_LINE, SMTP_NAME "(?!\\.[\\w-]+\\.)[^\\n]*" H,
     CODE_RELAY, "a setting for sending mail", "a.py", "SMTP_HOST = f\"{label}." OLD "\"  # mx\n",
     "MX_HOST = f\"{label}." OLD "\"\n"},
    {"built-port", ANY, BUILT, 0, 0, REACH_GROUP,
     "(?i:\\bport" Q "?\\s*[:=]\\s*" Q "?(?:25|465|587)\\b)", CODE_RELAY, "a server with a port",
     "a.ts", "x = { port: 25, mx: 1, host: `${label}." OLD "` }\n",
     "x = { mx: `${label}." OLD "` }\n"},
    {"built-name", ANY, BUILT, 0, 0, REACH_GROUP, MX "|(?i:\\bpriority" Q "?\\s*[:=])",
     CODE_DERIVES, "what it is called is an MX, or it has a priority", "a.py",
     "mx_host = f\"{label}." OLD "\"\n", "host = f\"{label}." OLD "\"\n"},
    {"built-returned", ANY, BUILT, 0, 0, REACH_NEAR,
     NEAR_MX "\\breturn\\s+[frb$]*" Q "[${]*\\w*domain\\w*\\}*)" H, CODE_DERIVES,
     "a function gives it", "a.py", "if 'MX' in x:\n    return '{domain}." OLD "'\n",
     "if 'A' in x:\n    return '{domain}." OLD "'\n"},
    {"built-ranked", ANY, BUILT, 0, 0, REACH_NEAR,
     "(?i:\\b(?:\\w+\\.)?(?:priority|preference)\\b\\s*[+,})])", CODE_DERIVES,
     "priorities are put before such hosts", "a.js",
     "host = label + '." OLD "';\nreturn r.priority + ' ' + host;\n",
     "host = label + '." OLD "';\nreturn r.name + ' ' + host;\n"},
    {"built-below-type", ANY, BUILT, 0, 0, REACH_NEAR, TYPE_MX "(?:(?!(?i:type))[^\\001]){0,200}" H,
     CODE_DERIVES, "lines that tell of an MX", "a.ps1",
     "echo 'Type: MX'\necho \"Points to: $label." OLD "\"\n",
     "echo 'Type: A'\necho \"Points to: $label." OLD "\"\n"},
    {"built-markup", ANY, BUILT, 0, 0, REACH_NEAR, "(?:<t[dh][^>]*>|>)\\s*MX\\s*</", CODE_DERIVES,
     "a table of records in markup", "a.ts",
     "html = `<td>MX</td>\n<td>@</td>\n<td>${label}." OLD "</td>`\n",
     "html = `<td>CNAME</td>\n<td>@</td>\n<td>${label}." OLD "</td>`\n"},
    {.id = NULL},
};

const struct code_row *const code_rows[] = {first_rows, code_literal_rows, code_test_rows, NULL};
