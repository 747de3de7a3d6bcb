#include <string.h>
#include <strings.h>

#include "parser/ldns.h"
#include "parser/master/field.h"
#include "parser/master/text.h"

struct field_text field_word_take(struct field_text *rest)
{
    struct field_text word = *rest;
    const char *blank = memchr(rest->bytes, ' ', rest->length);
    if (blank != NULL)
        word.length = (size_t)(blank - rest->bytes);
    size_t passed = word.length + (blank != NULL);
    rest->bytes += passed;
    rest->length -= passed;
    return word;
}

/* Words for numbers of one octet: what BIND writes for RFC 4034 appendix A.2, and RFC 9859. */
static const struct {
    int field;
    char name[8];
    uint8_t number;
} words[] = {
    {FIELD_DIGEST, "SHA-1", 1},  {FIELD_DIGEST, "SHA1", 1},   {FIELD_DIGEST, "SHA-256", 2},
    {FIELD_DIGEST, "SHA256", 2}, {FIELD_DIGEST, "GOST", 3},   {FIELD_DIGEST, "SHA-384", 4},
    {FIELD_DIGEST, "SHA384", 4}, {FIELD_SCHEME, "NOTIFY", 1},
};

static bool read_word(struct rdata_reader *reader, const struct field_kind *kind,
                      const struct field_text *text)
{
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (words[i].field == kind->ldns && strlen(words[i].name) == text->length &&
            strncasecmp(words[i].name, text->bytes, text->length) == 0)
            return field_put(reader, text->at, &words[i].number, 1);
    return field_kind_find(LDNS_RDF_TYPE_INT8)->read(reader, kind, text);
}

const struct field_kind *field_kind_own(int field)
{
    static const struct field_kind digest = {read_word,    ONE_TOKEN, 1,
                                             FIELD_DIGEST, false,     "a digest type"};
    static const struct field_kind scheme = {read_word,    ONE_TOKEN, 1,
                                             FIELD_SCHEME, false,     "a DSYNC scheme"};
    return field == FIELD_DIGEST ? &digest : field == FIELD_SCHEME ? &scheme : NULL;
}

/* The next word, as a field of an ldns_rdf_type. */
static bool part_read(struct rdata_reader *reader, int ldns, struct field_text *rest)
{
    const struct field_kind *kind = field_kind_find(ldns);
    struct field_text word = field_word_take(rest);
    if (word.length == 0)
        return field_fault(reader, PROBLEM_SYNTAX, rest->at, "%s is missing", kind->what);
    return kind->read(reader, kind, &word);
}

/* The gateway of an IPSECKEY (RFC 4025 section 2.5), the relay of an AMTRELAY (RFC 8777 section 4.2.4):
 * its type says how it is written, and "." stands for none. */
static bool gateway_read(struct rdata_reader *reader, uint8_t type, struct field_text *rest)
{
    static const int kinds[] = {0, LDNS_RDF_TYPE_A, LDNS_RDF_TYPE_AAAA, LDNS_RDF_TYPE_DNAME};
    if (type >= sizeof kinds / sizeof kinds[0])
        return field_fault(reader, PROBLEM_SYNTAX, rest->at, "no gateway is of type %u", type);
    if (type > 0)
        return part_read(reader, kinds[type], rest);
    struct field_text word = field_word_take(rest);
    return (word.length == 1 && word.bytes[0] == '.') ||
           field_fault(reader, PROBLEM_SYNTAX, rest->at, "no gateway is written as a dot");
}

/* ldns takes a name without its origin, and a precedence above 255. */
bool field_read_ipseckey(struct rdata_reader *reader, const struct field_kind *kind,
                         const struct field_text *text)
{
    (void)kind;
    struct field_text rest = *text;
    for (unsigned i = 0; i < 3; i++) /* precedence, type of the gateway, algorithm */
        if (!part_read(reader, LDNS_RDF_TYPE_INT8, &rest))
            return false;
    if (!gateway_read(reader, reader->out->wire[reader->out->length - 2], &rest))
        return false;
    const struct field_kind *key = field_kind_find(LDNS_RDF_TYPE_B64);
    if (rest.length == 0) /* BIND wants one with algorithm 0 too */
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "the key is missing");
    return key->read(reader, key, &rest);
}

/* The discovery bit and the type of the relay share an octet (RFC 8777 section 4.2). */
bool field_read_amtrelay(struct rdata_reader *reader, const struct field_kind *kind,
                         const struct field_text *text)
{
    (void)kind;
    struct field_text rest = *text;
    for (unsigned i = 0; i < 3; i++) /* precedence, discovery, type */
        if (!part_read(reader, LDNS_RDF_TYPE_INT8, &rest))
            return false;
    uint8_t *end = reader->out->wire + reader->out->length, type = end[-1];
    if (end[-2] > 1)
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "the discovery bit is 0 or 1");
    end[-2] = (uint8_t)(end[-2] << 7 | type);
    reader->out->length--;
    if (!gateway_read(reader, type, &rest))
        return false;
    return rest.length == 0 ||
           field_fault(reader, PROBLEM_SYNTAX, text->at, "nothing belongs behind the relay");
}

/* ldns takes a prefix longer than the address (RFC 3123 section 4). */
bool field_read_apl(struct rdata_reader *reader, const struct field_kind *kind,
                    const struct field_text *text)
{
    uint64_t bits;
    size_t sign = text->length > 1 && text->bytes[0] == '!';
    uint64_t most = text->length > 0 && text->bytes[sign] == '2' ? 128 : 32;
    const char *slash = memchr(text->bytes, '/', text->length), *end = text->bytes + text->length;
    if (slash == NULL || !number_read(slash + 1, (size_t)(end - slash) - 1, most, &bits))
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "this is not %s", kind->what);
    return field_read_ldns(reader, kind, text);
}
