#include "rules/code_words.h"

/* Suffixes that hosts are held against: tests, policies, and tables of providers. */

const struct code_row code_test_rows[] = {
    {"early", ANY, TESTS, TRAIT_EARLY, 0, REACH_LINE, NULL, CODE_NOTHING,
     "the early hosts go anyway", "a.py", "mx.endswith('.mail.eo.outlook.com')\n",
     "mx.endswith('." OLD "')\n"},
    {"knows-new", ANY, TESTS, TRAIT_NEW, 0, REACH_LINE, NULL, CODE_NOTHING,
     "the new suffix is known too", "a.py", "mx.endswith(('." OLD "', '.mx.microsoft'))\n",
     "mx.endswith('." OLD "')\n"},
    {"words-fit-new", ANY, TESTS, 0, 0, REACH_GROUP,
     "(?si)\\A(?=.*?" Q "outlook" Q "\\s*[,\\])]).*?" Q "microsoft" Q "\\s*[,\\])]|" Q "microsoft" Q
     "\\s+(?:not\\s+)?in\\b",
     CODE_NOTHING, "a word fits the new suffix too", "a.py",
     "words = ['outlook', 'microsoft', '" OLD "']\nif any(w in mx for w in words): pass\n",
     "words = ['outlook', '" OLD "']\nif any(w in mx for w in words): return 'microsoft'\n"},
    {"prose-test", ANY, TESTS, TRAIT_PROSE, 0, REACH_LINE, NULL, CODE_NOTHING,
     "a manual says how hosts look", "a.md", "The MX ends with ." OLD "\n",
     "```\nif mx.endswith('." OLD "'):\n```\n"},
    {"mail-read", ANY, TESTS, 0, 0, REACH_OWNERS,
     "(?i:received|auth(?:serv|\\w*[ "
     "_-]?results)|(?<!-)\\bheaders?\\b(?!\\s*[:=]\\s*[\\[{(])|\\bhop\\b|"
     "bounce|(?:\\b|_)(?:ndr|dsn|ptr|rdns|helo|ehlo)(?:\\b|_)|diagnostic|reporting_?-?mta|"
     "reverse_?(?:dns|name|host|lookup)|message_?-?id)|@" H,
     CODE_NOTHING, "a test of a message, or of who sends it", "a.py",
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
     "(?i:mta_?-?sts)[^\\001]{0,300}(?:\\b|_)(?i:mx)" Q "?\\s*[:=][^\\001]{0,200}" H, CODE_GUARD,
     "a policy of MTA-STS", "a.json", "{ \"mta_sts\": { \"mx\": [\"*." OLD "\"] } }\n",
     "{ \"mx\": [\"*." OLD "\"] }\n"},
    {"answered", ANY, TESTS, 0, 0, REACH_LINE,
     "(?i:\\b(?:name_?)?exchange)" Q "?\\s*[:=]\\s*" Q H Q "|" Q "\\d{1,3} " H
     "|\\b\\d{1,3}(?:\\.\\d{1,3}){3}" Q "?\\s*(?:=>|[:=,])\\s*" Q "?" H
     "|\\w\\.example\\b[^\\n]*" Q H Q "|\\bdefault\\s*=\\s*" Q H Q,
     CODE_NOTHING, "an answer that somebody makes up, or the name of an address", "a.js",
     "mx = [{ exchange: '" OLD "' }]\n", "mx = [{ 'gmail.com': 0, '" OLD "': 1 }]\n"},
    {"answered-group", ANY, TRAIT_BARE, 0, 0, REACH_GROUP,
     "(?s)\\A(?=.*?\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b).*?\\bmx\\w*" Q "?\\s*[:=]\\s*" Q H Q
     "|\\A(?=.*?" TYPE_MX ")(?:(?=.*?(?i:\\bttl\\b|\\bpriority|\\bpreference|" Q "@" Q
     "))|(?!.*?(?i:name|provider|vendor|label|service))).*?\\b(?i:value|data|content|exchange|host|"
     "target|"
     "points_?to)" Q "?\\s*[:=]\\s*" Q H Q,
     CODE_NOTHING, "an answer that somebody makes up", "a.ts",
     "x = { a: '192.0.2.1', mxRecord: '" OLD "' }\nif (mx.endsWith(x)) y()\n",
     "x = { name: 'M365', type: 'MX', value: '" OLD "' }\nmx = '.google.com'\n"},
    {"page-text", ANY, TESTS, 0, 0, REACH_LINE, "<\\w+[^<>]*>(?:\\*\\.)?" H "</", CODE_NOTHING,
     "a text that people read", "a.php", "mx.includes('<b>" OLD "</b>')\n",
     "mx.includes('" OLD "')\n"},
    {"test-of-many", ANY, TESTS, TRAIT_TEST, 0, REACH_NEAR,
     Q
     "[\\w.*-]*(?:google(?:mail)?|pphosted|mimecast|messagelabs|zoho(?:mail)?|yahoodns|cloudflare|"
     "barracudanetworks|iphmx)\\.[a-z]+\\.?" Q,
     CODE_NOTHING, "a test of what knows several providers", "a.test.py",
     "assert mx(a).endswith('" OLD "')\nassert mx(b) == 'aspmx.l.google.com'\n",
     "assert mx(a).endswith('" OLD "')\nassert ns(a) == 'ns.adatum.com'\n"},
    {"test-argument-suffix", ANY, TESTS, TRAIT_TEST, 0, REACH_LINE,
     TESTED "(?:\\s*" Q "[^\"'`\\n]*" Q "\\s*,)*\\s*[&\\[{]*\\s*(?:\\w+\\s*[:=]\\s*)?" Q H,
     CODE_NOTHING, "what a test hands to what it tests", "a.test.ts",
     "expect(tidy(['" OLD "'])).toBe('other')\n", "expect(mx).toContain('" OLD "')\n"},
    {"never-equal", ANY, TRAIT_SUFFIX | TRAIT_BARE, TRAIT_TEST, 0, REACH_LINE,
     "(?:===?|-c?eq\\b|\\bto_?(?i:be|eq)\\w*|-Be(?:Exactly)?\\b|\\bEQ\\b)[!\\s(]*" Q H Q
     "|(?i:equal)\\w*!?\\s*\\((?:[^\\n]*[\\s,])?" Q H "\\.?" Q,
     CODE_NOTHING, "no exchange is called so", "a.test.py", "assert record['mx'] == '" OLD "'\n",
     "assert record['mx'].endswith('" OLD "')\n"},
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
     "|(?i:(?:test|probe|smtp)_?targets|(?:test|prob|attempt|tri)ed_?hosts)" Q
     "?\\s*[:=]\\s*\\[[^\\]]*" H "|(?i:\\bnot like\\b[^\\n]*\\n[^\\n]*\\bnot like\\b)[^\\n]*" H,
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
     "(?:\\bassert:|\\bthat:|failed_when:|fail_msg|fail_if_no(?:t|ne)_|exit 1)|^[ \\t]*(?:- "
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
    {"answer", ANY, TRAIT_BARE, 0, 0, REACH_LINE,
     "^[ "
     "\\t]+\\$?(?!\\w*(?i:suffix|pattern|domain|host|mx|provider|ms_|microsoft|o(?:ffice)?_?365|"
     "m365|"
     "outlook|exchange|eop))\\w+\\s*:?=\\s*" Q H Q ";?\\s*$",
     CODE_NOTHING, "what a branch gives back", "a.php",
     "if ($mx == 'outlook') {\n    $text = '" OLD "';\n}\n",
     "if ($mx == 'outlook') {\n    $host = '" OLD "';\n}\n"},
    {"unrelated", ANY, TESTS, 0, 0, REACH_NEAR,
     "(?s)\\A(?!.*?(?:" MX "|" PROVIDER "|(?i:dns|microsoft|office|outlook|detect|exchange)))",
     CODE_NOTHING, "nothing near speaks of MX or of providers", "a.py",
     "if sender.endswith('." OLD "'):\n    skip(sender)\n",
     "if sender.endswith('." OLD "'):\n    provider(sender)\n"},
    {"detector-compared", ANY, TESTS, 0, 0, REACH_STATEMENT,
     COMPARE "[^\\n]*" H "|" H "\\S*" Q "\\s+in\\b|" H "\\S*" Q
             "\\s*(?:===?|\\)\\s*(?:\\{|then|:))",
     CODE_DETECTOR, "hosts are told by the old suffix", "a.py", "if mx.endswith('." OLD "'):\n",
     "mx = '." OLD "'\n"},
    {"nameless", ANY, TRAIT_BARE, 0, 0, REACH_OWNERS,
     "(?si)\\A(?!.*?(?:" MX "|" PROVIDER
     "|suffix|pattern|match|detect|fingerprint|signature|vendor|"
     "gateway|esp|microsoft|outlook))",
     CODE_NOTHING, "nothing that it stands in speaks of MX or of providers", "a.ts",
     "x = [\n    '" OLD "',\n];\nmx = ['.google.com'];\n",
     "providers = [\n    '" OLD "',\n];\nmx = ['.google.com'];\n"},
    {"detector-table", LANGUAGE_CODE | LANGUAGE_MARKDOWN, TESTS, 0, TRAIT_TEST, REACH_NEAR,
     "(?s)\\A(?:(?=.*?" MX ")|(?!.*?(?i:cname|_domainkey))(?=.*?" PROVIDER
     ")).*?(?-s:(?<!\\\\)[\"'`/][^\\s\"'`]{0,80}" H "[^\\s\"'`]{0,80}[\"'`/]|^\\s*-\\s+" H "\\s*$)",
     CODE_DETECTOR, "a table of providers", "a.py",
     "T = {\n  '.google.com': 'g',\n  '." OLD "': 'm',\n}\n", "T = {\n  '." OLD "': 'm',\n}\n"},
    {.id = NULL},
};
