#include "parser/formats/records_data.h"

#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/json_text.h"

/* The parts of a record's data, where a list has them apart. */

static size_t words_count(const char *text)
{
    size_t count = 0;
    for (text += strspn(text, " \t"); *text != '\0'; text += strspn(text, " \t")) {
        text += strcspn(text, " \t");
        count++;
    }
    return count;
}

static void part_add(struct entry *entry, uint32_t node, enum part_form form)
{
    entry->parts[entry->part_count++] = (struct part){.node = node, .form = form};
}

static bool is_scalar(const struct tree *tree, uint32_t node)
{
    return node != 0 && tree_node(tree, node)->kind == NODE_SCALAR && json_is_given(tree, node);
}

/* Members of the object that stand in front of the value, each one or none. */
static bool members_add(const struct tree *tree, uint32_t object, const char *const *const *names,
                        struct entry *entry)
{
    for (; *names != NULL; names++) {
        uint32_t member = tree_member_of(tree, object, *names);
        if (!is_scalar(tree, member))
            return false;
        part_add(entry, member, PART_TEXT);
    }
    return true;
}

/* "10 host", or the host beside its priority, or nothing of one: then 0 is as good as any. */
static bool mx_settle(struct document *document, const struct record_object *object,
                      const char *text, struct entry *entry)
{
    const struct tree *tree = entries_tree(document);
    if (words_count(text) > 1)
        return true;
    if (is_scalar(tree, object->priority)) {
        part_add(entry, object->priority, PART_TEXT);
        return true;
    }
    entry->parts[entry->part_count++] = (struct part){.fallback = "0", .form = PART_TEXT};
    document_problem(document, PROBLEM_NO_PREFERENCE, 0,
                     entry->type_node == 0 ? (struct span){0, 0}
                                           : tree_node(tree, entry->type_node)->text,
                     "MX without a preference");
    return true;
}

static const char *const weight_keys[] = {"weight", NULL}, *const port_keys[] = {"port", NULL},
                         *const flag_keys[] = {"flags", "flag", "caa_flag", NULL},
                         *const tag_keys[] = {"tag", "caa_tag", NULL};

static bool srv_settle(const struct tree *tree, const struct record_object *object,
                       const char *text, struct entry *entry)
{
    static const char *const *const keys[] = {weight_keys, port_keys, NULL};
    size_t words = words_count(text);
    if (words >= 4)
        return true;
    if (!is_scalar(tree, object->priority))
        return false;
    part_add(entry, object->priority, PART_TEXT);
    return words == 3 || members_add(tree, object->object, keys, entry);
}

static bool caa_settle(const struct tree *tree, const struct record_object *object,
                       const char *text, struct entry *entry)
{
    static const char *const *const keys[] = {flag_keys, tag_keys, NULL};
    return words_count(text) >= 3 || members_add(tree, object->object, keys, entry);
}

bool records_data_settle(struct document *document, const struct record_object *object,
                         uint32_t value, struct entry *entry)
{
    const struct tree *tree = entries_tree(document);
    char *text = tree_value(tree, value, NULL);
    bool fine =
        text != NULL && *text != '\0'; /* "" is the zone itself at some, nothing at others */
    bool quoted = fine && text[0] == '"';
    enum part_form form = PART_TEXT;
    if (fine && strcasecmp(entry->type, "MX") == 0) {
        fine = mx_settle(document, object, text, entry);
    } else if (fine && strcasecmp(entry->type, "SRV") == 0) {
        fine = srv_settle(tree, object, text, entry);
    } else if (fine && strcasecmp(entry->type, "CAA") == 0) {
        fine = caa_settle(tree, object, text, entry);
        form = entry->part_count > 0 && !quoted ? PART_STRING : PART_TEXT;
    } else if (fine && strcasecmp(entry->type, "SOA") == 0) {
        fine = words_count(text) == 7;
    } else if (fine &&
               (strcasecmp(entry->type, "TXT") == 0 || strcasecmp(entry->type, "SPF") == 0)) {
        form = quoted ? PART_TEXT : PART_STRING;
    }
    if (fine)
        part_add(entry, value, form);
    talloc_free(text);
    return fine;
}
