#include "cmd/earlier.h"

#include <stdlib.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/fingerprint.h"
#include "cmd/path.h"
#include "cmd/snapshot.h"

struct earlier {
    struct options options; /* those of the run, but that files are read from the revision */
};

/* The folder by which the repository is told: of what was named first, else the current one. */
static const char *find_folder(void *mem, const struct options *options)
{
    struct stat status;
    const char *path = options->argument_count == 0 ? "." : options->arguments[0];
    return stat(path, &status) == 0 && S_ISDIR(status.st_mode) ? path : path_folder(mem, path);
}

struct earlier *earlier_open(void *mem, const struct options *options, const struct inputs *inputs)
{
    struct earlier *earlier = talloc_zero(mem, struct earlier);
    struct snapshot *tree =
        snapshot_of_revision(earlier, find_folder(earlier, options), options->since);
    for (size_t i = 0; tree != NULL && i < inputs->count; i++) {
        if (snapshot_covers(tree, inputs->items[i].path) || inputs->items[i].text != NULL)
            continue;
        complain("--since: %s is not in the repository %s", inputs->items[i].path,
                 snapshot_top(tree));
        tree = NULL;
    }
    if (tree == NULL) {
        talloc_free(earlier);
        return NULL;
    }
    earlier->options = *options;
    earlier->options.tree = tree;
    return earlier;
}

const struct document *earlier_read(struct earlier *earlier, void *mem, const struct input *input,
                                    const char *origin)
{
    const char *why;
    struct input *then = talloc_memdup(mem, input, sizeof *input);
    then->text = NULL;
    struct source *source = source_open(mem, then, &earlier->options, &why);
    const struct format *format = source == NULL ? NULL : source_format(source);
    if (format == NULL)
        return NULL;
    source->origin = origin;
    return source_document(mem, source, format);
}

static int compare(const void *a, const void *b)
{
    uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;
    return (left > right) - (left < right);
}

/* The first that is not below `wanted`. */
static size_t find(const uint64_t *numbers, size_t count, uint64_t wanted)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (numbers[middle] < wanted)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void earlier_drop(const struct document *document, struct findings *findings,
                  const struct document *earlier, const struct findings *found)
{
    uint64_t *numbers = talloc_size(NULL, (found->count + 1) * sizeof *numbers);
    bool *used = talloc_zero_size(numbers, (found->count + 1) * sizeof *used);
    size_t kept = 0;
    for (size_t i = 0; i < found->count; i++)
        numbers[i] = fingerprint(earlier, &found->items[i]);
    qsort(numbers, found->count, sizeof *numbers, compare);
    for (size_t i = 0; i < findings->count; i++) {
        uint64_t number = fingerprint(document, &findings->items[i]);
        size_t at = find(numbers, found->count, number);
        while (at < found->count && numbers[at] == number && used[at])
            at++;
        if (at < found->count && numbers[at] == number)
            used[at] = true;
        else
            findings->items[kept++] = findings->items[i];
    }
    findings->older += findings->count - kept;
    findings->count = kept;
    talloc_free(numbers);
}
