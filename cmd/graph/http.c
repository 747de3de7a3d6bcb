#include "cmd/graph/http.h"

#include <curl/curl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include <openssl/rand.h>

#include "cmd/graph/secret.h"
#include "cmd/graph/url.h"

enum {
    LARGEST = 16 << 20, /* bytes of an answer: 5,000 domains of a tenant come to about 3 MB */
    CONNECT_SECONDS = 20,
    LOCAL_SECONDS = 2, /* outside of Azure nobody answers at the metadata service's address */
    CONNECTIONS = 4    /* over HTTP/2 it is one */
};

struct http {
    CURLM *multi;
    const char *origin;
    struct http_settings settings;
    enum http_kind kind;
    size_t running;
};

/* What curl holds for a call while it is under way. */
struct transfer {
    struct http *http;
    struct http_call *call;
    CURL *easy;
    struct curl_slist *headers;
    size_t room; /* of call->bytes */
    bool too_large;
    char reason[CURL_ERROR_SIZE];
};

static int http_free(struct http *http)
{
    curl_multi_cleanup(http->multi);
    return 0;
}

struct http *http_new(void *mem, const struct http_settings *settings, const char *origin,
                      enum http_kind kind)
{
    struct http *http = talloc_zero(mem, struct http);
    http->multi = curl_multi_init();
    http->origin = talloc_strdup(http, origin);
    http->settings = *settings;
    http->kind = kind;
    talloc_set_destructor(http, http_free);
    curl_multi_setopt(http->multi, CURLMOPT_PIPELINING, CURLPIPE_MULTIPLEX);
    curl_multi_setopt(http->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)CONNECTIONS);
    return http;
}

static size_t take(char *bytes, size_t one, size_t count, void *context)
{
    (void)one; /* is 1 */
    struct transfer *transfer = context;
    struct http_call *call = transfer->call;
    transfer->too_large = count > LARGEST - call->size;
    if (transfer->too_large)
        return 0;
    if (call->size + count > transfer->room) {
        transfer->room = 2 * (call->size + count);
        char *larger = secret_copy(call, NULL, transfer->room);
        memcpy(larger, call->bytes, call->size);
        talloc_free(call->bytes);
        call->bytes = larger;
    }
    memcpy(call->bytes + call->size, bytes, count);
    call->size += count;
    return count;
}

/* A random GUID (RFC 9562 section 5.4): Microsoft's support asks for it. */
static void make_id(char id[37])
{
    unsigned char r[16];
    if (RAND_bytes(r, sizeof r) != 1)
        memset(r, 0, sizeof r);
    r[6] = (unsigned char)(0x40 | (r[6] & 0x0f));
    r[8] = (unsigned char)(0x80 | (r[8] & 0x3f));
    (void)snprintf(id, 37, "%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                   r[0], r[1], r[2], r[3], r[4], r[5], r[6], r[7], r[8], r[9], r[10], r[11], r[12],
                   r[13], r[14], r[15]);
}

static void add_header(struct transfer *transfer, const char *name, const char *value)
{
    char *line = secret_print(NULL, "%s%s", name, value);
    transfer->headers = curl_slist_append(transfer->headers, line);
    talloc_free(line);
}

static void set_headers(struct transfer *transfer)
{
    struct http_call *call = transfer->call;
    add_header(transfer, "Accept: application/json", "");
    add_header(transfer, "Expect:", ""); /* nothing is asked for twice */
    if (transfer->http->kind == HTTP_REMOTE)
        add_header(transfer, "client-request-id: ", call->id);
    if (call->bearer != NULL)
        add_header(transfer, "Authorization: Bearer ", call->bearer);
    if (call->body != NULL)
        add_header(transfer, "Content-Type: ", call->body_type);
    for (size_t i = 0; i < sizeof call->headers / sizeof *call->headers; i++)
        if (call->headers[i] != NULL)
            add_header(transfer, call->headers[i], "");
    curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->headers);
}

/* The curl tool reads these variables; libcurl leaves that to its caller. */
static void set_trust(CURL *easy, const struct http_settings *settings)
{
    const char *file = settings->ca_file, *folder = NULL;
    if (file == NULL)
        file = getenv("CURL_CA_BUNDLE");
    if (file == NULL || *file == '\0') {
        file = getenv("SSL_CERT_FILE");
        folder = getenv("SSL_CERT_DIR");
    }
    if (file != NULL && *file != '\0') {
        curl_easy_setopt(easy, CURLOPT_CAINFO, file);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAINFO, file);
    }
    if (folder != NULL && *folder != '\0') {
        curl_easy_setopt(easy, CURLOPT_CAPATH, folder);
        curl_easy_setopt(easy, CURLOPT_PROXY_CAPATH, folder);
    }
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    curl_easy_setopt(easy, CURLOPT_SSLVERSION, (long)CURL_SSLVERSION_TLSv1_2);
}

static void set_manner(CURL *easy, const struct http *http)
{
    bool local = http->kind == HTTP_LOCAL;
    curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, local ? "http,https" : "https");
    curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(easy, CURLOPT_PIPEWAIT, 1L);
    curl_easy_setopt(easy, CURLOPT_USERAGENT, "mxmend/" MXMEND_VERSION);
    curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT, local ? (long)LOCAL_SECONDS : CONNECT_SECONDS);
    curl_easy_setopt(easy, CURLOPT_TIMEOUT, (long)http->settings.timeout);
    curl_easy_setopt(easy, CURLOPT_MAXFILESIZE, (long)LARGEST);
    if (local)
        curl_easy_setopt(easy, CURLOPT_PROXY, "");
}

