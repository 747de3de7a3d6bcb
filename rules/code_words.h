#ifndef MXMEND_CODE_WORDS_H
#define MXMEND_CODE_WORDS_H

#include "rules/code_scan.h"

/* The words that the patterns of the rows are made of, and the sets of traits. For those tables only. */

extern const struct code_row code_literal_rows[], code_test_rows[];

#define H CODE_HOST
#define Q "[\"'`]"
#define P CODE_PLACE

/* A word that speaks of MX records: MX, mxHost, $expectedMX, o365_mx, MailExchange, exchange: …; the
 * new suffix is no such word. */
#define MX                                                                                         \
    "(?:(?<![A-Za-z])(?:mx|Mx|MX)(?![a-z])(?!\\\\*\\.microsoft)|[a-z0-9](?:Mx|MX)(?![a-z])|"       \
    "(?i:\\bmx(?:record|host|target|server|value|entr|exchange|name|list)|mail_?-?exchang|"        \
    "name_?exchange|\\bexchange" Q "?\\s*(?::|=)))"

/* A program that sends mail, or a connector that does. */
#define SMTP_CALL                                                                                  \
    "(?i:-smtp_?server\\b|\\bsmtplib\\b|\\bsmtp(?:_ssl)?\\s*\\(|smtpclient|send-mail(?:kit)?"      \
    "message|"                                                                                     \
    "s_client\\b|test-netconnection|\\btnc\\s|\\btelnet\\b|\\bswaks\\b|\\bn(?:c|cat|etcat)\\s+-|"  \
    "createtransport|nodemailer|relayhost|mailhub|smtps?://|smtp:|starttls|"                       \
    "(?:new|set|get|test)-(?:send|outbound|inbound|receive)connector|-smarthosts?\\b|"             \
    "nexthopdomain|get-queue|\\.sendmail\\b|net\\.dial|tcpclient|smtp\\.sendmail|phpmailer|"       \
    "\\bssmtp|msmtp|smtp_connect|relay=)|" H "\\]?:(?:25|465|587|2525)\\b|" H Q                    \
    "?\\s*,\\s*(?:(?i:port)\\s*[:=]\\s*)?(?:25|465|587)\\b|"                                       \
    "(?<![\\w\"'(,])\\[" H "\\]"

/* A setting that is named after what sends mail. */
#define SMTP_NAME                                                                                  \
    "(?i:smtp(?!_?provider)|smart[ "                                                               \
    "_-]?host|relay|mail_?-?host|mail_?-?server|email_?(?:host|server)|mailer\\b|"                 \
    "mailhub|\\bmta\\b(?!-sts)|postfix|\\bexim|connector|direct[_ "                                \
    "-]?send|upstream|next_?hop|outgoing|"                                                         \
    "scan.?to.?e?-?mail)"

/* In a manual: what follows is not the reader's own. */
#define EXAMPLE                                                                                    \
    "(?i:\\b(?:examples?|exemples?|beispiele?|ejemplos?|exemplos?|esempi[oi]?|voorbeeld(?:en)?|"   \
    "recon(?:naissance)?|osint|prospects?|recipients?|footprint\\w*|exercises?)\\b)"

/* In a manual: an MX is told of. */
#define TOLD_MX "(?:\\bMXe?s?\\b|(?i:mail exchangers?)\\b)"
#define RANKED  "(?i:\\b(?:priori[td]|prio\\b|pref\\b|preference))"

/* In a manual: what is told of is no MX. */
#define OTHER                                                                                      \
    "(?:" SMTP_NAME "|\\b(?:AAAA|CNAME|TXT|SPF|SRV|DKIM|DMARC|PTR|NS)\\b|\\bA [Rr]ecords?\\b)"

/* As far as it is nothing but an MX. */
#define NO_OTHER(bytes) "(?:(?!" OTHER ")" bytes ")"

/* Other providers: who names several keeps a table of them. */
#define PROVIDER                                                                                   \
    "(?i:google\\\\*\\.com|googlemail|aspmx|pphosted|proofpoint|mimecast|barracuda|\\bzoho|"       \
    "yahoodns|messagelabs|protonmail|iphmx|fastmail|messagingengine|secureserver|mailgun|"         \
    "workspace|gmail|yandex|outlook_?365|office[ _]?365|microsoft[ "                               \
    "_]?365|\\bm365|\\bo365|provider|"                                                             \
    "exchange ?online)"

/* A string that names hosts of Microsoft 365 which are no mail exchangers. */
#define ENDPOINT                                                                                   \
    Q "(?i:\\*(?:\\.|-\\w+\\.)(?:[\\w-]+\\.)*(?:office(?:365)?|sharepoint(?:online)?|lync|skype|"  \
      "ms(?:ft)?identity|msftauth|microsoftonline|office\\.net)\\.\\w+|outlook\\.office(?:365)?"   \
      "\\.com)"

