#include "rules/serial.h"

#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/rdata.h"

enum {
    TYPE_SOA = 6,
    SOA_SERIAL = 2,         /* field of the RDATA */
    DATE_FIRST_YEAR = 1987, /* RFC 1034: nobody dated a serial before */
    DATE_LAST_YEAR = 2099,
    SECONDS_PER_DAY = 24 * 60 * 60,
};

/* A zone may well stand unchanged this long (in seconds) before its time is raised. */
static const int64_t UNIXTIME_NEAR = 10LL * 365 * SECONDS_PER_DAY;

static bool is_leap_year(uint32_t year)
{
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/* `month` counts from 1; 0 for one that is none. */
static uint32_t days_in_month(uint32_t year, uint32_t month)
{
    static const uint32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && is_leap_year(year) ? 1 : 0);
}

/* YYYYMMDD00 of the day that `now` falls on; 0 before 1970. Not gmtime(), which reads TZ. */
static uint32_t date_serial(int64_t now)
{
    if (now < 0)
        return 0;
    uint32_t year = 1970, month = 1;
    int64_t day = now / SECONDS_PER_DAY;
    while (year <= DATE_LAST_YEAR && day >= days_in_month(year, month)) {
        day -= days_in_month(year, month);
        month = month % 12 + 1;
        year += month == 1;
    }
    return year > DATE_LAST_YEAR ? 0 : (year * 10000 + month * 100 + (uint32_t)day + 1) * 100;
}

static bool looks_like_date(uint32_t serial)
{
    uint32_t year = serial / 1000000, month = serial / 10000 % 100, day = serial / 100 % 100;
    return year >= DATE_FIRST_YEAR && year <= DATE_LAST_YEAR && day >= 1 &&
           day <= days_in_month(year, month);
}

static bool looks_like_unixtime(uint32_t serial, int64_t now)
{
    return serial > now - UNIXTIME_NEAR && serial < now + UNIXTIME_NEAR;
}

static enum serial_policy recognise_policy(uint32_t old, int64_t now)
{
    if (looks_like_date(old))
        return SERIAL_DATE;
    return looks_like_unixtime(old, now) ? SERIAL_UNIXTIME : SERIAL_INCREMENT;
}

bool serial_is_greater(uint32_t a, uint32_t b)
{
    return a != b && a - b < UINT32_C(0x80000000);
}

uint32_t serial_next(uint32_t old, enum serial_policy policy, int64_t now)
{
    uint32_t wanted = 0;
    if (policy == SERIAL_AUTO)
        policy = recognise_policy(old, now);
    if (policy == SERIAL_KEEP)
        return old;
    if (policy == SERIAL_DATE)
        wanted = date_serial(now);
    if (policy == SERIAL_UNIXTIME && now > 0 && now <= UINT32_MAX)
        wanted = (uint32_t)now;
    if (wanted != 0 && serial_is_greater(wanted, old))
        return wanted;
    return old == UINT32_MAX ? 1 : old + 1;
}

static bool read_serial(const char *text, uint32_t length, uint32_t *serial)
{
    uint64_t value = 0;
    for (uint32_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return false;
        value = value * 10 + (uint64_t)(text[i] - '0');
        if (value > UINT32_MAX)
            return false;
    }
    *serial = (uint32_t)value;
    return length > 0;
}

/* The next SOA of the zone behind `soa`; the first for NULL. */
static const struct record *next_soa(const struct document *document, const struct record *soa)
{
    while ((soa = document_next(document, TYPE_SOA, soa)) != NULL && soa->name != document->apex)
        continue;
    return soa;
}

bool serial_of(const struct document *document, uint32_t *serial)
{
    enum { NUMBERS = 20 }; /* octets: the serial and four times end the RDATA */
    const struct record *soa = next_soa(document, NULL);
    struct rdata *rdata = soa == NULL ? NULL : talloc(NULL, struct rdata);
    bool known = rdata != NULL && record_rdata(document, soa, rdata) && rdata->length > NUMBERS;
    const uint8_t *octets = known ? rdata->wire + rdata->length - NUMBERS : NULL;
    if (known)
        *serial = (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 | (uint32_t)octets[2] << 8 |
                  octets[3];
    talloc_free(rdata);
    return known;
}

/* How a serial is to be raised. */
struct raising {
    const struct document *earlier;
    enum serial_policy policy;
    int64_t now;
};

/* One that fell since is raised above what secondaries have seen of it. */
static uint32_t next_of(uint32_t old, const struct raising *how)
{
    uint32_t before;
    if (how->earlier != NULL && serial_of(how->earlier, &before) && serial_is_greater(before, old))
        old = before;
    return serial_next(old, how->policy, how->now);
}

/* Makes the edit for one SOA, or says why there is none. */
static const char *raise_soa(struct serial_raise *raise, void *mem, const struct document *document,
                             const struct record *record, const struct raising *how)
{
    const struct file *file = record_file(document, record);
    struct span at = record_field(document, record, SOA_SERIAL);
    uint32_t old;
    if (file->generated || file->kept != NULL)
        return "the SOA stands in text that cannot be edited";
    if (!read_serial(file->bytes + at.start, span_length(at), &old))
        return "it is not written as a number"; /* but in the form of RFC 3597, say */
    char *text = talloc_asprintf(mem, "%u", (unsigned)next_of(old, how));
    ARRAY_PUSH(mem, raise->edits, raise->count,
               (struct edit){.file = document->scopes[record->scope].file,
                             .old = at,
                             .text = text,
                             .length = strlen(text),
                             .safety = SAFE});
    return NULL;
}

struct serial_raise serial_raise(void *mem, const struct document *document,
                                 const struct document *earlier, enum serial_policy policy,
                                 int64_t now)
{
    struct serial_raise raise = {.kept = NULL};
    struct raising how = {earlier, policy, now};
    size_t found = 0;
    const struct record *soa = NULL;
    if (document->entries != NULL) /* who serves the data counts by himself */
        return raise;
    if (policy == SERIAL_KEEP)
        return (struct serial_raise){.kept = "--serial keep: secondaries will not fetch the zone"};
    for (; (soa = next_soa(document, soa)) != NULL; found++) {
        const char *kept = raise_soa(&raise, mem, document, soa, &how);
        if (kept != NULL)
            raise.kept = kept;
    }
    if (found == 0)
        raise.kept = "no SOA could be read";
    return raise;
}

const char *const serial_policy_names[] = {"auto", "keep", "increment", "date", "unixtime", NULL};
