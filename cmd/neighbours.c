#include "cmd/neighbours.h"

#include <dirent.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "cmd/path.h"
#include "cmd/source.h"
#include "parser/formats/mta_sts.h"
#include "rules/sts_policy.h"

/* Does `word` stand in the text, in any case? It starts with a mark, which is rare. */
static bool has_word(const struct disk_file *file, const char *word)
{
    size_t length = strlen(word);
    const char *end = file->bytes + file->size;
    for (const char *at = file->bytes; (size_t)(end - at) >= length; at++) {
        at = memchr(at, word[0], (size_t)(end - at));
        if (at == NULL || (size_t)(end - at) < length)
            return false;
        if (strncasecmp(at, word, length) == 0)
            return true;
    }
    return false;
}

bool neighbours_announces(const struct disk_file *file)
{
    return has_word(file, "_mta-sts") || has_word(file, "$INCLUDE");
}

size_t neighbours_count(void *mem, const struct options *options, const struct input *input,
                        const char **domain)
{
    const struct options none = {.tree = options->tree, .stdin_name = options->stdin_name};
    const char *why;
    void *work = talloc_new(NULL);
    struct source *source = source_open(work, input, &none, &why);
    const struct format *format =
        source == NULL || !neighbours_announces(source->files[0]) ? NULL : source_format(source);
    const char **domains = NULL;
    size_t count = 0;
    if (format != NULL && format != &mta_sts_format)
        domains = sts_domains(work, source_document(work, source, format), &count);
    if (count > 0 && *domain == NULL)
        *domain = talloc_strdup(mem, domains[0]);
    talloc_free(work);
    return count;
}

static const char *policy_folder(void *mem, const char *path)
{
    static const char hidden[] = ".well-known";
    const char *folder = path_folder(mem, path_join(mem, ".", path));
    const char *slash = strrchr(folder, '/');
    bool is_hidden = strcmp(slash == NULL ? folder : slash + 1, hidden) == 0;
    return is_hidden ? path_folder(mem, folder) : folder;
}

const char *neighbours_domain(void *mem, const struct options *options, const char *path)
{
    void *work = talloc_new(NULL);
    const char *folder = policy_folder(work, path), *domain = NULL;
    DIR *stream = opendir(folder);
    size_t count = 0;
    for (struct dirent *entry; stream != NULL && count < 2 && (entry = readdir(stream)) != NULL;)
        if (entry->d_name[0] != '.' && entry->d_type != DT_DIR && !sts_is_named(entry->d_name))
            count += neighbours_count(
                mem, options,
                &(struct input){.path = path_join(work, folder, entry->d_name), .root = folder},
                &domain);
    if (stream != NULL)
        closedir(stream);
    talloc_free(work);
    return count == 1 ? domain : NULL;
}
