#include <string.h>
#include <talloc.h>

#include "rules/dnssec_signed.h"

/*
 * ldns and OpenSSL verify. Whether they do an algorithm depends on the machine: ldns may be built
 * without it, and OpenSSL's policy may refuse it (SHA-1, or Ed25519 under FIPS), which ldns then
 * reports as a bad signature. So before a signature is called bad the library must have found a
 * good one good: these, over the text "mxmend", by keys made for it and thrown away. An algorithm
 * that is not here counts as unknown.
 */
static const char sample[] = "mxmend";
static const struct known_answer {
    uint8_t algorithm;
    const char *key, *signature; /* base64 */
} known_answers[] = {
    {LDNS_RSASHA1,
     "AwEAAcbI7ha1e9HSR1hAaVlzCiDVJ8FHzPkOQbpATQI6KbevaiRj7YrIoJ+xErOx63NupdnWbiS8eViECyoF"
     "/mvrgr65ldOdfJJgPkvwTEli8eTi2GLM+DNQ0lP+VpDhrmkiCLKTzMKBFxjFAuafWGJAomADydEc10WTnj5J"
     "BeMo9l2j",
     "TPhM7bmjhDJ1MGh1lIkhWYXG4i53nYAdoxM2gFLYcB85WAvGyrdG0c5Fu7hmrxuAi3nXvY0pgBFbK4nA7vpt"
     "nwjIH0+We2M6WGN+vb4AHlTI9VDFLmuZrbg7Kw+I05UzgiAEKZk7C4vOW4yPuP/YAkk0+NYl3dUAXRyACGSe"
     "fEg="},
    {LDNS_RSASHA256,
     "AwEAAcF6E7psmNVe4OVe2PY51h9ZZq0xOnenSjfJfZxcCGR2SEmZtCG9Tg7Drzqm6zTLWvZ6mR4pM8qceMmF"
     "X22RadjXOAhFEVvf1MXgnoEognRZWXSdjBceH4YdN/IYSZqQpYhEx2Bt0W60D+JAERakjNPfOUe8RpwbvTsH"
     "Nw6hLY2R",
     "C1bcJnEfup0QYoISFF23e63xu3dC4gYwBkBbs08yEXU61Pi+nFpBu9LfoNSlhGxEmvHBex6JuFS/SMcVaOWr"
     "ZKVicWJ5WbucPxDIcYft75LJLURmshze4P2VebWlbW7sJeIbB7erpCUNGnBan9JxT5wCi+jS0BAIBs7QYRF5"
     "AK0="},
    {LDNS_RSASHA512,
     "AwEAAaIG2sjlO2GkP69zVumgFmL2gDvBEIB/ljnpo9UhCX1ZPUxCGVdNd2iqj3iKCrGtyKYfKOJrTcnOnyhW"
     "xNS46/UEYIIBxOrgHzzEEvkgZhjR300ePyIF73VWt1oAAtBidsXxETJ4gUs7NH6iZXONdSLiQYLxfsIR4bCP"
     "ioIXF6Kb",
     "PxTA9GchLp/X/L+cWCyo9dPsKw+IVssE9d/6OuFjXFwAyk4+eQeHGaPlMI4oUyYHREw/uSLyXWuJSWm2Hhea"
     "TEwqdNCZPDlbLoqbJM507PBFR/nH6HsnvO/42HpwQ1xBywd+/OPNN81oExwERWJ0iLMbfk0gQ2KZ6lDjSnAq"
     "zfM="},
    {LDNS_ECDSAP256SHA256,
     "BXSEVCjE7XubT3hhhmZYNQsmKyXJQqEhTfJhlmsaUPcqUFHHGFG549biMbojmktlUWXHDFf9pS68KJeVkYC4"
     "bA==",
     "exrpd67hWmjQyR7uWt5MHwQj21BW8permC7PiOv9IalPkz+10FuRDtzULKv+AAwk0TElpXoud5JZP01vLocx"
     "qA=="},
    {LDNS_ECDSAP384SHA384,
     "lv+8Q/bSirV/CqJiiZbmTyqRL3XcuWhICWPpXkXO+6fWt1B1jvWaNqERU5LMQr4uyQolQCyoCZ9mO+vqTh94"
     "BoRJ9fBI73cK1bNXPxPJfR8soQ+Fa6cKmcClHggOnHLc",
     "G3LT49J9n/GRlOzzFKF1qbgIZzIlYOHNicZu479Cb+vzPlFsN9J9UgDaZizJvVXqqrqI8LFv+QViGniobCbK"
     "ZegSs7T6yXkNM9Rl1higRXm8poTYmtIIEHs5s4sbGTjV"},
    {LDNS_ED25519, "KVNnhPwOx5rxMpiFz6adtD///qmv6tj7j7dliss8RP0=",
     "Zdlenio34uS1PG/KgES8ICwHaSGRoA4J2t8bg9+/9aYFN3TdZHBVacamAyrb/5VwGxPvImTIxlXRCQ7nINYw"
     "DA=="},
    {LDNS_ED448, "92/5hjeyYp5+d7XpkkdUOcqe6TZISf8adoX99rilxgc/odqhNAxSR0rpQNxO7pOH9R+pN7AciDOA",
     "lJUCiohAqpQ0fh+jA6BxkegFxQTenHfjQYvn7hp/iDapDR17lCQ4KHlaBZ0WAmXQ5bisHliW7JkAsqUG4B6y"
     "FAXdW5Uw6pGZ+Olfy++zT1jSZ7lMfaUcDXmu/xUgRNEVPiesc58vRYyYOoH1CXN/vigA"},
};

