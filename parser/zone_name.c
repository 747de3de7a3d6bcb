#include "parser/zone_name.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

/* Ends of names that stand for a kind of file and not for a top-level domain. */
static const char *const zone_endings[] = {".zone", ".db", ".dns", ".hosts",
                                           ".bind", ".mf", ".axfr"};

/* The length of `name` without one of the endings; 0 if it has none. */
static size_t ending_strip(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof zone_endings / sizeof zone_endings[0]; i++) {
        size_t ending = strlen(zone_endings[i]);
        if (length > ending && strcasecmp(name + length - ending, zone_endings[i]) == 0)
            return length - ending;
    }
    return 0;
}

bool file_is_named_as_zone(const char *path)
{
    const char *name = basename(path);
    return strncasecmp(name, "db.", 3) == 0 || ending_strip(name) > 0;
}

bool text_is_domain(const char *text, size_t length)
{
    size_t label = 0;
    bool dot = false;
    if (length > 0 && text[length - 1] == '.')
        length--;
    for (size_t i = 0; i < length; i++) {
        unsigned char byte = (unsigned char)text[i];
        bool fine = isalnum(byte) || byte == '-' || byte == '_' || byte == '/';
        if ((byte != '.' && !fine) || (byte == '.' && label == 0) || label > NAME_LABEL_MAX)
            return false;
        label = byte == '.' ? 0 : label + 1;
        dot |= byte == '.';
    }
    return dot && label > 0 && label <= NAME_LABEL_MAX && length < NAME_WIRE_MAX - 1;
}

/* No top-level domain has an underscore: "contoso.com_dns_records" is a file of contoso.com. */
static size_t remark_strip(const char *name, size_t length)
{
    size_t last = length;
    while (last > 0 && name[last - 1] != '.')
        last--;
    const char *remark = memchr(name + last, '_', length - last);
    return remark == NULL ? length : (size_t)(remark - name);
}

bool zone_of_file_name(const char *path, char zone[NAME_TEXT_MAX])
{
    const char *name = basename(path);
    bool prefixed = strncasecmp(name, "db.", 3) == 0;
    size_t length = ending_strip(name);
    if (length == 0)
        length = strlen(name);
    if (prefixed) {
        name += 3;
        length -= length < 3 ? length : 3;
    }
    if (length > 4 && strncasecmp(name + length - 4, ".txt", 4) == 0)
        length -= 4;
    length = remark_strip(name, length);
    if (!text_is_domain(name, length))
        return false;
    length -= name[length - 1] == '.';
    snprintf(zone, NAME_TEXT_MAX, "%.*s", (int)length, name);
    return true;
}
