#include "cmd/policies.h"

#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/neighbours.h"
#include "cmd/path.h"
#include "parser/array.h"
#include "parser/formats/mta_sts.h"
#include "parser/zone_name.h"
#include "rules/sts_policy.h"

struct policies {
    const struct inputs *inputs;
    const struct options *options;
    struct authority_files *authorities;
    struct sts_known *items; /* domain is NULL where nothing tells it */
    size_t count;
    const struct input **given; /* the first of them are inputs: these, in order of address */
    size_t given_count;
    struct sts_move *moves; /* of the inputs, once `surveyed` */
    size_t move_count;
    bool surveyed;
};

static char *lower_domain(void *mem, const char *text)
{
    size_t length = strlen(text);
    char *domain = talloc_strndup(mem, text, length - (length > 0 && text[length - 1] == '.'));
    for (char *at = domain; *at != '\0'; at++)
        *at = (char)tolower((unsigned char)*at);
    return domain;
}

static const char *find_domain(struct policies *policies, const char *path)
{
    char domain[NAME_TEXT_MAX];
    if (policies->options->origin != NULL)
        return lower_domain(policies, policies->options->origin);
    if (sts_domain_of_path(path, domain))
        return talloc_strdup(policies, domain);
    return neighbours_domain(policies, policies->options, path);
}

/* Keeps a policy that was read; `source` then is the policies' own. */
static void add(struct policies *policies, struct source *source)
{
    const struct disk_file *file = source->files[0];
    struct sts_known known = {
        .domain = find_domain(policies, file->path),
        .path = talloc_strdup(policies, file->path),
        .policy = sts_policy_read(policies, file->bytes, file->size),
    };
    talloc_steal(policies, source);
    ARRAY_PUSH(policies, policies->items, policies->count, known);
}

/* What cannot be read is told of when the input is. */
static void try_input(struct policies *policies, const struct input *input)
{
    const char *why;
    void *mem = talloc_new(NULL);
    struct source *source = source_open(mem, input, policies->options, &why);
    if (source != NULL && source_format(source) == &mta_sts_format) {
        add(policies, source);
        ARRAY_PUSH(policies, policies->given, policies->given_count, input);
    }
    talloc_free(mem);
}

/*
 * Whose is a policy that was named beside zones, and whose path tells no domain? The only one's that
 * announces a policy and has none so far; of several nobody can tell, and that is said.
 */
static void settle_domain(struct policies *policies, struct sts_known *known)
{
    const char *domain = NULL;
    size_t count = 0;
    for (size_t i = 0; i < policies->inputs->count && count < 2; i++)
        count +=
            neighbours_count(policies, policies->options, &policies->inputs->items[i], &domain);
    for (size_t i = 0; i < policies->count && count == 1; i++)
        if (policies->items[i].domain != NULL && strcmp(policies->items[i].domain, domain) == 0)
            return;
    if (count == 1)
        known->domain = domain;
    else if (count > 1)
        complain("%s: nothing tells whose policy this is, so no zone was held against it; a folder "
                 "mta-sts.DOMAIN or --origin can",
                 known->path);
}

static void settle_domains(struct policies *policies)
{
    for (size_t i = 0; i < policies->given_count; i++)
        if (policies->items[i].domain == NULL && policies->given[i]->named)
            settle_domain(policies, &policies->items[i]);
}

struct policies *policies_new(void *mem, const struct inputs *inputs, const struct options *options,
                              struct authority_files *authorities)
{
    struct policies *policies = talloc_zero(mem, struct policies);
    policies->inputs = inputs;
    policies->options = options;
    policies->authorities = authorities;
    for (size_t i = 0; i < inputs->count; i++) {
        const struct input *input = &inputs->items[i];
        if (sts_is_named(input->path) || (input->named && !file_is_named_as_zone(input->path)))
            try_input(policies, input);
    }
    settle_domains(policies);
    return policies;
}

static const struct sts_known *find_input(const struct policies *policies,
                                          const struct input *input)
{
    size_t low = 0, high = policies->given_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (policies->given[middle] < input)
            low = middle + 1;
        else
            high = middle;
    }
    return low < policies->given_count && policies->given[low] == input ? &policies->items[low]
                                                                        : NULL;
}

const char *policies_domain(const struct policies *policies, const struct input *input)
{
    const struct sts_known *known = find_input(policies, input);
    return known == NULL ? NULL : known->domain;
}

