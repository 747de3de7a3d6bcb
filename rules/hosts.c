#include "rules/hosts.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What stands in front of a suffix, without the dot between them; empty if nothing does. */
struct front {
    const char *text;
    size_t length;
};

struct host_row {
    const char *suffix;
    bool (*fits)(struct front front);
    enum host_family family;
    const char *service, *cloud;
};

enum { HOST_ROWS = 17 };
static const struct host_row host_rows[HOST_ROWS]; /* the last one stays empty */

/* Length without the final dot; "\." at the end is no final dot, "\\." is one. */
static size_t name_length(const char *name)
{
    size_t length = strlen(name), slashes = 0;
    if (length == 0 || name[length - 1] != '.')
        return length;
    while (slashes + 1 < length && name[length - 2 - slashes] == '\\')
        slashes++;
    return slashes % 2 == 0 ? length - 1 : length;
}

/* Sets `*front` to the bytes in front of `suffix`, dot included; false: it is no suffix. */
static bool suffix_split(const char *host, size_t length, const char *suffix, size_t *front)
{
    size_t tail = strlen(suffix);
    if (tail > length || strncasecmp(host + length - tail, suffix, tail) != 0)
        return false;
    *front = length - tail;
    size_t slashes = 0;
    while (*front >= 2 + slashes && host[*front - 2 - slashes] == '\\')
        slashes++;
    return *front == 0 || (host[*front - 1] == '.' && *front > 1 && slashes % 2 == 0);
}

struct host_class host_classify(const char *host)
{
    struct host_class result = {HOST_OTHER, NULL, NULL, 0};
    size_t length = name_length(host), longest = 0;
    for (const struct host_row *row = host_rows; row->suffix != NULL; row++) {
        size_t front;
        if (strlen(row->suffix) <= longest || !suffix_split(host, length, row->suffix, &front))
            continue;
        struct front label = {host, front == 0 ? 0 : front - 1};
        if (row->fits(label)) {
            longest = strlen(row->suffix);
            result = (struct host_class){row->family, row->service, row->cloud, label.length};
        }
    }
    return result;
}

struct host_class host_classify_with(const struct hosts_own *own, const char *host)
{
    struct host_class result = host_classify(host);
    size_t length = name_length(host), front;
    size_t longest = length - (result.service == NULL ? length : result.label_length);
    for (size_t i = 0; own != NULL && i < own->count; i++) {
        const struct host_own *row = &own->items[i];
        if (strlen(row->suffix) + 1 < longest || !suffix_split(host, length, row->suffix, &front) ||
            front == 0)
            continue;
        longest = strlen(row->suffix) + 1;
        result = (struct host_class){row->family, row->service, row->cloud, front - 1};
        if (row->family == HOST_OTHER)
            result.service = NULL;
    }
    return result;
}

bool host_tail_is_known(const char *text, size_t length)
{
    length -= length > 0 && text[length - 1] == '.';
    for (const struct host_row *row = host_rows; row->suffix != NULL; row++) {
        size_t tail = strlen(row->suffix);
        if (tail <= length && (text[length - tail] | 0x20) == row->suffix[0] &&
            strncasecmp(text + length - tail, row->suffix, tail) == 0)
            return true;
    }
    return false;
}

bool host_family_is_exchange(enum host_family family)
{
    return family != HOST_OTHER && family != HOST_CONSUMER && family != HOST_VERIFICATION;
}

bool host_is_exchange(const char *host)
{
    return host_family_is_exchange(host_classify(host).family);
}

bool host_equal(const char *a, const char *b)
{
    size_t length = name_length(a);
    return length == name_length(b) && strncasecmp(a, b, length) == 0;
}

/* Is this a label that a host may have? It sets `*letter` if it is not all digits. */
static bool label_is_ldh(const char *label, size_t length, bool *letter)
{
    if (length == 0 || length > 63 || label[0] == '-' || label[length - 1] == '-')
        return false;
    *letter = false;
    for (size_t i = 0; i < length; i++) {
        if (!isalnum((unsigned char)label[i]) && label[i] != '-')
            return false;
        *letter = *letter || !isdigit((unsigned char)label[i]);
    }
    return true;
}

