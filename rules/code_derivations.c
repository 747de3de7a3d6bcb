#include "rules/code_scan.h"

/*
 * How people make the label from a domain, and what each way gets wrong even for the old hosts (the
 * reference's section 8 has the true way; Automattic/wp-calypso issue 62126 is what the second costs).
 * The first row that fits is the one that is told, so the grave faults come first.
 */

#define DOT    "\\[?\\\\{0,4}\\.\\]?"
#define HYPHEN "[\"'`]-[\"'`]"
#define PLAIN  "([\"'`])\\.\\g{-1}" /* "." alone between quotes */
#define HOLE   "(?:%s|%v|\\{[^{}\\n]*\\}|\\$\\w+|\\$\\([^()\\n]*\\))"

const struct derivation_row derivation_rows[] = {
    {"javascript-string", LANGUAGE_JAVASCRIPT, "\\.replace\\(\\s*" PLAIN "\\s*,\\s*" HYPHEN,
     DERIVATION_FIRST_DOT, "a.ts", "domain.replace('.', '-')", "domain.replaceAll('.', '-')"},
    {"javascript-pattern", LANGUAGE_JAVASCRIPT, "\\.replace\\(\\s*/" DOT "/[im]*\\s*,\\s*" HYPHEN,
     DERIVATION_FIRST_DOT, "a.js", "domain.replace(/\\./, '-')", "domain.replace(/\\./g, '-')"},
    {"count-of-one", LANGUAGE_ANY,
     "(?i:replace|sub)\\w*\\([^\\n]{0,60}" PLAIN "\\s*,\\s*" HYPHEN
     "\\s*,\\s*(?:count\\s*=\\s*)?1\\s*\\)",
     DERIVATION_FIRST_DOT, "a.py", "domain.replace('.', '-', 1)",
     "strings.Replace(d, \".\", \"-\", -1)"},
    {"replace-first", LANGUAGE_ANY, "(?i:replace_?first)\\W", DERIVATION_FIRST_DOT, "a.java",
     "d.replaceFirst(\"\\\\.\", \"-\")", "d.replace('.', '-')"},
    {"ruby-sub", LANGUAGE_RUBY, "\\.sub!?\\(?\\s*[\"'/]" DOT "[\"'/]\\s*,\\s*" HYPHEN,
     DERIVATION_FIRST_DOT, "a.rb", "d.sub('.', '-')", "d.gsub('.', '-')"},
    {"shell-first", LANGUAGE_ANY, "\\$\\{\\w+/\\\\?\\./[\"']?-", DERIVATION_FIRST_DOT, "a.sh",
     "${domain/./-}", "${domain//./-}"},
    {"sed-first", LANGUAGE_ANY, "\\bs([/|,#])\\[?\\\\?\\.\\]?\\g{-1}-\\g{-1}(?![a-z])",
     DERIVATION_FIRST_DOT, "a.sh", "sed 's/\\./-/'", "sed 's/\\./-/g'"},
    {"sed-any", LANGUAGE_ANY, "\\bs([/|,#])\\.\\g{-1}-\\g{-1}", DERIVATION_ANY_BYTE, "a.sh",
     "sed 's/./-/g'", "sed 's/\\./-/g'"},
    {"pattern-any", LANGUAGE_ANY,
     "(?:-c?i?replace\\s*\\(?|\\bre\\.sub\\(\\s*r?|regex_replace\\(|preg_replace\\()\\s*"
     "(?:[\"']/?\\./?[\"'])\\s*,\\s*" HYPHEN,
     DERIVATION_ANY_BYTE, "a.ps1", "$d -replace '.', '-'", "$d -replace '\\.', '-'"},
    {"java-any", LANGUAGE_C, "\\.replaceAll\\(\\s*\"\\.\"\\s*,", DERIVATION_ANY_BYTE, "a.java",
     "d.replaceAll(\".\", \"-\")", "d.replaceAll(\"\\\\.\", \"-\")"},
    {"quoted", LANGUAGE_ANY,
     "[\"'`/]\\^?" DOT "\\+?[\"'`/][a-z]*(?:\\s*,\\s*(?:with:|replacement\\s*=)?\\s*|:\\s*|\\s+)"
     "[\"'`]-[\"'`]",
     DERIVATION_HYPHENS, "a.py", "domain.replace(\".\", \"-\")", "domain.replace(\"-\", \".\")"},
    {"tr", LANGUAGE_ANY, "\\btr\\s+[\"']?\\\\?\\.[\"']?\\s+[\"']?-", DERIVATION_HYPHENS, "a.sh",
     "tr . -", "tr - ."},
    {"transliteration", LANGUAGE_ANY, "\\b(?:y|tr)/\\./-/", DERIVATION_HYPHENS, "a.pl",
     "$d =~ tr/./-/", "$d =~ tr/-/./"},
    {"shell-all", LANGUAGE_ANY, "\\$\\{\\w+//\\\\?\\[?\\.\\]?/[\"']?\\\\?-", DERIVATION_HYPHENS,
     "a.sh", "${domain//./-}", "${domain//-/.}"},
    {"sed-all", LANGUAGE_ANY, "\\bs([/|,#])\\[?\\\\{1,2}\\.\\]?\\g{-1}-\\g{-1}[a-z]*g",
     DERIVATION_HYPHENS, "a.sh", "sed 's/\\./-/g'", "sed 's/-/./g'"},
    {"batch", LANGUAGE_BATCH, ":\\.=-%", DERIVATION_HYPHENS, "a.cmd", "%DOMAIN:.=-%",
     "%DOMAIN:-=.%"},
    {"split-join", LANGUAGE_ANY,
     "(?i:split|explode)\\b[^\\n]{0,60}(?i:join|implode)\\b[\\s(\"'`]{1,4}-[\"'`]",
     DERIVATION_HYPHENS, "a.js", "d.split('.').join('-')", "d.split('-').join('.')"},
    {"join-split", LANGUAGE_ANY,
     "(?:" HYPHEN "\\.join\\(|(?i:join|implode)\\s*\\(?\\s*" HYPHEN "\\s*,)[^\\n]{0,60}"
     "(?i:split|explode)",
     DERIVATION_HYPHENS, "a.py", "'-'.join(d.split('.'))", "'.'.join(d.split('-'))"},
    {"first-label", LANGUAGE_ANY,
     "(?i:split)\\s*\\(?\\s*[^\\n]{0,30}[\"'`]" DOT
     "[\"'`]\\s*\\)*\\s*(?:\\[\\s*0\\s*\\]|\\.first|,"
     "\\s*0\\s*\\))|(?i:cut)\\s+-d\\s*[\"']?\\.[\"']?\\s+-f\\s*1\\b|%%\\.\\*\\}",
     DERIVATION_FIRST_LABEL, "a.py", "domain.split('.')[0]", "domain.split('-')[0]"},
    {"two-labels", LANGUAGE_ANY, HOLE "-(?:" HOLE "|[a-z]{2,})" CODE_HOST, DERIVATION_FIRST_LABEL,
     "a.py", "'%s-%s" CODE_HOST "' % (name, tld)", "'%s" CODE_HOST "' % name"},
    {"joined-labels", LANGUAGE_ANY,
     "[+.&~]\\s*" HYPHEN "\\s*[+.&~][^\\n\"'`]{0,80}[+.&~]\\s*[\"'`]?" CODE_HOST
     "|concat\\(\\s*" HYPHEN "\\s*\\)\\s*\\.concat\\(|\\+\\s*" HYPHEN "\\s*\\+",
     DERIVATION_FIRST_LABEL, "a.go", "name + \"-\" + tld + \"" CODE_HOST "\"",
     "name + \".\" + tld + \"" CODE_HOST "\""},
    {.id = NULL},
};
