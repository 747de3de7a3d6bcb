#include "cmd/pick_edits.h"

#include <string.h>
#include <talloc.h>

#include "parser/array.h"

enum fixing finding_fixing(const struct visit *visit, const struct finding *finding)
{
    enum fixing fixing = finding->edit_count == 0 ? FIXING_NONE : FIXING_SAFE;
    if (fixing != FIXING_NONE && visit->refusal != NULL)
        fixing = FIXING_UNSAFE;
    for (size_t i = 0; i < finding->edit_count; i++) {
        const struct edit *edit = &finding->edits[i];
        if (edit->safety == UNSAFE || visit->places[edit->file] > 1)
            fixing = FIXING_UNSAFE;
    }
    return fixing;
}

static bool is_before(const struct edit *a, const struct edit *b)
{
    return a->file != b->file ? a->file < b->file : a->old.start < b->old.start;
}

/* Is this settled edit the wanted one, or several elements of a list and it among them? */
static bool has_edit(const struct edit *made, const struct edit *wanted)
{
    if (made->listed && wanted->listed)
        return made->file == wanted->file && made->old.start <= wanted->old.start &&
               made->old.end >= wanted->old.end;
    return made->file == wanted->file && made->old.start == wanted->old.start &&
           made->old.end == wanted->old.end && made->length == wanted->length &&
           memcmp(made->text, wanted->text, wanted->length) == 0;
}

/* Is the edit among the settled ones? */
static bool is_made(const struct edit *wanted, const struct edit *edits, size_t count)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (is_before(&edits[middle], wanted))
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && has_edit(&edits[low - 1], wanted))
        return true;
    for (; low < count && !is_before(wanted, &edits[low]); low++)
        if (has_edit(&edits[low], wanted))
            return true;
    return false;
}

/* Leaves a finding out if some edit of it was dropped. Returns whether one was left out. */
static bool drop_torn(const struct findings *findings, bool *chosen, const struct edit *edits,
                      size_t count)
{
    bool dropped = false;
    for (size_t i = 0; i < findings->count; i++)
        for (size_t j = 0; chosen[i] && j < findings->items[i].edit_count; j++)
            if (!is_made(&findings->items[i].edits[j], edits, count)) {
                chosen[i] = false;
                dropped = true;
            }
    return dropped;
}

struct edit *pick_edits(void *mem, const struct visit *visit, bool unsafe, size_t *count)
{
    const struct findings *findings = visit->findings;
    bool *chosen = talloc_zero_size(mem, (findings->count + 1) * sizeof *chosen);
    for (size_t i = 0; i < findings->count; i++) {
        enum fixing fixing = finding_fixing(visit, &findings->items[i]);
        chosen[i] = fixing == FIXING_SAFE || (fixing == FIXING_UNSAFE && unsafe);
    }
    struct edit *edits = NULL;
    do {
        *count = 0;
        talloc_free(edits);
        edits = NULL;
        for (size_t i = 0; i < findings->count; i++)
            for (size_t j = 0; chosen[i] && j < findings->items[i].edit_count; j++)
                ARRAY_PUSH(mem, edits, *count, findings->items[i].edits[j]);
        *count = edits_settle(edits, *count);
    } while (drop_torn(findings, chosen, edits, *count));
    talloc_free(chosen);
    return edits;
}
