#include "cmd/baseline_file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/complain.h"
#include "cmd/fingerprint.h"
#include "cmd/path.h"
#include "cmd/print/json_text.h"
#include "parser/array.h"
#include "parser/lines.h"
#include "parser/master/types.h"
#include "parser/syntax/tree.h"

enum { DATA_MAX = 120 }; /* bytes of data that are kept: it is for reading only */

struct reading {
    const char *path;
    const struct disk_file *file;
    const struct tree *tree;
    bool failed;
};

static void fail(struct reading *reading, uint32_t offset, const char *why)
{
    struct lines lines = lines_find(NULL, reading->file->bytes, reading->file->size);
    struct place place = lines_place(&lines, offset);
    complain("%s:%u:%u: %s", reading->path, place.line, place.column, why);
    talloc_free(lines.starts);
    reading->failed = true;
}

/* A member that is text; "" if it is missing, which is a fault where `needed`. */
static const char *read_text(struct reading *reading, void *mem, uint32_t entry, const char *key,
                             bool needed)
{
    char *text = tree_value(reading->tree, tree_member(reading->tree, entry, key), mem);
    if (text == NULL && needed && !reading->failed)
        fail(reading, tree_node(reading->tree, entry)->at.start,
             talloc_asprintf(mem, "this entry of the baseline has no \"%s\"", key));
    return text == NULL ? "" : text;
}

static void read_entry(struct reading *reading, struct baseline_file *baseline, uint32_t node)
{
    char *end;
    const char *number = read_text(reading, baseline, node, "fingerprint", true);
    struct baseline_entry entry = {
        .fingerprint = strtoull(number, &end, 16),
        .path = read_text(reading, baseline, node, "path", true),
        .rule = read_text(reading, baseline, node, "rule", true),
        .reason = read_text(reading, baseline, node, "reason", false),
        .at = tree_node(reading->tree, node)->at,
    };
    const uint32_t owner = tree_member(reading->tree, node, "owner");
    entry.owner = tree_value(reading->tree, owner, baseline);
    entry.type = tree_value(reading->tree, tree_member(reading->tree, node, "type"), baseline);
    entry.data = read_text(reading, baseline, node, "data", false);
    if (!reading->failed && (strlen(number) != FINGERPRINT_TEXT - 1 || *end != '\0'))
        fail(reading,
             tree_node(reading->tree, tree_member(reading->tree, node, "fingerprint"))->at.start,
             "this is no fingerprint: 16 digits of 0 to f");
    if (reading->failed)
        return;
    entry.rule_at = tree_node(reading->tree, tree_member(reading->tree, node, "rule"))->at;
    ARRAY_PUSH(baseline, baseline->entries, baseline->count, entry);
}

static int compare_fingerprints(const void *a, const void *b)
{
    const struct baseline_entry *left = a, *right = b;
    if (left->fingerprint != right->fingerprint)
        return left->fingerprint < right->fingerprint ? -1 : 1;
    return left->at.start < right->at.start ? -1 : left->at.start > right->at.start;
}

static void read_entries(struct reading *reading, struct baseline_file *baseline)
{
    struct syntax_fault fault;
    const struct tree *tree =
        tree_read(baseline, &json_syntax, reading->file->bytes, reading->file->size, &fault);
    reading->tree = tree;
    uint32_t root = tree_node(tree, 0)->child, list = tree_member(tree, root, "baseline");
    if (fault.message != NULL)
        fail(reading, fault.at.start, fault.message);
    else if (tree_number(tree, tree_member(tree, root, "mxmend")) != 1 || list == 0 ||
             tree_node(tree, list)->kind != NODE_LIST)
        fail(reading, 0, "this is no baseline of mxmend: {\"mxmend\": 1, \"baseline\": [...]}");
    for (uint32_t node = tree_node(tree, list)->child; !reading->failed && node != 0;
         node = tree_node(tree, node)->next)
        read_entry(reading, baseline, node);
    if (baseline->count > 0)
        qsort(baseline->entries, baseline->count, sizeof *baseline->entries, compare_fingerprints);
}

