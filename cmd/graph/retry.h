#ifndef MXMEND_RETRY_H
#define MXMEND_RETRY_H

#include <stdbool.h>
#include <stdint.h>

/* When to ask again, and how often. Times are in milliseconds. */

enum {
    RETRY_TRIES = 5,                /* as often is a thing asked for */
    RETRY_WAIT_MAX = 5 * 60 * 1000, /* so long after the first trouble a run gives up */
};

/* Does this status tell to come back later? (429 and what a gateway says when it is busy) */
bool retry_status(long status);

/*
 * How long to wait before the next try: what Retry-After asks for (seconds or a date, RFC 9110
 * section 10.2.3; NULL or nonsense: it does not), else a time that doubles with each try up to half
 * a minute, less a random part of up to a half, so that those who failed together do not come back
 * together. `tries` counts from 1; `now` is in seconds since 1970.
 */
int64_t retry_wait(const char *retry_after, unsigned tries, int64_t now);

/* Milliseconds since some time in the past, not 0. */
int64_t retry_now(void);

void retry_sleep(int64_t milliseconds);

#endif
