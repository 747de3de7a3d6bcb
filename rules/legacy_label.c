#include "rules/legacy_label.h"

#include <ctype.h>
#include <string.h>

/*
 * The label is the body, the domain without its hyphens and with "-" for ".", and if there were
 * hyphens also "0" and a code that says where. The code goes over the domain four positions at a
 * time: a letter says which of the four hold a hyphen ("b" the first, "c" the second, "e" the
 * third, "i" the fourth, and sums of these), a decimal number how many fours hold none.
 */
enum { FOUR = 4, FOURS = LEGACY_DOMAIN_SIZE / FOUR + 1 };

/* Text that grows in a buffer of fixed size; `full` once something did not fit. */
struct text {
    char *bytes;
    size_t length, size;
    bool full;
};

static void text_add(struct text *text, char byte)
{
    if (text->length + 1 >= text->size) {
        text->full = true;
        return;
    }
    text->bytes[text->length++] = byte;
    text->bytes[text->length] = '\0';
}

static void text_add_number(struct text *text, unsigned number)
{
    if (number >= 10)
        text_add_number(text, number / 10);
    text_add(text, (char)('0' + number % 10));
}

static void body_add(struct text *label, const char *domain)
{
    for (const char *at = domain; *at != '\0'; at++)
        if (*at != '-')
            text_add(label, *at == '.' ? '-' : *at);
}

static void code_add(struct text *label, const char *domain)
{
    unsigned none = 0;
    for (size_t start = 0, end = strlen(domain); start < end; start += FOUR) {
        unsigned value = 0;
        for (size_t i = 0; i < FOUR && start + i < end; i++)
            if (domain[start + i] == '-')
                value |= 1U << i;
        if (value == 0) {
            none++;
            continue;
        }
        if (none > 0)
            text_add_number(label, none);
        text_add(label, (char)('a' + value));
        none = 0;
    }
}

bool legacy_label_encode(const char *domain, char label[LEGACY_LABEL_SIZE])
{
    struct text text = {label, 0, LEGACY_LABEL_SIZE, false};
    label[0] = '\0';
    body_add(&text, domain);
    if (strchr(domain, '-') != NULL) {
        text_add(&text, '0');
        code_add(&text, domain);
    }
    return text.length > 0 && !text.full;
}

/* Reads a code into the hyphens of each four. False: it is none. */
static bool code_read(const char *code, unsigned char hyphens[FOURS])
{
    memset(hyphens, 0, FOURS);
    size_t four = 0, none = 0;
    for (; *code != '\0'; code++) {
        if (isdigit((unsigned char)*code)) {
            none = none * 10 + (size_t)(*code - '0');
            if (none >= FOURS)
                return false;
            continue;
        }
        four += none;
        if (*code < 'b' || *code > 'p' || four >= FOURS)
            return false;
        hyphens[four++] = (unsigned char)(*code - 'a');
        none = 0;
    }
    return none == 0 && four > 0;
}

/* Puts dots and hyphens back. */
static bool domain_build(const char *body, size_t length, const unsigned char hyphens[FOURS],
                         char domain[LEGACY_DOMAIN_SIZE])
{
    struct text text = {domain, 0, LEGACY_DOMAIN_SIZE, false};
    domain[0] = '\0';
    for (size_t i = 0; i < length && !text.full; i++) {
        while (!text.full && (hyphens[text.length / FOUR] >> text.length % FOUR & 1) != 0)
            text_add(&text, '-');
        text_add(&text, body[i] == '-' ? '.' : body[i]);
    }
    return !text.full;
}

/*
 * Can this be a registered name? Labels neither start nor end with a hyphen, and a top-level domain
 * holds letters only unless it is an A-label: without that, "contoso-com0i" would be contoso.com0i.
 */
static bool domain_is_likely(const char *domain)
{
    const char *top = strrchr(domain, '.');
    if (top == NULL || strlen(top) < 3 || strstr(domain, "..") != NULL ||
        strstr(domain, ".-") != NULL || strstr(domain, "-.") != NULL || domain[0] == '.' ||
        domain[0] == '-' || domain[strlen(domain) - 1] == '-')
        return false;
    if (strncmp(top, ".xn--", 5) == 0)
        return true;
    while (isalpha((unsigned char)*++top))
        continue;
    return *top == '\0';
}

/* Reads `label` as a body of `length` bytes and what follows as "0" and a code, or as nothing. */
static bool label_read(const char *label, size_t length, char domain[LEGACY_DOMAIN_SIZE])
{
    unsigned char hyphens[FOURS] = {0};
    char again[LEGACY_LABEL_SIZE];
    if (label[length] != '\0' && !code_read(label + length + 1, hyphens))
        return false;
    return domain_build(label, length, hyphens, domain) && domain_is_likely(domain) &&
           legacy_label_encode(domain, again) && strcmp(again, label) == 0;
}

static bool text_lower(const char *text, char *lower, size_t size)
{
    size_t length = strlen(text);
    if (length >= size)
        return false;
    for (size_t i = 0; i <= length; i++)
        lower[i] = (char)tolower((unsigned char)text[i]);
    return true;
}

bool legacy_label_decode(const char *label, char domain[LEGACY_DOMAIN_SIZE])
{
    char lower[LEGACY_LABEL_SIZE] = "";
    if (!text_lower(label, lower, sizeof lower))
        return false;
    if (strchr(lower, '-') == NULL || strchr(lower, '.') != NULL)
        return false;
    for (const char *zero = strchr(lower, '0'); zero != NULL; zero = strchr(zero + 1, '0'))
        if (label_read(lower, (size_t)(zero - lower), domain))
            return true;
    return label_read(lower, strlen(lower), domain);
}
