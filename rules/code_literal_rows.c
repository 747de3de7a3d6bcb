#include "rules/code_words.h"

/* Hosts that are written out: is it where a record, a setting or a manual has an MX? */

const struct code_row code_literal_rows[] = {
    {"classified", ANY, LITERAL, 0, 0, REACH_STATEMENT,
     "(?i:\\b\\w*(?:detect|identif|classif|provider|vendor|fingerprint|match_|matches|is_?(?:ms|"
     "microsoft|outlook|office|m365|o365|exchange|eop)|infer|guess|recogni[sz]e|categori[sz]e|"
     "probe|"
     "(?-i:(?<![A-Za-z])esp(?![a-z])|[a-z]Esp(?![a-z])|ESP))\\w*)\\s*\\((?:[^()\\n]|\\([^()\\n]*\\)"
     "|[(]){0,80}" H,
     CODE_NOTHING, "a sample for what tells providers apart", "a.ts",
     "expect(detectMx('" HOST "')).toBe('microsoft')\n", "expect(mx).toBe('" HOST "')\n"},
    {"test-sample", ANY, LITERAL, TRAIT_SAMPLE | TRAIT_TEST, 0, REACH_LINE, NULL, CODE_NOTHING,
     "what a test makes up", "a.test.py", "assert mx == '0 contoso-com." OLD "'\n",
     "assert mx == '0 " HOST "'\n"},
    {"test-argument", ANY, LITERAL, TRAIT_TEST, 0, REACH_STATEMENT,
     TESTED "(?:(?!==)[^()\\n]|\\([^()\\n]*\\)){0,160}" H, CODE_NOTHING,
     "what a test hands to what it tests", "a.test.ts", "expect(tidy('" HOST "')).toBe(mx)\n",
     "expect(tidy(mx)).toBe('" HOST "')\n"},
    {"mocked", ANY, LITERAL | TRAIT_BARE, 0, 0, REACH_OWNERS,
     "(?i:mock|stub|fake|fixture|dummy|simulat|(?<![a-z])(?:sample|demo)(?!\\.))[^\\001]*" H,
     CODE_NOTHING, "an answer that is made up", "a.js",
     "const MOCKS = [\n  { mx: '" HOST "' },\n];\n",
     "const MOCKS = [];\nconst ours = [\n  { mx: '" HOST "' },\n];\n"},
    {"scanned", ANY, LITERAL, 0, TRAIT_PROSE, REACH_NEAR,
     "\\b(?:dmarc|dkim|spf|dnssec|caa)" Q "?\\s*(?:=>|[:=])\\s*\\{"
     "|" H "[^{}]*\\bips?(?i:addr\\w*)?" Q "?\\s*[:=]\\s*\\[?\\s*" Q "\\d+\\.",
     CODE_NOTHING, "what a scan found", "a.ts", "x = { dmarc: { ok: true }, mx: ['" HOST "'] }\n",
     "x = { dmarc: 'v=DMARC1', mx: ['" HOST "'] }\n"},
    {"test-of-verdict", ANY, LITERAL | TESTS, TRAIT_TEST, 0, REACH_NEAR,
     "(?i:assert|expect|should|equal)[^\\n]*(?i:provider|vendor|classif|confidence|jurisdiction|"
     "categor|"
     "fingerprint|verdict|gateway)",
     CODE_NOTHING, "a test of what judges hosts", "a.test.py",
     "assert r['mx'] == '" HOST "'\nassert r['confidence'] == 1\n",
     "assert r['mx'] == '" HOST "'\nassert r['ttl'] == 1\n"},
    {"compared", ANY, LITERAL, 0, TRAIT_PROSE, REACH_NEAR,
     "(?s)\\A(?=.*?(?:" MX
     "|(?i:target|expected|exchange))).*?(?-s:(?:[=!]==?|-c?i?(?:eq|ne|contains|"
     "in|like)\\b|[Ss]hould\\s+-\\w+|\\bto[A-Z]\\w*|[Aa]ssert(?!False|Not)\\w*|[Ee]"
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
    {"test-input", ANY, LITERAL, TRAIT_TEST, 0, REACH_LINE, NULL, CODE_NOTHING,
     "what a test hands to what it tests", "a.test.py", "x = '0 " HOST "'  # MX\n",
     "assert x == '0 " HOST "'  # MX\n"},
    {"literal-table", ANY, LITERAL, 0, 0, REACH_LINE,
     "^[^\\n]*(?:(?<!-[->])\\||<t[dh][^>]*>)[*` ]*(?:MX|mx)[` *]*(?:\\||</t)[^\\n]*" H "|" H
     "[^\\n]*\\|[*` ]*MX[` *]*(?:\\||$)|^[^\\n|]*(?<!-[->])\\|[^\\n]*\\bMX\\b[^\\n]*\\|[^\\n]*" H,
     CODE_LITERAL, "a row of a table of records", "a.md", "| MX | @ | " HOST " |\n",
     "| Host | " HOST " |\n"},
    {"manual-place", LANGUAGE_PROSE, LITERAL, 0, 0, REACH_PLACE,
     MX "(?:" NO_OTHER("[^\\001\\002]") "*" P "|[^\\n\\001.]{0,20}\\n)" NO_OTHER(
         "[^\\001]") "*?(?:^|\\||(?<=" P
                     "))" NO_OTHER("[^\\n|\\001]") "{0,45}" H "(?!\\.?(?:[ \\t]|\\d+|IN|A|internet "
                                                   "address|[=-]>|=|\xe2\x86\x92)*"
                                                   "\\b\\d{1,3}(?:\\.\\d{1,3}){3})",
     CODE_LITERAL, "a manual has it below MX: a heading, a column, a list", "a.md",
     "## MX records\n\n- " HOST "\n", "## Mail servers\n\n- " HOST "\n"},
    {"manual-mail", LANGUAGE_PROSE, LITERAL, 0, 0, REACH_LINE,
     "^[ \\t>]*\\|[ *`]*(?i:e-?mails?|(?:inbound |incoming )?mail(?: routing| "
     "flow)?|correo|courriel|posta)[ *`]*\\|" NO_OTHER("[^\\n\\001]") "*" H,
     CODE_LITERAL, "a table tells where mail goes", "a.md", "| Mail | Microsoft 365, " HOST " |\n",
     "| Web | Microsoft 365, " HOST " |\n"},
    {"literal-zone", ANY, LITERAL, 0, 0, REACH_LINE,
     "^\\s*\\d{1,5}\\s+@\\s+" H "|\\b(?:MX|mx)\\s+\"?" H
     "\"?\\s+\\d{1,5}\\b|\\bMX([|;:,])[\\w.@-]+\\g{-1}(?:\\d+[|;:, ])?" H
     "|\\bMX\\s+[\\w.@-]+\\s+\\d{1,5}\\s+" H "|\\b(?:MX|mx)\\\\?" Q
     "?[\\s,|:=>-]+(?:(?:@|[\\w-]+(?:\\.[\\w-]+)+\\.?)\\s+)?"
     "(?:(?i:preference|priority|pref)[ =:]+)?"
     "\\\\?" Q "?(?:\\d{1,6}\\s+)?\\d{1,5}[\\s,|]+(?:(?i:mail exchanger)\\s*=\\s*)?[`*\"'\\\\]*" H,
     CODE_LITERAL, "as a zone has it", "a.sh", "echo '@ IN MX 0 " HOST ".' >> zone\n",
     "echo '@ IN A 0 " HOST ".' >> zone\n"},
    {"literal-sts", ANY, LITERAL, 0, TRAIT_SAMPLE, REACH_NEAR,
     "\\bSTSv1\\b[^\\001]{0,200}(?:\\\\n|\\b)mx:\\s*" H, CODE_GUARD, "a policy of MTA-STS", "a.js",
     "x = `version: STSv1\nmx: " HOST "\n`\n", "x = `version: 1\nmx: " HOST "\n`\n"},
    {"literal-told", ANY, LITERAL, 0, 0, REACH_LINE,
     "(?:mail exchanger\\s*=|mail is handled by|\\btype "
     "MX\\b[^\\n]*\\brdata\\W+)\\s*(?:\\d+\\s+)?" H "|" H
     "\\s*\\((?i:pref|prio)\\w*\\W*\\d+\\)|\\bmx-(?:host|target)=[^\\n]*" H
     "|\\$\\{\\w*(?i:mx)\\w*:?[-=]" H,
     CODE_LITERAL, "an answer or a setting that shows an MX", "a.md",
     "adatum.com mail exchanger = 0 " HOST "\n", "adatum.com host = " HOST "\n"},
    {"literal-answer", ANY, LITERAL, 0, 0, REACH_NEAR,
     "(?:mail exchanger\\s*=|mail is handled by)[\\s\\\\]*(?:\\d+\\s+)?" H
     "|\\b(?:dig|host)\\b[^\\n]*\\b(?:MX|mx)\\b[^\\n]*\\n(?:[^\\n]*\\n){0,4}?(?:[^\\n]* "
     ")?\\d{1,5} " H,
     CODE_LITERAL, "an answer that shows an MX", "a.md", "$ dig MX adatum.com\n\n0 " HOST "\n",
     "$ dig A adatum.com\n\n0 " HOST "\n"},
    {"literal-arrow", LANGUAGE_MARKDOWN | LANGUAGE_TEXT, LITERAL, 0, 0, REACH_LINE,
     "^[ \\t>]*(?:[\\w.@-]+[ \\t]+)?(?:\\d+[ \\t]+)?(?:IN[ \\t]+)?MX[ \\t]+(?:[\\w.@-]+[ "
     "\\t]+)?[`*]*" H "|^[ \\t]*(?:export[ "
     "\\t]+)?(?:[\\w.-]*[_.-])?(?i:mx)(?:\\.(?=host|name|target|server|value))?\\w*[ \\t]*=[ "
     "\\t]*" Q "?(?:\\d+ )?" H
     "|\\bMX\\b[`*]*\\s*(?:[:=]|-+>|=>|<br */?>|\xe2\x86\x92)+\\s*[`*]*" H,
     CODE_LITERAL, "a manual names the MX", "a.md", "```\nadatum.com  MX -> " HOST "\n```\n",
     "```\nadatum.com  A -> " HOST "\n```\n"},
    {"literal-markup", ANY, LITERAL, 0, 0, REACH_NEAR,
     ">\\s*MX\\s*</(?:(?!>\\s*(?:A|CNAME|TXT|SRV)\\s*<)[^\\001]){0,300}" H, CODE_LITERAL,
     "a table of records in markup", "a.tsx", "<b>MX</b>\n<b>@</b>\n<b>" HOST "</b>\n",
     "<b>SRV</b>\n<b>@</b>\n<b>" HOST "</b>\n"},
    {"literal-type", ANY, LITERAL, TRAIT_WHOLE, 0, REACH_GROUP, TYPE_MX, CODE_LITERAL,
     "a record of type MX", "a.ts", "x = { type: \"MX\", value: \"" HOST "\" }\n",
     "x = { type: \"A\", value: \"" HOST "\" }\n"},
    {"literal-call", ANY, LITERAL, 0, 0, REACH_STATEMENT,
     "(?i:add-dnsserverresourcerecord|-(?:mail)?exchange\\s|record-set\\s+mx|"
     "(?:--?(?:record)?-?type[= ]|\\btype=)" Q "?MX\\b|"
     "update\\s+add\\s+\\S+\\s+(?:\\d+\\s+)?(?:IN\\s+)?MX)|"
     "\\b(?:MX|mx|\\w*MXRecord)\\s*\\(|" Q "MX" Q "\\s*(?:,|=>)",
     CODE_LITERAL, "a call that makes an MX", "a.ps1",
     "Add-DnsServerResourceRecordMX -Name . -MailExchange " HOST " -Preference 0\n",
     "Add-Thing -Name . -Thing " HOST "\n"},
    {"literal-relay", ANY, LITERAL, 0, 0, REACH_LINE, SMTP_NAME "(?!\\.[\\w-]+\\.)[^\\n]*" H,
     CODE_RELAY, "a setting for sending mail", "a.py", "SMTP_HOST = '" HOST "'  # mx\n",
     "MX_HOST = '" HOST "'\n"},
    {"literal-port", ANY, LITERAL, 0, 0, REACH_GROUP,
     "(?i:\\bport" Q "?\\s*[:=]\\s*" Q "?(?:25|465|587)\\b|\\bsmtp" Q "?\\s*[:={])", CODE_RELAY,
     "a server with a port", "a.ts", "x = { mx: 1, port: 25, host: '" HOST "' }\n",
     "x = { mx: '" HOST "' }\n"},
    {"literal-preference", ANY, LITERAL, 0, TRAIT_PROSE, REACH_LINE,
     "(?:" Q "|^\\s*-\\s|[:=]\\s)\\s*\\d{1,5}[ \\t]+" H "|" H " \\((?i:pref|prio)[a-z]*[ :=]+\\d",
     CODE_LITERAL, "a preference stands with it", "a.py", "x = ['0 " HOST "']\n",
     "x = ['" HOST "']\n"},
    {"literal-name", ANY, LITERAL, TRAIT_WHOLE, TRAIT_PROSE, REACH_LINE, MX "[^\\n]*" H,
     CODE_LITERAL, "what it is called is an MX", "a.py", "MX_HOST = '" HOST "'\n",
     "HOST = '" HOST "'\n"},
    {"literal-member", LANGUAGE_CODE | LANGUAGE_MARKDOWN, LITERAL, TRAIT_WHOLE, TRAIT_PROSE,
     REACH_GROUP,
     MX "\\w*" Q
        "?\\s*(?:(?:=>|[:=])\\s*[\\[({@]|\\{|:\\s*\\n\\s*- )|(?i:\\b(?:preference|priority)" Q
        "?\\s*[:=])",
     CODE_LITERAL, "a member of what is called an MX", "a.py", "mx = [\n    '" HOST "',\n]\n",
     "hosts = [\n    '" HOST "',\n]\n"},
    {"manual-sentence", ANY, LITERAL, TRAIT_PROSE, TRAIT_SAMPLE, REACH_PLACE,
     P "[^\\001]*(?:" TOLD_MX NO_OTHER("[^\\001]") "*|" RANKED "[^\\n\\001]*)" H "|" P "[^\\001]*" H
                                                   "[^\\n]*(?:" TOLD_MX "|" RANKED ")",
     CODE_NAMED, "a manual names the MX", "a.md", "Mail goes by MX to " HOST " today\n",
     "Mail goes by A to " HOST " today\n"},
    {.id = NULL},
};
