#include <string.h>

#include "rules/dkim_key.h"

/* A public key's octets: base64, and as much DER as RSA keys take. */

static int base64_value(char byte)
{
    return byte >= 'A' && byte <= 'Z'   ? byte - 'A'
           : byte >= 'a' && byte <= 'z' ? byte - 'a' + 26
           : byte >= '0' && byte <= '9' ? byte - '0' + 52
           : byte == '+'                ? 62
           : byte == '/'                ? 63
                                        : -1;
}

bool base64_read(const char *text, size_t length, uint8_t *octets, size_t *count, size_t *where)
{
    uint32_t bits = 0;
    unsigned digits = 0, padding = 0;
    *count = 0;
    for (*where = 0; *where < length; (*where)++) {
        char byte = text[*where];
        int value = base64_value(byte);
        if (value < 0) {
            padding += byte == '=';
            if (byte_is_space(byte) || (byte == '=' && padding <= 2))
                continue;
        }
        if (value < 0 || padding > 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
        if (++digits % 4 != 1)
            octets[(*count)++] = (uint8_t)(bits >> (6 - 2 * ((digits - 1) % 4)));
    }
    return digits % 4 != 1;
}

/* What is left of some DER. */
struct der {
    const uint8_t *at;
    size_t length;
};

/* Takes an element of this tag off the front; its content goes to `*inside`. */
static bool der_take(struct der *der, uint8_t tag, struct der *inside)
{
    if (der->length < 2 || der->at[0] != tag)
        return false;
    size_t length = der->at[1], head = 2;
    if (length > 0x80 && length <= 0x82) { /* in one or two octets that follow */
        size_t octets = length - 0x80;
        if (der->length < head + octets)
            return false;
        for (length = 0; octets > 0; octets--)
            length = length << 8 | der->at[head++];
    } else if (length >= 0x80)
        return false;
    if (length > der->length - head)
        return false;
    *inside = (struct der){der->at + head, length};
    *der = (struct der){der->at + head + length, der->length - head - length};
    return true;
}

enum { DER_INTEGER = 0x02, DER_BITS = 0x03, DER_OBJECT = 0x06, DER_SEQUENCE = 0x30 };

static unsigned integer_bits(struct der integer)
{
    while (integer.length > 0 && integer.at[0] == 0) {
        integer.at++;
        integer.length--;
    }
    unsigned bits = (unsigned)integer.length * 8;
    for (unsigned first = integer.length > 0 ? integer.at[0] : 0; first != 0 && first < 0x80;
         first <<= 1)
        bits--;
    return bits;
}

/* From SubjectPublicKeyInfo (RFC 5280 section 4.1) to the RSAPublicKey in it (RFC 8017 A.1.1). */
static bool key_unwrap(struct der *key)
{
    static const uint8_t rsa[] = {0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01};
    struct der rest = *key, algorithm, object, bits, inner;
    if (rest.length == 0 || rest.at[0] != DER_SEQUENCE)
        return true; /* it is one already */
    if (!der_take(&rest, DER_SEQUENCE, &algorithm) || !der_take(&algorithm, DER_OBJECT, &object) ||
        object.length != sizeof rsa || memcmp(object.at, rsa, sizeof rsa) != 0 ||
        !der_take(&rest, DER_BITS, &bits) || bits.length < 1)
        return false;
    bits.at++; /* how many bits of the last octet do not count: none */
    bits.length--;
    if (!der_take(&bits, DER_SEQUENCE, &inner))
        return false;
    *key = inner;
    return true;
}

unsigned rsa_bits(const uint8_t *der, size_t length, const char **fault)
{
    struct der rest = {der, length}, key, modulus, exponent;
    *fault = "this is no RSA public key";
    if (length > 4 && der[0] == DER_SEQUENCE && der[1] == 0x82 &&
        (size_t)(der[2] << 8 | der[3]) + 4 > length)
        *fault = "the key is cut off";
    if (!der_take(&rest, DER_SEQUENCE, &key) || !key_unwrap(&key) ||
        !der_take(&key, DER_INTEGER, &modulus) || !der_take(&key, DER_INTEGER, &exponent))
        return 0;
    if (rest.length > 0) {
        *fault = "something stands behind the key";
        return 0;
    }
    return integer_bits(modulus);
}
