#include "cmd/baseline.h"

#include <string.h>
#include <talloc.h>
#include <unistd.h>

#include "cmd/baseline_file.h"
#include "cmd/complain.h"
#include "cmd/nearest.h"
#include "cmd/path.h"
#include "cmd/replace_file.h"
#include "parser/array.h"

struct baseline {
    const struct options *options;
    const struct selection *selection;
    struct baseline_file *accepted; /* --baseline; NULL: not asked for */
    struct baseline_file *old;      /* --write-baseline, as it is before; NULL: not asked for */
    struct baseline_entry *entries; /* that are to be written */
    size_t count, found;            /* `found` of them are of this run */
    const char **looked;            /* absolute paths of the files of this run */
    size_t looked_count;
};

struct baseline *baseline_open(void *mem, const struct options *options,
                               const struct selection *selection, enum status *status)
{
    if (options->baseline == NULL && options->write_baseline == NULL)
        return NULL;
    struct baseline *baseline = talloc_zero(mem, struct baseline);
    baseline->options = options;
    baseline->selection = selection;
    if (options->baseline != NULL)
        baseline->accepted = baseline_file_read(baseline, options->baseline, false);
    if (options->write_baseline != NULL)
        baseline->old = baseline_file_read(baseline, options->write_baseline, true);
    if ((options->baseline != NULL && baseline->accepted == NULL) ||
        (options->write_baseline != NULL && baseline->old == NULL))
        *status = STATUS_TROUBLE;
    return baseline;
}

