#include "cmd/ignored.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/git.h"
#include "cmd/path.h"
#include "parser/array.h"

/* Where there is no repository, starting git is not worth its milliseconds. */
static bool has_repository(void *mem, const char *folder)
{
    const char *real = path_real(mem, folder);
    return real != NULL && path_above(mem, real, ".git") != NULL;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

struct ignored *ignored_find(void *mem, const char *folder)
{
    static const char *const words[] = {
        "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory", NULL};
    struct ignored *ignored = talloc_zero(mem, struct ignored);
    size_t size = 0;
    char *paths = has_repository(ignored, folder) ? git_ask(ignored, folder, words, &size) : NULL;
    for (char *path = paths; paths != NULL && path < paths + size; path += strlen(path) + 1)
        ARRAY_PUSH(ignored, ignored->paths, ignored->count, path);
    if (ignored->count > 0)
        qsort(ignored->paths, ignored->count, sizeof *ignored->paths, compare_paths);
    return ignored;
}

bool ignored_has(const struct ignored *ignored, const char *path, bool is_folder)
{
    if (ignored->count == 0)
        return false;
    char *key = talloc_asprintf(NULL, "%s%s", path, is_folder ? "/" : "");
    bool found = bsearch(&key, ignored->paths, ignored->count, sizeof *ignored->paths,
                         compare_paths) != NULL;
    talloc_free(key);
    return found;
}
