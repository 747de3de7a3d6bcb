#include "cmd/graph/certificate.h"

#include <string.h>
#include <talloc.h>

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/provider.h>
#include <openssl/rsa.h>

static int certificate_free(struct certificate *certificate)
{
    EVP_PKEY_free(certificate->key);
    X509_free(certificate->own);
    sk_X509_pop_free(certificate->chain, X509_free);
    return 0;
}

/* Never asks anybody: a terminal may be there, and is none of its business. */
static int give_password(char *buffer, int size, int writing, void *context)
{
    const char *password = context;
    size_t length = password == NULL ? 0 : strlen(password);
    (void)writing;
    if (length == 0 || length > (size_t)size)
        return -1;
    memcpy(buffer, password, length);
    return (int)length;
}

static void read_pem(struct certificate *certificate, const char *bytes, size_t size,
                     const char *password)
{
    BIO *bio = BIO_new_mem_buf(bytes, (int)size);
    certificate->key = PEM_read_bio_PrivateKey(bio, NULL, give_password, (void *)password);
    BIO_free(bio);
    bio = BIO_new_mem_buf(bytes, (int)size);
    certificate->chain = sk_X509_new_null();
    for (X509 *next; (next = PEM_read_bio_X509(bio, NULL, give_password, NULL)) != NULL;)
        sk_X509_push(certificate->chain, next);
    BIO_free(bio);
    for (int i = 0; certificate->key != NULL && i < sk_X509_num(certificate->chain); i++)
        if (X509_check_private_key(sk_X509_value(certificate->chain, i), certificate->key) == 1) {
            certificate->own = sk_X509_delete(certificate->chain, i);
            break;
        }
}

static bool parse_pkcs12(struct certificate *certificate, PKCS12 *file, const char *password)
{
    return PKCS12_parse(file, password, &certificate->key, &certificate->own,
                        &certificate->chain) == 1;
}

/*
 * Windows exports with RC2 and triple DES unless told otherwise, which OpenSSL 3 keeps in a
 * provider of its own.
 */
static void read_pkcs12(struct certificate *certificate, PKCS12 *file, const char *password)
{
    if (parse_pkcs12(certificate, file, password))
        return;
    OSSL_PROVIDER *legacy = OSSL_PROVIDER_try_load(NULL, "legacy", 1);
    if (legacy != NULL)
        (void)parse_pkcs12(certificate, file, password);
    OSSL_PROVIDER_unload(legacy);
}

static const char *find_fault(const struct certificate *certificate, const char *password)
{
    if (certificate->key == NULL)
        return password == NULL ? "holds no private key that can be read without a password "
                                  "(AZURE_CLIENT_CERTIFICATE_PASSWORD is not set)"
                                : "holds no private key that this password opens";
    if (certificate->own == NULL)
        return "holds no certificate of its private key";
    if (EVP_PKEY_get_base_id(certificate->key) != EVP_PKEY_RSA)
        return "holds a key that is not RSA: Microsoft Entra takes no other";
    return NULL;
}

struct certificate *certificate_read(void *mem, const char *bytes, size_t size,
                                     const char *password, const char **why)
{
    struct certificate *certificate = talloc_zero(mem, struct certificate);
    talloc_set_destructor(certificate, certificate_free);
    const unsigned char *at = (const unsigned char *)bytes;
    PKCS12 *file = size > 0 && *at == 0x30 ? d2i_PKCS12(NULL, &at, (long)size) : NULL;
    if (file != NULL)
        read_pkcs12(certificate, file, password);
    else
        read_pem(certificate, bytes, size, password);
    PKCS12_free(file);
    ERR_clear_error();
    *why = find_fault(certificate, password);
    if (*why == NULL)
        return certificate;
    talloc_free(certificate);
    return NULL;
}
