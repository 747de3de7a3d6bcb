#include "parser/master/dialect.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "parser/master/lexer.h"
#include "parser/master/master.h"
#include "parser/zone_name.h"

enum { LOOKED_AT = 4096 }; /* bytes of a file: its header, and the SOA behind it */

struct dialect {
    struct format format;
    const char *marks[2]; /* one of them stands in its header; none: only --input-format tells */
    const char *also, *lacks; /* this stands there too, and this does not; NULL: whatever */
};

static const struct dialect dialects[];

static bool has(const char *bytes, uint32_t size, const char *text)
{
    return text != NULL && memmem(bytes, size, text, strlen(text)) != NULL;
}

static bool dialect_is(const struct dialect *dialect, const char *bytes, uint32_t size)
{
    return (has(bytes, size, dialect->marks[0]) || has(bytes, size, dialect->marks[1])) &&
           (dialect->also == NULL || has(bytes, size, dialect->also)) &&
           !has(bytes, size, dialect->lacks);
}

const struct format *dialect_find(const char *bytes, uint32_t size, const char **why)
{
    uint32_t looked_at = size < LOOKED_AT ? size : LOOKED_AT;
    for (const struct dialect *dialect = dialects; dialect->format.name != NULL; dialect++)
        if (dialect_is(dialect, bytes, looked_at)) {
            if (why != NULL)
                *why = "it begins as such files do";
            return &dialect->format;
        }
    return &master_format;
}

const struct format *dialect_at(size_t index)
{
    return dialects[index].format.name == NULL ? NULL : &dialects[index].format;
}

bool dialect_is_absolute(const struct format *format, uint16_t type)
{
    return (format->switches & HOSTS_ABSOLUTE) != 0 ||
           ((format->switches & SOA_ABSOLUTE) != 0 && type == LDNS_RR_TYPE_SOA);
}

/* ---- bounds ------------------------------------------------------------------------------------- */

static const char fence[] = "```", title[] = "Raw AXFR output", dumped[] = " Dumped ";

static bool line_starts(const char *bytes, uint32_t at, uint32_t end, const char *text)
{
    return end - at >= strlen(text) && memcmp(bytes + at, text, strlen(text)) == 0;
}

/* Does a dump of Hurricane Electric begin behind this line? */
static bool line_opens(const char *bytes, uint32_t at, uint32_t end)
{
    if (!line_starts(bytes, at, end, fence))
        return line_starts(bytes, at, end, title);
    uint32_t next = line_after(bytes, at, end);
    return line_starts(bytes, next, end, ";") &&
           has(bytes + next, line_after(bytes, next, end) - next, dumped);
}

/* From behind the line that opens it up to the fence that closes it, if there is one. */
struct span fenced_bounds(const char *bytes, uint32_t size)
{
    uint32_t mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, at = mark;
    while (at < size && at < LOOKED_AT && !line_opens(bytes, at, size))
        at = line_after(bytes, at, size);
    if (at >= size || at >= LOOKED_AT)
        return (struct span){mark, size};
    struct span bounds = {line_after(bytes, at, size), size};
    for (at = bounds.start; at < size && !line_starts(bytes, at, size, fence);)
        at = line_after(bytes, at, size);
    bounds.end = at;
    return bounds;
}

struct span dialect_bounds(const struct format *format, const char *bytes, uint32_t size)
{
    uint32_t mark = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    return (format->switches & FENCED) != 0 ? fenced_bounds(bytes, size)
                                            : (struct span){mark, size};
}

/* ---- what the header tells ---------------------------------------------------------------------- */

/* The word of a header that is the zone's name: behind `before`, and in front of `behind`. */
static const struct {
    const char *before, *between, *behind;
} phrases[] = {
    {"Domain:", NULL, NULL},              /* GoDaddy, Cloudflare */
    {"Zone name:", NULL, NULL},           /* Azure */
    {"Zone file for", NULL, NULL},        /* cPanel */
    {"Zone:", NULL, NULL},                /* practice */
    {"Database file", " in zone ", NULL}, /* Windows */
    {"Database file", " for ", " zone."}, /* Windows before scopes came */
    {"", NULL, " Dumped "},               /* Hurricane Electric */
};

static struct span skip_blanks(const char *bytes, struct span span)
{
    while (!span_is_empty(span) && byte_is_blank(bytes[span.start]))
        span.start++;
    return span;
}

/* Moves the start of a line behind a text in it. False: it is not there. */
static bool pass(const char *bytes, struct span *line, const char *text)
{
    const char *found = memmem(bytes + line->start, span_length(*line), text, strlen(text));
    if (found != NULL)
        line->start = (uint32_t)(found - bytes) + (uint32_t)strlen(text);
    return found != NULL;
}

