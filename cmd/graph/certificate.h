#ifndef MXMEND_CERTIFICATE_H
#define MXMEND_CERTIFICATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <openssl/evp.h>
#include <openssl/x509.h>

/* An application's certificate with its private key, and the other certificates of its file. */
struct certificate {
    EVP_PKEY *key;
    X509 *own;
    STACK_OF(X509) * chain; /* without the own one; may be NULL */
};

/*
 * Reads what AZURE_CLIENT_CERTIFICATE_PATH holds: PEM (key and certificates in any order, the key
 * may be encrypted) or PKCS#12. `password` may be NULL. NULL: `*why` tells why not. Owned by `mem`.
 */
struct certificate *certificate_read(void *mem, const char *bytes, size_t size,
                                     const char *password, const char **why);

/*
 * The signed JWT that proves to `audience` (the token endpoint) who the client is: PS256, with
 * x5t#S256 (and with x5c, the chain, if asked for). Valid for ten minutes from `now`, seconds since
 * 1970. A secret, owned by `mem`. NULL: `*why` tells why not.
 * Source: Microsoft identity platform, certificate credentials; RFC 7515, RFC 7518 section 3.5.
 */
char *certificate_assertion(void *mem, const struct certificate *certificate, const char *audience,
                            const char *client, int64_t now, bool with_chain, const char **why);

#endif
