#include "cmd/graph/url.h"

#include <curl/curl.h>
#include <string.h>
#include <talloc.h>

#include "cmd/graph/secret.h"

/* A part of the URL, owned by `mem`, NULL if it has none. */
static char *part(void *mem, CURLU *url, CURLUPart which, unsigned flags)
{
    char *text = NULL;
    if (curl_url_get(url, which, &text, flags) != CURLUE_OK)
        return NULL;
    char *copy = talloc_strdup(mem, text);
    curl_free(text);
    for (char *c = copy; *c != '\0'; c++) /* only ASCII has two cases in a scheme or host */
        *c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
    return copy;
}

/* "scheme://host:port" or NULL. `bare`: nothing but these, and the scheme may be left out. */
static char *origin(void *mem, const char *text, bool bare)
{
    void *work = talloc_new(NULL);
    CURLU *url = curl_url();
    char *made = NULL;
    unsigned flags = bare ? CURLU_DEFAULT_SCHEME : 0; /* which is https */
    if (curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK) {
        const char *scheme = part(work, url, CURLUPART_SCHEME, 0);
        const char *host = part(work, url, CURLUPART_HOST, 0);
        const char *port = part(work, url, CURLUPART_PORT, CURLU_NO_DEFAULT_PORT);
        const char *path = part(work, url, CURLUPART_PATH, 0);
        bool more = part(work, url, CURLUPART_USER, 0) != NULL ||
                    part(work, url, CURLUPART_PASSWORD, 0) != NULL ||
                    (bare && (part(work, url, CURLUPART_QUERY, 0) != NULL ||
                              part(work, url, CURLUPART_FRAGMENT, 0) != NULL ||
                              (path != NULL && strcmp(path, "/") != 0)));
        if (scheme != NULL && host != NULL && !more)
            made = talloc_asprintf(mem, "%s://%s%s%s", scheme, host, port == NULL ? "" : ":",
                                   port == NULL ? "" : port);
    }
    curl_url_cleanup(url);
    talloc_free(work);
    return made;
}

char *url_origin(void *mem, const char *text)
{
    return origin(mem, text, true);
}

bool url_same_origin(const char *a, const char *b)
{
    void *work = talloc_new(NULL);
    const char *one = origin(work, a, false), *other = origin(work, b, false);
    bool same = one != NULL && other != NULL && strcmp(one, other) == 0;
    talloc_free(work);
    return same;
}

const char *url_host(void *mem, const char *text)
{
    CURLU *url = curl_url();
    const char *host = NULL;
    if (curl_url_set(url, CURLUPART_URL, text, CURLU_DEFAULT_SCHEME) == CURLUE_OK)
        host = part(mem, url, CURLUPART_HOST, 0);
    curl_url_cleanup(url);
    return host == NULL ? "another host" : host;
}

char *url_escape(void *mem, const char *text)
{
    char *escaped = curl_easy_escape(NULL, text, 0);
    char *copy = secret_copy(mem, escaped, escaped == NULL ? 0 : strlen(escaped));
    curl_free(escaped);
    return copy;
}
