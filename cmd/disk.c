#include "cmd/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <talloc.h>
#include <unistd.h>

#include "parser/utf16.h"

enum { SMALL = 1 << 20 }; /* bytes; up to here reading is cheaper than mapping */

static const char too_large[] = "is larger than 4 GiB";

struct mapping {
    void *bytes;
    size_t size;
};

static int unmap(struct mapping *mapping)
{
    return munmap(mapping->bytes, mapping->size);
}

static const char *map(struct disk_file *file, int descriptor, size_t size)
{
    void *bytes = mmap(NULL, size, PROT_READ, MAP_PRIVATE, descriptor, 0);
    if (bytes == MAP_FAILED)
        return strerror(errno);
    struct mapping *mapping = talloc(file, struct mapping);
    *mapping = (struct mapping){bytes, size};
    talloc_set_destructor(mapping, unmap);
    file->bytes = bytes;
    file->size = (uint32_t)size;
    return NULL;
}

/* Reads to the end, however much that is: a pipe does not tell its size. `expected` is a guess. */
static const char *read_all(struct disk_file *file, int descriptor, size_t expected)
{
    size_t size = 0, room = expected + 1;
    char *bytes = talloc_size(file, room);
    for (;;) {
        ssize_t got = read(descriptor, bytes + size, room - size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return strerror(errno);
        if (got == 0)
            break;
        size += (size_t)got;
        if (size > UINT32_MAX)
            return too_large;
        if (size == room)
            bytes = talloc_realloc_size(file, bytes, room *= 2);
        if (bytes == NULL)
            return strerror(ENOMEM);
    }
    file->bytes = bytes;
    file->size = (uint32_t)size;
    return NULL;
}

const char *disk_convert(struct disk_file *file)
{
    size_t size;
    bool sound;
    if (!utf16_is(file->bytes, file->size))
        return NULL;
    const char *bytes = utf16_convert(file, file->bytes, file->size, &size, &sound);
    if (bytes == NULL)
        return strerror(ENOMEM);
    if (size > UINT32_MAX)
        return too_large;
    file->broken = !sound;
    file->raw = file->bytes;
    file->raw_size = file->size;
    file->bytes = bytes;
    file->size = (uint32_t)size;
    return NULL;
}

static const char *read_descriptor(struct disk_file *file, int descriptor)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0)
        return strerror(errno);
    if (S_ISDIR(status.st_mode))
        return strerror(EISDIR);
    if (S_ISCHR(status.st_mode) || S_ISBLK(status.st_mode))
        return "is a device";
    if (status.st_size > UINT32_MAX)
        return too_large;
    file->id = (struct file_id){status.st_dev, status.st_ino};
    file->modified = status.st_mtim;
    size_t size = (size_t)status.st_size;
    return size >= SMALL ? map(file, descriptor, size) : read_all(file, descriptor, size);
}

/* `why` is NULL if the bytes are there. */
static struct disk_file *finish(void *mem, struct disk_file *file, const char **why)
{
    if (*why == NULL)
        *why = disk_convert(file);
    if (*why == NULL)
        return file;
    *why = talloc_strdup(mem, *why);
    talloc_free(file);
    return NULL;
}

static struct disk_file *file_new(void *mem, const char *path)
{
    struct disk_file *file = talloc_zero(mem, struct disk_file);
    file->path = talloc_strdup(file, path);
    return file;
}

struct disk_file *disk_read(void *mem, const char *path, const char **why)
{
    struct disk_file *file = file_new(mem, path);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    *why = descriptor < 0 ? strerror(errno) : read_descriptor(file, descriptor);
    if (descriptor >= 0)
        close(descriptor);
    return finish(mem, file, why);
}

struct disk_file *disk_read_again(void *mem, struct disk_file *old, const char **why)
{
    if (old->bytes != NULL)
        return old;
    struct disk_file *file = disk_read(mem, old->path, why);
    if (file == NULL || (file->size == old->size && file_id_compare(file->id, old->id) == 0 &&
                         memcmp(&file->modified, &old->modified, sizeof old->modified) == 0))
        return file;
    *why = "somebody changed it meanwhile";
    talloc_free(file);
    return NULL;
}

struct disk_file *disk_read_stdin(void *mem, const char *path, const char **why)
{
    struct disk_file *file = file_new(mem, path);
    *why = read_all(file, STDIN_FILENO, 0);
    return finish(mem, file, why);
}

struct disk_file *disk_from_bytes(void *mem, const char *path, char *bytes, size_t size,
                                  struct file_id id, const char **why)
{
    struct disk_file *file = file_new(mem, path);
    file->id = id;
    file->bytes = talloc_steal(file, bytes);
    file->size = (uint32_t)size;
    *why = size > UINT32_MAX ? too_large : NULL;
    return finish(mem, file, why);
}

int file_id_compare(struct file_id a, struct file_id b)
{
    if (a.device != b.device)
        return a.device < b.device ? -1 : 1;
    return (a.inode > b.inode) - (a.inode < b.inode);
}
