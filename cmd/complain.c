#include "cmd/complain.h"

#include <stdarg.h>
#include <stdio.h>
#include <talloc.h>

#include "cmd/print/escape.h"
#include "cmd/progress.h"

void complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = talloc_vasprintf(NULL, format, arguments);
    va_end(arguments);
    flockfile(stderr);
    fputs(progress_is_possible() ? "\033[Kmxmend: " : "mxmend: ", stderr);
    escape_text(stderr, text);
    fputc('\n', stderr);
    funlockfile(stderr);
    talloc_free(text);
}

const char *count_of(void *mem, size_t count, const char *what)
{
    return talloc_asprintf(mem, "%zu %s%s", count, what, count == 1 ? "" : "s");
}
