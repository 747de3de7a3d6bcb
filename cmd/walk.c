#include "cmd/walk.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <threads.h>
#include <unistd.h>

#include "cmd/path.h"
#include "parser/array.h"
#include "parser/formats/mta_sts.h"

enum { THREADS_MOST = 16 };

/* A folder that is still to be read. */
struct folder {
    char *path;         /* malloc(), since one thread makes it and another one reads it */
    bool is_well_known; /* a hidden one, in which policies alone count */
};

/* What the threads share. */
struct work {
    const struct walk *walk;
    const char *real; /* of the folder that is walked; NULL: links lead nowhere */
    mtx_t lock;
    cnd_t changed;
    struct folder *folders; /* a stack; of `mem`, and so changed under the lock only */
    size_t count;
    size_t busy; /* folders that are being read: there may be more in them */
    void *mem;
};

struct worker {
    struct work *work;
    unsigned number;
    struct walked *found; /* a thread's own, talloc is safe only so */
    thrd_t thread;
};

static void note(struct worker *worker, const char *path, const char *why, bool is_trouble)
{
    struct walked *found = worker->found;
    struct walked_note item = {path_join(found, ".", path), talloc_strdup(found, why), is_trouble};
    ARRAY_PUSH(found, found->notes, found->note_count, item);
}

static void push(struct work *work, struct folder folder)
{
    mtx_lock(&work->lock);
    ARRAY_PUSH(work->mem, work->folders, work->count, folder);
    cnd_signal(&work->changed);
    mtx_unlock(&work->lock);
}

/* The next folder. False: all are read. */
static bool pop(struct work *work, struct folder *folder)
{
    mtx_lock(&work->lock);
    while (work->count == 0 && work->busy > 0)
        cnd_wait(&work->changed, &work->lock);
    bool is_there = work->count > 0;
    if (is_there) {
        *folder = work->folders[--work->count];
        work->busy++;
    }
    mtx_unlock(&work->lock);
    return is_there;
}

static void done(struct work *work)
{
    mtx_lock(&work->lock);
    if (--work->busy == 0)
        cnd_broadcast(&work->changed);
    mtx_unlock(&work->lock);
}