static bool is_read(const struct policies *policies, const char *path)
{
    for (size_t i = 0; i < policies->count; i++)
        if (strcmp(policies->items[i].path, path) == 0)
            return true;
    return false;
}

/* Reads what stands beside a zone. A policy there is no input: it is known, not checked. */
static void look_beside(struct policies *policies, const struct input *zone, const char *domain)
{
    static const char *const forms[] = {
        "mta-sts.txt",    ".well-known/mta-sts.txt",    "%s.mta-sts.txt",
        "mta-sts.%s.txt", "mta-sts.%s/mta-sts.txt",     "mta-sts.%s/.well-known/mta-sts.txt",
        "%s/mta-sts.txt", "%s/.well-known/mta-sts.txt",
    };
    void *mem = talloc_new(NULL);
    const char *folder = path_folder(mem, zone->path);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        const char *hole = strstr(forms[i], "%s");
        const char *name = hole == NULL ? forms[i]
                                        : talloc_asprintf(mem, "%.*s%s%s", (int)(hole - forms[i]),
                                                          forms[i], domain, hole + 2);
        const char *path = path_join(mem, folder, name), *why;
        struct input beside = {.path = path, .root = folder};
        if (!source_exists(policies->options, path) || is_read(policies, path))
            continue;
        struct source *source = source_open(mem, &beside, policies->options, &why);
        if (source != NULL && source_format(source) == &mta_sts_format)
            add(policies, source);
    }
    talloc_free(mem);
}

static void tell_zone(struct policies *policies, void *mem, const struct input *input,
                      const struct document *document, struct facts *facts)
{
    struct sts_known *known = NULL;
    size_t count;
    const char **domains = sts_domains(mem, document, &count);
    for (size_t i = 0; i < count; i++) {
        if (input->text == NULL || policies->options->stdin_name != NULL)
            look_beside(policies, input, domains[i]);
        for (size_t j = 0; j < policies->count; j++)
            if (policies->items[j].domain != NULL &&
                strcmp(policies->items[j].domain, domains[i]) == 0)
                ARRAY_PUSH(mem, known, facts->policy_count, policies->items[j]);
    }
    facts->policies = known;
}

/* What the corrections of one zone make of the domains that have policies. */
static void survey_input(struct policies *policies, const struct input *input,
                         const char *const *domains, size_t count)
{
    const char *why;
    enum status ignored = STATUS_CLEAN; /* told of when the input itself is read */
    struct facts facts = {.authority = authority_files_for(policies->authorities, input, &ignored),
                          .now = policies->options->now};
    void *mem = talloc_new(NULL);
    struct source *source =
        facts.authority == NULL ? NULL : source_open(mem, input, policies->options, &why);
    const struct document *document =
        source == NULL || !neighbours_announces(source->files[0]) || source_format(source) == NULL
            ? NULL
            : source_document(mem, source, source_format(source));
    size_t found = 0;
    struct sts_move *moves = document == NULL ? NULL
                                              : sts_moves_find(policies, document, &facts,
                                                               input->path, domains, count, &found);
    for (size_t i = 0; i < found; i++)
        ARRAY_PUSH(policies, policies->moves, policies->move_count, moves[i]);
    talloc_free(mem);
}

static void survey(struct policies *policies)
{
    const char **domains = NULL;
    size_t count = 0;
    policies->surveyed = true;
    for (size_t i = 0; i < policies->given_count; i++)
        if (policies->items[i].domain != NULL)
            ARRAY_PUSH(policies, domains, count, policies->items[i].domain);
    for (size_t i = 0; count > 0 && i < policies->inputs->count; i++)
        if (find_input(policies, &policies->inputs->items[i]) == NULL)
            survey_input(policies, &policies->inputs->items[i], domains, count);
}

static void tell_policy(struct policies *policies, void *mem, const char *domain,
                        struct facts *facts)
{
    struct sts_move *moves = NULL;
    if (!policies->surveyed)
        survey(policies);
    for (size_t i = 0; domain != NULL && i < policies->move_count; i++)
        if (strcmp(policies->moves[i].domain, domain) == 0)
            ARRAY_PUSH(mem, moves, facts->move_count, policies->moves[i]);
    facts->moves = moves;
}

void policies_tell(struct policies *policies, void *mem, const struct input *input,
                   const struct document *document, struct facts *facts)
{
    if (document->format == &mta_sts_format)
        tell_policy(policies, mem, policies_domain(policies, input), facts);
    else
        tell_zone(policies, mem, input, document, facts);
}