static size_t find_first(const struct baseline_file *file, uint64_t fingerprint)
{
    size_t low = 0, high = file->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (file->entries[middle].fingerprint < fingerprint)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool is_gone(const struct baseline_file *file, const struct baseline_entry *entry)
{
    char *path = talloc_asprintf(NULL, "%s/%s", file->folder, entry->path);
    bool gone = access(path, F_OK) != 0;
    talloc_free(path);
    return gone;
}

/* The entry that covers a finding: of its own file, else of one that is gone. */
static struct baseline_entry *find_entry(struct baseline_file *file,
                                         const struct baseline_entry *wanted)
{
    struct baseline_entry *other = NULL;
    size_t first = find_first(file, wanted->fingerprint);
    for (size_t i = first; i < file->count && file->entries[i].fingerprint == wanted->fingerprint;
         i++) {
        struct baseline_entry *entry = &file->entries[i];
        if (entry->used || strcmp(entry->rule, wanted->rule) != 0)
            continue;
        if (strcmp(entry->path, wanted->path) == 0)
            return entry;
        if (other == NULL && is_gone(file, entry))
            other = entry;
    }
    return other;
}

static bool is_accepted(struct baseline *baseline, void *mem, const struct document *document,
                        const struct finding *finding)
{
    struct baseline_entry wanted =
        baseline_entry_of(mem, baseline->accepted->folder, document, finding);
    struct baseline_entry *entry = find_entry(baseline->accepted, &wanted);
    if (entry != NULL)
        entry->used = true;
    return entry != NULL;
}

/* What is written is accepted from now on. */
static bool write_down(struct baseline *baseline, const struct document *document,
                       const struct finding *finding)
{
    if (baseline->old == NULL || (int)finding->severity < baseline->options->least)
        return false;
    struct baseline_entry entry =
        baseline_entry_of(baseline, baseline->old->folder, document, finding);
    struct baseline_entry *before = find_entry(baseline->old, &entry);
    if (before != NULL) {
        entry.reason = before->reason;
        before->used = true;
    }
    ARRAY_PUSH(baseline, baseline->entries, baseline->count, entry);
    baseline->found++;
    return true;
}

void baseline_apply(struct baseline *baseline, const struct document *document,
                    struct findings *findings)
{
    if (baseline == NULL)
        return;
    size_t kept = 0;
    void *mem = talloc_new(NULL);
    for (size_t i = 0; i < findings->count; i++) {
        bool accepted =
            baseline->accepted != NULL && is_accepted(baseline, mem, document, &findings->items[i]);
        bool written = write_down(baseline, document, &findings->items[i]);
        if (!accepted && !written)
            findings->items[kept++] = findings->items[i];
    }
    talloc_free(mem);
    findings->accepted += findings->count - kept;
    findings->count = kept;
    for (size_t i = 0; i < document->file_count; i++)
        if (!document->files[i].generated)
            ARRAY_PUSH(baseline, baseline->looked, baseline->looked_count,
                       path_relative(baseline, "/", document->files[i].path));
}

static bool was_looked_at(const struct baseline *baseline, const struct baseline_file *file,
                          const struct baseline_entry *entry)
{
    void *mem = talloc_new(NULL);
    const char *path = path_absolute(mem, path_join(mem, file->folder, entry->path));
    bool looked = false;
    for (size_t i = 0; i < baseline->looked_count && !looked; i++)
        looked = strcmp(baseline->looked[i], path + 1) == 0;
    talloc_free(mem);
    return looked;
}

/* Nothing is known of an entry whose rule did not run, or whose file was not looked at. */
static bool is_stale(const struct baseline *baseline, const struct baseline_file *file,
                     const struct baseline_entry *entry)
{
    const struct rule *rule = rule_find(entry->rule);
    if (entry->used || rule == NULL)
        return false;
    return rule_is_selected(baseline->selection, rule) &&
           (was_looked_at(baseline, file, entry) || is_gone(file, entry));
}

static void tell(const struct baseline *baseline, struct findings *findings, const char *id,
                 struct span at, const char *message)
{
    struct finding finding = {.rule = rule_find(id), .at = at, .message = message};
    finding.severity = finding.rule->severity;
    if (rule_is_selected(baseline->selection, finding.rule))
        ARRAY_PUSH(findings, findings->items, findings->count, finding);
}

static void tell_entry(const struct baseline *baseline, struct findings *findings,
                       const struct baseline_entry *entry)
{
    if (rule_find(entry->rule) == NULL)
        tell(baseline, findings, "meta-unknown-rule", entry->rule_at,
             talloc_asprintf(findings, "there is no rule '%s'%s", entry->rule,
                             nearest_rule_hint(findings, entry->rule)));
    else if (is_stale(baseline, baseline->accepted, entry))
        tell(baseline, findings, "meta-stale-baseline", entry->at,
             talloc_asprintf(findings, "nothing in %s is found by %s as this entry says",
                             entry->path, entry->rule));
}

static int compare_places(const void *a, const void *b)
{
    const struct finding *left = a, *right = b;
    return left->at.start < right->at.start ? -1 : left->at.start > right->at.start;
}

/* The baseline as a document without records, so that what is wrong with it is told as all else is. */
static void tell_all(const struct baseline *baseline, struct visitor visitor)
{
    void *mem = talloc_new(NULL);
    const struct baseline_file *accepted = baseline->accepted;
    const struct disk_file *file = accepted->file;
    struct findings *findings = talloc_zero(mem, struct findings);
    for (size_t i = 0; i < accepted->count; i++)
        tell_entry(baseline, findings, &accepted->entries[i]);
    if (findings->count > 0) {
        qsort(findings->items, findings->count, sizeof *findings->items, compare_places);
        struct document *document = document_new(
            mem, NULL, (struct file){.path = file->path, .bytes = file->bytes, .size = file->size});
        struct visit visit = {.document = document, .findings = findings};
        visitor.visit(visitor.context, &visit);
    }
    talloc_free(mem);
}

/* What nothing new is known of stays as it was. */
static void keep_old(struct baseline *baseline)
{
    for (size_t i = 0; i < baseline->old->count; i++) {
        struct baseline_entry *entry = &baseline->old->entries[i];
        if (!entry->used && rule_find(entry->rule) != NULL &&
            !is_stale(baseline, baseline->old, entry))
            ARRAY_PUSH(baseline, baseline->entries, baseline->count, *entry);
    }
}

static enum status write_all(struct baseline *baseline)
{
    size_t size;
    const char *path = baseline->options->write_baseline, *why;
    const struct disk_file *old = baseline->old->file;
    keep_old(baseline);
    char *text = baseline_text(baseline, baseline->entries, baseline->count, &size);
    if (old == NULL)
        why = create_file(baseline, path, text, size);
    else if (old->size == size && memcmp(old->bytes, text, size) == 0)
        why = NULL;
    else
        why = replace_file(baseline, old, text, size);
    if (why != NULL)
        complain("%s: %s", path, why);
    else if (!baseline->options->quiet)
        complain("%s: %s written, %zu of this run", path,
                 baseline->count == 1 ? "1 entry"
                                      : talloc_asprintf(baseline, "%zu entries", baseline->count),
                 baseline->found);
    return why == NULL ? STATUS_CLEAN : STATUS_TROUBLE;
}

enum status baseline_finish(struct baseline *baseline, struct visitor visitor)
{
    if (baseline == NULL)
        return STATUS_CLEAN;
    if (baseline->accepted != NULL)
        tell_all(baseline, visitor);
    return baseline->old != NULL ? write_all(baseline) : STATUS_CLEAN;
}
