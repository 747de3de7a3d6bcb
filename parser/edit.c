#include "edit.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

static int compare_numbers(uint32_t a, uint32_t b)
{
    return (a > b) - (a < b);
}

/*
 * An insertion comes before what starts at the same byte; equals keep the order they were made in.
 */
static int compare_places(const void *left, const void *right)
{
    const struct edit *a = *(struct edit *const *)left, *b = *(struct edit *const *)right;
    int order = compare_numbers(a->file, b->file);
    if (order == 0)
        order = compare_numbers(a->old.start, b->old.start);
    if (order == 0)
        order = compare_numbers(a->old.end, b->old.end);
    return order != 0 ? order : (a > b) - (a < b);
}

/*
 * Do two edits, `a` placed first, touch a common byte? An insertion only does from within a span.
 */
static bool edits_overlap(const struct edit *a, const struct edit *b)
{
    return a->file == b->file && b->old.start < a->old.end;
}

static bool edits_equal(const struct edit *a, const struct edit *b)
{
    return a->file == b->file && a->old.start == b->old.start && a->old.end == b->old.end &&
           a->length == b->length && (a->length == 0 || memcmp(a->text, b->text, a->length) == 0);
}

/* Several insertions may share a place, so the double of one need not stand right behind it. */
static void drop_doubles(struct edit **order, size_t count)
{
    for (size_t i = 1; i < count; i++)
        for (size_t j = i; j-- > 0;) {
            if (order[j] == NULL)
                continue;
            if (order[j]->file != order[i]->file || order[j]->old.start != order[i]->old.start)
                break;
            if (edits_equal(order[j], order[i])) {
                if (order[i]->safety == SAFE)
                    order[j]->safety = SAFE;
                order[i] = NULL;
                break;
            }
        }
}

/* The first elements of a list that go make one edit: the others start with the comma in front. */
static void join_listed(struct edit **order, size_t count)
{
    struct edit *last = NULL;
    for (size_t i = 0; i < count; i++) {
        if (order[i] == NULL)
            continue;
        if (last != NULL && last->listed && order[i]->listed && edits_overlap(last, order[i])) {
            last->old.end = order[i]->old.end + order[i]->tail;
            if (order[i]->safety > last->safety)
                last->safety = order[i]->safety;
            order[i] = NULL;
        } else {
            last = order[i];
        }
    }
}

/* Drops each edit that overlaps an earlier one; of the safe ones only, or of all. */
static void drop_later(struct edit **order, size_t count, enum safety worst)
{
    const struct edit *last = NULL;
    for (size_t i = 0; i < count; i++) {
        if (order[i] == NULL || order[i]->safety > worst)
            continue;
        if (last != NULL && edits_overlap(last, order[i]))
            order[i] = NULL;
        else
            last = order[i];
    }
}

/* Drops each unsafe edit that reaches into a safe one behind it. */
static void drop_before_safe(struct edit **order, size_t count)
{
    const struct edit *next = NULL;
    for (size_t i = count; i-- > 0;) {
        if (order[i] == NULL)
            continue;
        if (order[i]->safety == SAFE)
            next = order[i];
        else if (next != NULL && edits_overlap(order[i], next))
            order[i] = NULL;
    }
}

size_t edits_settle(struct edit *edits, size_t count)
{
    struct edit **order = talloc_size(NULL, count * sizeof *order);
    struct edit *kept = talloc_size(order, count * sizeof *kept);
    for (size_t i = 0; i < count; i++)
        order[i] = &edits[i];
    qsort(order, count, sizeof *order, compare_places);

    drop_doubles(order, count);
    join_listed(order, count);
    drop_later(order, count, SAFE);
    drop_before_safe(order, count);
    drop_later(order, count, UNSAFE);

    size_t left = 0;
    for (size_t i = 0; i < count; i++)
        if (order[i] != NULL)
            kept[left++] = *order[i];
    if (left > 0)
        memcpy(edits, kept, left * sizeof *edits);
    talloc_free(order);
    return left;
}

static char *append(char *end, const char *bytes, size_t length)
{
    if (length > 0)
        memcpy(end, bytes, length);
    return end + length;
}

char *edits_apply(void *mem, const char *bytes, uint32_t size, const struct edit *edits,
                  size_t count, size_t *new_size)
{
    *new_size = size;
    for (size_t i = 0; i < count; i++)
        *new_size += edits[i].length - span_length(edits[i].old);

    char *text = talloc_size(mem, *new_size + 1);
    if (text == NULL) /* talloc also refuses what is larger than 256 MiB */
        abort();
    char *end = text;
    uint32_t copied = 0;
    for (size_t i = 0; i < count; i++) {
        end = append(end, bytes + copied, edits[i].old.start - copied);
        end = append(end, edits[i].text, edits[i].length);
        copied = edits[i].old.end;
    }
    end = append(end, bytes + copied, size - copied);
    *end = '\0';
    return text;
}
