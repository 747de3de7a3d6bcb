#include <stddef.h>

#include "cmd/command.h"
#include "cmd/online.h"

static enum status run_fetch(const struct options *options)
{
    return online->fetch_run(options);
}

const struct command commands[] = {
    {"check", CHECK, check_run, "[PATH...]", "lint zones and find hard-coded MX",
     "Examples:\n"
     "  mxmend check zones/                 all zones in a folder\n"
     "  mxmend check --select exchange-legacy-mx --format json zones/\n"
     "  dig AXFR contoso.com @ns1 | mxmend check --stdin-filename contoso.com.zone -\n"},
    {"diff", DIFF, diff_run, "[PATH...]", "print the corrected change, for git apply or patch -p1",
     "Examples:\n"
     "  mxmend diff zones/                  look at it\n"
     "  mxmend diff zones/ | git apply      make it\n"
     "\nExit status: 0 no change is needed, 1 a change is printed, 2 trouble.\n"},
    {"fix", FIX, fix_run, "[PATH...]", "make the change in the files",
     "Examples:\n"
     "  mxmend fix zones/                   each file as a whole, or not at all\n"
     "  mxmend fix - < old.zone > new.zone\n"},
    {"fetch", FETCH, run_fetch, "[DOMAIN...]", "ask Microsoft Graph, and write the authority file",
     "The token is taken from --token-file, MXMEND_GRAPH_TOKEN, AZURE_CLIENT_ID and\n"
     "AZURE_TENANT_ID with AZURE_CLIENT_SECRET, AZURE_CLIENT_CERTIFICATE_PATH or\n"
     "AZURE_FEDERATED_TOKEN_FILE, GitHub Actions, a managed identity, --device-code,\n"
     "or the Azure CLI: the first that is set up. It needs the permission\n"
     "Domain.Read.All.\n"
     "\nThe file stays as it is, byte for byte, while the answers stay the same; only\n"
     "after two weeks the date of the last answer (fetchedAt) is renewed, before check\n"
     "calls the file stale.\n"
     "\nExamples:\n"
     "  mxmend fetch contoso.com fabrikam.com\n"
     "  mxmend fetch --from zones/          the domains of these zones\n"
     "  mxmend fetch --all --output zones/mxmend.authority.json\n"
     "\nExit status: 0 all were answered, 2 trouble, 3 some could not be asked.\n"},
    {"explain", EXPLAIN, explain_run, "[RULE...]", "what a rule means, why, and how to fix it",
     "Examples:\n"
     "  mxmend explain exchange-legacy-mx\n"
     "  mxmend explain                      all rules\n"},
    {NULL, 0, NULL, NULL, NULL, NULL},
};
