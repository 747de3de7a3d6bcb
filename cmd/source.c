#include "cmd/source.h"

#include <errno.h>
#include <string.h>
#include <talloc.h>

#include "cmd/path.h"
#include "parser/array.h"

struct source *source_open(void *mem, const struct input *input, const struct options *options,
                           const char **why)
{
    struct source *source = talloc_zero(mem, struct source);
    source->input = input;
    source->options = options;
    source->origin = options->origin;
    struct disk_file *file = input->text;
    if (file == NULL)
        file = disk_read(source, input->path, why);
    if (file == NULL) {
        talloc_steal(mem, *why);
        talloc_free(source);
        return NULL;
    }
    ARRAY_PUSH(source, source->files, source->count, file);
    return source;
}

const struct format *source_format(const struct source *source, const char **why)
{
    const struct disk_file *file = source->files[0];
    const struct format *format = format_recognise(file->path, file->bytes, file->size, why);
    /* Told or not: what a walk comes upon and nothing recognises is not DNS data. */
    if (source->options->input_format == NULL || (format == NULL && !source->input->named))
        return format;
    if (why != NULL)
        *why = "--input-format says so";
    return source->options->input_format;
}

static const struct disk_file *find_file(const struct source *source, struct file_id id)
{
    for (size_t i = 0; i < source->count; i++)
        if (file_id_compare(source->files[i]->id, id) == 0)
            return source->files[i];
    return NULL;
}

/*
 * May the file be included? The zone may come from a stranger, and a finding quotes what it reads.
 */
static const char *refuse_include(struct source *source, void *mem, const char *path,
                                  const struct stat *status)
{
    const char *real = path_real(mem, path);
    if (source->root == NULL)
        source->root = path_real(source, source->input->root);
    if (real == NULL || source->root == NULL || !path_is_within(real, source->root))
        return talloc_asprintf(mem, "is outside of %s", source->input->root);
    if (S_ISDIR(status->st_mode))
        return strerror(EISDIR);
    return S_ISREG(status->st_mode) ? NULL : "is not a regular file";
}

/* The path that a name stands for: from the including file's folder, else from the input's. */
static const char *locate(const struct source *source, void *mem, const char *from,
                          const char *name, struct stat *status)
{
    const char *near = path_join(mem, path_folder(mem, from), name);
    if (stat(near, status) == 0)
        return near;
    const char *top = path_join(mem, path_folder(mem, source->input->path), name);
    return stat(top, status) == 0 ? top : NULL;
}

static const char *load(void *context, void *mem, const char *from, const char *name,
                        struct file *file)
{
    struct source *source = context;
    struct stat status;
    const char *path = locate(source, mem, from, name, &status);
    if (path == NULL)
        return talloc_asprintf(mem, "cannot include %s: %s", name, strerror(errno));
    const char *why = refuse_include(source, mem, path, &status);
    if (why != NULL)
        return talloc_asprintf(mem, "cannot include %s: %s", name, why);

    const struct disk_file *found =
        find_file(source, (struct file_id){status.st_dev, status.st_ino});
    if (found == NULL) {
        struct disk_file *read = disk_read(source, path, &why);
        if (read == NULL)
            return talloc_asprintf(mem, "cannot include %s: %s", name, why);
        ARRAY_PUSH(source, source->files, source->count, read);
        found = read;
    }
    file->path = found->path;
    file->bytes = found->bytes;
    file->size = found->size;
    file->utf16 = found->raw != NULL;
    file->frozen = found->frozen;
    return NULL;
}

struct document *source_document(void *mem, struct source *source, const struct format *format)
{
    const struct disk_file *top = source->files[0];
    struct file file = {.path = source->input->path,
                        .bytes = top->bytes,
                        .size = top->size,
                        .utf16 = top->raw != NULL,
                        .frozen = top->frozen};
    return format_read(mem, format, file, source->origin, (struct loader){load, source});
}

const struct disk_file *source_file(const struct source *source, const struct file *file)
{
    for (size_t i = 0; i < source->count; i++)
        if (source->files[i]->bytes == file->bytes)
            return source->files[i];
    return NULL;
}
