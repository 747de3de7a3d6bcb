#include "cmd/snapshot.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/git.h"
#include "cmd/path.h"
#include "parser/array.h"

struct blob {
    const char *path; /* below the top folder */
    const char *id;
};

struct snapshot {
    const char *folder; /* that git is asked about; NULL: as the environment has it */
    const char *top;
    struct blob *blobs; /* in order of path */
    size_t count;
    const char **staged; /* paths below the top folder */
    size_t staged_count;
    struct git_objects *objects;
};

/* The one line that git answers; NULL: it failed. */
static char *ask_line(struct snapshot *snapshot, const char *const *words)
{
    size_t size;
    char *line = git_ask(snapshot, snapshot->folder, words, &size);
    if (line != NULL && size > 0 && line[size - 1] == '\n')
        line[size - 1] = '\0';
    return line;
}

static int compare_blobs(const void *a, const void *b)
{
    return strcmp(((const struct blob *)a)->path, ((const struct blob *)b)->path);
}

/*
 * "MODE ID STAGE\tPATH" of the index or "MODE TYPE ID\tPATH" of a tree; of an index in a conflict the
 * stage that is settled is wanted, which there is none of.
 */
static void add_entry(struct snapshot *snapshot, char *entry, bool is_index)
{
    char *tab = strchr(entry, '\t'), *second = strchr(entry, ' ');
    char *third = second == NULL ? NULL : strchr(second + 1, ' ');
    if (tab == NULL || third == NULL || third > tab || strncmp(entry, "100", 3) != 0)
        return; /* a link or a submodule */
    *tab = *third = '\0';
    if (is_index && strcmp(third + 1, "0") != 0)
        return;
    ARRAY_PUSH(snapshot, snapshot->blobs, snapshot->count,
               (struct blob){tab + 1, is_index ? second + 1 : third + 1});
}

static bool list_blobs(struct snapshot *snapshot, const char *tree)
{
    const char *const of_index[] = {"ls-files", "--stage", "--full-name", "-z", "--", ":/", NULL};
    const char *const of_tree[] = {"ls-tree", "-r", "-z", "--full-tree", tree, NULL};
    size_t size;
    char *text = git_ask(snapshot, snapshot->folder, tree == NULL ? of_index : of_tree, &size);
    if (text == NULL)
        return false;
    for (char *entry = text, *next; entry < text + size; entry = next) {
        next = entry + strlen(entry) + 1;
        add_entry(snapshot, entry, tree == NULL);
    }
    if (snapshot->count > 0)
        qsort(snapshot->blobs, snapshot->count, sizeof *snapshot->blobs, compare_blobs);
    return true;
}

static bool list_staged(struct snapshot *snapshot)
{
    static const char *const words[] = {
        "diff",         "--cached",      "--name-only",     "-z", "--no-ext-diff", "--no-textconv",
        "--no-renames", "--no-relative", "--diff-filter=d", NULL};
    size_t size;
    char *text = git_ask(snapshot, snapshot->folder, words, &size);
    for (char *path = text; text != NULL && path < text + size; path += strlen(path) + 1)
        ARRAY_PUSH(snapshot, snapshot->staged, snapshot->staged_count, path);
    return text != NULL;
}

static struct snapshot *snapshot_new(void *mem, const char *folder)
{
    static const char *const words[] = {"rev-parse", "--show-toplevel", NULL};
    struct snapshot *snapshot = talloc_zero(mem, struct snapshot);
    snapshot->folder = folder == NULL ? NULL : talloc_strdup(snapshot, folder);
    const char *top = ask_line(snapshot, words);
    snapshot->top = top == NULL ? NULL : path_real(snapshot, top);
    return snapshot;
}

struct snapshot *snapshot_of_index(void *mem)
{
    struct snapshot *snapshot = snapshot_new(mem, NULL);
    if (snapshot->top != NULL && list_blobs(snapshot, NULL) && list_staged(snapshot))
        return snapshot;
    complain("--staged: git knows of no repository with a work tree here");
    talloc_free(snapshot);
    return NULL;
}

