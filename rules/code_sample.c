#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rules/code_text.h"

/*
 * Which hosts that are written out are a tenant's, and which stand for others. What people put in a
 * sample's place is made of few words: "your-domain-com", "mycompany-tld", "tuodominio-it".
 */

/* Scans and what is found out about others, books and courses, and logs of changes. */
const char code_others[] =
    "(?:^|/)(?:scans?|surveys?|targets|research|leads|prospects|_?companies|datasets?)/"
    "|(?:^|[/"
    "._-])(?:(?:dns)?recon(?:naissance|ocimiento)?|osint|passive|evidence|pentest\\w*|ctf|phishing|"
    "malware|threats?|forensics?|write-?ups?|books?|chapters?\\d*|slides|labs?|training\\w*|"
    "dnstwist\\w*|nmap|amass|exercises?|homework|"
    "lessons?|lectures?|cours(?:es?)?|kurs|tutorials?|fundamentals|cheat-?sheets?|changelog|(?:"
    "work|"
    "build|dev)-?log|history|"
    "news|release[-_ ]?notes)(?:[/._-]|$)";

/* Whose it is. */
static const char *const owners[] = {
    "your", "my",       "the",      "their",  "our",     "some",     "any",    "primary",
    "root", "target",   "accepted", "vanity", "initial", "verified", "custom", "smtp",
    "mail", "apex",     "ihre",     "ihr",    "deine",   "dein",     "meine",  "mein",
    "eure", "unsere",   "votre",    "notre",  "ton",     "mon",      "tu",     "su",
    "mi",   "nuestro",  "seu",      "sua",    "meu",     "nosso",    "il",     "tuo",
    "suo",  "mio",      "vostro",   "nostro", "uw",      "jouw",     "mijn",   "din",
    "dit",  "ditt",     "deres",    "min",    "mitt",    "sinun",    "twoja",  "twoj",
    "vase", "sizin",    "old",      "new",    "other",   "another",  "a",      "existing",
    "shop", "internal", "test",     NULL};

/* What it is. */
static const char *const things[] = {
    "domain",       "tenant",     "company",     "corp",        "org",     "organization",
    "organisation", "customer",   "client",      "brand",       "host",    "name",
    "token",        "label",      "prefix",      "key",         "guid",    "fqdn",
    "example",      "sample",     "placeholder", "foo",         "bar",     "domaine",
    "entreprise",   "societe",    "exemple",     "dominio",     "empresa", "ejemplo",
    "exemplo",      "cliente",    "azienda",     "societa",     "ditta",   "esempio",
    "domein",       "bedrijf",    "voorbeeld",   "klant",       "firma",   "kunde",
    "beispiel",     "muster",     "domaene",     "unternehmen", "bedrift", "foretag",
    "doman",        "domene",     "virksomhed",  "eksempel",    "exempel", "yritys",
    "esimerkki",    "domena",     "przyklad",    "priklad",     "pelda",   "alanadi",
    "sirket",       "ornek",      "domen",       "contoh",      "domeniu", "exemplu",
    "companie",     "perusahaan", NULL};

/* What stands behind it. */
static const char *const ends[] = {"com",  "net", "org",  "tld", "ext", "co",  "gov", "edu",
                                   "name", "id",  "fqdn", "xyz", "inc", "ltd", NULL};

/* Companies that Microsoft and others made up. */
static const char *const made_up[] = {"contoso",         "fabrikam",
                                      "example",         "acme",
                                      "litware",         "northwind",
                                      "tailspin",        "woodgrove",
                                      "wingtip",         "wideworld",
                                      "adventure-works", "adventureworks",
                                      "mydomain",        "mycompany",
                                      "yourname",        "yourcomp",
                                      "yourdomain",      "fourth-coffee",
                                      "fourthco",        "cohowine",
                                      "cohovine",        "proseware",
                                      "relecloud",       "margiestravel",
                                      "lucernepub",      "graphicdesign",
                                      "alpineski",       "humongousins",
                                      "vanarsdel",       "southridgevid",
                                      "bigco",           "globex",
                                      "initech",         NULL};

/* The first word of the list that the label goes on with; the longest if there are several. */
static uint32_t word_at(const struct code_text *text, struct span label, const char *const *words)
{
    size_t longest = 0;
    for (; *words != NULL; words++)
        if (strlen(*words) > longest && strlen(*words) <= span_length(label) &&
            strncasecmp(text->bytes + label.start, *words, strlen(*words)) == 0)
            longest = strlen(*words);
    return (uint32_t)longest;
}

static bool is_letter(const struct code_text *text, uint32_t at)
{
    return isalpha((unsigned char)text->bytes[at]) != 0;
}

/* "-", digits, and what countries end with: what stands between such words, and behind them. */
static uint32_t filling_at(const struct code_text *text, struct span label, bool named)
{
    if (!is_letter(text, label.start))
        return 1;
    uint32_t end = label.start;
    while (end < label.end && is_letter(text, end))
        end++;
    uint32_t length = end - label.start;
    bool alone = label.start > 0 && !is_letter(text, label.start - 1);
    return named && alone && (length == 2 || word_at(text, label, ends) == length) ? length : 0;
}

static bool is_placeholder(const struct code_text *text, struct span label)
{
    bool named = false;
    for (uint32_t length; !span_is_empty(label); label.start += length) {
        if ((length = filling_at(text, label, named)) > 0)
            continue;
        if ((length = word_at(text, label, things)) > 0)
            named = true;
        else if ((length = word_at(text, label, owners)) == 0)
            return false;
    }
    return named;
}

/* Does one of its words start so? */
static bool is_made_up(const struct code_text *text, struct span label)
{
    for (struct span rest = label; !span_is_empty(rest); rest.start++)
        if ((rest.start == label.start || !is_letter(text, rest.start - 1)) &&
            word_at(text, rest, made_up) > 0)
            return true;
    return false;
}

/* "your-…", and what no host has, or nobody calls himself. */
static bool is_marked(const struct code_text *text, struct span label)
{
    static const char yours[] = "your", unknown[] = "xxx";
    const char *bytes = text->bytes + label.start;
    size_t length = span_length(label);
    if (length > strlen(yours) && strncasecmp(bytes, yours, strlen(yours)) == 0 &&
        !is_letter(text, label.start + (uint32_t)strlen(yours)))
        return true;
    for (size_t at = 0; at + strlen(unknown) <= length; at++)
        if (strncasecmp(bytes + at, unknown, strlen(unknown)) == 0)
            return true;
    return memchr(bytes, '_', length) != NULL;
}

unsigned label_traits(const struct code_text *text, struct span label)
{
    return (is_made_up(text, label) ? TRAIT_SAMPLE : 0) |
           (is_marked(text, label) || is_placeholder(text, label) ? TRAIT_PLACEHOLDER : 0);
}
