#include "cmd/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <threads.h>
#include <unistd.h>

#include "cmd/authority_file.h"
#include "cmd/complain.h"
#include "parser/formats/mta_sts.h"
#include "parser/master/recognise.h"
#include "parser/utf16.h"

enum {
    TEXT_MOST = 4 << 20,     /* bytes: what is larger is generated, or a log, or data */
    GLANCE = 8000,           /* bytes in which a NUL shows that it is no text, as git has it */
    FIRST_READ = 128 << 10,  /* bytes */
    FILES_A_THREAD = 200,    /* below that, starting one costs more than it saves */
    THREADS_MOST = 16,
};

static const char too_large[] = "is larger than 4 MiB", binary[] = "is no text",
                  no_mention[] = "mentions no host of Exchange Online";

struct texts {
    const struct options *options;
    struct code_scanner *scanner;
};

struct texts *texts_new(void *mem, const struct options *options)
{
    const char *why;
    struct texts *texts = talloc_zero(mem, struct texts);
    texts->options = options;
    texts->scanner = code_scanner_new(texts, NULL, &why);
    return texts;
}

struct code_scanner *texts_scanner(struct texts *texts)
{
    return texts->scanner;
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

static void tell(const struct texts *texts, const char *path, const char *why)
{
    if (texts->options->verbose)
        complain("%s: skipped: it %s", path, why);
}

const struct format *texts_format(struct texts *texts, const struct disk_file *file,
                                  const char **why)
{
    bool hits = false;
    *why = is_binary(file->bytes, file->size) ? binary : file->size > TEXT_MOST ? too_large : NULL;
    if (*why == NULL) {
        hits = code_scanner_hits(texts->scanner, file->bytes, file->size);
        *why = hits ? "mentions a host of Exchange Online" : no_mention;
    }
    return hits ? &code_format : NULL;
}

bool texts_searched(const struct texts *texts, const struct disk_file *file, const char *why)
{
    if (why != no_mention)
        tell(texts, file->path, why);
    return why == no_mention;
}

/* ---- the glance -------------------------------------------------------------------------------- */

enum glance { INTERESTING, DULL, BINARY };

/* One thread: it takes every `step`-th input from `first` on. */
struct sifter {
    const struct input *inputs;
    size_t count, first, step;
    struct code_scanner *scanner;
    char *buffer; /* TEXT_MOST + 1 bytes, of which those that are never used cost nothing */
    char *glances; /* enum glance, by index of input */
    thrd_t thread;
};

/* Reads up to `most` bytes, at least if the file has them; -1: it cannot be read. */
static ssize_t fill(int descriptor, char *buffer, size_t size, size_t most)
{
    while (size < most) {
        ssize_t got = read(descriptor, buffer + size, most - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got < 0 ? -1 : (ssize_t)size;
        size += (size_t)got;
    }
    return (ssize_t)size;
}

static enum glance glance_at(const struct sifter *sifter, const struct input *input,
                             int descriptor)
{
    char *bytes = sifter->buffer;
    ssize_t size = fill(descriptor, bytes, 0, FIRST_READ);
    if (size > 0 && is_binary(bytes, (size_t)size) && !utf16_is(bytes, (size_t)size))
        return BINARY;
    if (size == FIRST_READ)
        size = fill(descriptor, bytes, FIRST_READ, TEXT_MOST + 1);
    if (size < 0 || size > TEXT_MOST || utf16_is(bytes, (size_t)size) ||
        format_recognise(input->path, bytes, (uint32_t)size, NULL) != NULL ||
        code_scanner_hits(sifter->scanner, bytes, (size_t)size))
        return INTERESTING; /* or in trouble, of which somebody else tells */
    bool known = !input->named || language_of(input->path, bytes, (uint32_t)size)->endings != NULL;
    return known ? DULL : INTERESTING;
}

static bool may_be_read(const struct input *input, int descriptor)
{
    struct stat status; /* a walk finds files only; what is named may be a pipe */
    return !input->named || (fstat(descriptor, &status) == 0 && S_ISREG(status.st_mode));
}

static int sift(void *argument)
{
    struct sifter *sifter = argument;
    for (size_t i = sifter->first; i < sifter->count; i += sifter->step) {
        const struct input *input = &sifter->inputs[i];
        if (input->text != NULL || sts_is_named(input->path) ||
            file_is_named_as_zone(input->path))
            continue;
        int descriptor = open(input->path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
        if (descriptor < 0)
            continue;
        if (may_be_read(input, descriptor))
            sifter->glances[i] = (char)glance_at(sifter, input, descriptor);
        close(descriptor);
    }
    return 0;
}

static void sifter_start(struct sifter *sifter, void *mem, size_t first)
{
    const char *why;
    sifter->first = first;
    sifter->scanner = code_scanner_new(mem, NULL, &why);
    sifter->buffer = talloc_size(mem, TEXT_MOST + 1);
}

static void sift_all(const struct texts *texts, const struct inputs *inputs, char *glances)
{
    void *mem = talloc_new(NULL);
    struct sifter sifters[THREADS_MOST];
    size_t jobs = (size_t)texts->options->jobs, most = inputs->count / FILES_A_THREAD + 1;
    size_t count = jobs < most ? jobs : most, started = 1;
    count = count < 1 ? 1 : count < THREADS_MOST ? count : THREADS_MOST;
    for (size_t i = 0; i < count; i++) {
        sifters[i] = (struct sifter){.inputs = inputs->items,
                                     .count = inputs->count,
                                     .step = count,
                                     .glances = glances};
        sifter_start(&sifters[i], mem, i);
    }
    for (; started < count; started++)
        if (thrd_create(&sifters[started].thread, sift, &sifters[started]) != thrd_success)
            break;
    sift(&sifters[0]);
    for (size_t i = started; i < count; i++) /* no thread could be had */
        sift(&sifters[i]);
    for (size_t i = 1; i < started; i++)
        thrd_join(sifters[i].thread, NULL);
    talloc_free(mem);
}

/* Binary files that were named stay: somebody has to say that they are. */
static bool is_kept(const struct input *input, enum glance glance)
{
    return glance == INTERESTING || (glance == BINARY && input->named);
}

/* What Graph says is read by who looks for it: nobody searched it. */
static bool is_authority(const char *path)
{
    const char *slash = strrchr(path, '/');
    return strcmp(slash == NULL ? path : slash + 1, authority_file_name) == 0;
}

void texts_sift(struct texts *texts, struct inputs *inputs)
{
    size_t kept = 0;
    char *glances;
    if (texts->options->input_format != NULL)
        return;
    glances = talloc_zero_size(NULL, inputs->count + 1);
    sift_all(texts, inputs, glances);
    for (size_t i = 0; i < inputs->count; i++) {
        enum glance glance = (enum glance)glances[i];
        if (is_kept(&inputs->items[i], glance))
            inputs->items[kept++] = inputs->items[i];
        else if (glance == BINARY)
            tell(texts, inputs->items[i].path, binary);
        inputs->texts += glance == DULL && !is_authority(inputs->items[i].path);
    }
    inputs->count = kept;
    talloc_free(glances);
}
