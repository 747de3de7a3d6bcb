#include "cmd/correction.h"

#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/pick_edits.h"
#include "cmd/print/escape.h"
#include "parser/array.h"

/* A file on disk of which somebody wants a change. */
struct wanted {
    struct disk_file file;
    size_t places;            /* how many read it */
    size_t votes;             /* how many want it changed */
    const struct edit *first; /* what the first of them wants */
    size_t first_count;
    bool torn; /* another one wants something else */
};

/* What one input wants. The edits' files are indices of the files wanted. */
struct proposal {
    const char *path;
    struct edit *edits;
    size_t count;
    struct edit *serial;
    size_t serial_count;
    const char *kept; /* why the serial is not raised; NULL if it is, or there is none to raise */
    const char *owed; /* what the change leaves to do, NULL if nothing is known of */
};

struct corrections {
    const struct options *options;
    struct wanted *wanted_files;
    size_t wanted_count;
    size_t first_own; /* the first file that the document at hand brought in */
    struct proposal *proposals;
    size_t proposal_count;
    struct file_id *left; /* files that it was said of why they are left alone */
    size_t left_count;
    size_t unsafe; /* findings that --unsafe would fix as well */
};

struct corrections *corrections_new(void *mem, const struct options *options)
{
    struct corrections *corrections = talloc_zero(mem, struct corrections);
    corrections->options = options;
    return corrections;
}

/*
 * One of the document's files among those wanted. Another document can only have met a shared one.
 */
static uint32_t find_wanted(struct corrections *corrections, const struct visit *visit,
                            uint32_t index)
{
    const struct disk_file *file = source_file(visit->source, &visit->document->files[index]);
    size_t first = visit->places[index] > 1 ? 0 : corrections->first_own;
    for (size_t i = first; i < corrections->wanted_count; i++)
        if (file_id_compare(corrections->wanted_files[i].file.id, file->id) == 0)
            return (uint32_t)i;
    struct wanted wanted = {.file = *file, .places = visit->places[index]};
    wanted.file.path = talloc_strdup(corrections, file->path);
    if (file != visit->source->input->text)
        wanted.file.bytes = NULL;
    ARRAY_PUSH(corrections, corrections->wanted_files, corrections->wanted_count, wanted);
    return (uint32_t)corrections->wanted_count - 1;
}

/*
 * Copies edits, which go with their document (a text may hold NUL), and has them name the files
 * wanted.
 */
static struct edit *keep_edits(struct corrections *corrections, const struct visit *visit,
                               const struct edit *edits, size_t count)
{
    struct edit *kept = talloc_size(corrections, (count + 1) * sizeof *kept);
    for (size_t i = 0; i < count; i++) {
        bool same_file = i > 0 && edits[i].file == edits[i - 1].file;
        kept[i] = edits[i];
        kept[i].text = talloc_memdup(kept, edits[i].text, edits[i].length);
        kept[i].file =
            same_file ? kept[i - 1].file : find_wanted(corrections, visit, edits[i].file);
    }
    return kept;
}

static bool edits_equal(const struct edit *a, const struct edit *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (a[i].old.start != b[i].old.start || a[i].old.end != b[i].old.end ||
            a[i].length != b[i].length || memcmp(a[i].text, b[i].text, a[i].length) != 0)
            return false;
    return true;
}

/* One place's word on a file: all of its edits there. */
static void vote(struct wanted *wanted, const struct edit *edits, size_t count)
{
    if (wanted->votes++ == 0) {
        wanted->first = edits;
        wanted->first_count = count;
    } else if (count != wanted->first_count || !edits_equal(edits, wanted->first, count)) {
        wanted->torn = true;
    }
}

/*
 * `edits` are in order of file; the same with the document's numbers of the files stand in `old`.
 */
static void vote_all(struct corrections *corrections, const struct edit *edits,
                     const struct edit *old, size_t count)
{
    for (size_t i = 0, next; i < count; i = next) {
        for (next = i + 1; next < count && old[next].file == old[i].file;)
            next++;
        vote(&corrections->wanted_files[edits[i].file], edits + i, next - i);
    }
}

static void propose_serial(struct corrections *corrections, const struct visit *visit, void *mem,
                           struct proposal *proposal)
{
    const struct document *document = visit->document;
    const struct options *options = corrections->options;
    struct serial_raise raise =
        serial_raise(mem, document, visit->facts->earlier, (enum serial_policy)options->serial,
                     visit->facts->now);
    size_t count = 0;
    for (size_t i = 0; i < raise.count; i++)
        if (visit->places[raise.edits[i].file] > 1 && !options->unsafe)
            raise.kept = "the SOA stands in a file that is read in several places";
        else
            raise.edits[count++] = raise.edits[i];
    proposal->serial = keep_edits(corrections, visit, raise.edits, count);
    proposal->serial_count = count;
    proposal->kept = document->whole ? raise.kept : NULL;
}

/* Says why a file is not touched. */
static void tell_why(const struct visit *visit, const char *path)
{
    const struct refusal *refusal = visit->refusal;
    if (refusal != NULL)
        complain("%s: left alone: %s; --unsafe changes it all the same, then %s [%s]", path,
                 refusal->why, refusal->then, refusal->rule);
    else
        complain(
            "%s: left alone: it is read in several places; --unsafe changes it for all of them",
            path);
}

/* Remembers a file; was it known? */
static bool was_said(struct corrections *corrections, struct file_id id)
{
    for (size_t i = 0; i < corrections->left_count; i++)
        if (file_id_compare(corrections->left[i], id) == 0)
            return true;
    ARRAY_PUSH(corrections, corrections->left, corrections->left_count, id);
    return false;
}