static bool phrase_read(const char *bytes, struct span line, size_t index, char zone[NAME_TEXT_MAX])
{
    const char *before = phrases[index].before;
    size_t length = strlen(before);
    if (span_length(line) < length || strncasecmp(bytes + line.start, before, length) != 0)
        return false;
    line.start += (uint32_t)length;
    if (phrases[index].between != NULL && !pass(bytes, &line, phrases[index].between))
        return false;
    line = skip_blanks(bytes, line);
    struct span word = line;
    while (line.start < line.end && !byte_is_blank(bytes[line.start]))
        line.start++;
    word.end = line.start;
    const char *behind = phrases[index].behind;
    if (behind != NULL && (span_length(line) < strlen(behind) ||
                           memcmp(bytes + line.start, behind, strlen(behind)) != 0))
        return false;
    while (!span_is_empty(word) && bytes[word.end - 1] == '.')
        word.end--;
    if (!text_is_domain(bytes + word.start, span_length(word)))
        return false;
    snprintf(zone, NAME_TEXT_MAX, "%.*s", (int)span_length(word), bytes + word.start);
    return true;
}

bool header_zone(const char *bytes, struct span bounds, char zone[NAME_TEXT_MAX])
{
    uint32_t end = span_length(bounds) < LOOKED_AT ? bounds.end : bounds.start + LOOKED_AT;
    for (uint32_t at = bounds.start, next; at < end; at = next) {
        next = line_after(bytes, at, end);
        struct span line = skip_blanks(bytes, (struct span){at, next});
        while (!span_is_empty(line) && byte_ends_line(bytes[line.end - 1]))
            line.end--;
        if (span_is_empty(line))
            continue;
        if (bytes[line.start] != ';')
            return false;
        while (!span_is_empty(line) && bytes[line.start] == ';')
            line.start++;
        line = skip_blanks(bytes, line);
        for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++)
            if (phrase_read(bytes, line, i, zone))
                return true;
    }
    return false;
}

/* ---- the rows ----------------------------------------------------------------------------------- */

#define FORMAT(NAME, SUMMARY, SWITCHES)                                                            \
    {                                                                                              \
        .name = (NAME), .summary = (SUMMARY), .switches = (SWITCHES), MASTER_ANSWERS               \
    }

enum {
    GODADDY = ORIGIN_ABSOLUTE | SOA_ABSOLUTE | OWNERS_AT | PSEUDO_VALUES,
    CLOUDFLARE = OWNERS_ABSOLUTE | ORIGIN_ABSOLUTE | HOSTS_ABSOLUTE | AUTO_TTL | PLACEHOLDERS |
                 PROXIED | PRIVATE_TYPES,
};

/* The first whose marks are there has the file. */
static const struct dialect dialects[] = {
    {FORMAT("cloudflare-zone", "Cloudflare: exported zone file", CLOUDFLARE),
     .marks = {";; Domain:"}, .also = ";; Exported:"},
    /* Exports of about 2014 to 2019 have no $ORIGIN, and hosts without final dot. */
    {FORMAT("godaddy-old", "GoDaddy: zone file exported before about 2019",
            GODADDY | HOSTS_ABSOLUTE),
     .marks = {"; Exported (y-m-d hh:mm:ss)"}, .lacks = "\n$ORIGIN"},
    {FORMAT("godaddy", "GoDaddy: exported zone file", GODADDY),
     .marks = {"; Exported (y-m-d hh:mm:ss)"}},
    /* Newer exports leave out the dot of the SOA's mailbox. */
    {FORMAT("azure-zone", "Azure DNS: az network dns zone export", SOA_ABSOLUTE | PRIVATE_TYPES),
     .marks = {"Exported zone file from Azure DNS"}},
    {FORMAT("windows-dns", "Windows DNS server: zone file (.dns)", AGING | SOA_TTL),
     .marks = {"Database file "}, .also = "Zone version:"},
    {FORMAT("cpanel", "cPanel: zone file", 0),
     .marks = {"Cpanel::ZoneFile::VERSION", "; cPanel first:"}},
    {FORMAT("dig", "dig: a zone transferred, or an answer", ANSWERS), .marks = {"; <<>> DiG "}},
    {FORMAT("hurricane-electric", "Hurricane Electric: raw AXFR output, also in Markdown", FENCED),
     .marks = {title, dumped}},
    {FORMAT("cli53", "Amazon Route 53: cli53 export", PRIVATE_TYPES),
     .marks = {"; AWS routing=", "\tAWS\tALIAS\t"}},
    {FORMAT("ovh", "OVH: zone in text mode", 0), .marks = {"tech.ovh.net."}},
    {FORMAT("gandi", "Gandi: zone as text", PRIVATE_TYPES), .marks = {"hostmaster.gandi.net."}},
    {FORMAT("hetzner", "Hetzner: exported zone file", 0), .marks = {"dns.hetzner.com."}},
    {FORMAT("powerdns-zone", "PowerDNS: pdnsutil list-zone", PRIVATE_TYPES), .marks = {NULL}},
    {FORMAT("gcloud-zone", "Google Cloud DNS: export --zone-file-format", 0), .marks = {NULL}},
    {FORMAT("dnscontrol-zone", "DNSControl: get-zones --format=zone", 0), .marks = {NULL}},
    {.format = {.name = NULL}},
};
