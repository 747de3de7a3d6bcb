#include "rules/code_words.h"

/*
 * What mentions come to. Each row is tried in turn, on as much of the text as it asks for; the first
 * that fits decides. So what is none of our business comes first, then what is certain, then what is
 * likely; and where no row fits, nothing is said. To add a pattern is to add a row: the test runs the
 * examples of all of them.
 */

const char code_outcome[] = VERDICT;

const struct code_row code_rows[] = {
    /* ---- none of our business ------------------------------------------------------------------ */
    {"comment", ANY, SHAPES, TRAIT_COMMENT, 0, REACH_LINE, NULL, CODE_NOTHING,
     "comments are for people", "a.py", "# MX 0 " HOST "\n", "x = 'MX 0 " HOST "'\n"},
    {"sample-comment", LANGUAGE_MARKDOWN, SHAPES, 0, TRAIT_PROSE, REACH_LINE,
     "^[\\s>]*(?://|#\\s)[^\\n]*" H, CODE_NOTHING, "comments are for people", "a.md",
     "```\n# MX 0 " HOST "\n```\n", "```\nMX 0 " HOST "\n```\n"},
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
    {"placeholder", ANY, LITERAL, 0, 0, REACH_LABEL,
     "^(?i:<.*>|.*xxx.*|\\[.*\\]|\\{.*\\}|[-_.]*|your[-_a-z0-9.]*|<?(?:mx[-_]?token|domain[-_]?key|"
     "domain[-_]?guid)>?|(?:my|the|their|our|some|any|customer|client|primary|root|apex|target|"
     "accepted|custom|vanity|initial|verified|smtp|mail|tenant|company|corp|org|seu|tuo?|votre|"
     "mein)?"
     "[-_]?(?:domain|"
     "tenant|company|corp|org|"
     "organi[sz]ation|customer|client|brand|host|hostname|name|token|label|prefix|empresa|azienda|"
     "dominio|domaine|domein|firma|kunde|beispiel|exemple|ejemplo|xx+|foo|bar)(?:name|id|key|fqdn)?"
     "(?:[-_.](?:[a-z]{2}|"
     "com|net|org|tld|name|ext|domain|xyz|com?[-.][a-z]{2}|\\*))?)$",
     CODE_NOTHING, "a name that stands for others", "a.md",
     "| MX | @ | 0 yourdomain-com." OLD " |\n", "| MX | @ | 0 " HOST " |\n"},
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
     "\\bresolve4|resolve_?host|dns_get_record|checkdnsrr)(?:[^\\n|;){=]|type=(?i:a|aaaa)\\b)*" H,
     CODE_NOTHING, "it is asked for an address", "a.sh", "dig +short $mx." OLD "\n",
     "mx=$label." OLD "\n"},
    {"prose-hole", ANY, BUILT, TRAIT_PROSE, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a manual says how hosts look", "a.md", "The MX is ${label}." OLD "\n",
     "```\nmx=${d//./-}." OLD "\n```\n"},
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
    {"built-relay", ANY, BUILT, 0, 0, REACH_LINE, SMTP_NAME "[^\\n]*" H, CODE_RELAY,
     "a setting for sending mail", "a.py", "SMTP_HOST = f\"{label}." OLD "\"  # mx\n",
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

    /* ---- the host is written out --------------------------------------------------------------- */
    {"classified", ANY, LITERAL, 0, 0, REACH_STATEMENT,
     "(?i:\\b\\w*(?:detect|identif|classif|provider|vendor|fingerprint|match_|matches|is_?(?:ms|"
     "microsoft|outlook|office|m365|o365|exchange|eop)|infer|guess|recogni[sz]e|categori[sz]e|"
     "probe|"
     "(?-i:(?<![A-Za-z])esp(?![a-z])|[a-z]Esp(?![a-z])|ESP))\\w*)\\s*\\([^\\n]{0,80}" H
     "|(?i:expect|assert|should|equal)[^\\n]*" H "[^\\n]*(?i:" Q
     "(?:microsoft|office|m365|o365|outlook|exchange)\\w*)",
     CODE_NOTHING, "a sample for what tells providers apart", "a.test.ts",
     "expect(detectMx('" HOST "')).toBe('microsoft')\n", "expect(mx).toBe('" HOST "')\n"},
    {"classified-below", ANY, LITERAL, 0, 0, REACH_NEAR,
     H "[^\\n]*\\n(?:[^\\n]*\\n){0,4}?[^\\n]*(?i:expect|assert|should|equal)[^\\n]*(?i:provider|"
       "vendor|"
       "classif|detect|identif|fingerprint|gateway|\\bis_?ms|microsoft|office|m365|o365|outlook" Q
       ")",
     CODE_NOTHING, "a sample for what tells providers apart", "a.test.py",
     "mx = ['" HOST "']\nassert detect_provider(mx) == 'm365'\n",
     "mx = ['" HOST "']\nassert lookup('adatum.com') == mx\n"},
    {"mocked", ANY, LITERAL, 0, 0, REACH_NEAR,
     "(?i:\\b(?:mock|stub|fake|fixture|dummy)\\w*)[^\\001]*" H, CODE_NOTHING,
     "an answer that a test makes up", "a.Tests.ps1",
     "Mock Get-Answer { @{ NameExchange = '" HOST "' } }\n",
     "$zone.NameExchange | Should -Be '" HOST "'\n"},
    {"compared", ANY, LITERAL, 0, TRAIT_PROSE, REACH_NEAR,
     "(?s)\\A(?=.*?(?:" MX
     "|(?i:target|expected|exchange))).*?(?-s:(?:[=!]==?|-c?i?(?:eq|ne|contains|"
     "in|like)\\b|[Ss]hould\\s+-\\w+|toBe\\w*|toEqual|toContain|[Aa]ssert(?!False|Not)\\w*|[Ee]"
     "qual\\w*|"
     "\\bEQ\\b)(?:(?!\\breturn\\b)[^\\n])*)" H,
     CODE_LITERAL, "the MX that a test expects", "a.Tests.ps1", "$mx | Should -Be '" HOST "'\n",
     "$host | Should -Be '" HOST "'\n"},
    {"expected", ANY, LITERAL, 0, TRAIT_PROSE, REACH_LINE,
     "^(?=[^\\n]*(?:" MX "|(?i:\\bwant|expected)))[^\\n]*(?i:\\bwant|expect)\\w*\\s*["
     "\"'\\])]*\\s*(?::=|=>|[:=])[^\\n]*" H "|^[^\\n]*\\[\\[?\\s[^\\n]*\\s!?==?\\s+" Q
     "?(?:\\d+ )?" H "|" MX "[^\\n]*\\be?grep\\b[^\\n]*" H,
     CODE_LITERAL, "the MX that a test expects", "a.test.sh",
     "[ \"$(dig +short MX $d)\" = \"0 " HOST ".\" ] || exit 1\n", "echo \"0 " HOST ".\"\n"},
    {"literal-table", ANY, LITERAL, 0, 0, REACH_LINE,
     "^[^\\n]*(?:\\||<t[dh][^>]*>)[*` ]*(?:MX|mx)[` *]*(?:\\||</t)[^\\n]*" H "|" H
     "[^\\n]*\\|[*` ]*MX[` *]*(?:\\||$)|^[^\\n|]*\\|[^\\n]*\\bMX\\b[^\\n]*\\|[^\\n]*" H,
     CODE_LITERAL, "a row of a table of records", "a.md", "| MX | @ | " HOST " |\n",
     "| Host | " HOST " |\n"},
    {"test-sample", LANGUAGE_CODE, LITERAL, TRAIT_SAMPLE | TRAIT_TEST, 0, REACH_LINE, NULL,
     CODE_NOTHING, "what a test makes up", "a.test.py", "x = '0 contoso-com." OLD "'  # MX\n",
     "MX 0 " HOST "\n"},
    {"prose-sample", LANGUAGE_MARKDOWN | LANGUAGE_MARKUP, LITERAL, TRAIT_SAMPLE, 0, REACH_LINE,
     NULL, CODE_NOTHING, "a manual says how hosts look", "a.md",
     "contoso.com. 3600 IN MX 0 contoso-com." OLD "\n", "adatum.com. 3600 IN MX 0 " HOST "\n"},
    {"literal-zone", ANY, LITERAL, 0, 0, REACH_LINE,
     "^\\s*\\d{1,5}\\s+@\\s+" H "|\\b(?:MX|mx)\\\\?" Q
     "?[\\s,|:=>-]+(?:(?:@|[\\w-]+(?:\\.[\\w-]+)+\\.?)\\s+)?"
     "(?:(?i:preference|priority|pref)[ =:]+)?"
     "(?:\\d{2,6}[ \\t]+)?\\\\?" Q
     "?\\d{1,5}[\\s,|]+(?:(?i:mail exchanger)\\s*=\\s*)?[`*\"'\\\\]*" H,
     CODE_LITERAL, "as a zone has it", "a.sh", "echo '@ IN MX 0 " HOST ".' >> zone\n",
     "echo '@ IN A 0 " HOST ".' >> zone\n"},
    {"literal-sts", ANY, LITERAL, 0, TRAIT_SAMPLE | TRAIT_TEST, REACH_NEAR,
     "\\bSTSv1\\b[^\\001]{0,200}(?:\\\\n|\\b)mx:\\s*" H, CODE_GUARD, "a policy of MTA-STS", "a.js",
     "x = `version: STSv1\nmx: " HOST "\n`\n", "x = `version: 1\nmx: " HOST "\n`\n"},
    {"literal-answer", ANY, LITERAL, 0, TRAIT_TEST, REACH_LINE,
     "(?:mail exchanger\\s*=|mail is handled by|\\btype "
     "MX\\b[^\\n]*\\brdata\\W+)\\s*(?:\\d+\\s+)?" H "|" H
     "\\s*\\((?i:pref|prio)\\w*\\W*\\d+\\)|\\bmx-(?:host|target)=[^\\n]*" H
     "|\\$\\{\\w*(?i:mx)\\w*:?[-=]" H,
     CODE_LITERAL, "an answer or a setting that shows an MX", "a.md",
     "adatum.com mail exchanger = 0 " HOST "\n", "adatum.com host = " HOST "\n"},
    {"literal-arrow", LANGUAGE_MARKDOWN | LANGUAGE_TEXT, LITERAL, 0, 0, REACH_LINE,
     "\\bMX\\b[`*]*\\s*(?:[:=]|<br/?>|-+>|=>|\xe2\x86\x92)+\\s*[`*]*" H "|^[>\\s]*MX[ \\t]+" H,
     CODE_LITERAL, "a manual names the MX", "a.md", "```\nadatum.com  MX -> " HOST "\n```\n",
     "```\nadatum.com  A -> " HOST "\n```\n"},
    {"literal-markup", ANY, LITERAL, 0, TRAIT_TEST, REACH_NEAR,
     ">\\s*MX\\s*</(?:(?!>\\s*(?:A|CNAME|TXT|SRV)\\s*<)[^\\001]){0,300}" H, CODE_LITERAL,
     "a table of records in markup", "a.tsx", "<b>MX</b>\n<b>@</b>\n<b>" HOST "</b>\n",
     "<b>SRV</b>\n<b>@</b>\n<b>" HOST "</b>\n"},
    {"literal-type", ANY, LITERAL, TRAIT_WHOLE, TRAIT_TEST, REACH_GROUP, TYPE_MX, CODE_LITERAL,
     "a record of type MX", "a.ts", "x = { type: \"MX\", value: \"" HOST "\" }\n",
     "x = { type: \"A\", value: \"" HOST "\" }\n"},
    {"literal-call", ANY, LITERAL, 0, TRAIT_TEST, REACH_STATEMENT,
     "(?i:add-dnsserverresourcerecord|-mailexchange\\b|record-set\\s+mx|--?(?:record)?-?type[= ]" Q
     "?MX\\b|update\\s+add\\s+\\S+\\s+(?:\\d+\\s+)?(?:IN\\s+)?MX)|"
     "\\b(?:MX|mx|\\w*MXRecord)\\s*\\(|" Q "MX" Q "\\s*(?:,|=>)",
     CODE_LITERAL, "a call that makes an MX", "a.ps1",
     "Add-DnsServerResourceRecordMX -Name . -MailExchange " HOST " -Preference 0\n",
     "Add-Thing -Name . -Thing " HOST "\n"},
    {"literal-relay", ANY, LITERAL, 0, 0, REACH_LINE, SMTP_NAME "[^\\n]*" H, CODE_RELAY,
     "a setting for sending mail", "a.py", "SMTP_HOST = '" HOST "'  # mx\n",
     "MX_HOST = '" HOST "'\n"},
    {"literal-port", ANY, LITERAL, 0, 0, REACH_GROUP,
     "(?i:\\bport" Q "?\\s*[:=]\\s*" Q "?(?:25|465|587)\\b|\\bsmtp" Q "?\\s*[:={])", CODE_RELAY,
     "a server with a port", "a.ts", "x = { mx: 1, port: 25, host: '" HOST "' }\n",
     "x = { mx: '" HOST "' }\n"},
    {"literal-preference", ANY, LITERAL, 0, TRAIT_PROSE | TRAIT_TEST, REACH_LINE,
     "(?:" Q "|^\\s*-\\s|[:=]\\s)\\s*\\d{1,5}[ \\t]+" H, CODE_LITERAL,
     "a preference stands before it", "a.py", "x = ['0 " HOST "']\n", "x = ['" HOST "']\n"},
    {"literal-name", ANY, LITERAL, TRAIT_WHOLE, TRAIT_TEST, REACH_LINE, MX "[^\\n]*" H,
     CODE_LITERAL, "what it is called is an MX", "a.py", "MX_HOST = '" HOST "'\n",
     "HOST = '" HOST "'\n"},
    {"literal-member", LANGUAGE_CODE, LITERAL, TRAIT_WHOLE, TRAIT_TEST, REACH_GROUP,
     MX "\\w*" Q "?\\s*(?:(?:=>|[:=])\\s*[\\[({@]|\\{)|(?i:\\b(?:preference|priority)" Q
        "?\\s*[:=])",
     CODE_LITERAL, "a member of what is called an MX", "a.py", "mx = [\n    '" HOST "',\n]\n",
     "hosts = [\n    '" HOST "',\n]\n"},
    {"literal-prose", ANY, LITERAL, TRAIT_PROSE, 0, REACH_LINE,
     "\\bMXe?s?\\b|(?i:mail exchanger|\\bpriority|\\bpreference)\\b", CODE_LITERAL,
     "a manual names the MX", "a.md", "The MX is " HOST " today\n", "The host is " HOST " today\n"},
    {"literal-prose-below", ANY, LITERAL, TRAIT_PROSE, TRAIT_SAMPLE, REACH_NEAR,
     "\\bMX\\b[^\\n|]{0,80}\\n[^\\n|]{0,40}" H "|(?i:type)\\W{1,8}MX\\W*\\n(?:(?!(?i)[^\\n]*type)[^"
     "\\n\\001]*\\n){0,2}[^\\n]*" H,
     CODE_LITERAL, "a manual names the MX", "a.md", "The record MX points at\n" HOST " today\n",
     "The record A points at\n" HOST " today\n"},
    {"literal-heading", LANGUAGE_MARKDOWN, LITERAL, 0, TRAIT_SAMPLE, REACH_NEAR,
     "(?i)^#+[^\\n]*\\bMX\\b[^\\n]*\\n(?:(?!#)[^\\n\\001]*\\n){0,5}?[-*`>\\d. \\t]*(?:[a-z][a-z "
     "]*:\\s*)?" H,
     CODE_LITERAL, "a list below a heading", "a.md", "## MX records\n\nTotal: 1\n\n- " HOST "\n",
     "## A records\n\nTotal: 1\n\n- " HOST "\n"},
    {"literal-sample-below", LANGUAGE_MARKDOWN, LITERAL, 0, TRAIT_SAMPLE, REACH_NEAR,
     "\\bMX\\b[^\\n|]{0,80}:[*_ "
     "]*\\n\\s*(?:```\\w*\\s*)?(?:(?i:prio|pref)[^\\n]*\\n\\s*)?(?:[A-Za-z "
     "]{1,20}:\\s*)?(?:\\d{1,5}\\s+)?" H
     "|\\bMX\\b[^\\n|]{0,80}:[*_ ]*\\n(?:\\s*[-*]\\s[^\\n\\001]*\\n){0,3}\\s*[-*]\\s[^\\n]{0,60}" H,
     CODE_LITERAL, "a manual names the MX", "a.md", "The record MX stays:\n```\n" HOST "\n```\n",
     "The record A stays:\n```\n" HOST "\n```\n"},

    /* ---- tests and tables ---------------------------------------------------------------------- */
    {"early", ANY, TESTS, TRAIT_EARLY, 0, REACH_LINE, NULL, CODE_NOTHING,
     "the early hosts go anyway", "a.py", "mx.endswith('.mail.eo.outlook.com')\n",
     "mx.endswith('." OLD "')\n"},
    {"knows-new", ANY, TESTS, TRAIT_NEW, 0, REACH_LINE, NULL, CODE_NOTHING,
     "the new suffix is known too", "a.py", "mx.endswith(('." OLD "', '.mx.microsoft'))\n",
     "mx.endswith('." OLD "')\n"},
    {"prose-test", ANY, TESTS, TRAIT_PROSE, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a manual says how hosts look", "a.md", "The MX ends with ." OLD "\n",
     "```\nif mx.endswith('." OLD "'):\n```\n"},
    {"header-test", ANY, TESTS, 0, 0, REACH_NEAR,
     "(?i:received|message-?id|(?<!-)\\bheaders?\\b(?!\\s*[:=]\\s*[\\[{(])|\\bhop\\b)[^\\001]{0,"
     "400}" H,
     CODE_NOTHING, "a test of the headers of messages", "a.py",
     "for hop in headers:\n    if '" OLD "' in hop: mx()\n", "if '" OLD "' in mx: pass\n"},
    {"stripped", ANY, TESTS, 0, 0, REACH_LINE,
     "(?i:(?:replace|trim\\w*|remove\\w*|split|-c?replace|rstrip|\\bg?sub\\b)\\s*(?:\\((?:[^()\\n]|"
     "\\([^()\\n]*\\)){0,60}?|[^()\\n]{0,60}?)\\s*r?" Q "?" H "|%\\.?" H
     "\\}|\\b(?:str)?len(?:gth)?\\s*\\(\\s*" Q "?" H "|" H Q "\\.length\\b)",
     CODE_NOTHING, "the suffix is taken off", "a.ps1", "$mx.Replace('." OLD "', '')\n",
     "$mx.EndsWith('." OLD "')\n"},
    {"sts-sample", ANY, TESTS, TRAIT_TEST, 0, REACH_NEAR,
     "(?:\\\\n|\\b)mx:\\s*" H "|\\bSTSv1\\b[^\\001]{0,600}" H, CODE_NOTHING,
     "a policy for what reads policies", "a.test.js",
     "expect(read('version: STSv1\\\\nmx: *." OLD "')).toBe('enforce')\n",
     "expect(mx).toMatch('*." OLD "')\n"},
    {"sts-policy", ANY, TRAIT_WILD, 0, 0, REACH_LINE,
     "^(?!\\s*#)(?:[^\\n]*(?:[^\\n*\\w]|\\\\n))?mx:\\s*" H, CODE_GUARD, "a policy of MTA-STS",
     "a.ps1", "$policy = \"mx: *." OLD "\"\n", "$list = \"url: *." OLD "\"\n"},
    {"answered", ANY, TESTS, 0, 0, REACH_LINE,
     "(?i:\\b(?:name_?)?exchange)" Q "?\\s*[:=]\\s*" Q H Q "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}" Q
     "?\\s*(?:=>|[:=,])\\s*" Q "?" H "|\\w\\.example\\b[^\\n]*" Q H Q,
     CODE_NOTHING, "an answer that somebody makes up, or the name of an address", "a.js",
     "mx = [{ exchange: '" OLD "' }]\n", "mx = [{ 'gmail.com': 0, '" OLD "': 1 }]\n"},
    {"answered-group", ANY, TRAIT_BARE, 0, 0, REACH_GROUP,
     "(?s)\\A(?=.*?\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b).*?\\bmx\\w*" Q "?\\s*[:=]\\s*" Q H Q
     "|^(?-s)(?=[^\\n]*" TYPE_MX
     ")(?:(?=[^\\n]*\\bpriority\\b)|(?![^\\n]*(?i:name|provider|vendor|label|"
     "service)))[^\\n]*\\b(?:value|data|content|exchange|host)" Q "?\\s*[:=]\\s*" Q H,
     CODE_NOTHING, "an answer that somebody makes up", "a.ts",
     "x = { a: '192.0.2.1', mxRecord: '" OLD "' }\nif (mx.endsWith(x)) y()\n",
     "x = { name: 'M365', type: 'MX', value: '" OLD "' }\nmx = '.google.com'\n"},
    {"page-text", ANY, TESTS, 0, 0, REACH_LINE,
     "<\\w+[^<>]*>(?:\\*\\.)?" H "</|" H Q
     "?\\s+(?:means|indicates)\\b|(?:uses?|such as|ending (?:in|with))\\s+(?:\\*?\\.)?" H,
     CODE_NOTHING, "a text that people read", "a.php", "mx.includes('<b>" OLD "</b>')\n",
     "mx.includes('" OLD "')\n"},
    {"classified-suffix", ANY, TESTS, 0, 0, REACH_LINE,
     "(?i:\\b\\w*(?:detect|identif|classif|provider|infer|recogni[sz]e|categori[sz]e)\\w*)\\s*\\("
     "\\s*\\[?"
     "\\s*" Q H,
     CODE_NOTHING, "a sample for what tells providers apart", "a.test.ts",
     "expect(classifyMx(['" OLD "'])).toBe('other')\n", "expect(mx).toContain('" OLD "')\n"},
    {"matched-sample", ANY, TESTS, 0, 0, REACH_STATEMENT,
     "\\w\\(\\s*" Q "[\\w-]+(?:\\.[\\w-]+){2,}\\.?" Q "\\s*,\\s*" Q H "|" H Q "\\s*,\\s*" Q
     "[\\w.-]*\\bexample\\.\\w+" Q,
     CODE_NOTHING, "a host is made up for what matches hosts", "a.test.ts",
     "expect(matchesMx('mx.adatum." OLD "', '*." OLD "')).toBe(true)\n",
     "expect(matchesMx(mx, '*." OLD "')).toBe(true)\n"},
    {"endpoint-list", ANY, TRAIT_WILD, 0, 0, REACH_NEAR,
     ENDPOINT Q NEXT "(?:" Q "[^\\s\"'`]+" Q NEXT "){0,12}" Q H "|" H Q NEXT "(?:" Q
                     "[^\\s\"'`]+" Q NEXT "){0,12}" ENDPOINT,
     CODE_NOTHING, "among other hosts of Microsoft 365 that are to be reached", "a.js",
     "var mx = ['*.sharepoint.com', '*." OLD "']\n", "var mx = ['*.mimecast.com', '*." OLD "']\n"},
    {"allow-list", ANY, TESTS, 0, 0, REACH_LINE,
     "(?i:firewall|allow_?-?list|white_?-?list|bypass|fqdns?\\b|(?<![a-z])urls?\\b(?!" Q
     "?\\s*:\\s*" Q "http)|(?-i:Urls?\\b)|"
     "endpoints?|\\bproxy|"
     "\\bpac\\b|egress|no_proxy|safe_?links|exclu|shexpmatch|dnsdomainis)",
     CODE_NOTHING, "hosts to be reached", "a.ps1",
     "$eop = $all | where { $_.urls -match '" OLD "' } # mx\n",
     "$eop = $all | where { $_.mx -match '" OLD "' }\n"},
    {"allow-list-below", ANY, TESTS, 0, 0, REACH_NEAR,
     "(?i:\\b(?:urls?|fqdns?|endpoints?|allow_?-?list|allowed_?-?hosts|destinations?|(?:ignored?|"
     "skip|excluded?)_?(?:domains|hosts))" Q "?\\s*[:=]\\s*[\\[({])[^\\])}]*" H
     "|(?i:(?:test|probe|smtp)_?targets\\s*=\\s*\\[)[^\\]]*" H
     "|(?i:\\bnot like\\b[^\\n]*\\n[^\\n]*\\bnot like\\b)[^\\n]*" H,
     CODE_NOTHING, "a list of hosts to be reached, or left out", "a.json",
     "{ \"mx\": 1, \"urls\": [\n \"*." OLD "\"\n] }\n",
     "{ \"mx\": 1, \"names\": [\n \"*." OLD "\"\n] }\n"},
    {"smart-hosts-below", ANY, TESTS, 0, 0, REACH_NEAR,
     "(?i:smart_?host|next_?hop_?domain)[^\\001]{0,500}" H, CODE_NOTHING,
     "a test of where mail is sent to", "a.ps1",
     "foreach ($mx in $connector.SmartHosts) {\n    if ($mx -like '*." OLD "') {\n",
     "foreach ($mx in $domain.Answers) {\n    if ($mx -like '*." OLD "') {\n"},
    {"guard-assertion", ANY, TESTS, 0, 0, REACH_STATEMENT,
     "(?i:\\bshould\\s+-(?!not)|\\bassert\\w*|\\bexpect\\w*\\s*\\(|\\brequire\\.\\w+\\(|\\bt\\.(?:"
     "error|fatal)|"
     "fail_msg|\\.should\\b|(?m:^)\\s*check\\w*\\s*\\(?" Q "[^\\n\"']*" Q "\\s*,?\\s*\\()",
     CODE_GUARD, "a test fails on other hosts", "a.Tests.ps1",
     "$mx.Exchange | Should -BeLike '*." OLD "'\n", "$mx.Exchange -like '*." OLD "'\n"},
    {"guard-negated", ANY, TESTS, 0, 0, REACH_NEAR,
     NEAR_MX "(?i:-c?i?not(?:like|match)\\b|!\\s*\\(?[\\w.$\\[\\]()@]*\\.(?:ends_?with|includes|"
             "contains|(?:is_?)?match(?:es)?|test)|!\\s*/"
             "|!\\s*(?:strings?\\.|str_|preg_)\\w+|\\bnot\\s+[\\w.\\[\\]()]*\\.?"
             "(?:ends_?with|match|search)|\\bnot\\s+in\\b|!~|\\bif\\s+!|-not\\s*\\(|\\bunless\\b|"
             "not\\s+like|"
             "grep\\s+-\\w*v)[^\\n]*)" H "|" H "\\S*" Q "\\s+not\\s+in\\s+(?:\\w*" MX
             "|\\w+\\s*:[^\\n]*\\n[^\\n]*\\bMX\\b)",
     CODE_GUARD, "it acts on all other hosts", "a.ps1",
     "$bad = $mx | where { $_.Target -notlike '*." OLD "' }\n",
     "$good = $mx | where { $_.Target -like '*." OLD "' }\n"},
    {"guard-key", ANY, TESTS, 0, 0, REACH_NEAR,
     NEAR_MX
     "(?i:must|expect|require|should|allowed|compliant|mandatory|mx\\w*pattern(?!s))\\w*\\\\?" Q
     "?\\s*(?:=>|:=|[:=])\\s*[\\[({@]?\\s*\\w?\\\\?" Q "?[^\\s\"']{0,20})" H,
     CODE_GUARD, "a policy that MX must match", "a.json", "{ \"mx_must_match\": \"*." OLD "\" }\n",
     "{ \"mx_is\": \"*." OLD "\" }\n"},
    {"guard-condition", LANGUAGE_HCL, TESTS, 0, 0, REACH_LINE, "\\bcondition\\s*=[^\\n]*" H,
     CODE_GUARD, "a condition of Terraform", "a.tf", "condition = endswith(var.mx, \"." OLD "\")\n",
     "is_microsoft = endswith(var.mx, \"." OLD "\")\n"},
    {"guard-ansible", LANGUAGE_YAML, TESTS, 0, 0, REACH_NEAR,
     "(?:\\bassert:|\\bthat:|failed_when:|fail_msg|exit 1)", CODE_GUARD,
     "a play fails on other hosts", "a.yml", "- assert:\n    that:\n      - \"'" OLD "' in mx\"\n",
     "- debug:\n    msg: \"{{ '" OLD "' in mx }}\"\n"},
    {"old-refused", ANY, TESTS, 0, 0, REACH_NEAR,
     COMPARE "[^\\n]*" H "[^\\n|]*\\n?\\s*\\{?\\s*(?:throw|raise|panic|die|exit|return\\s+err|"
             "t\\.(?:Error|Fatal)|(?i:write-(?:error|warning)))\\b",
     CODE_NOTHING, "old hosts are what it acts on", "a.ps1",
     "if ($mx -like '*." OLD "') {\n    throw 'this MX is old'\n}\n",
     "if ($mx -like '*." OLD "') {\n    $ok++\n} else { throw 'what MX is this' }\n"},
    {"detector-named", ANY, TESTS, 0, 0, REACH_NEAR,
     COMPARE "[^\\n]*" H "[^\\n]*\\n?\\s*(?:\\?|=>|return|then)\\s*[\\w.]*\\(?" Q
             "(?i:microsoft|office|outlook|o365|m365|ms_?365|exchange)",
     CODE_DETECTOR, "a provider is named after the old suffix", "a.js",
     "const p = mx.includes('" OLD "') ? 'Microsoft' : 'Not configured';\n",
     "const p = mx.includes('" OLD "') ? 'ok' : 'Not configured';\n"},
    {"guard-verdict", ANY, TESTS, 0, 0, REACH_NEAR,
     NEAR_MX COMPARE "[^\\n]*" H "[^\\n]*(?:\\n[^\\n]*){0,6}?" VERDICT ")", CODE_GUARD,
     "an audit that speaks ill of other hosts", "a.ps1",
     "$ok = $mx -like '*." OLD "'\n$status = if ($ok) { 'Pass' } else { 'Fail' }\n",
     "$ok = $mx -like '*." OLD "'\n$name = if ($ok) { 'Microsoft 365' }\n"},
    {"detector-compared", ANY, TESTS, 0, 0, REACH_STATEMENT,
     COMPARE "[^\\n]*" H "|" H "\\S*" Q "\\s+in\\b|" H "\\S*" Q
             "\\s*(?:===?|\\)\\s*(?:\\{|then|:))",
     CODE_DETECTOR, "hosts are told by the old suffix", "a.py", "if h.endswith('." OLD "'):\n",
     "h = '." OLD "'\n"},
    {"detector-table", LANGUAGE_CODE | LANGUAGE_MARKDOWN, TESTS, 0, TRAIT_TEST, REACH_NEAR,
     "(?s)\\A(?:(?=.*?" MX ")|(?!.*?(?i:cname))(?=.*?" PROVIDER
     ")).*?(?-s:(?<!\\\\)[\"'`/][^\\s\"'`]{0,80}" H "[^\\s\"'`]{0,80}[\"'`/]|^\\s*-\\s+" H "\\s*$)",
     CODE_DETECTOR, "a table of providers", "a.py",
     "T = {\n  '.google.com': 'g',\n  '." OLD "': 'm',\n}\n", "T = {\n  '." OLD "': 'm',\n}\n"},
    {.id = NULL},
};
