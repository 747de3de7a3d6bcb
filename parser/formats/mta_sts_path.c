#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/formats/mta_sts.h"

/* What a policy's path says: contoso.com.mta-sts.txt, mta-sts.contoso.com/.well-known/mta-sts.txt. */

static const char file_name[] = "mta-sts.txt", host_prefix[] = "mta-sts.", text_ending[] = ".txt";

/* One part of a path. */
struct part {
    const char *text;
    size_t length;
};

/* The last part of the first `length` bytes of a path. */
static struct part part_last(const char *path, size_t length)
{
    while (length > 0 && path[length - 1] == '/')
        length--;
    struct part part = {path + length, 0};
    while (part.text > path && part.text[-1] != '/')
        part.text--, part.length++;
    return part;
}

static bool part_is(struct part part, const char *text)
{
    return part.length == strlen(text) && strncasecmp(part.text, text, part.length) == 0;
}

static bool part_strip_start(struct part *part, const char *start)
{
    size_t length = strlen(start);
    if (part->length <= length || strncasecmp(part->text, start, length) != 0)
        return false;
    part->text += length;
    part->length -= length;
    return true;
}

static bool part_strip_end(struct part *part, const char *end)
{
    size_t length = strlen(end);
    if (part->length <= length || strncasecmp(part->text + part->length - length, end, length) != 0)
        return false;
    part->length -= length;
    return true;
}

/* Labels with a dot between, the last one of letters or an A-label: "v1.2" is a folder and no more. */
static bool domain_take(struct part part, char domain[NAME_TEXT_MAX])
{
    size_t label = 0, letters = 0, labels = 1;
    if (part.length >= NAME_TEXT_MAX)
        return false;
    for (size_t i = 0; i < part.length; i++) {
        unsigned char byte = (unsigned char)part.text[i];
        if (byte == '.' && label == 0)
            return false;
        if (byte != '.' && byte != '-' && byte != '_' && !isalnum(byte))
            return false;
        labels += byte == '.';
        label = byte == '.' ? 0 : label + 1;
        letters = byte == '.' ? 0 : letters + (isalpha(byte) != 0);
        domain[i] = (char)tolower(byte);
    }
    domain[part.length] = '\0';
    bool encoded = label > 4 && memcmp(domain + part.length - label, "xn--", 4) == 0;
    return labels > 1 && label > 1 && (letters == label || encoded);
}

bool sts_is_named(const char *path)
{
    struct part name = part_last(path, strlen(path)), front = name;
    return part_is(name, file_name) || (part_strip_end(&front, file_name) && front.length > 1 &&
                                        front.text[front.length - 1] == '.');
}

bool sts_domain_of_path(const char *path, char domain[NAME_TEXT_MAX])
{
    struct part part = part_last(path, strlen(path)), whole = part;
    bool plain = part_is(part, file_name), nearest = true;
    if (!plain && part_strip_end(&part, ".mta-sts.txt") && domain_take(part, domain))
        return true;
    if (!plain && part_strip_start(&part, host_prefix) && part_strip_end(&part, text_ending) &&
        domain_take(part, domain))
        return true;
    while (whole.text > path) {
        whole = part = part_last(path, (size_t)(whole.text - path));
        if (part_is(part, ".well-known"))
            continue;
        if ((part_strip_start(&part, host_prefix) || (nearest && plain)) &&
            domain_take(part, domain))
            return true;
        nearest = false;
    }
    return false;
}
