#include "cmd/online.h"

#include <curl/curl.h>
#include <idn2.h>

/* For mxmend-online. */

static void print_versions(FILE *out)
{
    fprintf(out, "libcurl %s\n", curl_version_info(CURLVERSION_NOW)->version);
    fprintf(out, "libidn2 %s\n", idn2_check_version(NULL));
}

static const struct online here = {fetch_run, fetch_for, print_versions};
const struct online *const online = &here;
