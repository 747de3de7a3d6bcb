#include "cmd/version.h"

#include <cJSON.h>
#include <libfyaml.h>
#include <openssl/crypto.h>
#include <talloc.h>

#include "cmd/online.h"
#include "parser/ldns.h"

void version_print(FILE *out)
{
    fputs("mxmend " MXMEND_VERSION "\n", out);
    fprintf(out, "ldns %s\n", ldns_version());
    fprintf(out, "talloc %d.%d\n", talloc_version_major(), talloc_version_minor());
    fprintf(out, "cJSON %s\n", cJSON_Version());
    fprintf(out, "libfyaml %s\n", fy_library_version());
    fprintf(out, "OpenSSL %s\n", OpenSSL_version(OPENSSL_VERSION_STRING));
    if (online != NULL)
        online->print_versions(out);
}