/*
 * Counts what --unsafe would fix as well, and says why a file with something to fix is left alone.
 */
static void tell_left(struct corrections *corrections, const struct visit *visit)
{
    for (size_t i = 0; i < visit->findings->count; i++) {
        const struct finding *finding = &visit->findings->items[i];
        if (finding_fixing(visit, finding) != FIXING_UNSAFE)
            continue;
        uint32_t index = finding->edits[0].file;
        const struct disk_file *file = source_file(visit->source, &visit->document->files[index]);
        corrections->unsafe++;
        if ((visit->refusal != NULL || visit->places[index] > 1) &&
            !was_said(corrections, file->id))
            tell_why(visit, file->path);
    }
}

/* Senders that keep to the policy refuse a host that it does not cover. That is no change to read over
 * in a diff: it is said of a correction that moves the MX so, and of one that is held back for it. */
static void tell_policy(const struct corrections *corrections, const struct visit *visit)
{
    for (size_t i = 0; i < visit->findings->count; i++) {
        const struct finding *finding = &visit->findings->items[i];
        if (strcmp(finding->rule->id, "sts-next-mx") == 0 && finding->severity == ERROR &&
            finding->record != NULL)
            complain("%s: error: %s%s; %s [%s]", visit->source->input->path,
                     corrections->options->unsafe ? "" : "the MX is left alone: ", finding->message,
                     finding->note, finding->rule->id);
    }
}

/* What the zone still lacks for DNSSEC, once changed: as the rule says it that speaks of this. */
static const char *find_owed(struct corrections *corrections, const struct visit *visit)
{
    if (visit->refusal != NULL)
        return visit->refusal->then;
    for (size_t i = 0; i < visit->findings->count; i++)
        if (strcmp(visit->findings->items[i].rule->id, "dnssec-not-in-file") == 0)
            return talloc_strdup(corrections, visit->findings->items[i].note);
    return NULL;
}

void corrections_add(struct corrections *corrections, const struct visit *visit)
{
    size_t count;
    void *mem = talloc_new(NULL);
    struct edit *edits = pick_edits(mem, visit, corrections->options->unsafe, &count);
    corrections->first_own = corrections->wanted_count;
    if (!corrections->options->unsafe)
        tell_left(corrections, visit);
    tell_policy(corrections, visit);
    if (count > 0) {
        struct proposal proposal = {.path = visit->source->input->path, .count = count};
        proposal.edits = keep_edits(corrections, visit, edits, count);
        vote_all(corrections, proposal.edits, edits, count);
        propose_serial(corrections, visit, mem, &proposal);
        proposal.path = talloc_strdup(corrections, proposal.path);
        proposal.owed = find_owed(corrections, visit);
        ARRAY_PUSH(corrections, corrections->proposals, corrections->proposal_count, proposal);
    }
    talloc_free(mem);
}

/* Do all places that read the file want the same of it? */
static bool is_agreed(const struct wanted *wanted)
{
    return wanted->places <= 1 || (!wanted->torn && wanted->votes == wanted->places);
}

/* Appends what is left of a proposal, and the serial if anything is. */
static void accept(struct corrections *corrections, const struct proposal *proposal,
                   struct corrected_list *list, struct edit **edits)
{
    size_t before = list->edit_count;
    for (size_t i = 0; i < proposal->count; i++)
        if (is_agreed(&corrections->wanted_files[proposal->edits[i].file]))
            ARRAY_PUSH(corrections, *edits, list->edit_count, proposal->edits[i]);
    if (list->edit_count == before)
        return;
    for (size_t i = 0; i < proposal->serial_count; i++)
        ARRAY_PUSH(corrections, *edits, list->edit_count, proposal->serial[i]);
    if (proposal->kept != NULL)
        complain("%s: the serial is not raised: %s", proposal->path, proposal->kept);
    if (proposal->owed != NULL)
        ARRAY_PUSH(corrections, list->owed, list->owed_count,
                   (struct owed){proposal->path, proposal->owed});
}

struct corrected_list corrections_finish(struct corrections *corrections)
{
    struct corrected_list list = {.unsafe = corrections->unsafe};
    struct edit *edits = NULL;
    for (size_t i = 0; i < corrections->wanted_count; i++)
        if (corrections->wanted_files[i].votes > 0 && !is_agreed(&corrections->wanted_files[i]))
            complain("%s: left alone: the places that read it do not want the same change",
                     corrections->wanted_files[i].file.path);
    for (size_t i = 0; i < corrections->proposal_count; i++)
        accept(corrections, &corrections->proposals[i], &list, &edits);
    if (edits == NULL)
        return list;
    list.edit_count = edits_settle(edits, list.edit_count);

    for (size_t i = 0, next; i < list.edit_count; i = next) {
        for (next = i + 1; next < list.edit_count && edits[next].file == edits[i].file;)
            next++;
        ARRAY_PUSH(
            corrections, list.items, list.count,
            (struct corrected){corrections->wanted_files[edits[i].file].file, edits + i, next - i});
    }
    return list;
}

const char *corrected_text(void *mem, const struct corrected_list *list)
{
    if (list->count == 0)
        return "no change";
    return talloc_asprintf(mem, "%s in %s", count_of(mem, list->edit_count, "edit"),
                           count_of(mem, list->count, "file"));
}

void corrected_remind(const struct corrected_list *list)
{
    for (size_t i = 0; i < list->owed_count; i++) {
        escape_text(stderr, list->owed[i].path);
        fputs(": ", stderr);
        escape_text(stderr, list->owed[i].what);
        fputc('\n', stderr);
    }
}
