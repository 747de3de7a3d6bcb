#ifndef MXMEND_CONFIG_VALUE_H
#define MXMEND_CONFIG_VALUE_H

#include "cmd/config_read.h"
#include "parser/lines.h"
#include "parser/syntax/tree.h"

/* How the values of a configuration are read. For the parts of its reader only. */

struct config_reading {
    struct config *config; /* what is read belongs to it */
    const struct disk_file *file;
    const struct tree *tree;
    const char *home; /* the folder that paths are relative to */
    struct lines lines;
    bool failed;
};

/* Says what is wrong at a place. */
__attribute__((format(printf, 3, 4))) void config_fail(struct config_reading *reading,
                                                       struct span at, const char *format, ...);

struct span config_span(const struct config_reading *reading, uint32_t node);

/* The text of a scalar. NULL, which was said (`what` is expected), for anything else. */
const char *config_word(struct config_reading *reading, uint32_t node, const char *what);

/* The elements of a list, or the one that stands in its place, one after the other: `*at` starts at 0.
 * A key with nothing behind it has none. */
uint32_t config_next(const struct config_reading *reading, uint32_t node, uint32_t *at);

/* Which of the names it is; -1, which was said, if none. */
int config_choose(struct config_reading *reading, uint32_t node, const char *what,
                  const char *const *names, size_t count);

/* Is it a map? If not, that was said, unless it is left empty: that is as none. */
bool config_is_map(struct config_reading *reading, uint32_t node, const char *what);

/* The keys hosts: and code:. */
void config_hosts(struct config_reading *reading, uint32_t node, struct settings *settings);
void config_code(struct config_reading *reading, uint32_t node, struct settings *settings);

#endif
