#ifndef MXMEND_URL_H
#define MXMEND_URL_H

#include <stdbool.h>

/*
 * Absolute URLs, as libcurl reads them: what is compared here is what it will connect to.
 */

/*
 * "https://graph.microsoft.com" of a text like "HTTPS://Graph.Microsoft.com:443/": lower case,
 * without the usual port, owned by `mem`. A text without scheme is taken for a host. NULL: it is no
 * such URL, or it holds more than scheme, host and port.
 */
char *url_origin(void *mem, const char *text);

/* Have both the same scheme, host and port, and neither a user in it? */
bool url_same_origin(const char *a, const char *b);

/* The host of a URL for a message, owned by `mem`; "another host" if it cannot be told. */
const char *url_host(void *mem, const char *text);

/* Text, percent-encoded (RFC 3986 section 2.1): a secret, owned by `mem`. */
char *url_escape(void *mem, const char *text);

#endif
