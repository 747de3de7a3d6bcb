#include "cmd/graph/secret.h"

#include <curl/curl.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <talloc.h>
#include <unistd.h>

#include <cjson/cJSON.h>
#include <openssl/crypto.h>

#include "cmd/complain.h"
#include "cmd/graph/wiping.h"
#include "parser/array.h"

enum {
    LARGEST = 1 << 20, /* bytes of a file that holds a secret */
    SHORTEST = 6       /* letters of a secret that is struck out: a shorter one is in any text */
};

bool secret_begin(void)
{
    struct rlimit none = {0, 0};
    cJSON_Hooks hooks = {wiping_malloc, wiping_free};
    cJSON_InitHooks(&hooks);
    /* Not dumpable: no core, no ptrace, and /proc/PID/environ and mem are root's (prctl(2)). */
    bool done = prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0 && setrlimit(RLIMIT_CORE, &none) == 0 &&
                CRYPTO_set_mem_functions(wiping_crypto_malloc, wiping_crypto_realloc,
                                         wiping_crypto_free) == 1 &&
                curl_global_init_mem(CURL_GLOBAL_DEFAULT, wiping_malloc, wiping_free,
                                     wiping_realloc, wiping_strdup, wiping_calloc) == CURLE_OK;
    if (!done)
        complain("libcurl and OpenSSL cannot be set up to keep secrets");
    return done;
}

static int wipe(char *secret)
{
    explicit_bzero(secret, talloc_get_size(secret));
    return 0;
}

char *secret_copy(void *mem, const char *bytes, size_t size)
{
    char *secret = talloc_zero_size(mem, size + 1);
    if (bytes != NULL && size > 0)
        memcpy(secret, bytes, size);
    talloc_set_destructor(secret, wipe);
    return secret;
}

char *secret_print(void *mem, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *secret = secret_copy(mem, NULL, length < 0 ? 0 : (size_t)length);
    va_start(arguments, format);
    (void)vsnprintf(secret, (size_t)length + 1, format, arguments);
    va_end(arguments);
    return secret;
}

char *secret_from_environment(void *mem, const char *name)
{
    char *value = getenv(name);
    if (value == NULL || *value == '\0')
        return NULL;
    char *secret = secret_copy(mem, value, strlen(value));
    explicit_bzero(value, strlen(value));
    unsetenv(name);
    return secret;
}

char *secret_read_descriptor(void *mem, int descriptor, size_t *size, const char **why)
{
    char *buffer = secret_copy(NULL, NULL, LARGEST), *secret = NULL;
    *why = NULL;
    for (*size = 0; *size < LARGEST;) {
        ssize_t got = read(descriptor, buffer + *size, LARGEST - *size);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            *why = talloc_strdup(mem, strerror(errno));
        if (got <= 0)
            break;
        *size += (size_t)got;
    }
    if (*why == NULL && *size == LARGEST)
        *why = "is larger than a megabyte";
    if (*why == NULL)
        secret = secret_copy(mem, buffer, *size);
    talloc_free(buffer);
    return secret;
}

char *secret_read(void *mem, const char *path, size_t *size, const char **why)
{
    if (strcmp(path, "-") == 0)
        return secret_read_descriptor(mem, STDIN_FILENO, size, why);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (descriptor < 0) {
        *why = talloc_strdup(mem, strerror(errno));
        return NULL;
    }
    char *secret = secret_read_descriptor(mem, descriptor, size, why);
    close(descriptor);
    return secret;
}

char *secrets_keep(struct secrets *secrets, char *secret)
{
    if (secret != NULL) {
        talloc_steal(secrets, secret);
        ARRAY_PUSH(secrets, secrets->items, secrets->count, secret);
    }
    return secret;
}

char *secrets_hide(const struct secrets *secrets, char *text)
{
    for (size_t i = 0; i < secrets->count; i++) {
        size_t length = strlen(secrets->items[i]);
        for (char *at = text; length >= SHORTEST && (at = strstr(at, secrets->items[i])) != NULL;)
            for (size_t j = 0; j < length; j++)
                *at++ = '*';
    }
    return text;
}