bool host_is_name(const char *host)
{
    size_t length = name_length(host), labels = 0;
    bool letter = false;
    if (length > 253)
        return false;
    for (size_t start = 0; start <= length; labels++) {
        size_t size = 0;
        while (start + size < length && host[start + size] != '.')
            size++;
        if (!label_is_ldh(host + start, size, &letter))
            return false;
        start += size + 1;
    }
    return labels > 1 && letter;
}

static bool is_nothing(struct front front)
{
    return front.length == 0;
}

static bool is_something(struct front front)
{
    return front.length > 0;
}

static bool is_anything(struct front front)
{
    (void)front;
    return true;
}

static bool is_digits(struct front front)
{
    for (size_t i = 0; i < front.length; i++)
        if (!isdigit((unsigned char)front.text[i]))
            return false;
    return front.length > 0;
}

static bool is_ms_digits(struct front front)
{
    return front.length > 2 && strncasecmp(front.text, "ms", 2) == 0 &&
           is_digits((struct front){front.text + 2, front.length - 2});
}

/* No partition label: "contoso-com", "contoso-com-o-v1", "o-v1", or nothing at all. */
static bool is_one_label(struct front front)
{
    return memchr(front.text, '.', front.length) == NULL;
}

/* <label>.<letter>-v<digits> */
static bool is_partitioned(struct front front)
{
    bool letter;
    const char *dot = memchr(front.text, '.', front.length);
    if (dot == NULL || !label_is_ldh(front.text, (size_t)(dot - front.text), &letter))
        return false;
    const char *part = dot + 1;
    size_t length = front.length - (size_t)(part - front.text);
    return length > 3 && isalpha((unsigned char)part[0]) && part[1] == '-' &&
           tolower((unsigned char)part[2]) == 'v' &&
           is_digits((struct front){part + 3, length - 3});
}

/*
 * As known in September 2026: Microsoft's cut-over steps and hybrid documentation, MC1048624, and
 * public zones. Rows of one suffix are tried in their order.
 */
static const struct host_row host_rows[HOST_ROWS] = {
    {"mail.protection.outlook.com", is_something, HOST_LEGACY, "Exchange Online", "global"},
    {"mail.protection.outlook.com", is_nothing, HOST_MALFORMED, "Exchange Online", "global"},
    {"mx.microsoft", is_partitioned, HOST_NEW, "Exchange Online", "global"},
    {"mx.microsoft", is_one_label, HOST_MALFORMED, "Exchange Online", "global"},
    {"mx.microsoft", is_something, HOST_NEW_ODD, "Exchange Online", "global"},
    {"mx.microsoft.com", is_anything, HOST_MALFORMED, "Exchange Online", "global"},
    {"mail.protection.office365.us", is_anything, HOST_SOVEREIGN,
     "Exchange Online for the US Government (GCC High or DoD)", "gcc-high"},
    {"mail.protection.partner.outlook.cn", is_anything, HOST_SOVEREIGN,
     "Exchange Online in China (21Vianet)", "china"},
    {"mail.protection.outlook.de", is_anything, HOST_DEAD, "Office 365 Germany", NULL},
    {"mail.eo.outlook.com", is_something, HOST_EARLY, "early Exchange Online", "global"},
    {"eo.outlook.com", is_anything, HOST_DEAD, "Forefront Online Protection for Exchange", NULL},
    {"mail.messaging.microsoft.com", is_anything, HOST_DEAD,
     "Forefront Online Protection for Exchange", NULL},
    {"frontbridge.com", is_something, HOST_DEAD, "FrontBridge", NULL},
    {"mail.outlook.com", is_digits, HOST_DEAD, "Office 365 as of 2014", NULL},
    {"olc.protection.outlook.com", is_something, HOST_CONSUMER, "Outlook.com", NULL},
    {"msv1.invalid", is_ms_digits, HOST_VERIFICATION, "proof of ownership", NULL},
};

const char *const host_family_names[HOST_FAMILIES] = {
    [HOST_OTHER] = "other",
    [HOST_LEGACY] = "legacy",
    [HOST_NEW] = "new",
    [HOST_NEW_ODD] = "new-odd",
    [HOST_MALFORMED] = "malformed",
    [HOST_SOVEREIGN] = "sovereign",
    [HOST_EARLY] = "early",
    [HOST_DEAD] = "dead",
    [HOST_CONSUMER] = "consumer",
    [HOST_VERIFICATION] = "verification",
};
