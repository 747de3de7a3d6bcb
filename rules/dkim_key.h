#ifndef MXMEND_DKIM_KEY_H
#define MXMEND_DKIM_KEY_H

#include "rules/text_fault.h"

/* DKIM key records (RFC 6376 section 3.6.1, with RFC 8301 and RFC 8463), and what stands there
 * instead. */

/* Is this text a key record, sound or not? */
bool dkim_is_key(const char *text);

/* Is it the name of a host, which belongs in a CNAME? */
bool dkim_is_host(const char *text);

/* Notes what is wrong with a key record. */
void dkim_key_judge(const char *text, struct text_faults *faults);

/*
 * Octets of base64 text with blanks in it (RFC 6376 section 2.10), final "=" or not; `octets` has
 * room for as many as there are bytes. False: `*where` is the byte that does not belong there.
 */
bool base64_read(const char *text, size_t length, uint8_t *octets, size_t *count, size_t *where);

/*
 * Bits of the modulus of an RSA public key in DER, as SubjectPublicKeyInfo or as RSAPublicKey. 0: it
 * is none, and `*fault` says why.
 */
unsigned rsa_bits(const uint8_t *der, size_t length, const char **fault);

#endif
