#include "rules/authority.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/authority_read.h"
#include "rules/hosts.h"

/* What one file says of one domain. */
struct entry {
    struct authority_domain said;
    struct graph_record *records; /* said.records, to be added to */
    struct entry *earlier;        /* what the file read before said of the same domain */
    unsigned file;
};

struct authority {
    struct entry **entries; /* in order of name, each name once */
    size_t count;
    unsigned files;
};

enum { NAME_SIZE = 254 }; /* bytes of a domain's name with terminator */

struct authority *authority_new(void *mem)
{
    return talloc_zero(mem, struct authority);
}

/* Lower case, no final dot. False: longer than a name can be. */
static bool name_fold(const char *name, char folded[NAME_SIZE])
{
    size_t length = strlen(name);
    if (length > 0 && name[length - 1] == '.')
        length--;
    if (length >= NAME_SIZE)
        return false;
    for (size_t i = 0; i < length; i++)
        folded[i] = (char)tolower((unsigned char)name[i]);
    folded[length] = '\0';
    return true;
}

/* Where `name` stands or would have to stand. */
static size_t entry_place(const struct authority *authority, const char *name)
{
    size_t low = 0, high = authority->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (strcmp(authority->entries[middle]->said.name, name) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct entry *entry_find(const struct authority *authority, const char *domain)
{
    char name[NAME_SIZE];
    if (!name_fold(domain, name))
        return NULL;
    size_t place = entry_place(authority, name);
    if (place == authority->count || strcmp(authority->entries[place]->said.name, name) != 0)
        return NULL;
    return authority->entries[place];
}

/* Puts an entry in its place, in front of what was said of the domain before. */
static void entry_insert(struct authority *authority, struct entry *entry)
{
    size_t place = entry_place(authority, entry->said.name);
    if (entry->earlier == NULL) {
        ARRAY_PUSH(authority, authority->entries, authority->count, entry);
        memmove(authority->entries + place + 1, authority->entries + place,
                (authority->count - 1 - place) * sizeof *authority->entries);
    }
    authority->entries[place] = entry;
}

static struct entry *reader_entry(struct reader *reader, const char *domain)
{
    struct entry *earlier = entry_find(reader->authority, domain);
    if (earlier != NULL && earlier->file == reader->file)
        return earlier;
    struct entry *entry = talloc_zero(reader->authority, struct entry);
    char name[NAME_SIZE] = "";
    name_fold(domain, name);
    entry->said.name = talloc_strdup(entry, name);
    entry->said.path = reader->path;
    entry->said.cloud = reader->cloud;
    entry->said.fetched_at = reader->fetched_at;
    entry->earlier = earlier;
    entry->file = reader->file;
    entry_insert(reader->authority, entry);
    reader->taken++;
    return entry;
}

struct authority_domain *reader_domain(struct reader *reader, const char *name)
{
    return &reader_entry(reader, name)->said;
}

void reader_record(struct reader *reader, const char *name, struct graph_record record)
{
    struct entry *entry = reader_entry(reader, name);
    ARRAY_PUSH(entry, entry->records, entry->said.record_count, record);
    entry->said.records = entry->records;
}

/* The domain that a file's name tells: "zones/contoso.com.json" speaks of contoso.com. */
static const char *path_domain(void *mem, const char *path)
{
    const char *name = basename(path);
    const char *dot = strrchr(name, '.');
    if (dot == NULL || strcmp(name, "mxmend.authority.json") == 0)
        return NULL;
    char *domain = talloc_strndup(mem, name, (size_t)(dot - name));
    return host_is_name(domain) ? domain : NULL;
}

static const char *const unknown_shape =
    "expected mxmend's own form, Graph's serviceConfigurationRecords, or PowerShell's "
    "records through ConvertTo-Json";
static const char *const unknown_domain =
    "nothing tells which domain this is about: expected a file named DOMAIN.json, or the object "
    "beside a member \"DomainName\"";

bool authority_read(struct authority *authority, const char *path, const char *bytes, size_t size,
                    struct authority_fault *fault)
{
    void *work = talloc_new(NULL);
    size_t count;
    cJSON *const *values = text_parse(work, bytes, size, &count, fault);
    struct reader reader = {.authority = authority, .file = ++authority->files};
    if (values != NULL) {
        reader.path = talloc_strdup(authority, path);
        reader.path_domain = path_domain(work, path);
        for (size_t i = 0; i < count; i++)
            value_read(&reader, values[i], NULL);
        if (reader.taken == 0 && !reader.ours)
            *fault = (struct authority_fault){0, reader.nameless ? unknown_domain : unknown_shape};
    }
    talloc_free(work);
    return reader.taken > 0 || reader.ours;
}

const struct authority_domain *authority_find(const struct authority *authority, const char *domain)
{
    const struct entry *entry = entry_find(authority, domain);
    return entry == NULL ? NULL : &entry->said;
}

const struct authority_domain *authority_conflict(const struct authority *authority,
                                                  const char *domain)
{
    const struct entry *entry = entry_find(authority, domain);
    const struct graph_record *mx = entry == NULL ? NULL : authority_mx(&entry->said, 0);
    if (mx == NULL)
        return NULL;
    for (entry = entry->earlier; entry != NULL; entry = entry->earlier) {
        const struct graph_record *other = authority_mx(&entry->said, 0);
        if (other != NULL && !host_equal(mx->value, other->value))
            return &entry->said;
    }
    return NULL;
}

size_t authority_count(const struct authority *authority)
{
    return authority->count;
}

const struct authority_domain *authority_at(const struct authority *authority, size_t index)
{
    return &authority->entries[index]->said;
}

static bool is_mail_mx(const struct authority_domain *domain, const struct graph_record *record)
{
    return record->type == GRAPH_MX && record->value != NULL && host_is_name(record->value) &&
           host_classify(record->value).family != HOST_VERIFICATION &&
           (record->service == NULL || strcasecmp(record->service, "Email") == 0) &&
           (record->label == NULL || host_equal(record->label, domain->name));
}

static int mx_compare(const struct graph_record *a, const struct graph_record *b)
{
    if (a->preference != b->preference)
        return a->preference < b->preference ? -1 : 1;
    return host_equal(a->value, b->value) ? 0 : strcasecmp(a->value, b->value);
}

const struct graph_record *authority_mx(const struct authority_domain *domain, size_t index)
{
    const struct graph_record *last = NULL;
    for (size_t i = 0; i <= index; i++) {
        const struct graph_record *next = NULL;
        for (size_t j = 0; j < domain->record_count; j++) {
            const struct graph_record *record = &domain->records[j];
            if (is_mail_mx(domain, record) && (last == NULL || mx_compare(record, last) > 0) &&
                (next == NULL || mx_compare(record, next) < 0))
                next = record;
        }
        if (next == NULL)
            return NULL;
        last = next;
    }
    return last;
}

const char *authority_unavailable(const struct authority_domain *domain)
{
    for (size_t i = 0; i < domain->record_count; i++)
        if (domain->records[i].type == GRAPH_UNAVAILABLE)
            return domain->records[i].value != NULL ? domain->records[i].value : "no reason given";
    return NULL;
}
