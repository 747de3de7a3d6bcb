#include "cmd/glob.h"

#include <fnmatch.h>
#include <stdint.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"

struct parts {
    const char **items;
    size_t count;
};

static struct parts split(void *mem, const char *text)
{
    struct parts parts = {NULL, 0};
    for (;;) {
        text += strspn(text, "/");
        size_t length = strcspn(text, "/");
        if (length == 0)
            return parts;
        const char *part = talloc_strndup(mem, text, length);
        ARRAY_PUSH(mem, parts.items, parts.count, part);
        text += length;
    }
}

/* Of several "**" only the last has to be tried at further places: the ones before it took the first
 * that would do. */
static bool covers(struct parts pattern, struct parts path, bool folders_only)
{
    size_t at = 0, in = 0, star = SIZE_MAX, mark = 0;
    while (at < pattern.count) {
        if (strcmp(pattern.items[at], "**") == 0) {
            star = at++;
            mark = in;
        } else if (in < path.count && fnmatch(pattern.items[at], path.items[in], 0) == 0) {
            at++;
            in++;
        } else if (star != SIZE_MAX && mark < path.count) {
            in = ++mark;
            at = star + 1;
        } else {
            return false;
        }
    }
    return !folders_only || in < path.count;
}

bool glob_covers(const char *pattern, const char *path)
{
    void *mem = talloc_new(NULL);
    size_t length = strlen(pattern);
    const char *slash = strchr(pattern, '/');
    bool folders_only = length > 0 && pattern[length - 1] == '/';
    bool anywhere = slash == NULL || slash == pattern + length - 1;
    struct parts parts = split(mem, anywhere ? talloc_asprintf(mem, "**/%s", pattern) : pattern);
    bool is = length > 0 && covers(parts, split(mem, path), folders_only);
    talloc_free(mem);
    return is;
}
