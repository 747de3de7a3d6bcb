#ifndef MXMEND_SYNTAX_YAML_MASK_H
#define MXMEND_SYNTAX_YAML_MASK_H

#include <stdbool.h>
#include <stdint.h>

#include "parser/span.h"

/*
 * YAML that a template engine (Jinja, Go's, a shell) is to fill in. {{ x }} is a map of maps to a
 * YAML parser, and a line of {% if %} is no YAML at all; so the parser is given a copy of the same
 * length in which such marks are harmless, and what they stand in counts as computed.
 */

struct yaml_masked {
    const char *text;  /* the copy, or the bytes themselves if nothing has to be masked */
    bool is_template;  /* there are template marks */
    uint32_t not_utf8; /* the first byte that is none of UTF-8, which libfyaml takes for the end;
                        * the size of the text if all are */
};

/* Masks a text; the copy is owned by `mem`. */
struct yaml_masked yaml_mask(void *mem, const char *bytes, uint32_t size);

/* Does some program fill in these bytes? */
bool yaml_is_computed(const char *bytes, struct span at);

#endif