/* Folders in which others' work is kept: what it does is not for who has a copy of it to mend. */
static bool is_vendored(const char *name)
{
    static const char *const names[] = {"node_modules",  "bower_components", "jspm_packages",
                                        "vendor",        "third_party",      "site-packages",
                                        "dist-packages", "__pycache__",      "Pods"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

/* The place where a policy of MTA-STS is published (RFC 8615). */
static bool is_well_known(const char *name)
{
    return strcmp(name, ".well-known") == 0;
}

/* What runs in CI is a part of the project like any other program in it. */
bool walk_shows(const char *name, size_t length)
{
    static const char *const names[] = {
        ".github",      ".gitlab",          ".gitlab-ci.yml", ".circleci",   ".ci",
        ".azuredevops", ".azure-pipelines", ".travis.yml",    ".drone.yml",  ".gitea",
        ".forgejo",     ".buildkite",       ".woodpecker",    ".cirrus.yml", ".well-known"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == length && memcmp(name, names[i], length) == 0)
            return true;
    return false;
}

static const char *below(const struct work *work, const char *path)
{
    path += strlen(work->walk->folder);
    return path + strspn(path, "/");
}

static void meet_folder(struct worker *worker, const char *path, const char *name)
{
    struct work *work = worker->work;
    if (ignored_has(work->walk->ignored, below(work, path), true))
        note(worker, path, "is ignored by git", false);
    else if (is_vendored(name))
        note(worker, path, "holds copies of others' work", false);
    else
        push(work, (struct folder){.path = strdup(path), .is_well_known = is_well_known(name)});
}

/* A link counts as the file that it leads to, if that is in the folder too. */
static bool link_stays(const struct work *work, const char *path)
{
    struct stat status;
    void *mem = talloc_new(NULL);
    const char *real = path_real(mem, path);
    bool stays = real != NULL && work->real != NULL && path_is_within(real, work->real) &&
                 stat(real, &status) == 0 && S_ISREG(status.st_mode);
    talloc_free(mem);
    return stays;
}

static void meet_file(struct worker *worker, int at, const char *name, const char *path)
{
    const struct walk *walk = worker->work->walk;
    struct walked *found = worker->found;
    struct stat status;
    if (ignored_has(walk->ignored, below(worker->work, path), false)) {
        note(worker, path, "is ignored by git", false);
        return;
    }
    if (walk->wants != NULL && !walk->wants(walk->context, worker->number, at, name, path))
        return;
    if (fstatat(at, name, &status, 0) != 0)
        note(worker, path, strerror(errno), true);
    else
        ARRAY_PUSH(
            found, found->files, found->file_count,
            (struct walked_file){path_join(found, ".", path), {status.st_dev, status.st_ino}});
}

/* What an entry is, where the folder itself does not say. */
static unsigned char find_type(int at, const struct dirent *entry)
{
    struct stat status;
    if (entry->d_type != DT_UNKNOWN)
        return entry->d_type;
    return fstatat(at, entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0
               ? (unsigned char)IFTODT(status.st_mode)
               : DT_UNKNOWN;
}

static bool is_hidden(const struct folder *folder, const char *name, unsigned char type)
{
    if (folder->is_well_known)
        return !sts_is_named(name);
    return name[0] == '.' &&
           !(walk_shows(name, strlen(name)) && (type == DT_DIR || !is_well_known(name)));
}

static void meet(struct worker *worker, const struct folder *folder, int at,
                 const struct dirent *entry, char *path)
{
    unsigned char type = find_type(at, entry);
    if (is_hidden(folder, entry->d_name, type))
        return;
    if (type == DT_DIR)
        meet_folder(worker, path, entry->d_name);
    else if (type == DT_REG || (type == DT_LNK && link_stays(worker->work, path)))
        meet_file(worker, at, entry->d_name, path);
}

static void read_folder(struct worker *worker, const struct folder *folder)
{
    int at = open(folder->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *stream = at < 0 ? NULL : fdopendir(at);
    size_t length = strlen(folder->path);
    if (stream == NULL) {
        note(worker, folder->path, strerror(errno), true);
        if (at >= 0)
            close(at);
        return;
    }
    char *path = talloc_size(worker->found, length + 2 + NAME_MAX + 1);
    memcpy(path, folder->path, length);
    if (length > 0 && path[length - 1] != '/')
        path[length++] = '/';
    for (struct dirent *entry; (entry = readdir(stream)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0)
            continue;
        memcpy(path + length, entry->d_name, strlen(entry->d_name) + 1);
        meet(worker, folder, at, entry, path);
    }
    talloc_free(path);
    closedir(stream);
}

static int run(void *argument)
{
    struct worker *worker = argument;
    for (struct folder folder; pop(worker->work, &folder); done(worker->work)) {
        read_folder(worker, &folder);
        free(folder.path);
    }
    return 0;
}

static int compare_notes(const void *a, const void *b)
{
    return strcmp(((const struct walked_note *)a)->path, ((const struct walked_note *)b)->path);
}

static void take(struct walked *all, struct walked *found)
{
    for (size_t i = 0; i < found->file_count; i++)
        ARRAY_PUSH(all, all->files, all->file_count, found->files[i]);
    for (size_t i = 0; i < found->note_count; i++)
        ARRAY_PUSH(all, all->notes, all->note_count, found->notes[i]);
    talloc_steal(all, found);
}

/* Runs the workers; those for which no thread can be had leave their part to the others. */
static void run_all(struct work *work, struct walked *all)
{
    struct worker workers[THREADS_MOST];
    unsigned most = work->walk->threads < THREADS_MOST ? work->walk->threads : THREADS_MOST;
    unsigned started = 1;
    for (unsigned i = 0; i < most || i == 0; i++)
        workers[i] = (struct worker){work, i, talloc_zero(NULL, struct walked), 0};
    while (started < most &&
           thrd_create(&workers[started].thread, run, &workers[started]) == thrd_success)
        started++;
    run(&workers[0]);
    for (unsigned i = 1; i < started; i++)
        thrd_join(workers[i].thread, NULL);
    for (unsigned i = 0; i < most || i == 0; i++)
        take(all, workers[i].found);
}

struct walked *walk_folder(void *mem, const struct walk *walk)
{
    struct walked *all = talloc_zero(mem, struct walked);
    struct work work = {.walk = walk, .mem = talloc_new(NULL)};
    work.real = path_real(work.mem, walk->folder);
    mtx_init(&work.lock, mtx_plain);
    cnd_init(&work.changed);
    push(&work, (struct folder){.path = strdup(walk->folder)});
    run_all(&work, all);
    cnd_destroy(&work.changed);
    mtx_destroy(&work.lock);
    talloc_free(work.mem);
    if (all->note_count > 0)
        qsort(all->notes, all->note_count, sizeof *all->notes, compare_notes);
    return all;
}