struct snapshot *snapshot_of_revision(void *mem, const char *folder, const char *revision)
{
    struct snapshot *snapshot = snapshot_new(mem, folder);
    const char *const commit_of[] = {"rev-parse",
                                     "--verify",
                                     "--quiet",
                                     "--end-of-options",
                                     talloc_asprintf(snapshot, "%s^{commit}", revision),
                                     NULL};
    const char *commit = snapshot->top == NULL ? NULL : ask_line(snapshot, commit_of);
    if (snapshot->top == NULL) {
        complain("--since: git knows of no repository with a work tree at %s", folder);
    } else if (commit == NULL) {
        complain("--since: git knows of no commit %s", revision);
    } else {
        const char *const base_of[] = {"merge-base", commit, "HEAD", NULL};
        const char *base = ask_line(snapshot, base_of);
        if (list_blobs(snapshot, base == NULL ? commit : base))
            return snapshot;
        complain("--since: git cannot list the files of %s", revision);
    }
    talloc_free(snapshot);
    return NULL;
}

const char *snapshot_top(const struct snapshot *snapshot)
{
    return snapshot->top;
}

/* What is left of a path below the top folder, NULL if it is not there. */
static const char *below_top(const struct snapshot *snapshot, const char *path)
{
    size_t length = strlen(snapshot->top);
    if (path == NULL || !path_is_within(path, snapshot->top))
        return NULL;
    return path + length + (path[length] == '/');
}

static const struct blob *find_below(const struct snapshot *snapshot, const char *below)
{
    struct blob key = {below, NULL};
    return below == NULL || snapshot->count == 0
               ? NULL
               : bsearch(&key, snapshot->blobs, snapshot->count, sizeof key, compare_blobs);
}

/* As the path is written, else where its links lead. */
static const struct blob *find(const struct snapshot *snapshot, const char *path)
{
    void *mem = talloc_new(NULL);
    const struct blob *blob = find_below(snapshot, below_top(snapshot, path_absolute(mem, path)));
    if (blob == NULL)
        blob = find_below(snapshot, below_top(snapshot, path_real(mem, path)));
    talloc_free(mem);
    return blob;
}

bool snapshot_has(const struct snapshot *snapshot, const char *path)
{
    return find(snapshot, path) != NULL;
}

bool snapshot_covers(const struct snapshot *snapshot, const char *path)
{
    void *mem = talloc_new(NULL);
    bool covers = below_top(snapshot, path_absolute(mem, path)) != NULL ||
                  below_top(snapshot, path_real(mem, path)) != NULL;
    talloc_free(mem);
    return covers;
}

static struct file_id id_of(const struct snapshot *snapshot, const struct blob *blob)
{
    return (struct file_id){(dev_t)-1, (ino_t)(blob - snapshot->blobs) + 1};
}

struct file_id snapshot_id(const struct snapshot *snapshot, const char *path)
{
    return id_of(snapshot, find(snapshot, path));
}

struct disk_file *snapshot_read(struct snapshot *snapshot, void *mem, const char *path,
                                const char **why)
{
    const struct blob *blob = find(snapshot, path);
    if (snapshot->objects == NULL)
        snapshot->objects = git_objects_open(snapshot, snapshot->folder);
    size_t size;
    char *bytes = blob == NULL || snapshot->objects == NULL
                      ? NULL
                      : git_objects_read(snapshot->objects, mem, blob->id, &size);
    if (bytes == NULL) {
        *why = talloc_strdup(mem, blob == NULL ? "git does not have it" : "git cannot read it");
        return NULL;
    }
    return disk_from_bytes(mem, path, bytes, size, id_of(snapshot, blob), why);
}

const char *snapshot_staged(const struct snapshot *snapshot, void *mem, size_t *at)
{
    return *at < snapshot->staged_count ? path_join(mem, snapshot->top, snapshot->staged[(*at)++])
                                        : NULL;
}
