#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/wait.h>
#include <talloc.h>
#include <time.h>
#include <unistd.h>

#include "cmd/graph/token_way.h"

/* A token from the Azure CLI, which somebody signed in to. */

enum {
    SECONDS = 60,       /* that it may take */
    LARGEST = 64 * 1024 /* bytes that it may print */
};

/* What the program prints to one of its descriptors. */
struct pipe {
    int ends[2];
    char *text;
    size_t size;
};

/* Starts `az`; its output goes to the pipes. Returns an errno. */
static int start(char *const arguments[], struct pipe pipes[2], pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, pipes[0].ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, pipes[1].ends[1], STDERR_FILENO);
    int error = posix_spawnp(pid, arguments[0], &actions, NULL, arguments, environ);
    posix_spawn_file_actions_destroy(&actions);
    for (int i = 0; i < 2; i++)
        close(pipes[i].ends[1]);
    return error;
}

/* False: this pipe has no more to give. */
static bool read_more(struct pipe *pipe)
{
    ssize_t got = read(pipe->ends[0], pipe->text + pipe->size, LARGEST - pipe->size);
    if (got > 0)
        pipe->size += (size_t)got;
    return got > 0 || (got < 0 && errno == EINTR);
}

/* Reads both pipes until their ends. False: that took too long. */
static bool read_all(struct pipe pipes[2])
{
    struct pollfd waits[2] = {{pipes[0].ends[0], POLLIN, 0}, {pipes[1].ends[0], POLLIN, 0}};
    time_t end = time(NULL) + SECONDS;
    while (waits[0].fd >= 0 || waits[1].fd >= 0) {
        if (time(NULL) >= end)
            return false;
        (void)poll(waits, 2, 1000);
        for (int i = 0; i < 2; i++)
            if (waits[i].fd >= 0 && waits[i].revents != 0 && !read_more(&pipes[i]))
                waits[i].fd = -1;
    }
    return true;
}

/* Runs it. True: it ended well. Its output is in the pipes, and is a secret. */
static bool run(char *const arguments[], struct pipe pipes[2], const char **why)
{
    pid_t pid;
    int status = 0;
    int error = start(arguments, pipes, &pid);
    if (error != 0) {
        *why = error == ENOENT ? "az is not installed" : strerror(error);
        return false;
    }
    bool ended = read_all(pipes);
    if (!ended)
        kill(pid, SIGKILL);
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        continue;
    *why = ended ? "az failed" : "az took longer than a minute";
    return ended && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The first line that az complains with: "ERROR: Please run 'az login' …". */
static const char *first_line(struct tokens *tokens, const struct pipe *errors, const char *why)
{
    const char *text = errors->text + strspn(errors->text, "\r\n");
    if (*text == '\0')
        return why;
    char *line = talloc_strndup(tokens, text, strcspn(text, "\r\n"));
    return secrets_hide(tokens->secrets, line);
}

enum got token_azure_cli(struct tokens *tokens, const char **why)
{
    void *work = talloc_new(NULL);
    struct pipe pipes[2];
    char *arguments[] = {"az",
                         "account",
                         "get-access-token",
                         "--output",
                         "json",
                         "--resource",
                         talloc_strdup(work, tokens->site->cloud->graph),
                         tokens->tenant == NULL ? NULL : "--tenant",
                         talloc_strdup(work, tokens->tenant),
                         NULL};
    for (int i = 0; i < 2; i++) {
        pipes[i] = (struct pipe){{-1, -1}, secret_copy(work, NULL, LARGEST), 0};
        if (pipe2(pipes[i].ends, O_CLOEXEC) != 0)
            pipes[i].ends[0] = pipes[i].ends[1] = -1;
    }
    bool ended = run(arguments, pipes, why);
    enum got got = GOT_NOTHING;
    if (ended && token_keep(tokens, pipes[0].text))
        got = GOT_TOKEN;
    else
        *why = ended ? "az printed no token" : first_line(tokens, &pipes[1], *why);
    for (int i = 0; i < 2; i++)
        close(pipes[i].ends[0]);
    talloc_free(work);
    return got;
}
