#include "cmd/progress.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <talloc.h>
#include <threads.h>
#include <time.h>
#include <unistd.h>

#include "cmd/print/escape.h"

enum { FIRST = 500, STEP = 100, SECOND = 1000 }; /* milliseconds */
enum { NARROW = 80 };                            /* columns, if nobody tells */

struct progress {
    mtx_t lock;
    cnd_t stopped;
    thrd_t thread;
    bool stop, hidden, visible; /* visible: the line is on the screen */
    atomic_size_t found;
    size_t done, total;
    const char *path; /* NULL: files are still looked for */
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
        fputs("\033[K", stderr);
    progress->visible = false;
}

static size_t columns(void)
{
    struct winsize size;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : NARROW;
}

/* In one piece, so that nothing comes between; without the path where that would take a second line,
 * since only one can be erased. */
static void draw(struct progress *progress)
{
    char *text = NULL;
    size_t length, most = columns();
    FILE *line = progress->hidden ? NULL : open_memstream(&text, &length);
    if (line == NULL)
        return;
    if (progress->path == NULL)
        fprintf(line, "mxmend: %zu files found", atomic_load(&progress->found));
    else
        fprintf(line, "mxmend: %zu of %zu files", progress->done, progress->total);
    (void)fflush(line);
    size_t without = length;
    fputs(", ", line);
    escape_text(line, progress->path == NULL ? "" : progress->path);
    (void)fclose(line);
    bool fits = progress->path != NULL && length < most;
    fprintf(stderr, "\033[K%.*s\r", (int)(fits ? length : without), text);
    progress->visible = true;
    free(text);
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

bool progress_is_possible(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) == 1 && (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

struct progress *progress_new(void *mem, bool quiet)
{
    if (quiet || !progress_is_possible())
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

void progress_found(struct progress *progress)
{
    if (progress != NULL)
        atomic_fetch_add_explicit(&progress->found, 1, memory_order_relaxed);
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
    progress->path = NULL;
    progress->hidden = true;
    mtx_unlock(&progress->lock);
}
