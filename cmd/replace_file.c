#include "cmd/replace_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/path.h"

static bool write_all(int descriptor, const char *bytes, size_t size)
{
    while (size > 0) {
        ssize_t written = write(descriptor, bytes, size);
        if (written < 0 && errno != EINTR)
            return false;
        if (written > 0) {
            bytes += written;
            size -= (size_t)written;
        }
    }
    return true;
}

/* The owner first: changing it may clear bits of the mode. Only root may give a file away. */
static bool keep_owner_and_mode(int descriptor, const struct stat *old)
{
    struct stat new;
    if (fstat(descriptor, &new) != 0)
        return false;
    if ((new.st_uid != old->st_uid || new.st_gid != old->st_gid) &&
        fchown(descriptor, old->st_uid, old->st_gid) != 0 && errno != EPERM)
        return false;
    return fchmod(descriptor, old->st_mode & 07777) == 0;
}

static bool set_usual_mode(int descriptor)
{
    mode_t mask = umask(0);
    umask(mask);
    return fchmod(descriptor, 0666 & ~mask) == 0;
}

/* Fills the new file; `old` is NULL if there was none. Closing may be what tells that the disk is full, as on NFS. */
static bool fill(int descriptor, const struct stat *old, const char *bytes, size_t size)
{
    bool done = write_all(descriptor, bytes, size) &&
                (old == NULL ? set_usual_mode(descriptor) : keep_owner_and_mode(descriptor, old)) &&
                fsync(descriptor) == 0;
    int error = errno;
    if (close(descriptor) != 0 && done)
        return false;
    errno = error;
    return done;
}

/* Makes the new name of the file survive a crash. Not every file system knows that: no matter. */
static void sync_folder(const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0)
        return;
    (void)fsync(descriptor);
    close(descriptor);
}

static bool is_unchanged(const struct stat *now, const struct disk_file *old)
{
    struct file_id id = {now->st_dev, now->st_ino};
    return file_id_compare(id, old->id) == 0 && now->st_mtim.tv_sec == old->modified.tv_sec &&
           now->st_mtim.tv_nsec == old->modified.tv_nsec;
}

/* Not every file system can rename so that nothing is overwritten. */
static bool rename_new(const char *from, const char *to)
{
    if (renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
        return true;
    return (errno == EINVAL || errno == ENOSYS) && rename(from, to) == 0;
}

/* Puts a new file at `real`, in place of `old` if that is not NULL. */
static const char *put(void *mem, const char *real, const struct stat *old, const char *bytes,
                       size_t size)
{
    const char *folder = path_folder(mem, real);
    char *new = talloc_asprintf(mem, "%s/.mxmend-XXXXXX", folder);
    int descriptor = mkostemp(new, O_CLOEXEC);
    if (descriptor < 0)
        return talloc_strdup(mem, strerror(errno));
    if (!fill(descriptor, old, bytes, size) ||
        (old == NULL ? !rename_new(new, real) : rename(new, real) != 0)) {
        const char *why = talloc_strdup(mem, strerror(errno));
        unlink(new);
        return why;
    }
    sync_folder(folder);
    return NULL;
}

const char *replace_file(void *mem, const struct disk_file *old, const char *bytes, size_t size)
{
    struct stat status;
    const char *real = path_real(mem, old->path);
    if (real == NULL || stat(real, &status) != 0)
        return talloc_strdup(mem, strerror(errno));
    if (!is_unchanged(&status, old))
        return "somebody changed it meanwhile";
    if (access(real, W_OK) != 0) /* renaming would get round a file's write protection */
        return talloc_strdup(mem, strerror(errno));
    return put(mem, real, &status, bytes, size);
}

const char *create_file(void *mem, const char *path, const char *bytes, size_t size)
{
    return put(mem, path, NULL, bytes, size);
}
