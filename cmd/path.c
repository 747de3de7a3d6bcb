#include "cmd/path.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

const char *path_folder(void *mem, const char *path)
{
    const char *slash = strrchr(path, '/');
    if (slash == NULL)
        return ".";
    return slash == path ? "/" : talloc_strndup(mem, path, (size_t)(slash - path));
}

/* Drops "." and empty parts, in place. */
static char *tidy(char *path)
{
    char *out = path;
    const char *in = path;
    while (*in == '/')
        in++;
    if (in > path)
        *out++ = '/';
    while (*in != '\0') {
        size_t length = strcspn(in, "/"), next = length + strspn(in + length, "/");
        if (length != 1 || *in != '.') {
            if (out > path && out[-1] != '/')
                *out++ = '/';
            memmove(out, in, length);
            out += length;
        }
        in += next;
    }
    if (out == path)
        *out++ = '.';
    *out = '\0';
    return path;
}

const char *path_join(void *mem, const char *folder, const char *name)
{
    if (*name == '/')
        return tidy(talloc_strdup(mem, name));
    return tidy(talloc_asprintf(mem, "%s/%s", *folder == '\0' ? "." : folder, name));
}

bool path_is_within(const char *path, const char *folder)
{
    size_t length = strlen(folder);
    if (strcmp(folder, "/") == 0)
        return true;
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == '\0');
}

const char *path_real(void *mem, const char *path)
{
    char *real = realpath(path, NULL);
    const char *copy = real == NULL ? NULL : talloc_strdup(mem, real);
    free(real);
    return copy;
}

const char *path_above(void *mem, const char *folder, const char *name)
{
    while (access(path_join(mem, folder, name), F_OK) != 0) {
        if (strcmp(folder, "/") == 0)
            return NULL;
        folder = path_folder(mem, folder);
    }
    return folder;
}

/* Takes out each ".." of an absolute path with the part before it, in place. */
static char *climb(char *path)
{
    char *out = path;
    for (char *in = path; *in != '\0';) {
        size_t length = 1 + strcspn(in + 1, "/");
        if (length == 3 && memcmp(in, "/..", 3) == 0) {
            while (out > path && *--out != '/')
                ;
        } else {
            memmove(out, in, length);
            out += length;
        }
        in += length;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
    return path;
}

const char *path_absolute(void *mem, const char *path)
{
    const char *current = *path == '/' ? "/" : path_real(mem, ".");
    return climb(talloc_strdup(mem, path_join(mem, current == NULL ? "/" : current, path)));
}

const char *path_settled(void *mem, const char *path)
{
    const char *folder = path_real(mem, path_folder(mem, path)), *slash = strrchr(path, '/');
    return folder == NULL ? path_absolute(mem, path)
                          : path_join(mem, folder, slash == NULL ? path : slash + 1);
}

const char *path_relative(void *mem, const char *folder, const char *path)
{
    const char *settled = path_settled(mem, path);
    char *relative = talloc_strdup(mem, "");
    for (; !path_is_within(settled, folder); folder = path_folder(mem, folder))
        relative = talloc_strdup_append(relative, "../");
    settled += strlen(folder);
    return talloc_strdup_append(relative, settled + (*settled == '/'));
}

const char *path_shown(void *mem, const char *real)
{
    const char *current = path_real(mem, ".");
    if (current == NULL || strcmp(current, real) == 0 || !path_is_within(real, current))
        return real;
    return real + strlen(current) + (strcmp(current, "/") != 0);
}

const char *path_for_diff(void *mem, const char *path)
{
    const char *real = path_real(mem, path);
    return real != NULL ? path_shown(mem, real) : path_join(mem, ".", path);
}

const char *path_in_repository(void *mem, const char *path)
{
    const char *real = path_real(mem, path);
    const char *top = real == NULL ? NULL : path_above(mem, path_folder(mem, real), ".git");
    if (top == NULL || strcmp(top, "/") == 0)
        return path_for_diff(mem, path);
    return real + strlen(top) + 1;
}
