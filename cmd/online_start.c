#include <errno.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/complain.h"
#include "cmd/online.h"
#include "cmd/path.h"

/* Where it is, from mxmend's own folder: beside it in a build, and where it was installed. */
static const char *const places[] = {"mxmend-online", MXMEND_ONLINE};

void online_start(char **argv)
{
    void *mem = talloc_new(NULL);
    const char *self = path_real(mem, "/proc/self/exe");
    const char *folder = self == NULL ? "." : path_folder(mem, self);
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        execv(path_join(mem, folder, places[i]), argv);
    talloc_free(mem);
}

enum status online_missing(void)
{
    complain("mxmend-online, the part that uses the network, cannot be started: %s",
             strerror(errno));
    return STATUS_TROUBLE;
}
