#ifndef MXMEND_HTTP_H
#define MXMEND_HTTP_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Requests to one host, several at a time over as few connections as it allows. The host is fixed
 * when this is made: a URL that leads anywhere else is refused here, so that no token gets there.
 * TLS is verified, redirects are not followed, an answer has a time limit and a size limit.
 * Proxies are those of the environment, as curl has them (HTTPS_PROXY, NO_PROXY, …).
 */
struct http;

struct http_settings {
    const char *ca_file; /* certificates to trust instead of the usual ones, NULL: the usual ones */
    int timeout;         /* seconds that an answer may take as a whole */
};

enum http_kind {
    HTTP_REMOTE, /* https only */
    HTTP_LOCAL,  /* the machine's own service: plain http goes, no proxy, two seconds to connect */
};

/* One request, a talloc object; the answer hangs off it. It has to live until it is done. */
struct http_call {
    const char *url;
    const char *bearer;     /* token, or NULL */
    const char *body;       /* NULL: GET, else POST */
    const char *body_type;  /* Content-Type of the body */
    const char *headers[2]; /* further ones, "Name: value"; NULL where there is none */
    void (*done)(struct http_call *call, void *context); /* may be NULL */
    void *context;

    long status;     /* HTTP's, 0 if there was no answer */
    const char *why; /* what went wrong if there was none: the same words each time */
    bool hopeless;   /* and asking again would be of no use */
    char *bytes;     /* the body, with a NUL behind it: a secret, never NULL when done */
    size_t size;
    const char *type;        /* Content-Type, "" if there was none */
    const char *retry_after; /* header of that name, or NULL */
    const char *location;    /* the same */
    char id[37];             /* client-request-id that was sent */
};

/* `origin` is what url_origin() gave. Owned by `mem`. */
struct http *http_new(void *mem, const struct http_settings *settings, const char *origin,
                      enum http_kind kind);

/* Puts a request on its way. */
void http_start(struct http *http, struct http_call *call);

/* Waits until something happened or 100 ms went by; calls done(). Returns how many are under way. */
size_t http_wait(struct http *http);

/* Starts a request and waits for it. */
void http_ask(struct http *http, struct http_call *call);

/* Is the answer's type JSON, or not told? */
bool http_is_json(const struct http_call *call);

#endif
