#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include "cmd/config_value.h"
#include "cmd/nearest.h"
#include "parser/array.h"

/* What a configuration adds to mxmend's own tables: mail hosts, and patterns for programs. */

/* A member of a row that has to be there; 0, which was said, if it is not. */
static uint32_t need(struct config_reading *reading, uint32_t row, const char *what,
                     const char *name)
{
    uint32_t member = tree_member(reading->tree, row, name);
    if (member == 0)
        config_fail(reading, config_span(reading, row), "this %s has no %s", what, name);
    return member;
}

/* Has the row only keys of this list, which ends with NULL? */
static void check_keys(struct config_reading *reading, uint32_t row, const char *what,
                       const char *const *names)
{
    for (uint32_t at = tree_node(reading->tree, row)->child; at != 0;
         at = tree_node(reading->tree, at)->next) {
        struct nearest nearest = {.word = tree_key(reading->tree, at, reading->config)};
        bool known = false;
        for (size_t i = 0; names[i] != NULL; i++) {
            known = known || strcmp(names[i], nearest.word) == 0;
            nearest_offer(&nearest, names[i]);
        }
        if (!known)
            config_fail(reading, tree_node(reading->tree, at)->key, "%s has no %s%s", what,
                        nearest.word, nearest_hint(reading->config, &nearest));
    }
}

static bool read_host(struct config_reading *reading, uint32_t row, struct host_own *host)
{
    static const char *const names[] = {"suffix", "family", "service", "cloud", NULL};
    if (!config_is_map(reading, row, "suffix: and family:"))
        return false;
    check_keys(reading, row, "a host", names);
    uint32_t suffix = need(reading, row, "host", "suffix");
    uint32_t family = need(reading, row, "host", "family");
    if (suffix == 0 || family == 0)
        return false;
    *host = (struct host_own){.suffix = config_word(reading, suffix, "the end of a host's name"),
                              .service = "Exchange Online"};
    if (host->suffix != NULL && !host_is_name(host->suffix))
        config_fail(reading, config_span(reading, suffix), "%s is not the end of a host's name",
                    host->suffix);
    int index = config_choose(reading, family, "a family", host_family_names, HOST_FAMILIES);
    host->family = index < 0 ? HOST_OTHER : (enum host_family)index;
    uint32_t service = tree_member(reading->tree, row, "service");
    uint32_t cloud = tree_member(reading->tree, row, "cloud");
    if (service != 0)
        host->service = config_word(reading, service, "the name of a service");
    if (cloud != 0)
        host->cloud = config_word(reading, cloud, "the name of a cloud");
    return !reading->failed;
}

void config_hosts(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    struct host_own *hosts = NULL, host;
    for (uint32_t at = 0; config_next(reading, node, &at) != 0;)
        if (read_host(reading, at, &host))
            ARRAY_PUSH(reading->config, hosts, settings->hosts.count, host);
    settings->hosts.items = hosts;
}

/* ---- programs and templates --------------------------------------------------------------------- */

static const char *const verdicts[] = {
    [CODE_NOTHING] = "nothing",   [CODE_DERIVES] = "derives", [CODE_LITERAL] = "literal",
    [CODE_NAMED] = "named",       [CODE_GUARD] = "guard",     [CODE_DETECTOR] = "detector",
    [CODE_INDIRECT] = "indirect", [CODE_RELAY] = "relay",
};

static const char *const reaches[] = {
    [REACH_LABEL] = "label", [REACH_LINE] = "line", [REACH_STATEMENT] = "statement",
    [REACH_GROUP] = "group", [REACH_NEAR] = "near",
};

/* A pattern as it is written: {host} in it stands for the mention. */
static const char *with_host(void *mem, const char *text)
{
    static const char hole[] = "{host}";
    char *pattern = talloc_strdup(mem, "");
    for (const char *at; (at = strstr(text, hole)) != NULL; text = at + strlen(hole))
        pattern = talloc_asprintf_append(pattern, "%.*s" CODE_HOST, (int)(at - text), text);
    return talloc_strdup_append(pattern, text);
}

/* Is it a pattern of PCRE2? */
static void try_row(struct config_reading *reading, uint32_t pattern, const struct code_row *row)
{
    const char *why;
    void *mem = talloc_new(NULL);
    const struct code_custom custom = {.rows = row, .row_count = 1};
    if (code_scanner_new(mem, &custom, &why) == NULL)
        config_fail(reading, config_span(reading, pattern), "this is no pattern: %s", why);
    talloc_free(mem);
}

static void read_pattern(struct config_reading *reading, uint32_t node, struct code_custom *code,
                         struct code_row **rows)
{
    static const char *const names[] = {"pattern", "verdict", "reach", NULL};
    const unsigned any_shape = TRAIT_LITERAL | TRAIT_HOLE | TRAIT_JOINED | TRAIT_SUFFIX |
                               TRAIT_BARE | TRAIT_WILD | TRAIT_PATTERN;
    if (!config_is_map(reading, node, "pattern: and verdict:"))
        return;
    check_keys(reading, node, "a pattern", names);
    uint32_t pattern = need(reading, node, "pattern", "pattern");
    uint32_t verdict = need(reading, node, "pattern", "verdict");
    uint32_t reach = tree_member(reading->tree, node, "reach");
    const char *text = pattern == 0 ? NULL : config_word(reading, pattern, "a pattern");
    int is = verdict == 0 ? -1
                          : config_choose(reading, verdict, "a verdict", verdicts,
                                          sizeof verdicts / sizeof *verdicts);
    int how_far = reach == 0 ? REACH_LINE
                             : config_choose(reading, reach, "how far it reaches", reaches,
                                             sizeof reaches / sizeof *reaches);
    if (text == NULL || is < 0 || how_far < 0)
        return;
    struct code_row row = {.id = "own",
                           .languages = LANGUAGE_ANY,
                           .traits = any_shape,
                           .reach = (enum code_reach)how_far,
                           .pattern = with_host(reading->config, text),
                           .verdict = (enum code_verdict)is};
    try_row(reading, pattern, &row);
    ARRAY_PUSH(reading->config, *rows, code->row_count, row);
}

static void read_suffix(struct config_reading *reading, uint32_t node, struct code_custom *code,
                        const char ***suffixes)
{
    const char *suffix = config_word(reading, node, "the end of a host's name");
    if (suffix == NULL)
        return;
    if (!host_is_name(suffix))
        config_fail(reading, config_span(reading, node), "%s is not the end of a host's name",
                    suffix);
    char *lower = talloc_strdup(reading->config, suffix);
    for (char *at = lower; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    lower[strlen(lower) - (lower[strlen(lower) - 1] == '.')] = '\0';
    ARRAY_PUSH(reading->config, *suffixes, code->suffix_count, lower);
}

void config_code(struct config_reading *reading, uint32_t node, struct settings *settings)
{
    static const char *const names[] = {"suffixes", "patterns", NULL};
    struct code_custom *code = &reading->config->code;
    struct code_row *rows = NULL;
    const char **suffixes = NULL;
    (void)settings;
    if (!config_is_map(reading, node, "suffixes: or patterns:"))
        return;
    check_keys(reading, node, "code", names);
    uint32_t list = tree_member(reading->tree, node, "suffixes");
    for (uint32_t at = 0; list != 0 && config_next(reading, list, &at) != 0;)
        read_suffix(reading, at, code, &suffixes);
    list = tree_member(reading->tree, node, "patterns");
    for (uint32_t at = 0; list != 0 && config_next(reading, list, &at) != 0;)
        read_pattern(reading, at, code, &rows);
    code->suffixes = suffixes;
    code->rows = rows;
}
