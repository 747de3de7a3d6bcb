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
     "accepted|custom|vanity|initial|verified|smtp|mail|tenant|company|corp|org|tuo|il_?tuo|tu|su|"
     "seu|sua|"
     "votre|ton|mon|ihre?|deine?|meine?|uw|jouw|mijn|mio|mi|din|dit|ditt|deres|min)?[-_]?(?:domain|"
     "tenant|company|corp|org|"
     "organi[sz]ation|customer|client|brand|host|hostname|name|token|label|prefix|empresa|dominio|"
     "domaine?|domein|azienda|entreprise|societe|societa|bedrijf|"
     "firma|kunde|beispiel|exemple|ejemplo|exemplo|esempio|voorbeeld|bedrift|virksomhed|foretag|"
     "domene|domaene|doman|xx+|foo|bar)(?:name|id|key|"
     "fqdn)?(?:[-_.](?:(?:com?[-.])?[a-z]{2}|com|net|"
     "org|tld|name|ext|domain|xyz|\\*))?)$",
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

/* ---- the host is written out --------------------------------------------------------------- */
#include "rules/code_literals.h"

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
    {"sts-policy-list", ANY, TRAIT_WILD, 0, 0, REACH_NEAR,
     "(?i:mta_?-?sts)[^\\001]{0,300}\\bmx" Q "?\\s*:[^\\001]{0,200}" H, CODE_GUARD,
     "a policy of MTA-STS", "a.json", "{ \"mta_sts\": { \"mx\": [\"*." OLD "\"] } }\n",
     "{ \"mx\": [\"*." OLD "\"] }\n"},
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
     "fail_msg|\\.should\\b|(?m:^)\\s*check\\w*\\s*\\(?" Q "[^\\n\"']*" Q "\\s*,?\\s*\\()"
     "|" CHECK "[\\s,([]+[^\\n]*" H,
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
     "(?:\\bassert:|\\bthat:|failed_when:|fail_msg|fail_if_not|exit 1)|^[ \\t]*(?:- "
     ")?(?!if\\b)[^\\n]*\\|[ "
     "\\t]*grep[ \\t][^\\n|;&]*" H "[\"']?[ \\t]*$",
     CODE_GUARD, "a play fails on other hosts", "a.yml",
     "- assert:\n    that:\n      - \"'" OLD "' in mx\"\n",
     "- debug:\n    msg: \"{{ '" OLD "' in mx }}\"\n"},
    {"old-refused", ANY, TESTS, 0, 0, REACH_NEAR,
     COMPARE
     "[^\\n]*" H "[^\\n|]*\\n?\\s*\\{?\\s*(?:throw|raise|panic|die|exit|return\\s+err|"
     "t\\.(?:Error|Fatal)|(?i:write-(?:error|warning))|(?:\\[void\\])?\\[[\\w.]*MessageBox)\\b",
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
    {"guard-case", SCRIPTS, TESTS, 0, 0, REACH_NEAR,
     NEAR_MX CASE ")(?:(?!\\besac\\b)[^\\001])*?\\*\\)\\s*[^\\n;]*(?i:\\b(?:bad|warn\\w*|fail\\w*|"
                  "err\\w*|die|ko|nok|not_ok|exit 1)\\b)|" H
                  "[^\\n]*\\|\\|\\s*\\{?\\s*(?i:\\w+_)?(?i:bad|warn\\w*|fail\\w*|err\\w*|die)\\b",
     CODE_GUARD, "a script that speaks ill of other hosts", "a.sh",
     "case $mx in\n*" OLD "*) ok ;;\n*) bad ;;\nesac\n",
     "case $mx in\n*" OLD "*) p=ms ;;\n*) p=other ;;\nesac\n"},
    {"detector-case", SCRIPTS, TESTS, 0, 0, REACH_NEAR, NEAR_MX CASE ")", CODE_DETECTOR,
     "hosts are told by the old suffix", "a.sh",
     "case $mx in\n*" OLD "*) p=ms ;;\n*) p=other ;;\nesac\n",
     "case $host in\n*" OLD "*) p=ms ;;\n*) p=other ;;\nesac\n"},
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
