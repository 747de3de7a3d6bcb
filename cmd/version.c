#include "cmd/version.h"

#include <cJSON.h>
#include <libfyaml.h>
#include <openssl/crypto.h>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>
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
    char pcre2[64]; /* "10.42 2022-12-11"; the manual asks for 24 bytes */
    if (pcre2_config(PCRE2_CONFIG_VERSION, NULL) < (int)sizeof pcre2 &&
        pcre2_config(PCRE2_CONFIG_VERSION, pcre2) > 0)
        fprintf(out, "PCRE2 %s\n", pcre2);
    fprintf(out, "OpenSSL %s\n", OpenSSL_version(OPENSSL_VERSION_STRING));
    if (online != NULL)
        online->print_versions(out);
}
