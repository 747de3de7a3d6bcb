#include "cmd/config_read.h"

#include <ctype.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/config_value.h"
#include "cmd/nearest.h"
#include "cmd/path.h"
#include "cmd/tally.h"
#include "parser/array.h"
#include "parser/lines.h"
#include "parser/syntax/tree.h"

enum { SIZE_LIMIT = 1 << 16 }; /* bytes: it may be a stranger's, and keys are compared in pairs */

/* A key: what it is called, where it may stand, and how its value is read. */
struct config_key {
    const char *name;
    bool of_path; /* it may stand below a glob too */
    void (*read)(struct config_reading *reading, uint32_t node, struct settings *settings);
};

extern const struct config_key config_keys[];

__attribute__((format(printf, 3, 4))) void config_fail(struct config_reading *reading,
                                                       struct span at, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = talloc_vasprintf(NULL, format, arguments);
    va_end(arguments);
    struct place place = lines_place(&reading->lines, at.start);
    complain("%s:%u:%u: %s", reading->config->path, place.line, place.column, text);
    talloc_free(text);
    reading->failed = true;
}

struct span config_span(const struct config_reading *reading, uint32_t node)
{
    return tree_node(reading->tree, node)->at;
}

/* The text of a scalar; NULL, which was said, for anything else. */
const char *config_word(struct config_reading *reading, uint32_t node, const char *what)
{
    const char *text = tree_value(reading->tree, node, reading->config);
    if (text != NULL && *text != '\0')
        return text;
    config_fail(reading, config_span(reading, node), "%s is expected here", what);
    return NULL;
}

/* The elements of a list, or the one that stands in its place, one after the other: `*at` starts at 0.
 * A key with nothing behind it has none. */
uint32_t config_next(const struct config_reading *reading, uint32_t node, uint32_t *at)
{
    const struct node *list = tree_node(reading->tree, node);
    bool is_nothing = list->kind == NODE_SCALAR && list->quote == 0 && span_length(list->text) == 0;
    if (list->kind == NODE_LIST)
        *at = *at == 0 ? list->child : tree_node(reading->tree, *at)->next;
    else
        *at = *at == 0 && !is_nothing ? node : 0;
    return *at;
}

static const struct rule *find_rule(struct config_reading *reading, struct span at, const char *id)
{
    const struct rule *rule = rule_find(id);
    if (rule == NULL)
        config_fail(reading, at, "no rule is called %s%s", id,
                    nearest_rule_hint(reading->config, id));
    return rule;
}

static void read_rules(struct config_reading *reading, uint32_t node, struct names_given *rules)
{
    for (uint32_t at = 0; config_next(reading, node, &at) != 0;) {
        const char *id = config_word(reading, at, "the name of a rule");
        if (id != NULL && find_rule(reading, config_span(reading, at), id) != NULL)
            ARRAY_PUSH(reading->config, rules->items, rules->count, id);
    }
}

static void read_select(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    read_rules(reading, node, &settings->select);
}

static void read_ignore(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    read_rules(reading, node, &settings->ignore);
}

/* Which of the names it is; -1, which was said, if none. */
int config_choose(struct config_reading *reading, uint32_t node, const char *what,
                  const char *const *names, size_t count)
{
    const char *word = config_word(reading, node, what);
    struct nearest nearest = {.word = word};
    char *list = talloc_strdup(reading->config, "");
    for (size_t i = 0; word != NULL && i < count; i++) {
        if (strcmp(names[i], word) == 0)
            return (int)i;
        nearest_offer(&nearest, names[i]);
        list = talloc_asprintf_append(list, "%s%s", i == 0 ? "" : ", ", names[i]);
    }
    if (word != NULL)
        config_fail(reading, config_span(reading, node), "%s is none of %s%s", word, list,
                    nearest_hint(reading->config, &nearest));
    return -1;
}

/* Members of a map; false, which was said, if it is none. One that is left empty is as none. */
bool config_is_map(struct config_reading *reading, uint32_t node, const char *what)
{
    const struct node *map = tree_node(reading->tree, node);
    if (map->kind == NODE_MAP)
        return true;
    if (map->kind != NODE_SCALAR || span_length(map->text) > 0)
        config_fail(reading, map->at, "%s is expected here", what);
    return false;
}

static void read_severity(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    const char *const names[] = {severity_name(NOTICE), severity_name(WARNING),
                                 severity_name(ERROR)};
    if (!config_is_map(reading, node, "RULE: SEVERITY"))
        return;
    for (uint32_t at = tree_node(reading->tree, node)->child; at != 0;
         at = tree_node(reading->tree, at)->next) {
        const char *id = tree_key(reading->tree, at, reading->config);
        const struct rule *rule = find_rule(reading, tree_node(reading->tree, at)->key, id);
        int severity =
            config_choose(reading, at, "a severity", names, sizeof names / sizeof *names);
        if (rule != NULL && severity >= 0)
            ARRAY_PUSH(reading->config, settings->severities, settings->severity_count,
                       (struct rule_severity){rule, (enum severity)severity});
    }
}

