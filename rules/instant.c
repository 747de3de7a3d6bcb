#include "rules/instant.h"

#include <ctype.h>
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

/*
 * Reads numbers of so many digits as the pattern has the same letter in a row, one after the other;
 * what is no letter stands for itself. Returns what is behind; NULL: the text is not so.
 */
static const char *numbers_read(const char *text, const char *pattern, int *numbers)
{
    char letter = '\0';
    numbers--;
    for (; *pattern != '\0'; text++, pattern++) {
        bool is_digit = isalpha((unsigned char)*pattern);
        if (is_digit ? !isdigit((unsigned char)*text) : *text != *pattern)
            return NULL;
        if (is_digit && *pattern != letter)
            *++numbers = 0;
        if (is_digit)
            *numbers = *numbers * 10 + (*text - '0');
        letter = *pattern;
    }
    return text;
}

/* "Z", "+01:00", or nothing; `*east`: seconds that local time is ahead. */
static bool zone_parse(const char *text, int64_t *east)
{
    int numbers[2] = {0}; /* hours, minutes */
    *east = 0;
    if (*text == '\0' || strcmp(text, "Z") == 0 || strcmp(text, "z") == 0)
        return true;
    const char *behind = numbers_read(text + 1, "hh:mm", numbers);
    if ((*text != '+' && *text != '-') || behind == NULL || *behind != '\0' || numbers[0] > 23 ||
        numbers[1] > 59)
        return false;
    *east = (numbers[0] * 60 + numbers[1]) * (*text == '-' ? -60 : 60);
    return true;
}

/* Year, month, day, hour, minute, second. */
static bool numbers_judge(const int numbers[6], int64_t *instant)
{
    return instant_of((struct tm){.tm_year = numbers[0],
                                  .tm_mon = numbers[1],
                                  .tm_mday = numbers[2],
                                  .tm_hour = numbers[3],
                                  .tm_min = numbers[4],
                                  .tm_sec = numbers[5]},
                      instant);
}

static bool date_parse(const char *text, int64_t *instant)
{
    int numbers[6] = {0};
    int64_t east;
    text = numbers_read(text, "yyyy-mm-dd", numbers);
    if (text == NULL || *text == '\0')
        return text != NULL && numbers_judge(numbers, instant);
    if (strchr("Tt ", *text) == NULL)
        return false;
    text = numbers_read(text + 1, "hh:mm:ss", numbers + 3);
    if (text == NULL)
        return false;
    if (*text == '.')
        text += 1 + strspn(text + 1, "0123456789");
    if (!zone_parse(text, &east) || !numbers_judge(numbers, instant))
        return false;
    *instant -= east;
    return true;
}

static bool digits_parse(const char *text, int64_t *instant)
{
    int numbers[6] = {0};
    size_t length = strlen(text);
    if (length == 14)
        return numbers_read(text, "yyyymmddhhMMss", numbers) != NULL &&
               numbers_judge(numbers, instant);
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
