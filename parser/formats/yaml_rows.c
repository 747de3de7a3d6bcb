#include <string.h>
#include <talloc.h>

#include "parser/formats/cloudformation.h"
#include "parser/formats/google.h"
#include "parser/formats/json_text.h"
#include "parser/formats/yaml_records.h"
#include "parser/formats/yaml_text.h"

/* The formats that yaml_records.c reads, in YAML and in JSON. They differ in what they are recognised by. */

enum { WALKED_MOST = 64 << 20 }; /* bytes of a file that is no zone by its looks */

static void zone_settle(struct surroundings *around, const char *path, const char *origin,
                        char zone[NAME_TEXT_MAX])
{
    around->told = origin != NULL;
    if (origin != NULL)
        around->zone = origin;
    else if (yaml_zone_of_path(path, zone) || json_zone_of_path(path, zone))
        around->zone = zone;
}

/* The number of MX in a text. */
static unsigned count_mx(const struct syntax *syntax, const char *name, const char *bytes,
                         uint32_t size)
{
    char zone[NAME_TEXT_MAX];
    struct syntax_fault fault;
    void *mem = talloc_new(NULL);
    struct walk walk = {.tree = tree_read(mem, syntax, bytes, size, &fault), .mem = mem};
    struct surroundings around = {.zone = NULL};
    zone_settle(&around, name, NULL, zone);
    records_walk(&walk, 0, around);
    talloc_free(mem);
    return walk.found;
}

static bool has_word(const char *bytes, uint32_t size, const char *word)
{
    return memmem(bytes, size, word, strlen(word)) != NULL;
}

/* "MX" in any case, found fast: it is asked of all JSON and YAML that a walk meets. */
static bool says_mx(const char *bytes, uint32_t size)
{
    for (const char *sign = "xX"; *sign != '\0'; sign++) {
        const char *at = bytes, *end = bytes + size;
        for (; (at = memchr(at, *sign, (size_t)(end - at))) != NULL; at++)
            if (at > bytes && (at[-1] == 'm' || at[-1] == 'M'))
                return true;
    }
    return false;
}

/* Whatever it is: does it say MX somewhere, and are there MX in it? */
static bool holds_mx(const struct syntax *syntax, const char *name, const char *bytes,
                     uint32_t size)
{
    return size <= WALKED_MOST && says_mx(bytes, size) && count_mx(syntax, name, bytes, size) > 0;
}

static bool yaml_holds_mx(const char *name, const char *bytes, uint32_t size)
{
    return yaml_is_likely(name, bytes, size) && holds_mx(&yaml_syntax, name, bytes, size);
}

static void records_read(struct document *document, const char *origin, const struct syntax *syntax)
{
    char zone[NAME_TEXT_MAX];
    struct surroundings around = {.zone = NULL};
    struct walk walk = {.tree = entries_open(document, syntax), .document = document};
    entries_told(document, origin);
    zone_settle(&around, document->files[0].path, origin, zone);
    walk.mem = talloc_new(NULL);
    records_walk(&walk, 0, around);
    entries_close(document, around.zone == NULL ? NAME_UNKNOWN
                                                : entries_name(document, around.zone, NAME_ROOT));
    talloc_free(walk.mem);
}

static void yaml_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    records_read(document, origin, &yaml_syntax);
    yaml_lost_note(document);
}

static void json_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    records_read(document, origin, &json_syntax);
}

static void google_yaml_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    google_read(document, origin, &yaml_syntax);
    yaml_lost_note(document);
}

static void cloudformation_yaml_read(struct document *document, const char *origin,
                                     struct loader loader)
{
    (void)loader;
    cloudformation_read(document, origin, &yaml_syntax);
    yaml_lost_note(document);
}

static const char *google_recognise(const char *name, const char *bytes, uint32_t size)
{
    return yaml_is_likely(name, bytes, size) && has_word(bytes, size, "dns#resourceRecordSet")
               ? "YAML with dns#resourceRecordSet"
               : NULL;
}

static const char *cloudformation_recognise(const char *name, const char *bytes, uint32_t size)
{
    return yaml_is_likely(name, bytes, size) && has_word(bytes, size, "AWS::Route53::RecordSet")
               ? "YAML with a resource AWS::Route53::RecordSet"
               : NULL;
}

static const char *endpoint_recognise(const char *name, const char *bytes, uint32_t size)
{
    return yaml_is_likely(name, bytes, size) && has_word(bytes, size, "DNSEndpoint") &&
                   yaml_holds_mx(name, bytes, size)
               ? "YAML with MX in a DNSEndpoint"
               : NULL;
}

static const char *ansible_recognise(const char *name, const char *bytes, uint32_t size)
{
    static const char *const modules[] = {
        "cloudflare_dns:", "route53:", "azure_rm_dnsrecordset:", "nsupdate:", "gandi_livedns:"};
    if (!yaml_is_likely(name, bytes, size))
        return NULL;
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++)
        if (has_word(bytes, size, modules[i]))
            return yaml_holds_mx(name, bytes, size) ? "YAML with MX and a DNS module of Ansible"
                                                    : NULL;
    return NULL;
}

static const char *yaml_recognise(const char *name, const char *bytes, uint32_t size)
{
    return yaml_holds_mx(name, bytes, size) ? "YAML with MX in it" : NULL;
}

static const char *json_recognise(const char *name, const char *bytes, uint32_t size)
{
    return json_starts(bytes, size) && holds_mx(&json_syntax, name, bytes, size)
               ? "JSON with MX in it"
               : NULL;
}

const struct format google_yaml_format = {
    .name = "google-yaml",
    .summary = "Google Cloud DNS: gcloud's export and transactions, YAML",
    .recognise = google_recognise,
    .read = google_yaml_read,
    ENTRIES_ANSWERS,
};

const struct format cloudformation_yaml_format = {
    .name = "cloudformation-yaml",
    .summary = "AWS CloudFormation: templates with Route 53 record sets, YAML",
    .recognise = cloudformation_recognise,
    .read = cloudformation_yaml_read,
    ENTRIES_ANSWERS,
};

const struct format external_dns_format = {
    .name = "external-dns",
    .summary = "external-dns: DNSEndpoint resources of Kubernetes",
    .recognise = endpoint_recognise,
    .read = yaml_read,
    ENTRIES_ANSWERS,
};

const struct format ansible_format = {
    .name = "ansible",
    .summary = "Ansible: tasks with DNS modules, and what they loop over",
    .recognise = ansible_recognise,
    .read = yaml_read,
    ENTRIES_ANSWERS,
};

const struct format yaml_format = {
    .name = "yaml",
    .summary = "YAML of any other shape that holds MX records",
    .loose = true,
    .recognise = yaml_recognise,
    .read = yaml_read,
    ENTRIES_ANSWERS,
};

const struct format json_format = {
    .name = "json",
    .summary = "JSON of any other shape that holds MX records",
    .loose = true,
    .recognise = json_recognise,
    .read = json_read,
    ENTRIES_ANSWERS,
};
