#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include <cjson/cJSON.h>
#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/rsa.h>

#include "cmd/graph/certificate.h"
#include "cmd/graph/secret.h"

enum { VALID_SECONDS = 600 };

/* Base64 without line ends (RFC 4648 section 4). */
static char *base64(void *mem, const unsigned char *bytes, size_t size)
{
    char *text = secret_copy(mem, NULL, (size + 2) / 3 * 4);
    EVP_EncodeBlock((unsigned char *)text, bytes, (int)size);
    return text;
}

/* The same for URLs, without padding (RFC 4648 section 5, RFC 7515 section 2). */
static char *base64url(void *mem, const void *bytes, size_t size)
{
    char *text = base64(mem, bytes, size);
    for (char *c = text; *c != '\0'; c++)
        *c = (char)(*c == '+' ? '-' : *c == '/' ? '_' : *c == '=' ? '\0' : *c);
    return text;
}

static char *json_part(void *mem, cJSON *object)
{
    char *text = cJSON_PrintUnformatted(object);
    char *part = base64url(mem, text, strlen(text));
    cJSON_free(text);
    cJSON_Delete(object);
    return part;
}

/* x5c: base64 of the DER of each certificate, the own one first (RFC 7515 section 4.1.6). */
static void add_der(cJSON *list, X509 *certificate)
{
    unsigned char *der = NULL;
    int size = i2d_X509(certificate, &der);
    if (size > 0) {
        char *text = base64(NULL, der, (size_t)size);
        cJSON_AddItemToArray(list, cJSON_CreateString(text));
        talloc_free(text);
    }
    OPENSSL_free(der);
}

static char *make_header(void *mem, const struct certificate *certificate, bool with_chain)
{
    unsigned char digest[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    X509_digest(certificate->own, EVP_sha256(), digest, &size);
    char *thumbprint = base64url(mem, digest, size);
    cJSON *header = cJSON_CreateObject();
    cJSON_AddStringToObject(header, "alg", "PS256");
    cJSON_AddStringToObject(header, "typ", "JWT");
    cJSON_AddStringToObject(header, "x5t#S256", thumbprint);
    if (with_chain) {
        cJSON *list = cJSON_AddArrayToObject(header, "x5c");
        add_der(list, certificate->own);
        for (int i = 0; i < sk_X509_num(certificate->chain); i++)
            add_der(list, sk_X509_value(certificate->chain, i));
    }
    return json_part(mem, header);
}

static char *make_claims(void *mem, const char *audience, const char *client, int64_t now)
{
    unsigned char random[16];
    if (RAND_bytes(random, sizeof random) != 1)
        return NULL;
    cJSON *claims = cJSON_CreateObject();
    cJSON_AddStringToObject(claims, "aud", audience);
    cJSON_AddStringToObject(claims, "iss", client);
    cJSON_AddStringToObject(claims, "sub", client);
    cJSON_AddStringToObject(claims, "jti", base64url(mem, random, sizeof random));
    cJSON_AddNumberToObject(claims, "nbf", (double)now);
    cJSON_AddNumberToObject(claims, "iat", (double)now);
    cJSON_AddNumberToObject(claims, "exp", (double)(now + VALID_SECONDS));
    return json_part(mem, claims);
}

/* RSASSA-PSS with SHA-256, the salt as long as the hash (RFC 7518 section 3.5). NULL on failure. */
static char *sign(void *mem, EVP_PKEY *key, const char *text)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    EVP_PKEY_CTX *parameters;
    unsigned char signature[2048]; /* RSA keys up to 16,384 bits */
    size_t size = sizeof signature;
    bool done =
        EVP_DigestSignInit(context, &parameters, EVP_sha256(), NULL, key) == 1 &&
        EVP_PKEY_CTX_set_rsa_padding(parameters, RSA_PKCS1_PSS_PADDING) == 1 &&
        EVP_PKEY_CTX_set_rsa_pss_saltlen(parameters, RSA_PSS_SALTLEN_DIGEST) == 1 &&
        EVP_DigestSign(context, signature, &size, (const unsigned char *)text, strlen(text)) == 1;
    EVP_MD_CTX_free(context);
    ERR_clear_error();
    return done ? base64url(mem, signature, size) : NULL;
}

char *certificate_assertion(void *mem, const struct certificate *certificate, const char *audience,
                            const char *client, int64_t now, bool with_chain, const char **why)
{
    void *work = talloc_new(NULL);
    char *header = make_header(work, certificate, with_chain);
    char *claims = make_claims(work, audience, client, now);
    char *text = claims == NULL ? NULL : secret_print(work, "%s.%s", header, claims);
    char *signature = text == NULL ? NULL : sign(work, certificate->key, text);
    char *assertion = signature == NULL ? NULL : secret_print(mem, "%s.%s", text, signature);
    if (assertion == NULL)
        *why = "its key cannot sign (RSA with PSS and SHA-256)";
    talloc_free(work);
    return assertion;
}
