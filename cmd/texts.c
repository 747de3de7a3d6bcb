#include "cmd/texts.h"
#include "cmd/source.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/authority_file.h"
#include "cmd/complain.h"
#include "cmd/config.h"
#include "parser/formats/mta_sts.h"
#include "parser/utf16.h"
#include "parser/zone_name.h"

enum {
    TEXT_MOST = 4 << 20,    /* bytes: what is larger is generated, or a log, or data */
    GLANCE = 8000,          /* bytes in which a NUL shows that it is no text, as git has it */
    FIRST_READ = 128 << 10, /* bytes */
    THREADS_MOST = 16,
};

static const char too_large[] = "is larger than 4 MiB", binary[] = "is no text",
                  no_mention[] = "mentions no host of Exchange Online";

/* What one thread needs. */
struct glancer {
    struct code_scanner *scanner;
    char *buffer;      /* TEXT_MOST + 1 bytes, of which those that are never used cost nothing */
    size_t count;      /* files in which nothing was found */
    char padding[128]; /* threads that write to one line of the cache hold each other up */
};

struct texts {
    const struct options *options;
    struct configs *configs;
    struct run_settings settings;
    struct code_scanner *scanner;
    struct glancer glancers[THREADS_MOST];
    size_t count;
};

/* They are the threads' own, so talloc does not know whose they are. */
static int glancers_free(struct texts *texts)
{
    for (size_t i = 0; i < THREADS_MOST; i++)
        talloc_free(texts->glancers[i].scanner);
    return 0;
}

struct texts *texts_new(void *mem, const struct options *options)
{
    const char *why;
    struct texts *texts = talloc_zero(mem, struct texts);
    talloc_set_destructor(texts, glancers_free);
    texts->options = options;
    texts->configs = configs_new(texts, options);
    texts->settings = configs_run(texts->configs);
    texts->scanner = code_scanner_new(texts, texts->settings.code, &why);
    return texts;
}

struct code_scanner *texts_scanner(struct texts *texts)
{
    return texts->scanner;
}

struct configs *texts_configs(struct texts *texts)
{
    return texts->configs;
}

size_t texts_count(const struct texts *texts)
{
    size_t count = texts->count;
    for (size_t i = 0; i < THREADS_MOST; i++)
        count += texts->glancers[i].count;
    return count;
}

static bool is_binary(const char *bytes, size_t size)
{
    return memchr(bytes, '\0', size < GLANCE ? size : GLANCE) != NULL;
}

bool texts_is_known(const struct disk_file *file)
{
    return !is_binary(file->bytes, file->size) &&
           language_of(file->path, file->bytes, file->size)->endings != NULL;
}

const struct format *texts_format(struct texts *texts, const struct disk_file *file,
                                  const char **why)
{
    bool hits = false;
    *why = is_binary(file->bytes, file->size) ? binary
           : file->size > TEXT_MOST           ? too_large
           : source_is_ours(file)             ? "is what mxmend wrote itself"
                                              : NULL;
    if (*why == NULL) {
        hits = code_scanner_hits(texts->scanner, file->bytes, file->size);
        *why = hits ? "mentions a host of Exchange Online" : no_mention;
    }
    return hits ? &code_format : NULL;
}

/* What Graph says is read by who looks for it: nobody searched it. */
static bool is_authority(const char *path)
{
    return strcmp(basename(path), authority_file_name) == 0;
}

void texts_pass(struct texts *texts, const struct input *input, const struct disk_file *file,
                const char *why)
{
    if (why == no_mention)
        texts->count += (!input->named || texts_is_known(file)) && !is_authority(input->path);
    else if (texts->options->verbose)
        complain("%s: skipped: it %s", input->path, why);
}

/* ---- the glance -------------------------------------------------------------------------------- */

/* Reads until there are `most` bytes, or to the end; -1: it cannot be read. A regular file gives less
 * than was asked for only at its end. */
static ssize_t fill(int descriptor, char *buffer, size_t size, size_t most)
{
    ssize_t got;
    do
        got = read(descriptor, buffer + size, most - size);
    while (got < 0 && errno == EINTR);
    return got < 0 ? -1 : (ssize_t)size + got;
}

/* Is there nothing in the file? What cannot be read, or is skipped, is left to who tells of it. */
static bool is_dull(const struct glancer *glancer, const char *path, int descriptor, bool named)
{
    char *bytes = glancer->buffer;
    ssize_t size = fill(descriptor, bytes, 0, FIRST_READ);
    if (size == FIRST_READ && !is_binary(bytes, FIRST_READ))
        size = fill(descriptor, bytes, FIRST_READ, TEXT_MOST + 1);
    if (size < 0 || size > TEXT_MOST || is_binary(bytes, (size_t)size) ||
        utf16_is(bytes, (size_t)size) ||
        format_recognise(path, bytes, (uint32_t)size, NULL) != NULL ||
        code_scanner_hits(glancer->scanner, bytes, (size_t)size))
        return false;
    return !named || language_of(path, bytes, (uint32_t)size)->endings != NULL;
}

/* Made by the thread that uses it. */
static struct glancer *find_glancer(struct texts *texts, unsigned thread)
{
    const char *why;
    struct glancer *glancer = &texts->glancers[thread];
    if (glancer->scanner == NULL) {
        glancer->scanner = code_scanner_new(NULL, texts->settings.code, &why);
        glancer->buffer = talloc_size(glancer->scanner, TEXT_MOST + 1);
    }
    return glancer;
}

static bool wants(struct texts *texts, unsigned thread, int at, const char *name, const char *path,
                  bool named)
{
    struct stat status;
    if (texts->options->input_format != NULL || texts->settings.tells_formats ||
        sts_is_named(name) || file_is_named_as_zone(name))
        return true;
    int descriptor = openat(at, name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (descriptor < 0)
        return true;
    struct glancer *glancer = find_glancer(texts, thread);
    /* A walk finds files only; what is named may be a pipe. */
    bool may = !named || (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode));
    bool dull = may && is_dull(glancer, path, descriptor, named);
    close(descriptor);
    glancer->count += dull && !is_authority(name);
    return !dull;
}

bool texts_wants(struct texts *texts, unsigned thread, int at, const char *name, const char *path)
{
    return wants(texts, thread, at, name, path, false);
}

void texts_sift(struct texts *texts, struct inputs *inputs)
{
    size_t kept = 0;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        if (!input->named || input->text != NULL ||
            wants(texts, 0, AT_FDCWD, input->path, input->path, true))
            inputs->items[kept++] = *input;
    }
    inputs->count = kept;
}
