#include "parser/formats/yaml_text.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/entries.h"
#include "parser/zone_name.h"

enum { LOOKED_AT = 1 << 16 }; /* bytes */

static const char *const endings[] = {".yaml", ".yml", ".sls"}; /* Salt has its own */

static size_t ending_strip(const char *name)
{
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t ending = strlen(endings[i]);
        if (length > ending && strcasecmp(name + length - ending, endings[i]) == 0)
            return length - ending;
    }
    return 0;
}

bool yaml_is_likely(const char *name, const char *bytes, uint32_t size)
{
    uint32_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    return ending_strip(name) > 0 || (size - at > 3 && memcmp(bytes + at, "---", 3) == 0 &&
                                      strchr(" \r\n", bytes[at + 3]) != NULL);
}

/* The last place in the first part of the text where something begins in column 1. */
static uint32_t first_part(const char *bytes, uint32_t size)
{
    if (size <= LOOKED_AT)
        return size;
    for (uint32_t at = LOOKED_AT; at > 0; at--)
        if (bytes[at - 1] == '\n' && strchr(" \t\r\n#}])", bytes[at]) == NULL)
            return at;
    return LOOKED_AT;
}

const struct tree *yaml_peek(void *mem, const char *bytes, uint32_t size)
{
    struct syntax_fault fault;
    return tree_read(mem, &yaml_syntax, bytes, first_part(bytes, size), &fault);
}

bool yaml_zone_of_path(const char *name, char zone[NAME_TEXT_MAX])
{
    const char *slash = strrchr(name, '/'), *base = slash == NULL ? name : slash + 1;
    if (slash > name && slash[-1] == '.') { /* contoso.com./whatever.yaml */
        const char *folder = slash - 1;
        while (folder > name && folder[-1] != '/')
            folder--;
        snprintf(zone, NAME_TEXT_MAX, "%.*s", (int)(slash - 1 - folder), folder);
        if (text_is_domain(zone, strlen(zone)))
            return true;
    }
    base += *base == '$'; /* octoDNS' file of the apex among those of a folder */
    size_t length = ending_strip(base);
    if (length > 0 && base[length - 1] == '.')
        length--;
    snprintf(zone, NAME_TEXT_MAX, "%.*s", (int)length, base);
    for (char *dot = strrchr(zone, '.'); dot != NULL && dot[1] == '_'; dot = strrchr(zone, '.'))
        *dot = '\0'; /* contoso.com._1_mail.yaml: parts of a zone that are put together */
    return text_is_domain(zone, strlen(zone));
}

static bool is_host_byte(char byte)
{
    return isalnum((unsigned char)byte) || byte == '-' || byte == '_' || byte == '.';
}

static void hosts_note(struct document *document, struct span lost, const char *suffix)
{
    const char *bytes = document->files[0].bytes, *end = bytes + lost.end, *at = bytes + lost.start;
    while ((at = memmem(at, (size_t)(end - at), suffix, strlen(suffix))) != NULL) {
        struct span host = {(uint32_t)(at - bytes), (uint32_t)(at - bytes + (long)strlen(suffix))};
        at += strlen(suffix);
        while (host.start > lost.start && is_host_byte(bytes[host.start - 1]))
            host.start--;
        while (host.end < lost.end && is_host_byte(bytes[host.end]))
            host.end++;
        document_problem(document, PROBLEM_COMPUTED, 0, host,
                         "an Exchange host stands where the file could not be read");
    }
}

void yaml_lost_note(struct document *document)
{
    const struct tree *tree = entries_tree(document);
    for (size_t i = 0; i < tree->lost_count; i++) {
        hosts_note(document, tree->lost[i], ".mail.protection.outlook.com");
        hosts_note(document, tree->lost[i], ".mx.microsoft");
    }
}
