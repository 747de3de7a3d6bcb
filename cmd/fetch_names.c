#include "cmd/fetch_names.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/graph/domain.h"
#include "cmd/session.h"
#include "parser/array.h"
#include "rules/exchange.h"

struct scan {
    void *mem;
    struct names_given *names;
};

bool fetch_names_add(void *mem, struct names_given *names, const char *word)
{
    const char *name = domain_normalise(mem, word);
    if (name == NULL)
        complain("%s: is no domain%s", word,
                 strchr(word, '/') == NULL ? "" : "; --from takes the paths of zones");
    else
        ARRAY_PUSH(mem, names->items, names->count, name);
    return name != NULL;
}

static void look_at(void *context, const struct document *document)
{
    struct scan *scan = context;
    char owner[NAME_TEXT_MAX];
    for (size_t i = 0; i < document->record_count; i++) {
        if (!exchange_owner(document, &document->records[i], owner))
            continue;
        const char *name = domain_normalise(scan->mem, owner);
        if (name != NULL) /* a zone may have MX at names that no tenant can have */
            ARRAY_PUSH(scan->mem, scan->names->items, scan->names->count, name);
    }
}

enum status fetch_names_scan(void *mem, struct names_given *names, const struct options *options,
                             struct inputs *inputs)
{
    struct scan scan = {mem, names};
    return session_scan(options, inputs, look_at, &scan);
}

static int compare(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

void fetch_names_sort(struct names_given *names)
{
    size_t kept = 0;
    if (names->count > 0)
        qsort(names->items, names->count, sizeof *names->items, compare);
    for (size_t i = 0; i < names->count; i++)
        if (kept == 0 || strcmp(names->items[kept - 1], names->items[i]) != 0)
            names->items[kept++] = names->items[i];
    names->count = kept;
}