static const struct known_answer *known_answer_find(uint8_t algorithm)
{
    if (algorithm == LDNS_RSASHA1_NSEC3) /* the same by another number (RFC 5155 section 2) */
        algorithm = LDNS_RSASHA1;
    for (size_t i = 0; i < sizeof known_answers / sizeof known_answers[0]; i++)
        if (known_answers[i].algorithm == algorithm)
            return &known_answers[i];
    return NULL;
}

static bool is_ecdsa(uint8_t algorithm)
{
    return algorithm == LDNS_ECDSAP256SHA256 || algorithm == LDNS_ECDSAP384SHA384;
}

/* ldns takes a signature as OpenSSL does, which wraps up the two numbers of ECDSA. It takes numbers
 * of any length, so that is looked at here (RFC 6605 section 4). */
static bool signature_put(ldns_buffer *buffer, uint8_t algorithm, const uint8_t *octets,
                          size_t length)
{
    if (!is_ecdsa(algorithm)) {
        ldns_buffer_write(buffer, octets, length);
        return true;
    }
    if (length != (algorithm == LDNS_ECDSAP256SHA256 ? 64U : 96U))
        return false;
    ldns_rdf *field = ldns_rdf_new_frm_data(LDNS_RDF_TYPE_B64, length, octets);
    bool fine = ldns_convert_ecdsa_rrsig_rdf2asn1(buffer, field) == LDNS_STATUS_OK;
    ldns_rdf_deep_free(field);
    return fine;
}

static bool verifies(uint8_t algorithm, struct octets key, struct octets signature,
                     struct octets data)
{
    enum { WRAPPING = 16 }; /* octets */
    ldns_buffer *wrapped = ldns_buffer_new(signature.length + WRAPPING);
    ldns_buffer *text = ldns_buffer_new(data.length);
    uint8_t *key_copy = talloc_memdup(NULL, key.bytes, key.length); /* ldns takes no const */
    ldns_buffer_write(text, data.bytes, data.length);
    bool good =
        signature_put(wrapped, algorithm, signature.bytes, signature.length) &&
        ldns_verify_rrsig_buffers_raw(ldns_buffer_begin(wrapped), ldns_buffer_position(wrapped),
                                      text, key_copy, key.length, algorithm) == LDNS_STATUS_OK;
    talloc_free(key_copy);
    ldns_buffer_free(text);
    ldns_buffer_free(wrapped);
    return good;
}

static struct octets octets_of(const ldns_rdf *field)
{
    return (struct octets){ldns_rdf_data(field), ldns_rdf_size(field), NULL};
}

static bool library_does(uint8_t algorithm)
{
    const struct known_answer *answer = known_answer_find(algorithm);
    if (answer == NULL)
        return false;
    ldns_rdf *key = ldns_rdf_new_frm_str(LDNS_RDF_TYPE_B64, answer->key);
    ldns_rdf *signature = ldns_rdf_new_frm_str(LDNS_RDF_TYPE_B64, answer->signature);
    struct octets data = {(const uint8_t *)sample, strlen(sample), NULL};
    bool good = verifies(algorithm, octets_of(key), octets_of(signature), data);
    ldns_rdf_deep_free(key);
    ldns_rdf_deep_free(signature);
    return good;
}

enum crypto_verdict crypto_verify(const struct zone_key *key, struct octets signature,
                                  struct octets data, uint8_t known[256])
{
    enum { ASK, DOES, DOES_NOT };
    uint8_t *does = &known[key->algorithm];
    if (*does == ASK)
        *does = library_does(key->algorithm) ? DOES : DOES_NOT;
    if (*does == DOES_NOT)
        return CRYPTO_UNKNOWN;
    return verifies(key->algorithm, (struct octets){key->octets, key->length, NULL}, signature,
                    data)
               ? CRYPTO_GOOD
               : CRYPTO_BAD;
}
