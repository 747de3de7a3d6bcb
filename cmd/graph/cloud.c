#include "cmd/graph/cloud.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/graph/url.h"

enum { CLOUDS = 4 };
static const struct cloud clouds[CLOUDS];

const struct cloud *cloud_find(const char *name)
{
    for (size_t i = 0; i < CLOUDS; i++)
        if (strcmp(clouds[i].name, name) == 0)
            return &clouds[i];
    return NULL;
}

/* An origin that a user named; NULL: it will not do, which was said. */
static const char *read_origin(void *mem, const char *source, const char *text)
{
    const char *origin = url_origin(mem, text);
    if (origin != NULL && strncmp(origin, "https://", strlen("https://")) == 0)
        return origin;
    complain("%s: %s is not of the form https://HOST or https://HOST:PORT", source, text);
    return NULL;
}

/* Somebody set the variable for another cloud than is asked for: neither will do. */
static bool check_login(const struct site *site)
{
    for (size_t i = 0; i < CLOUDS; i++)
        if (strcmp(site->login, clouds[i].login) == 0 &&
            strcmp(site->login, site->cloud->login) != 0) {
            complain("AZURE_AUTHORITY_HOST is the login host of the cloud %s, and --cloud is %s",
                     clouds[i].name, site->cloud->name);
            return false;
        }
    return true;
}

bool site_find(void *mem, const struct options *options, struct site *site)
{
    const struct cloud *cloud = &clouds[options->cloud];
    const char *login = getenv("AZURE_AUTHORITY_HOST");
    *site = (struct site){cloud, cloud->graph, cloud->login};
    if (options->graph_url != NULL)
        site->graph = read_origin(mem, "--graph-url", options->graph_url);
    if (login != NULL && *login != '\0')
        site->login = read_origin(mem, "AZURE_AUTHORITY_HOST", login);
    return site->graph != NULL && site->login != NULL && check_login(site);
}

/* Graph, national cloud deployments. GCC is part of the global cloud. In order of cloud_names. */
static const struct cloud clouds[CLOUDS] = {
    {"global", "https://graph.microsoft.com", "https://login.microsoftonline.com"},
    {"gcc-high", "https://graph.microsoft.us", "https://login.microsoftonline.us"},
    {"dod", "https://dod-graph.microsoft.us", "https://login.microsoftonline.us"},
    {"china", "https://microsoftgraph.chinacloudapi.cn", "https://login.chinacloudapi.cn"},
};
