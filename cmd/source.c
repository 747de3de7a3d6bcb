#include "cmd/source.h"

#include <errno.h>
#include <fnmatch.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/config.h"
#include "cmd/path.h"
#include "cmd/snapshot.h"
#include "parser/array.h"
#include "rules/rule.h"

static struct disk_file *read_file(struct source *source, const char *path, const char **why)
{
    struct snapshot *tree = source->options->tree;
    return tree == NULL ? disk_read(source, path, why) : snapshot_read(tree, source, path, why);
}

bool source_exists(const struct options *options, const char *path)
{
    return options->tree == NULL ? access(path, R_OK) == 0 : snapshot_has(options->tree, path);
}

struct source *source_open(void *mem, const struct input *input, const struct options *options,
                           const char **why)
{
    struct source *source = talloc_zero(mem, struct source);
    source->input = input;
    source->options = options;
    source->origin = input->settings != NULL ? input->settings->origin : options->origin;
    struct disk_file *file = input->text;
    if (file == NULL)
        file = read_file(source, input->path, why);
    if (file == NULL) {
        talloc_steal(mem, *why);
        talloc_free(source);
        return NULL;
    }
    ARRAY_PUSH(source, source->files, source->count, file);
    return source;
}

/* Does the text start with these words, blanks between them counting for nothing? */
static bool starts(const struct disk_file *file, const char *const *words)
{
    uint32_t at = 0;
    for (; *words != NULL; words++) {
        while (at < file->size && memchr(" \t\r\n", file->bytes[at], 4) != NULL)
            at++;
        size_t length = strlen(*words);
        if (file->size - at < length || memcmp(file->bytes + at, *words, length) != 0)
            return false;
        at += (uint32_t)length;
    }
    return true;
}

/* The text form: its first line ends with the name of a rule. */
static bool is_finding(const struct disk_file *file)
{
    const char *lf = memchr(file->bytes, '\n', file->size);
    size_t length = lf == NULL ? file->size : (size_t)(lf - file->bytes);
    const char *open =
        length == 0 || file->bytes[length - 1] != ']' ? NULL : memrchr(file->bytes, '[', length);
    if (open == NULL)
        return false;
    char *id = talloc_strndup(NULL, open + 1, strcspn(open + 1, ",]"));
    bool is = rule_find(id) != NULL;
    talloc_free(id);
    return is;
}

bool source_is_ours(const struct disk_file *file)
{
    static const char *const forms[][4] = {
        {"{", "\"mxmend\""}, /* an authority, a baseline, the JSON form */
        {"{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\",\"version\":\"2.1.0\","
         "\"properties\":{\"mxmend\":1}"},
        {"[", "{\"engine_name\":\"mxmend\""},
        {"<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "<testsuites name=\"mxmend\">"},
        {"::error file="},
        {"::warning file="},
        {"::notice file="},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (starts(file, forms[i]))
            return true;
    return is_finding(file);
}

const struct format *source_recognise(const struct source *source, const char **why)
{
    const struct disk_file *file = source->files[0];
    if (source_is_ours(file))
        return NULL;
    const struct format *format = format_recognise(file->path, file->bytes, file->size, why);
    const struct settings *settings = source->input->settings;
    const struct format *told = source->options->input_format;
    bool by_path = settings != NULL && settings->format != told;
    /* Told or not: what a walk comes upon and nothing recognises is not DNS data. But who tells the
     * format of these very paths knows. */
    if (by_path)
        told = settings->format;
    if (told == NULL || (format == NULL && !source->input->named && !by_path))
        return format;
    if (why != NULL)
        *why = by_path ? "the configuration says so" : "--input-format says so";
    return told;
}

const struct format *source_format(const struct source *source)
{
    const char *why;
    return source_recognise(source, &why);
}

static const struct disk_file *find_file(const struct source *source, struct file_id id)
{
    for (size_t i = 0; i < source->count; i++)
        if (file_id_compare(source->files[i]->id, id) == 0)
            return source->files[i];
    return NULL;
}

/* Is some part of the path below the folder hidden (.git, .ssh)? */
static bool is_hidden(const char *path, const char *folder)
{
    return strstr(path + strlen(folder), "/.") != NULL;
}

/* May a file be included from there? The zone may come from a stranger, and a finding quotes what it
 * reads. `real` is its real path. */
static bool is_open(struct source *source, const char *real)
{
    const char *top = source->input->top;
    if (source->root == NULL)
        source->root = path_real(source, source->input->root);
    if (real == NULL || source->root == NULL)
        return false;
    return path_is_within(real, source->root) ||
           (top != NULL && path_is_within(real, top) && !is_hidden(real, top));
}

/* Finds a file on disk. Returns why it cannot be included; NULL if it can. */
static const char *look_on_disk(struct source *source, void *mem, const char *path,
                                struct file_id *id)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return talloc_strdup(mem, strerror(errno));
    *id = (struct file_id){status.st_dev, status.st_ino};
    if (!is_open(source, path_real(mem, path)))
        return "is outside of the zone's folder and repository";
    if (S_ISDIR(status.st_mode))
        return strerror(EISDIR);
    return S_ISREG(status.st_mode) ? NULL : "is not a regular file";
}