void http_start(struct http *http, struct http_call *call)
{
    struct transfer *transfer = talloc_zero(call, struct transfer);
    transfer->http = http;
    transfer->call = call;
    transfer->easy = curl_easy_init();
    call->bytes = secret_copy(call, NULL, 0);
    make_id(call->id);
    set_manner(transfer->easy, http);
    set_trust(transfer->easy, &http->settings);
    set_headers(transfer);
    if (call->body != NULL) {
        curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE, (long)strlen(call->body));
        curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDS, call->body);
    }
    /* The callers have seen to that; if one has not, curl is left without a URL. */
    if (url_same_origin(call->url, http->origin))
        curl_easy_setopt(transfer->easy, CURLOPT_URL, call->url);
    curl_easy_setopt(transfer->easy, CURLOPT_ERRORBUFFER, transfer->reason);
    curl_easy_setopt(transfer->easy, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(transfer->easy, CURLOPT_WRITEDATA, transfer);
    curl_easy_setopt(transfer->easy, CURLOPT_PRIVATE, transfer);
    curl_multi_add_handle(http->multi, transfer->easy);
    http->running++;
}

/* What curl's code means, in words that do not change from run to run. */
static const char *explain(const struct transfer *transfer, CURLcode code)
{
    struct http_call *call = transfer->call;
    const char *host = url_host(call, call->url);
    switch (code) {
    case CURLE_URL_MALFORMAT:
        return talloc_asprintf(call, "%s is not the host that was chosen, and is not asked", host);
    case CURLE_COULDNT_RESOLVE_HOST:
        return talloc_asprintf(call, "there is no host %s, as far as DNS tells", host);
    case CURLE_COULDNT_RESOLVE_PROXY:
        return "the proxy's name cannot be resolved";
    case CURLE_COULDNT_CONNECT:
        return talloc_asprintf(call, "%s cannot be connected to", host);
    case CURLE_OPERATION_TIMEDOUT:
        return talloc_asprintf(call, "%s took too long to answer", host);
    case CURLE_PEER_FAILED_VERIFICATION:
        return talloc_asprintf(call,
                               "the certificate of %s is not trusted (%s); --ca-file names another "
                               "list of authorities",
                               host, transfer->reason);
    case CURLE_SSL_CACERT_BADFILE:
        return "the file of trusted certificates cannot be read";
    case CURLE_FILESIZE_EXCEEDED:
        return talloc_asprintf(call, "%s sends more than %d MiB", host, LARGEST >> 20);
    case CURLE_WRITE_ERROR:
        return talloc_asprintf(call, "%s sends %s", host,
                               transfer->too_large ? "more than 16 MiB" : "what cannot be kept");
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
        return talloc_asprintf(call, "the connection to %s broke off", host);
    default:
        return talloc_asprintf(call, "%s: %s", host, curl_easy_strerror(code));
    }
}

static bool is_hopeless(CURLcode code)
{
    return code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE ||
           code == CURLE_FILESIZE_EXCEEDED || code == CURLE_WRITE_ERROR ||
           code == CURLE_URL_MALFORMAT || code == CURLE_UNSUPPORTED_PROTOCOL;
}

static const char *header(const struct transfer *transfer, const char *name)
{
    struct curl_header *found;
    if (curl_easy_header(transfer->easy, name, 0, CURLH_HEADER, -1, &found) != CURLHE_OK)
        return NULL;
    return talloc_strdup(transfer->call, found->value);
}

static void finish(struct transfer *transfer, CURLcode code)
{
    struct http_call *call = transfer->call;
    struct http *http = transfer->http;
    if (code == CURLE_OK) {
        curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &call->status);
        call->retry_after = header(transfer, "Retry-After");
        call->location = header(transfer, "Location");
    } else {
        call->why = explain(transfer, code);
        call->hopeless = is_hopeless(code) || http->kind == HTTP_LOCAL; /* it is there, or not */
    }
    const char *type = header(transfer, "Content-Type");
    call->type = type == NULL ? "" : type;
    call->bytes[call->size] = '\0';
    curl_multi_remove_handle(http->multi, transfer->easy);
    curl_easy_cleanup(transfer->easy);
    curl_slist_free_all(transfer->headers);
    talloc_free(transfer);
    http->running--;
    if (call->done != NULL)
        call->done(call, call->context);
}

size_t http_wait(struct http *http)
{
    int running, left;
    curl_multi_perform(http->multi, &running);
    for (CURLMsg *message; (message = curl_multi_info_read(http->multi, &left)) != NULL;) {
        struct transfer *transfer;
        CURLcode code = message->data.result;
        if (message->msg != CURLMSG_DONE)
            continue;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        finish(transfer, code);
    }
    if (http->running > 0)
        curl_multi_poll(http->multi, NULL, 0, 100, NULL);
    return http->running;
}

void http_ask(struct http *http, struct http_call *call)
{
    http_start(http, call);
    while (http_wait(http) > 0)
        continue;
}

bool http_is_json(const struct http_call *call)
{
    size_t length = strcspn(call->type, "; \t");
    return length == 0 || (length >= 4 && strncasecmp(call->type + length - 4, "json", 4) == 0 &&
                           (length == 4 || strchr("/+", call->type[length - 5]) != NULL));
}
