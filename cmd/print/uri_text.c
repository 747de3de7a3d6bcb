#include "cmd/print/uri_text.h"

#include <string.h>

void uri_text(FILE *out, const char *path)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
    if (*path == '/')
        fputs("file://", out);
    for (; *path != '\0'; path++)
        fprintf(out, strchr(plain, *path) != NULL ? "%c" : "%%%02X", (unsigned char)*path);
}
