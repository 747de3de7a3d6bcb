#include "cmd/git.h"

#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <talloc.h>
#include <unistd.h>

#include "parser/array.h"

/*
 * A partial clone would fetch what it lacks: no protocol is allowed. Where a folder is asked about,
 * the environment must not name another repository: git's own words go.
 */
static char **make_environment(void *mem, bool clean)
{
    static char *const own[] = {"GIT_ALLOW_PROTOCOL=none", "GIT_OPTIONAL_LOCKS=0",
                                "GIT_NO_LAZY_FETCH=1"};
    char **made = NULL;
    size_t count = 0;
    for (size_t i = 0; i < sizeof own / sizeof *own; i++)
        ARRAY_PUSH(mem, made, count, own[i]);
    for (char **at = environ; *at != NULL; at++)
        if ((!clean || strncmp(*at, "GIT_", 4) != 0) &&
            strncmp(*at, "GIT_ALLOW_PROTOCOL=", 19) != 0)
            ARRAY_PUSH(mem, made, count, *at);
    ARRAY_PUSH(mem, made, count, NULL);
    return made;
}

static char **make_words(void *mem, const char *folder, const char *const *words)
{
    char **made = NULL;
    size_t count = 0;
    ARRAY_PUSH(mem, made, count, talloc_strdup(mem, "git"));
    if (folder != NULL) {
        ARRAY_PUSH(mem, made, count, talloc_strdup(mem, "-C"));
        ARRAY_PUSH(mem, made, count, talloc_strdup(mem, folder));
    }
    ARRAY_PUSH(mem, made, count, talloc_strdup(mem, "-c"));
    ARRAY_PUSH(mem, made, count, talloc_strdup(mem, "core.fsmonitor=false"));
    for (; *words != NULL; words++)
        ARRAY_PUSH(mem, made, count, talloc_strdup(mem, *words));
    ARRAY_PUSH(mem, made, count, NULL);
    return made;
}

/* Starts git between two descriptors (-1 for no input); false: there is none. */
static bool start(pid_t *child, const char *folder, const char *const *words, int in, int out)
{
    void *mem = talloc_new(NULL);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (in >= 0)
        posix_spawn_file_actions_adddup2(&actions, in, STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    int error = posix_spawnp(child, "git", &actions, NULL, make_words(mem, folder, words),
                             make_environment(mem, folder != NULL));
    posix_spawn_file_actions_destroy(&actions);
    talloc_free(mem);
    return error == 0;
}

static int finish(pid_t child)
{
    int status = -1;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static char *read_all(void *mem, int descriptor, size_t *size)
{
    size_t room = 4096;
    char *text = talloc_size(mem, room);
    *size = 0;
    for (;;) {
        ssize_t got = read(descriptor, text + *size, room - *size - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            break;
        *size += (size_t)got;
        if (*size + 1 == room)
            text = talloc_realloc_size(mem, text, room *= 2);
    }
    text[*size] = '\0';
    return text;
}

char *git_ask(void *mem, const char *folder, const char *const *words, size_t *size)
{
    int ends[2];
    pid_t child;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return NULL;
    bool started = start(&child, folder, words, -1, ends[1]);
    close(ends[1]);
    char *text = started ? read_all(mem, ends[0], size) : NULL;
    close(ends[0]);
    if (started && finish(child) != 0) {
        talloc_free(text);
        text = NULL;
    }
    return text;
}

struct git_objects {
    int socket; /* to write ids to: unlike a pipe it can be written to without SIGPIPE */
    FILE *answers;
    pid_t child;
};

static int close_objects(struct git_objects *objects)
{
    close(objects->socket);
    (void)fclose(objects->answers);
    finish(objects->child);
    return 0;
}

struct git_objects *git_objects_open(void *mem, const char *folder)
{
    static const char *const words[] = {"cat-file", "--batch", NULL};
    int ends[2] = {-1, -1}, sockets[2] = {-1, -1};
    struct git_objects *objects = talloc_zero(mem, struct git_objects);
    bool started = pipe2(ends, O_CLOEXEC) == 0 &&
                   socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) == 0 &&
                   start(&objects->child, folder, words, sockets[1], ends[1]);
    objects->socket = sockets[0];
    objects->answers = started ? fdopen(ends[0], "r") : NULL;
    if (sockets[1] >= 0)
        close(sockets[1]);
    if (ends[1] >= 0)
        close(ends[1]);
    if (objects->answers != NULL) {
        talloc_set_destructor(objects, close_objects);
        return objects;
    }
    if (sockets[0] >= 0)
        close(sockets[0]);
    if (ends[0] >= 0)
        close(ends[0]);
    if (started)
        finish(objects->child);
    talloc_free(objects);
    return NULL;
}

static bool send_line(int socket, const char *line)
{
    for (size_t length = strlen(line); length > 0;) {
        ssize_t sent = send(socket, line, length, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            return false;
        if (sent > 0) {
            line += sent;
            length -= (size_t)sent;
        }
    }
    return true;
}

/* The answer to an id: "ID TYPE SIZE", a line end, the bytes, a line end; or "ID missing". */
char *git_objects_read(struct git_objects *objects, void *mem, const char *id, size_t *size)
{
    char *head = NULL, *bytes = NULL, *end;
    size_t room = 0;
    char *line = talloc_asprintf(NULL, "%s\n", id);
    bool asked = send_line(objects->socket, line);
    talloc_free(line);
    if (!asked || getline(&head, &room, objects->answers) <= 0) {
        free(head);
        return NULL;
    }
    char *type = strchr(head, ' '), *number = type == NULL ? NULL : strchr(type + 1, ' ');
    unsigned long long told = number == NULL ? 0 : strtoull(number + 1, &end, 10);
    bool is_blob = number != NULL && strncmp(type, " blob ", 6) == 0 && *end == '\n';
    if (number != NULL)
        bytes = talloc_size(mem, told + 1);
    if (bytes != NULL && (fread(bytes, 1, told, objects->answers) != told ||
                          fgetc(objects->answers) != '\n' || !is_blob)) {
        talloc_free(bytes);
        bytes = NULL;
    }
    free(head);
    *size = told;
    return bytes;
}
