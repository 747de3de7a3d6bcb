#include <string.h>

#include "rules/dkim_key.h"

/* A public key's octets: base64, and as much DER as RSA keys take. */

/* The digit that a byte is, and one more; 0: it is none. */
static const uint8_t digits_and_one[256] = {
    ['+'] = 63, ['/'] = 64, ['0'] = 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, ['A'] = 1,
    2,          3,          4,          5,  6,  7,  8,  9,  10, 11, 12, 13, 14,
    15,         16,         17,         18, 19, 20, 21, 22, 23, 24, 25, 26, ['a'] = 27,
    28,         29,         30,         31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41,         42,         43,         44, 45, 46, 47, 48, 49, 50, 51, 52,
};

/* Groups of four digits, as far as there is nothing else. Returns the bytes read. */
static size_t groups_read(const char *text, size_t length, uint8_t *octets)
{
    size_t at = 0;
    for (; length - at >= 4; at += 4) {
        const uint8_t *group = (const uint8_t *)text + at;
        uint32_t a = digits_and_one[group[0]], b = digits_and_one[group[1]];
        uint32_t c = digits_and_one[group[2]], d = digits_and_one[group[3]];
        if (a == 0 || b == 0 || c == 0 || d == 0)
            break;
        uint32_t bits = (a - 1) << 18 | (b - 1) << 12 | (c - 1) << 6 | (d - 1);
        *octets++ = (uint8_t)(bits >> 16);
        *octets++ = (uint8_t)(bits >> 8);
        *octets++ = (uint8_t)bits;
    }
    return at;
}

bool base64_read(const char *text, size_t length, uint8_t *octets, size_t *count, size_t *where)
{
    uint32_t bits = 0;
    unsigned digits = 0, padding = 0;
    *where = groups_read(text, length, octets);
    for (*count = *where / 4 * 3; *where < length; (*where)++) {
        char byte = text[*where];
        unsigned digit = digits_and_one[(uint8_t)byte];
        if (digit == 0) {
            padding += byte == '=';
            if (byte_is_space(byte) || (byte == '=' && padding <= 2))
                continue;
        }
        if (digit == 0 || padding > 0)
            return false;
        bits = bits << 6 | (digit - 1);
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