static void read_origin(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    settings->origin = config_word(reading, node, "the name of a zone");
}

static void read_format(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    const char **names = NULL;
    size_t count = 0;
    for (const struct format *format; (format = format_at(count)) != NULL;)
        ARRAY_PUSH(reading->config, names, count, format->name);
    int index = config_choose(reading, node, "the name of a format", names, count);
    settings->format = index < 0 ? NULL : format_at((size_t)index);
}

static void read_authority(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    const char *path = config_word(reading, node, "the path of a file");
    if (path != NULL)
        settings->authority =
            path_shown(reading->config, path_join(reading->config, reading->home, path));
}

static void read_exclude(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    struct config *config = reading->config;
    (void)settings;
    for (uint32_t at = 0; config_next(reading, node, &at) != 0;) {
        const char *glob = config_word(reading, at, "a pattern of paths");
        if (glob != NULL)
            ARRAY_PUSH(config, config->exclude.items, config->exclude.count, glob);
    }
}

static void read_section(struct config_reading *reading, uint32_t map, struct settings *settings,
                         bool of_path)
{
    for (uint32_t at = tree_node(reading->tree, map)->child; at != 0;
         at = tree_node(reading->tree, at)->next) {
        const char *name = tree_key(reading->tree, at, reading->config);
        const struct config_key *found = NULL;
        struct nearest nearest = {.word = name};
        for (const struct config_key *key = config_keys; key->name != NULL; key++) {
            if (of_path && !key->of_path)
                continue;
            nearest_offer(&nearest, key->name);
            if (strcmp(key->name, name) == 0)
                found = key;
        }
        if (found != NULL)
            found->read(reading, at, settings);
        else
            config_fail(reading, tree_node(reading->tree, at)->key, "no setting is called %s%s",
                        name, nearest_hint(reading->config, &nearest));
    }
}

static void read_paths(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    struct config *config = reading->config;
    (void)settings;
    if (!config_is_map(reading, node, "PATTERN: and its settings below it"))
        return;
    for (uint32_t at = tree_node(reading->tree, node)->child; at != 0;
         at = tree_node(reading->tree, at)->next) {
        struct config_section section = {.glob = tree_key(reading->tree, at, config)};
        if (config_is_map(reading, at, "a setting, such as ignore:"))
            read_section(reading, at, &section.settings, true);
        ARRAY_PUSH(config, config->sections, config->section_count, section);
    }
}

/* The same key twice: one of them would not count. */
static void check_doubles(struct config_reading *reading)
{
    const struct tree *tree = reading->tree;
    for (uint32_t i = 1; i < tree->count; i++) {
        if (span_length(tree->nodes[i].key) == 0)
            continue;
        char *key = tree_key(tree, i, NULL);
        for (uint32_t j = tree->nodes[i].next; j != 0; j = tree->nodes[j].next) {
            char *other = tree_key(tree, j, key);
            if (strcmp(key, other) == 0)
                config_fail(reading, tree->nodes[j].key, "%s stands here a second time", key);
        }
        talloc_free(key);
    }
}

struct config *config_read(void *mem, const struct disk_file *file, const char *folder,
                           const char *home)
{
    struct syntax_fault fault;
    struct config *config = talloc_zero(mem, struct config);
    config->path = talloc_strdup(config, file->path);
    config->folder = talloc_strdup(config, folder);
    const struct tree *tree = tree_read(config, &yaml_syntax, file->bytes, file->size, &fault);
    struct config_reading reading = {.config = config,
                                     .file = file,
                                     .tree = tree,
                                     .home = home,
                                     .lines = lines_find(config, file->bytes, file->size)};
    struct config_section all = {.glob = NULL};
    uint32_t root = tree_node(tree, 0)->child;
    ARRAY_PUSH(config, config->sections, config->section_count, all);
    if (file->size > SIZE_LIMIT)
        config_fail(&reading, (struct span){0, 0}, "a configuration has at most %d bytes",
                    SIZE_LIMIT);
    else if (fault.message != NULL)
        config_fail(&reading, fault.at, "%s", fault.message);
    else if (root != 0 && tree_node(tree, root)->next != 0)
        config_fail(&reading, config_span(&reading, tree_node(tree, root)->next),
                    "a configuration is one document");
    else if (root != 0 && config_is_map(&reading, root, "a setting, such as ignore:")) {
        check_doubles(&reading);
        read_section(&reading, root, &all.settings, false);
    }
    config->sections[0] = all;
    if (!reading.failed)
        return config;
    talloc_free(config);
    return NULL;
}

const struct config_key config_keys[] = {
    {"select", true, read_select},
    {"ignore", true, read_ignore},
    {"severity", true, read_severity},
    {"origin", true, read_origin},
    {"input-format", true, read_format},
    {"authority", true, read_authority},
    {"exclude", false, read_exclude},
    {"hosts", false, config_hosts},
    {"code", false, config_code},
    {"paths", false, read_paths},
    {NULL, false, NULL},
};
