#include "cmd/includes.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "cmd/source.h"
#include "parser/array.h"

/* A cheap look, so that a file that includes nothing is not read as a document twice. */
static bool may_include(const struct disk_file *file)
{
    static const char word[] = "$INCLUDE";
    const size_t length = sizeof word - 1;
    const char *end = file->bytes + file->size;
    for (const char *at = file->bytes; (size_t)(end - at) >= length; at++) {
        at = memchr(at, '$', (size_t)(end - at));
        if (at == NULL || (size_t)(end - at) < length)
            return false;
        if (strncasecmp(at, word, length) == 0)
            return true;
    }
    return false;
}

static void add_inclusions(struct includes *includes, const struct inputs *inputs, size_t index,
                           const struct options *options)
{
    const char *why;
    void *mem = talloc_new(NULL);
    struct source *source = source_open(mem, &inputs->items[index], options, &why);
    bool may = source != NULL && may_include(source->files[0]);
    const struct format *format = may ? source_format(source) : NULL;
    const struct document *document = format == NULL ? NULL : source_document(mem, source, format);
    for (size_t i = 1; document != NULL && i < document->file_count; i++) {
        const struct disk_file *file = source_file(source, &document->files[i]);
        if (file != NULL)
            ARRAY_PUSH(includes, includes->items, includes->count,
                       (struct inclusion){file->id, index});
    }
    talloc_free(mem);
}

static int compare_ids(const void *a, const void *b)
{
    return file_id_compare(((const struct inclusion *)a)->id, ((const struct inclusion *)b)->id);
}

static void sort(struct includes *includes)
{
    if (includes->count > 0)
        qsort(includes->items, includes->count, sizeof *includes->items, compare_ids);
}

/* The first inclusion of a file, or where it would stand. */
static size_t find_first(const struct includes *includes, struct file_id id)
{
    size_t low = 0, high = includes->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file_id_compare(includes->items[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_of(const struct includes *includes, size_t index, struct file_id id)
{
    return index < includes->count && file_id_compare(includes->items[index].id, id) == 0;
}

static bool includes_file(const struct includes *includes, size_t input, struct file_id id)
{
    for (size_t i = find_first(includes, id); is_of(includes, i, id); i++)
        if (includes->items[i].input == input)
            return true;
    return false;
}

/* Is the input read as a part of another one? Of those that include one another the first stays. */
static bool is_part(const struct includes *includes, const struct inputs *inputs, size_t index)
{
    struct file_id id = inputs->items[index].id;
    if (inputs->items[index].named)
        return false;
    for (size_t i = find_first(includes, id); is_of(includes, i, id); i++) {
        size_t other = includes->items[i].input;
        bool mutual = includes_file(includes, index, inputs->items[other].id);
        if (other != index && !(mutual && index < other))
            return true;
    }
    return false;
}

/* Takes the parts out of the inputs, and what they include out of the inclusions. */
static void drop_parts(struct includes *includes, struct inputs *inputs)
{
    bool *parts = talloc_zero_size(NULL, (inputs->count + 1) * sizeof *parts);
    size_t kept = 0, kept_inputs = 0;
    for (size_t i = 0; i < inputs->count; i++)
        parts[i] = is_part(includes, inputs, i);
    for (size_t i = 0; i < includes->count; i++)
        if (!parts[includes->items[i].input])
            includes->items[kept++] = includes->items[i];
    includes->count = kept;
    for (size_t i = 0; i < inputs->count; i++)
        if (!parts[i])
            inputs->items[kept_inputs++] = inputs->items[i];
    inputs->count = kept_inputs;
    talloc_free(parts);
}

/* An input that is included, too, is read in one place more. */
static void add_inputs(struct includes *includes, const struct inputs *inputs)
{
    size_t count = includes->count;
    for (size_t i = 0; i < inputs->count; i++) {
        struct includes before = {includes->items, count};
        if (includes_count(&before, inputs->items[i].id) > 0)
            ARRAY_PUSH(includes, includes->items, includes->count,
                       (struct inclusion){inputs->items[i].id, i});
    }
    sort(includes);
}

struct includes *includes_find(void *mem, struct inputs *inputs, const struct options *options)
{
    struct includes *includes = talloc_zero(mem, struct includes);
    for (size_t i = 0; inputs->count > 1 && i < inputs->count; i++)
        add_inclusions(includes, inputs, i, options);
    sort(includes);
    drop_parts(includes, inputs);
    add_inputs(includes, inputs);
    return includes;
}

size_t includes_count(const struct includes *includes, struct file_id id)
{
    size_t first = find_first(includes, id), count = 0;
    while (is_of(includes, first + count, id))
        count++;
    return count;
}
