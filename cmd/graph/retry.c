#include "cmd/graph/retry.h"

#include <ctype.h>
#include <curl/curl.h>
#include <errno.h>
#include <stdlib.h>
#include <time.h>

#include <openssl/rand.h>

enum { FIRST = 1000, LONGEST = 30 * 1000 }; /* of the waits that nobody asked for */

bool retry_status(long status)
{
    return status == 429 || status == 500 || (status >= 502 && status <= 504);
}

/* -1: it asks for nothing. */
static int64_t asked_for(const char *text, int64_t now)
{
    if (text == NULL)
        return -1;
    while (isspace((unsigned char)*text))
        text++;
    if (isdigit((unsigned char)*text)) {
        char *end;
        errno = 0;
        double seconds = strtod(text, &end);
        while (isspace((unsigned char)*end))
            end++;
        return *end != '\0' ? -1 : seconds > 1e6 ? (int64_t)1e9 : (int64_t)(seconds * 1000);
    }
    time_t date = curl_getdate(text, NULL);
    if (date == -1)
        return -1;
    return date <= now ? 0 : (date - now) * 1000;
}

int64_t retry_wait(const char *retry_after, unsigned tries, int64_t now)
{
    int64_t wait = asked_for(retry_after, now);
    if (wait >= 0)
        return wait;
    uint32_t random = 0;
    (void)RAND_bytes((unsigned char *)&random, sizeof random);
    wait = tries > 5 ? LONGEST : FIRST << (tries - 1);
    if (wait > LONGEST)
        wait = LONGEST;
    return wait - random % (wait / 2);
}

int64_t retry_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000 + 1;
}

void retry_sleep(int64_t milliseconds)
{
    struct timespec left = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    while (nanosleep(&left, &left) != 0 && errno == EINTR)
        continue;
}
