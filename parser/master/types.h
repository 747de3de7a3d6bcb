#ifndef MXMEND_MASTER_TYPES_H
#define MXMEND_MASTER_TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "parser/ldns.h"

/* Mnemonics of types and classes. */

enum { TYPE_TEXT_MAX = 16, CLASS_IN = 1 };

/*
 * The type that a mnemonic stands for, in any case: one that ldns knows, a newer one of the IANA
 * registry, or TYPEn (RFC 3597 section 5). False: none, or one that no zone can hold.
 */
bool type_read(const char *text, size_t length, uint16_t *type);

/* IN, CH, HS or CLASSn. */
bool class_read(const char *text, size_t length, uint16_t *class);

/* The mnemonic, TYPEn for a type that has none; returns `text`. */
const char *type_to_text(uint16_t type, char text[TYPE_TEXT_MAX]);

/* The fields that RDATA of this type has; NULL if that is not known here. */
const ldns_rr_descriptor *type_fields(uint16_t type);

#endif
