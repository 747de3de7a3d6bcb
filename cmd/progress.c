#include "cmd/progress.h"

#include <stdio.h>
#include <talloc.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include "cmd/print/escape.h"

enum { FIRST = 500, STEP = 100, SECOND = 1000 }; /* milliseconds */

struct progress {
    mtx_t lock;
    cnd_t stopped;
    thrd_t thread;
    bool stop, hidden, visible; /* visible: the line is on the screen */
    size_t done, total;
    const char *path;
};

static struct timespec later(struct timespec from, long milliseconds)
{
    const long billion = 1000000000;
    from.tv_nsec += milliseconds % SECOND * (billion / SECOND);
    from.tv_sec += milliseconds / SECOND + from.tv_nsec / billion;
    from.tv_nsec %= billion;
    return from;
}

static void clear(struct progress *progress)
{
    if (progress->visible)
        fputs("\r\033[K", stderr);
    progress->visible = false;
}

static void draw(struct progress *progress)
{
    if (progress->hidden || progress->path == NULL)
        return;
    clear(progress);
    fprintf(stderr, "mxmend: %zu of %zu files, ", progress->done, progress->total);
    escape_text(stderr, progress->path);
    fflush(stderr);
    progress->visible = true;
}

static int run(void *context)
{
    struct progress *progress = context;
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    mtx_lock(&progress->lock);
    for (long wait = FIRST; !progress->stop; wait = STEP) {
        struct timespec until = later(now, wait);
        if (cnd_timedwait(&progress->stopped, &progress->lock, &until) == thrd_timedout)
            draw(progress);
        timespec_get(&now, TIME_UTC);
    }
    clear(progress);
    mtx_unlock(&progress->lock);
    return 0;
}

static int stop(struct progress *progress)
{
    mtx_lock(&progress->lock);
    progress->stop = true;
    cnd_signal(&progress->stopped);
    mtx_unlock(&progress->lock);
    thrd_join(progress->thread, NULL);
    mtx_destroy(&progress->lock);
    cnd_destroy(&progress->stopped);
    return 0;
}

struct progress *progress_new(void *mem, bool quiet)
{
    if (quiet || isatty(STDERR_FILENO) != 1)
        return NULL;
    struct progress *progress = talloc_zero(mem, struct progress);
    if (mtx_init(&progress->lock, mtx_plain) != thrd_success ||
        cnd_init(&progress->stopped) != thrd_success ||
        thrd_create(&progress->thread, run, progress) != thrd_success) {
        talloc_free(progress); /* it goes without */
        return NULL;
    }
    talloc_set_destructor(progress, stop);
    return progress;
}

void progress_at(struct progress *progress, size_t done, size_t total, const char *path)
{
    if (progress == NULL)
        return;
    mtx_lock(&progress->lock);
    progress->hidden = false;
    progress->done = done;
    progress->total = total;
    progress->path = path;
    mtx_unlock(&progress->lock);
}

void progress_hide(struct progress *progress)
{
    if (progress == NULL)
        return;
    mtx_lock(&progress->lock);
    clear(progress);
    fflush(stderr);
    progress->hidden = true;
    mtx_unlock(&progress->lock);
}
