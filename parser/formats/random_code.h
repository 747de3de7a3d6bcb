#ifndef MXMEND_FORMATS_RANDOM_CODE_H
#define MXMEND_FORMATS_RANDOM_CODE_H

#include <stdarg.h>
#include <stdlib.h>
#include <talloc.h>

/* Random Terraform, Bicep and JavaScript of DNSControl, for the tests. The texts belong to `mem`. */

struct random {
    unsigned seed;
    char *text;
    const char *end;
};

static unsigned below(struct random *random, unsigned limit)
{
    return (unsigned)rand_r(&random->seed) % limit;
}

#define PICK(random, ...)                                                                          \
    (((const char *const[]){                                                                       \
        __VA_ARGS__})[below(random, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))])

__attribute__((format(printf, 2, 3))) static void put(struct random *random, const char *format,
                                                      ...)
{
    va_list arguments;
    va_start(arguments, format);
    random->text = talloc_vasprintf_append_buffer(random->text, format, arguments);
    va_end(arguments);
}

/* The end of a line, with a comment perhaps. */
static void put_end(struct random *random, const char *sign)
{
    if (below(random, 4) == 0)
        put(random, "%s%s note, [not] {this} \"one\"", PICK(random, " ", "\t", ""), sign);
    put(random, "%s%s", PICK(random, "", "", "", " "), random->end);
}

static void put_host(struct random *random)
{
    put(random, "%s",
        PICK(random, "contoso-com.mail.protection.outlook.com", "mx.example.net",
             "mail.example.org.", "b.example"));
}

/* ["0 a", …], on one line or several. */
static void put_list(struct random *random)
{
    unsigned count = below(random, 3) + 1;
    bool lines = below(random, 2) == 0;
    put(random, "[");
    for (unsigned i = 0; i < count; i++) {
        bool last = i + 1 == count;
        if (lines)
            put_end(random, i == 0 ? "#" : "//");
        put(random, "%s\"%u ", lines ? "    " : PICK(random, "", " "), i * 10);
        put_host(random);
        put(random, "\"%s", last ? PICK(random, "", ",", " ,") : ",");
    }
    if (lines) {
        put_end(random, "#");
        put(random, "  ");
    }
    put(random, "]");
}

static void put_blocks(struct random *random, const char *block)
{
    for (unsigned i = 0, count = below(random, 3) + 1; i < count; i++) {
        put(random, "%s  %s {", below(random, 2) == 0 ? random->end : "", block);
        put_end(random, "#");
        put(random, "    preference = %u%s    exchange   = \"", i * 10, random->end);
        put_host(random);
        put(random, "\"");
        put_end(random, "/* */ #");
        put(random, "  }");
        put_end(random, "//");
    }
}

static void put_attribute(struct random *random, const char *name, const char *value)
{
    put(random, "  %s%s= %s", name, PICK(random, " ", "   ", "\t"), value);
    put_end(random, "#");
}

static void put_resource(struct random *random, unsigned number)
{
    unsigned kind = below(random, 4);
    const char *const types[] = {"aws_route53_record", "azurerm_dns_mx_record", "cloudflare_record",
                                 "dns_mx_record_set"};
    char *owner = talloc_asprintf(NULL, "\"r%u.example.com\"", number);
    put(random, "resource \"%s\" \"r%u\" {", types[kind], number);
    put_end(random, "#");
    put_attribute(random, kind == 3 ? "zone" : "name", kind == 3 ? "\"example.com.\"" : owner);
    if (kind == 3)
        put_attribute(random, "name", owner);
    if (below(random, 2) == 0)
        put_attribute(random, "ttl", PICK(random, "300", "\"60\""));
    if (kind == 0 || kind == 2)
        put_attribute(random, "type", "\"MX\"");
    if (kind == 0) {
        put(random, "  records = ");
        put_list(random);
        put_end(random, "#");
    } else if (kind == 2) {
        put(random, "  content = \"");
        put_host(random);
        put(random, "\"");
        put_end(random, "#");
        put_attribute(random, "priority", "10");
    } else {
        put_blocks(random, kind == 1 ? "record" : "mx");
    }
    put(random, "}");
    put_end(random, "#");
    talloc_free(owner);
}

static char *random_terraform(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = PICK(&random, "\n", "\n", "\r\n");
    put(&random, "%s", PICK(&random, "", "", "\xef\xbb\xbf", "# mx = \"\n", "\n\n"));
    for (unsigned i = 0, count = below(&random, 4) + 1; i < count; i++) {
        put_resource(&random, i);
        put(&random, "%s", below(&random, 3) == 0 ? "" : random.end);
    }
    if (below(&random, 4) == 0) { /* no line end at the end */
        put(&random, "output \"x\" { value = \"%%{if true}}{${\"a}\"}%%{endif}\" }");
    }
    return random.text;
}

static char *random_bicep(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = PICK(&random, "\n", "\n", "\r\n");
    for (unsigned i = 0, count = below(&random, 3) + 1; i < count; i++) {
        const char *end = random.end;
        put(&random, "resource r%u 'Microsoft.Network/dnsZones/MX@2018-05-01' = {%s", i, end);
        put(&random, "  name: 'example.com/r%u'%s  properties: {%s    TTL: 60%s", i, end, end, end);
        put(&random, "    MXRecords: [%s", end);
        for (unsigned k = 0, records = below(&random, 3) + 1; k < records; k++) {
            put(&random, "      {");
            put_end(&random, "//");
            put(&random, "        preference: %u%s        exchange: '", k * 10, end);
            put_host(&random);
            put(&random, "'");
            put_end(&random, "//");
            put(&random, "      }");
            put_end(&random, "//");
        }
        put(&random, "    ]%s  }%s}%s", end, end, end);
    }
    return random.text;
}

/* MX("r0", 10, "host.", TTL(300)) with any quotes and blanks. */
static void put_call(struct random *random, unsigned number)
{
    const char *quote = PICK(random, "\"", "'", "`"), *blank = PICK(random, "", " ", "\t");
    put(random, "MX(%s%sr%u%s,%s%u , %s", blank, quote, below(random, 2), quote, blank, number * 10,
        quote);
    put(random, "%s",
        PICK(random, "contoso-com.mail.protection.outlook.com.", "mx.example.net.", "b.example."));
    put(random, "%s%s%s)", quote, PICK(random, "", ", TTL(300)", ", /* \"no\", (x) */ TTL(\"5m\")"),
        blank);
}

/* Commas behind, on lines or not, or in front; some calls in a list of their own. */
static char *random_dnscontrol(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    const char *end = random.end = PICK(&random, "\n", "\n", "\r\n");
    unsigned style = below(&random, 3);
    put(&random, "%sD('example.com', REG%s",
        PICK(&random, "", "\xef\xbb\xbf", "// it's\n", "'use strict';"), style == 0 ? "" : ",");
    for (unsigned i = 0, count = below(&random, 5) + 1; i < count; i++) {
        bool listed = below(&random, 4) == 0, last = i + 1 == count;
        if (style != 1)
            put_end(&random, "//");
        put(&random, "%s%s", style == 0 ? "  , " : "  ", listed ? "[ " : "");
        put_call(&random, i);
        if (listed) {
            put(&random, ",%s", PICK(&random, " ", "\n\t"));
            put_call(&random, i + 10);
            put(&random, " ]");
        }
        put(&random, "%s", style == 0 ? "" : last ? PICK(&random, "", ",") : ",");
    }
    put(&random, "%s);%s", style == 1 ? "" : end, PICK(&random, "", "\n", "// MX('a', 1, 'b.c.')"));
    return random.text;
}

#endif