/* What git has is all of one repository, and no link. */
static const char *look_in_tree(struct source *source, const char *path, struct file_id *id)
{
    struct snapshot *tree = source->options->tree;
    if (!snapshot_has(tree, path))
        return snapshot_covers(tree, path) ? "git does not have it"
                                           : "is outside of the repository";
    *id = snapshot_id(tree, path);
    return NULL;
}

static bool is_there(const struct options *options, const char *path)
{
    struct stat status;
    return options->tree == NULL ? stat(path, &status) == 0 : snapshot_has(options->tree, path);
}

/* The path that a name stands for: from the including file's folder, else from the input's. */
static const char *locate(const struct source *source, void *mem, const char *from,
                          const char *name)
{
    const char *near = path_join(mem, path_folder(mem, from), name);
    const char *top = path_join(mem, path_folder(mem, source->input->path), name);
    const char *path =
        is_there(source->options, near) || !is_there(source->options, top) ? near : top;
    if (strstr(name, "..") == NULL || !is_there(source->options, path))
        return path;
    bool on_disk = source->options->tree == NULL;
    return path_shown(mem, on_disk ? path_real(mem, path) : path_absolute(mem, path));
}

/* Why a file is never edited, NULL if it is. Terraform compares its state with what is there: a change
 * in it, and nowhere else, is a change that Terraform takes back. */
static const char *kept_why(const struct disk_file *file)
{
    static const char *const states[] = {"*.tfstate", "*.tfstate.backup"};
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (fnmatch(states[i], file->path, 0) == 0)
            return "Terraform writes its state itself: correct the configuration, and apply it";
    return file->broken ? "the file is broken UTF-16: it is checked, not edited" : NULL;
}

static const char *load(void *context, void *mem, const char *from, const char *name,
                        struct file *file)
{
    struct source *source = context;
    struct file_id id;
    const char *path = locate(source, mem, from, name);
    const char *why = source->options->tree == NULL ? look_on_disk(source, mem, path, &id)
                                                    : look_in_tree(source, path, &id);
    const struct disk_file *found = why == NULL ? find_file(source, id) : NULL;
    if (why == NULL && found == NULL) {
        struct disk_file *read = read_file(source, path, &why);
        if (read != NULL)
            ARRAY_PUSH(source, source->files, source->count, read);
        found = read;
    }
    if (found == NULL)
        return talloc_asprintf(mem, "cannot include %s: %s", name, why);
    file->path = found->path;
    file->bytes = found->bytes;
    file->size = found->size;
    file->utf16 = found->raw != NULL;
    file->kept = kept_why(found);
    return NULL;
}

struct document *source_document(void *mem, struct source *source, const struct format *format)
{
    const struct disk_file *top = source->files[0];
    struct file file = {.path = source->input->path,
                        .bytes = top->bytes,
                        .size = top->size,
                        .utf16 = top->raw != NULL,
                        .kept = kept_why(top)};
    struct loader loader = {
        .load = load, .context = source, .jobs = (unsigned)source->options->jobs};
    return format_read(mem, format, file, source->origin, loader);
}

const struct disk_file *source_file(const struct source *source, const struct file *file)
{
    for (size_t i = 0; i < source->count; i++)
        if (source->files[i]->bytes == file->bytes)
            return source->files[i];
    return NULL;
}
