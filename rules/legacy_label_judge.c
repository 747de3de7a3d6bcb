#include <ctype.h>
#include <string.h>

#include "rules/legacy_label.h"

/* One wrong derivation, and how to call it. */
struct guess {
    bool (*made)(const char *label, const char *domain);
    const char *how;
};

enum { GUESSES = 4 };
static const struct guess guesses[GUESSES];

static bool text_lower(const char *text, char lower[LEGACY_DOMAIN_SIZE])
{
    size_t length = strlen(text);
    if (length >= LEGACY_DOMAIN_SIZE)
        return false;
    for (size_t i = 0; i <= length; i++)
        lower[i] = (char)tolower((unsigned char)text[i]);
    return true;
}

enum label_verdict legacy_label_judge(const char *label, const char *domain,
                                      char other[LEGACY_DOMAIN_SIZE])
{
    char lower[LEGACY_DOMAIN_SIZE], right[LEGACY_LABEL_SIZE];
    if (!text_lower(label, lower))
        return LABEL_UNKNOWN;
    if (legacy_label_encode(domain, right) && strcmp(lower, right) == 0)
        return LABEL_RIGHT;
    for (size_t i = 0; i < GUESSES; i++)
        if (guesses[i].made(lower, domain)) {
            memcpy(other, guesses[i].how, strlen(guesses[i].how) + 1);
            return LABEL_GUESSED;
        }
    if (legacy_label_decode(lower, other))
        return LABEL_FOREIGN;
    return strpbrk(lower, "-.") == NULL ? LABEL_NO_DOMAIN : LABEL_UNKNOWN;
}

/* Is `label` what `domain` becomes when its dots give way to hyphens, or only the first one? */
static bool dots_replaced(const char *label, const char *domain, bool all)
{
    for (bool done = false; *domain != '\0'; domain++, label++) {
        bool here = *domain == '.' && !done;
        if (*label != (here ? '-' : *domain))
            return false;
        done = done || (here && !all);
    }
    return *label == '\0';
}

static bool hyphen_kept(const char *label, const char *domain)
{
    return dots_replaced(label, domain, true);
}

static bool first_dot_replaced(const char *label, const char *domain)
{
    return dots_replaced(label, domain, false);
}

static bool dots_kept(const char *label, const char *domain)
{
    return strcmp(label, domain) == 0;
}

/*
 * Does `*label` start with the ASCII bytes of `part`, one label of a domain? In an A-label they
 * stand between "xn--" and the last hyphen (RFC 3492 section 3.1). Moves past them.
 */
static bool ascii_matches(const char **label, const char *part, size_t size, bool *idn)
{
    if (size > 4 && strncmp(part, "xn--", 4) == 0) {
        *idn = true;
        part += 4;
        size -= 4;
        while (size > 0 && part[--size] != '-')
            continue;
    }
    if (strncmp(*label, part, size) != 0)
        return false;
    *label += size;
    return true;
}

/* Labels joined by hyphens in Unicode, then encoded as one: again the ASCII bytes come first. */
static bool idn_joined(const char *label, const char *domain)
{
    bool idn = false;
    if (strncmp(label, "xn--", 4) != 0)
        return false;
    for (label += 4;; domain++) {
        size_t size = strcspn(domain, ".");
        if (!ascii_matches(&label, domain, size, &idn) || *label++ != '-')
            return false;
        domain += size;
        if (*domain == '\0')
            return idn && *label != '\0' && strchr(label, '-') == NULL;
    }
}

/* Met in public code (reference, microsoft.md section 8.4). */
static const struct guess guesses[GUESSES] = {
    {hyphen_kept, "hyphen kept"},
    {first_dot_replaced, "only the first dot replaced"},
    {dots_kept, "dots kept"},
    {idn_joined, "IDN joined before it was encoded"},
};
