#include "rules/instant.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t last = 253402300799; /* the end of the year 9999 */

/* The day and time are real if they survive being made into seconds and back. */
static bool instant_of(struct tm parts, int64_t *instant)
{
    struct tm again;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    struct tm given = parts;
    time_t seconds = timegm(&parts);
    *instant = seconds;
    return gmtime_r(&seconds, &again) != NULL && again.tm_year == given.tm_year &&
           again.tm_mon == given.tm_mon && again.tm_mday == given.tm_mday &&
           again.tm_hour == given.tm_hour && again.tm_min == given.tm_min &&
           again.tm_sec == given.tm_sec;
}

/* "Z", "+01:00", or nothing; `*east`: seconds that local time is ahead. */
static bool zone_parse(const char *text, int64_t *east)
{
    int hours, minutes, length = 0;
    *east = 0;
    if (*text == '\0' || strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    if ((*text != '+' && *text != '-') || !isdigit((unsigned char)text[1]) ||
        sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &length) != 2 || text[1 + length] != '\0' ||
        length != 5 || hours > 23 || minutes > 59)
        return false;
    *east = (hours * 60 + minutes) * (*text == '-' ? -60 : 60);
    return true;
}

static bool date_parse(const char *text, int64_t *instant)
{
    struct tm parts = {0};
    int length = 0;
    int64_t east;
    if (strspn(text, "0123456789") != 4 ||
        sscanf(text, "%4d-%2d-%2d%n", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &length) !=
            3 ||
        length != 10)
        return false;
    text += length;
    if (*text == '\0')
        return instant_of(parts, instant);
    length = 0;
    if (strchr("Tt ", *text) == NULL || !isdigit((unsigned char)text[1]) ||
        sscanf(text + 1, "%2d:%2d:%2d%n", &parts.tm_hour, &parts.tm_min, &parts.tm_sec, &length) !=
            3 ||
        length != 8)
        return false;
    text += 1 + length;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    if (!zone_parse(text, &east) || !instant_of(parts, instant))
        return false;
    *instant -= east;
    return true;
}

static bool digits_parse(const char *text, int64_t *instant)
{
    struct tm parts = {0};
    size_t length = strlen(text);
    if (length == 14)
        return sscanf(text, "%4d%2d%2d%2d%2d%2d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday,
                      &parts.tm_hour, &parts.tm_min, &parts.tm_sec) == 6 &&
               instant_of(parts, instant);
    *instant = length <= 12 ? strtoll(text, NULL, 10) : last + 1;
    return *instant <= last && length != 8; /* eight digits are a day that somebody meant */
}

bool instant_parse(const char *text, int64_t *instant)
{
    size_t digits = strspn(text, "0123456789");
    return digits > 0 && text[digits] == '\0' ? digits_parse(text, instant)
                                              : date_parse(text, instant);
}

const char *instant_text(int64_t instant, char text[INSTANT_TEXT_MAX])
{
    struct tm parts;
    time_t seconds = instant < 0 ? 0 : instant > last ? last : instant;
    gmtime_r(&seconds, &parts);
    strftime(text, INSTANT_TEXT_MAX, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}
