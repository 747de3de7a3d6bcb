#ifndef MXMEND_FORMAT_H
#define MXMEND_FORMAT_H

#include "parser/document.h"
#include "parser/edit.h"
#include "parser/rdata.h"

/*
 * The forms in which DNS data is kept. A format is a row: how to recognise it, how to read it into a
 * document, how to ask for what its records say, and how to write a change in its own style. Rules
 * and commands never know which one they have.
 */
struct format {
    const char *name;    /* for --input-format */
    const char *summary; /* one line */
    unsigned switches;   /* of the reader of master files (master/dialect.h) */
    bool loose; /* it has no schema: a host that no record holds may well be one, as in code */

    /* Is this text, in a file of this name, of this form? Returns by what it can be told (static,
     * for --explain-inputs), NULL if it is not. */
    const char *(*recognise)(const char *name, const char *bytes, uint32_t size);

    /* Fills a new document; never fails, what is wrong becomes a problem. `origin` is what the user
     * gave, NULL if nothing. */
    void (*read)(struct document *document, const char *origin, struct loader loader);

    /* See rdata.h. `lower`: names in lower case where DNSSEC's canonical form has them so. */
    bool (*rdata)(const struct document *document, const struct record *record, bool lower,
                  struct rdata *rdata);
    struct span (*field)(const struct document *document, const struct record *record,
                         unsigned index, bool *generic);

    /*
     * The edits for one change; texts belong to `mem`. Each appends to `edits` and returns how many
     * it added, 0 where the change cannot be made in this place. There is room for EDITS_MAX.
     */
    size_t (*set_exchange)(void *mem, const struct document *document, const struct record *record,
                           const char *host, struct edit *edits);
    size_t (*erase)(void *mem, const struct document *document, const struct record *record,
                    struct edit *edits);
    size_t (*insert_mx)(void *mem, const struct document *document, const struct record *neighbour,
                        uint16_t preference, const char *host, int64_t ttl, struct edit *edits);

    /* Where a further MX needs a name that only a person can give: the text to paste, owned by `mem`.
     * NULL, the function too: there is none. */
    char *(*paste_mx)(void *mem, const struct document *document, const struct record *neighbour,
                      uint16_t preference, const char *host, int64_t ttl);
};

enum { EDITS_MAX = 4 };

/* What a text is, from its content and its name; NULL if nothing that mxmend reads. `*why`: by what
 * it was told, static; `why` may be NULL. */
const struct format *format_recognise(const char *name, const char *bytes, uint32_t size,
                                      const char **why);

/* The rows, those of the dialects of master files last; NULL behind the last. */
const struct format *format_at(size_t index);

/*
 * Reads a file into a document owned by `mem`. `origin` is what the user says that relative names
 * mean, NULL if nothing; text that is no name counts as nothing.
 */
struct document *format_read(void *mem, const struct format *format, struct file file,
                             const char *origin, struct loader loader);

extern const struct format master_format, route53_format, cloudformation_format, azure_format,
    google_format, powerdns_format, windows_format, cloudflare_format, records_format,
    octodns_format, google_yaml_format, cloudformation_yaml_format, external_dns_format,
    ansible_format, yaml_format, json_format, terraform_format, terraform_json_format, bicep_format,
    csv_format, dnscontrol_tsv_format, tinydns_format, unbound_format, code_format,
    dnscontrol_format;

#endif
