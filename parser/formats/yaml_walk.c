#include <ctype.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/yaml_records.h"
#include "parser/formats/yaml_text.h"
#include "parser/zone_name.h"

/* Where records may be: zones as keys or as members, keys that say MX, the modules of Ansible. */

static const char *const zone_keys[] = {"zone",   "zone_name",      "zoneName", "domain",
                                        "origin", "HostedZoneName", NULL};
static const char *const name_keys[] = {"name", "fqdn", NULL};

/* What these hold is no data: it is to go, or is gone, or shows what some data may look like. */
static const char *const void_keys[] = {"deletions", "removed",  "delete",
                                        "example",   "examples", NULL};

static bool key_is_one_of(const struct tree *tree, uint32_t node, const char *const *keys)
{
    while (*keys != NULL && !tree_key_is(tree, node, *keys))
        keys++;
    return *keys != NULL;
}

/* mx, MX, mx_records, mxHosts, "MX records", mail-mx: `mx` as a word. */
static bool key_says_mx(const char *key)
{
    static const char *const tails[] = {"s",    "record", "host", "server",
                                        "entr", "set",    "list", "exchang"};
    for (const char *at = key; (at = strcasestr(at, "mx")) != NULL; at += 2) {
        bool starts = at == key || !isalnum((unsigned char)at[-1]);
        if (starts && !isalpha((unsigned char)at[2]))
            return true;
        for (size_t i = 0; i < sizeof tails / sizeof tails[0] && starts; i++)
            if (strncasecmp(at + 2, tails[i], strlen(tails[i])) == 0)
                return true;
    }
    return false;
}

/* mail_servers, mailExchangers: MX if what stands below has a preference. */
static bool key_says_mail(const char *key)
{
    const char *mail = strcasestr(key, "mail");
    const char *what = mail == NULL ? "" : mail + strlen("mail");
    what += *what == '_' || *what == '-';
    return strncasecmp(what, "server", 6) == 0 || strncasecmp(what, "exchange", 8) == 0;
}

/* A module of Ansible, with or without its collection. What is around it is a task, which is more
 * than the record. */
static bool key_is_module(const char *key)
{
    static const char *const modules[] = {"cloudflare_dns", "route53", "azure_rm_dnsrecordset",
                                          "nsupdate", "gandi_livedns"};
    const char *dot = strrchr(key, '.');
    for (size_t i = 0; i < sizeof modules / sizeof modules[0]; i++)
        if (strcasecmp(dot == NULL ? key : dot + 1, modules[i]) == 0)
            return true;
    return false;
}

/* The zone that a map tells in a member; NULL if none. */
static const char *zone_of_map(struct walk *walk, uint32_t map, const char *const *keys)
{
    char *zone = tree_value(walk->tree, tree_member_of(walk->tree, map, keys), walk->mem);
    return zone != NULL && text_is_domain(zone, strlen(zone)) ? zone : NULL;
}

static void map_walk(struct walk *walk, uint32_t map, struct surroundings around)
{
    const struct tree *tree = walk->tree;
    const char *zone = zone_of_map(walk, map, zone_keys);
    char *kind = tree_value(tree, tree_member(tree, map, "kind"), walk->mem);
    around.mx |= kind != NULL && key_says_mx(kind); /* a resource of Kubernetes */
    if (zone != NULL)
        around.zone = zone;
    around.told |= zone != NULL;
    if (records_set_read(walk, map, &around))
        return;
    if (zone == NULL && (zone = zone_of_map(walk, map, name_keys)) != NULL)
        around.zone = zone;
    around.told |= zone != NULL;
    for (uint32_t i = tree_node(tree, map)->child; i != 0; i = tree_node(tree, i)->next) {
        struct surroundings below = around;
        char *key = tree_key(tree, i, walk->mem);
        if (key_is_one_of(tree, i, void_keys))
            continue;
        below.mx |= key_says_mx(key);
        below.mail |= key_says_mail(key);
        below.kept |= key_is_module(key);
        if (text_is_owner(key) && (tree_node(tree, i)->kind != NODE_SCALAR || around.mx)) {
            below.owner = key;
            below.owner_at = tree_node(tree, i)->key;
            below.told |= text_is_domain(key, strlen(key));
            if (text_is_domain(key, strlen(key)) && !around.told)
                below.zone = key;
        }
        records_walk(walk, i, below);
    }
}

enum { DEPTH = 256 }; /* aliases in what aliases stand for make a tree deeper than its text */

void records_walk(struct walk *walk, uint32_t node, struct surroundings around)
{
    if (around.depth++ == DEPTH) {
        if (walk->document != NULL)
            document_problem(walk->document, PROBLEM_LIMIT, 0, tree_node(walk->tree, node)->at,
                             "aliases are nested too deeply");
        return;
    }
    const struct node *here = tree_node(walk->tree, node);
    if (around.mx && records_mx_read(walk, node, &around))
        return;
    if (here->kind == NODE_MAP) {
        map_walk(walk, node, around);
    } else if (here->kind == NODE_LIST) {
        for (uint32_t i = here->child; i != 0; i = tree_node(walk->tree, i)->next)
            records_walk(walk, i, around);
    }
}
