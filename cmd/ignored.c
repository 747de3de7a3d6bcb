#include "cmd/ignored.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/path.h"
#include "parser/array.h"

/*
 * The environment but for git's own: a hook is told of one repository, the folder may be in
 * another.
 */
static char **clean_environment(void *mem)
{
    char **clean = NULL;
    size_t count = 0;
    for (char **at = environ; *at != NULL; at++)
        if (strncmp(*at, "GIT_", 4) != 0)
            ARRAY_PUSH(mem, clean, count, *at);
    ARRAY_PUSH(mem, clean, count, NULL);
    return clean;
}

/*
 * Starts git with its output in a pipe; returns the end to read from, or -1. The repository may be
 * a stranger's: nothing that its configuration names is run (core.fsmonitor).
 */
static int start_git(void *mem, const char *folder, pid_t *child)
{
    char *const words[] = {"git",
                           "-C",
                           talloc_strdup(mem, folder),
                           "-c",
                           "core.fsmonitor=false",
                           "ls-files",
                           "-z",
                           "--others",
                           "--ignored",
                           "--exclude-standard",
                           "--directory",
                           NULL};
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return -1;
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int error = posix_spawnp(child, "git", &actions, NULL, words, clean_environment(mem));
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    if (error == 0)
        return ends[0];
    close(ends[0]);
    return -1;
}

static int compare_paths(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Reads the paths, each ended by NUL. */
static void read_paths(struct ignored *ignored, int descriptor)
{
    FILE *stream = fdopen(descriptor, "r");
    char *path = NULL;
    size_t room = 0;
    while (stream != NULL && getdelim(&path, &room, '\0', stream) > 0)
        ARRAY_PUSH(ignored, ignored->paths, ignored->count, talloc_strdup(ignored, path));
    free(path);
    if (stream != NULL)
        (void)fclose(stream);
}

struct ignored *ignored_find(void *mem, const char *folder)
{
    struct ignored *ignored = talloc_zero(mem, struct ignored);
    void *scratch = talloc_new(ignored);
    pid_t child;
    bool is_git = path_repository(scratch, folder) != NULL; /* worth git's milliseconds */
    int descriptor = is_git ? start_git(scratch, folder, &child) : -1;
    if (descriptor >= 0) {
        int status;
        read_paths(ignored, descriptor);
        while (waitpid(child, &status, 0) < 0 && errno == EINTR)
            ;
        if (status != 0)
            ignored->count = 0;
    }
    talloc_free(scratch);
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