/* What stands between two strings of a list, or of a list of objects. */
#define NEXT "(?:\\s*[,{}]+\\s*|//[^\\n]*\\n\\s*|\\w+:\\s*){1,6}"

/* A comparison of texts. */
#define COMPARE                                                                                    \
    "(?i:ends?_?with|starts?_?with|includes?|contains?|index_?of|\\bindex\\b|find(?!_)|search|"    \
    "match(?:es|all)?|\\btest\\b|exec|suffix|in_array|str(?:r|i|ri)?pos|str_\\w+|fnmatch|"         \
    "\\blike\\b|-c?i?(?:like|match|contains|eq|in)\\b|=~|===?|\\bin\\b|\\bcase\\b|"                \
    "\\be?grep\\b|\\brg\\b|\\bwhen\\b|regex|re\\.\\w+|select-string|equals?)"

/* What a test, a check of a build or an audit says when something is not as it should be. */
#define VERDICT                                                                                    \
    "(?i:\\b(?:pass(?:ed|es)?(?!\\s*$)|(?<!lookup )(?<!query )fail(?:ed|ure|s)?(?! "               \
    "(?:to|for)\\b)|"                                                                              \
    "non-?compliant|compliant|compliance|issues?|violations?|misconfigured|not configured|"        \
    "incorrect|mismatch|recommended\\w*|throw|raise|exit 1|write-(?:error|warning)|alert|"         \
    "unexpected|not pointing|does not point|doesn't point)\\b|class=.{0,3}(?:warn|error)|"         \
    "['\"]warn(?:ing)?['\"]|\\.(?:error|warn(?:ing)?)\\([^\\n]{0,20}MX (?!lookup|query)|"          \
    "(?:!\\s*\\w+\\)*\\s*\\{?|\\bnot "                                                             \
    "\\w+:)\\s*\\n?\\s*(?:\\w+\\.)*(?:findings?|problems?)\\.\\w+\\(|"                             \
    "[a-z](?-i:Pass|Fail)(?:ed|ures?)?\\b|_compliant\\b)"

/* With the rest of the lines near it: an MX is spoken of there. */
#define NEAR_MX "(?s)\\A(?=.*?" MX ").*?(?-s:"

/* A call that neither compares, nor expects, nor just holds things together: what a test is of. */
#define TESTED                                                                                     \
    "(?<![\\w.])(?:\\w+\\.)*(?!(?i:\\w*(?:assert|expect|equal|should|match|contain|includ|"        \
    "with\\b|"                                                                                     \
    "suffix|regex|search|find|test|check|verify|like|some|any|every|all|filter|where|fail|error|"  \
    "fatal|list|vec|set|tuple|array|slice|string|format|record)|(?:is|in|of|not|and|or|if|eq|ne|"  \
    "for|while|has|that|mx|str|return|new|it|describe|case|true|false|ok|to_?(?:be|have|end)"      \
    "\\w*)\\b))\\w+!?\\s*\\("

/* A step of a check that has a title: check "MX" … */
#define CHECK "^[ \\t]*(?i:check|verify|ensure|expect|test)(?i:[\\w-]*)[ \\t(]+[\"'][^\"'\\n]*[\"']"

/* A branch of a shell's "case". */
#define CASE                                                                                       \
    "(?:^|\\bin)[ \\t(]*(?:[^\\s();]+[ \\t]*\\|[ \\t]*)*" Q "?" H                                  \
    "[^\\s();|]*[ \\t]*(?:\\|[^;()\\n]*)?\\)"

/* Where a record's type is told. */
#define TYPE_MX                                                                                    \
    "(?i:(?:record|rr|field)?_?-?type|tipo|typ|kind|rtype|rrtype)\\\\?" Q                          \
    "?\\s*(?:=>|:=|[:=]|\\s)\\s*"                                                                  \
    "(?:\\w+\\.)*\\\\?" Q "?(?i:MX)\\b"

enum {
    LITERAL = TRAIT_LITERAL,
    BUILT = TRAIT_HOLE | TRAIT_JOINED,
    HOSTS = LITERAL | BUILT,
    TESTS = TRAIT_SUFFIX | TRAIT_BARE | TRAIT_WILD | TRAIT_PATTERN,
    SHAPES = HOSTS | TESTS,
    SCRIPTS = LANGUAGE_SHELL | LANGUAGE_MARKDOWN | LANGUAGE_YAML,
    DECLARED = LANGUAGE_HCL | LANGUAGE_BICEP | LANGUAGE_JSON,
};

#define ANY LANGUAGE_ANY

#define OLD  "mail.protection.outlook.com"
#define HOST "adatum-com." OLD

#endif
