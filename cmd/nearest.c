#include "cmd/nearest.h"

#include <string.h>
#include <talloc.h>

#include "rules/rule.h"

enum { NAME_MAX_LENGTH = 64 }; /* longer words are not compared */

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Levenshtein's distance, one row of its table at a time. */
static size_t distance(const char *a, const char *b)
{
    size_t row[NAME_MAX_LENGTH + 1], length = strlen(b);
    for (size_t j = 0; j <= length; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= length; j++) {
            size_t changed = diagonal + (a[i - 1] != b[j - 1]);
            diagonal = row[j];
            row[j] = least(changed, least(row[j], row[j - 1]) + 1);
        }
    }
    return row[length];
}

void nearest_offer(struct nearest *nearest, const char *name)
{
    size_t length = strlen(nearest->word);
    if (length > NAME_MAX_LENGTH || strlen(name) > NAME_MAX_LENGTH)
        return;
    size_t found = distance(nearest->word, name);
    if (2 * length >= strlen(name) && strncmp(nearest->word, name, length) == 0)
        found = least(found, 1); /* "warn" for "warning" */
    if (found > length / 3 + 1 || (nearest->best != NULL && found >= nearest->distance))
        return;
    nearest->best = name;
    nearest->distance = found;
}

const char *nearest_hint(void *mem, const struct nearest *nearest)
{
    if (nearest->best == NULL)
        return "";
    return talloc_asprintf(mem, "; did you mean %s?", nearest->best);
}

const char *nearest_rule_hint(void *mem, const char *id)
{
    struct nearest nearest = {.word = id};
    for (const struct rule *const *family = rule_families; *family != NULL; family++)
        for (const struct rule *row = *family; row->id != NULL; row++)
            nearest_offer(&nearest, row->id);
    return nearest_hint(mem, &nearest);
}
