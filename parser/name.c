#include <stdio.h>
#include <string.h>

#include "parser/names.h"

/* What one name says, as labels, wire and text. */

bool name_label_is(const struct names *names, uint32_t name, const char *text)
{
    size_t length;
    const uint8_t *label = name_label(names, name, &length);
    return length == strlen(text) && memcmp(label, text, length) == 0;
}

uint32_t names_next(const struct names *names, uint32_t after, const char *text)
{
    uint32_t count = names_count(names);
    do
        after++;
    while (after < count && !name_label_is(names, after, text));
    return after < count ? after : NAME_NONE;
}

bool name_has_label(const struct names *names, uint32_t name, const char *text)
{
    while (name > NAME_UNKNOWN && !name_label_is(names, name, text))
        name = name_parent(names, name);
    return name > NAME_UNKNOWN;
}

bool name_is_within(const struct names *names, uint32_t name, uint32_t ancestor)
{
    while (name != ancestor && name > NAME_UNKNOWN)
        name = name_parent(names, name);
    return name == ancestor;
}

unsigned name_to_wire(const struct names *names, uint32_t name, uint8_t *wire)
{
    unsigned length = 0;
    for (; name > NAME_UNKNOWN; name = name_parent(names, name)) {
        size_t octets;
        const uint8_t *label = name_label(names, name, &octets);
        wire[length++] = (uint8_t)octets;
        memcpy(wire + length, label, octets);
        length += (unsigned)octets;
    }
    wire[length] = 0;
    return length + 1;
}

const char *name_to_text(const struct names *names, uint32_t name, char text[NAME_TEXT_MAX])
{
    uint8_t wire[NAME_WIRE_MAX];
    name_to_wire(names, name, wire);
    return wire_to_text(wire, text);
}

/* Letters, digits, "-", "_", "*" and "/" are written as they are. */
static bool octet_is_plain(uint8_t octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= '0' && octet <= '9') || octet == '-' ||
           octet == '_' || octet == '*' || octet == '/';
}

/* One octet as master files write it (RFC 1035 section 5.1). Returns the bytes written. */
static size_t octet_to_text(uint8_t octet, char *text)
{
    if (octet >= 'A' && octet <= 'Z')
        octet |= 0x20;
    if (octet_is_plain(octet)) {
        text[0] = (char)octet;
        return 1;
    }
    if (octet <= ' ' || octet >= 0x7f)
        return (size_t)snprintf(text, 5, "\\%03u", octet);
    size_t length = 0;
    if (strchr(".\\\"();@$", octet) != NULL)
        text[length++] = '\\';
    text[length++] = (char)octet;
    return length;
}

const char *wire_to_text(const uint8_t *wire, char text[NAME_TEXT_MAX])
{
    size_t length = 0;
    for (; wire[0] != 0; wire += 1U + wire[0]) {
        if (length > 0)
            text[length++] = '.';
        for (uint8_t i = 1; i <= wire[0]; i++)
            length += octet_to_text(wire[i], text + length);
    }
    if (length == 0)
        text[length++] = '.';
    text[length] = '\0';
    return text;
}
