#include "parser/master/octets.h"

#include "parser/names.h"

/* The octets of an uncompressed name, with its last zero; 0 if there is none. */
static size_t name_size(const uint8_t *octets, size_t length)
{
    size_t at = 0;
    while (at < length && octets[at] != 0 && octets[at] <= NAME_LABEL_MAX)
        at += 1U + octets[at];
    return at < length && octets[at] == 0 && at < NAME_WIRE_MAX ? at + 1 : 0;
}

/* A string stands behind its length. */
static size_t string_size(const uint8_t *octets, size_t length)
{
    return length > 0 && length > octets[0] ? 1U + octets[0] : 0;
}

/* Of the commonest kinds of fields: a fixed number of octets, or who measures them. */
static const struct measure {
    ldns_rdf_type kind;
    uint8_t fixed;
    size_t (*size)(const uint8_t *octets, size_t length); /* 0: it does not fit */
    bool rest;                                            /* all that is left */
} measures[] = {
    {LDNS_RDF_TYPE_DNAME, 0, name_size, false}, {LDNS_RDF_TYPE_INT8, 1, NULL, false},
    {LDNS_RDF_TYPE_INT16, 2, NULL, false},      {LDNS_RDF_TYPE_INT32, 4, NULL, false},
    {LDNS_RDF_TYPE_A, 4, NULL, false},          {LDNS_RDF_TYPE_AAAA, 16, NULL, false},
    {LDNS_RDF_TYPE_STR, 0, string_size, false}, {LDNS_RDF_TYPE_TAG, 0, string_size, false},
    {LDNS_RDF_TYPE_PERIOD, 4, NULL, false},     {LDNS_RDF_TYPE_TIME, 4, NULL, false},
    {LDNS_RDF_TYPE_ALG, 1, NULL, false},        {LDNS_RDF_TYPE_TYPE, 2, NULL, false},
    {LDNS_RDF_TYPE_HEX, 0, NULL, true},         {LDNS_RDF_TYPE_B64, 0, NULL, true},
    {LDNS_RDF_TYPE_LONG_STR, 0, NULL, true},
};

static const struct measure *measure_find(ldns_rdf_type kind)
{
    for (size_t i = 0; i < sizeof measures / sizeof measures[0]; i++)
        if (measures[i].kind == kind)
            return &measures[i];
    return NULL;
}

/* The octets that the field takes of those that are left; 0 if it does not fit. */
static size_t field_size(const struct measure *measure, const uint8_t *octets, size_t left)
{
    size_t size = measure->rest           ? left
                  : measure->size != NULL ? measure->size(octets, left)
                                          : measure->fixed;
    bool empty_tag = measure->kind == LDNS_RDF_TYPE_TAG && size == 1; /* RFC 8659 section 4.1 */
    return size > left || empty_tag ? 0 : size;
}

enum octets_verdict octets_judge(const ldns_rr_descriptor *fields, const uint8_t *octets,
                                 size_t length)
{
    size_t at = 0, least = ldns_rr_descriptor_minimum(fields);
    size_t most = ldns_rr_descriptor_maximum(fields);
    for (size_t i = 0; i < most && (i < least || at < length); i++) {
        ldns_rdf_type kind = ldns_rr_descriptor_field_type(fields, i);
        const struct measure *measure = measure_find(kind);
        if (measure == NULL)
            return OCTETS_UNTOLD;
        size_t size = field_size(measure, octets + at, length - at);
        if (size == 0 && !(kind == LDNS_RDF_TYPE_LONG_STR && at == length))
            return OCTETS_UNFIT;
        at += size;
    }
    return at == length ? OCTETS_FIT : OCTETS_UNFIT;
}