struct baseline_file *baseline_file_read(void *mem, const char *path, bool is_new)
{
    const char *why;
    struct baseline_file *baseline = talloc_zero(mem, struct baseline_file);
    baseline->folder = path_folder(baseline, path_settled(baseline, path));
    if (is_new && access(path, F_OK) != 0 && errno == ENOENT)
        return baseline;
    baseline->file = disk_read(baseline, path, &why);
    struct reading reading = {.path = path, .file = baseline->file};
    if (baseline->file == NULL)
        complain("%s: %s", path, why);
    else
        read_entries(&reading, baseline);
    if (baseline->file != NULL && !reading.failed)
        return baseline;
    talloc_free(baseline);
    return NULL;
}

/* What stands there, its blanks as one and its line ends too, cut where it grows long. */
static const char *words_of(void *mem, const struct file *file, struct span at)
{
    char *text = talloc_size(mem, DATA_MAX + 4);
    size_t length = 0;
    for (uint32_t i = at.start; i < at.end && i < file->size; i++) {
        bool blank = strchr(" \t\r\n", file->bytes[i]) != NULL;
        if (length == DATA_MAX) {
            while (length > 0 && ((unsigned char)text[length - 1] & 0xc0) == 0x80)
                length--;
            memcpy(text + length, "...", 3);
            length += 3;
            break;
        }
        if (!blank || (length > 0 && text[length - 1] != ' '))
            text[length++] = blank ? ' ' : file->bytes[i];
    }
    text[length] = '\0';
    return text;
}

struct baseline_entry baseline_entry_of(void *mem, const char *folder,
                                        const struct document *document,
                                        const struct finding *finding)
{
    const struct record *record = finding->record;
    const struct file *file = &document->files[finding->file];
    struct baseline_entry entry = {
        .fingerprint = fingerprint(document, finding),
        .path = path_relative(mem, folder, file->path),
        .rule = finding->rule->id,
        .reason = "",
    };
    if (record == NULL) {
        entry.data = words_of(mem, file, finding->at);
        return entry;
    }
    char owner[NAME_TEXT_MAX], type[TYPE_TEXT_MAX];
    entry.owner = talloc_strdup(mem, name_to_text(document->names, record->name, owner));
    entry.type = talloc_strdup(mem, type_to_text(record->type, type));
    entry.data = words_of(mem, record_file(document, record), record->rdata);
    return entry;
}

static int compare_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

static int compare_entries(const void *a, const void *b)
{
    const struct baseline_entry *left = a, *right = b;
    int order = strcmp(left->path, right->path);
    order = order != 0 ? order : compare_text(left->owner, right->owner);
    order = order != 0 ? order : strcmp(left->rule, right->rule);
    order = order != 0 ? order : compare_text(left->data, right->data);
    if (order == 0 && left->fingerprint != right->fingerprint)
        order = left->fingerprint < right->fingerprint ? -1 : 1;
    return order != 0 ? order : strcmp(left->reason, right->reason);
}

static void print_entry(FILE *out, const struct baseline_entry *entry)
{
    char number[FINGERPRINT_TEXT];
    fputs("{\"path\": ", out);
    json_text(out, entry->path);
    fputs(", \"rule\": ", out);
    json_text(out, entry->rule);
    if (entry->owner != NULL) {
        fputs(", \"owner\": ", out);
        json_text(out, entry->owner);
        fputs(", \"type\": ", out);
        json_text(out, entry->type);
    }
    fputs(", \"data\": ", out);
    json_text(out, entry->data);
    fprintf(out, ", \"fingerprint\": \"%s\", \"reason\": ",
            fingerprint_text(entry->fingerprint, number));
    json_text(out, entry->reason);
    fputc('}', out);
}

char *baseline_text(void *mem, struct baseline_entry *entries, size_t count, size_t *size)
{
    char *bytes = NULL;
    FILE *out = open_memstream(&bytes, size);
    if (out == NULL)
        abort();
    if (count > 0)
        qsort(entries, count, sizeof *entries, compare_entries);
    fputs("{\"mxmend\": 1, \"baseline\": [", out);
    for (size_t i = 0; i < count; i++) {
        fputs(i == 0 ? "\n" : ",\n", out);
        print_entry(out, &entries[i]);
    }
    fputs("\n]}\n", out);
    (void)fclose(out);
    char *text = talloc_memdup(mem, bytes, *size);
    free(bytes);
    return text;
}
