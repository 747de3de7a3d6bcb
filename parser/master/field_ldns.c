#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/field.h"

bool field_read_ldns(struct rdata_reader *reader, const struct field_kind *kind,
                     const struct field_text *text)
{
    char *copy = talloc_strndup(NULL, text->bytes, text->length);
    bool whole = strlen(copy) == text->length; /* no NUL inside */
    ldns_rdf *rdf = whole ? ldns_rdf_new_frm_str((ldns_rdf_type)kind->ldns, copy) : NULL;
    talloc_free(copy);
    if (rdf == NULL)
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "this is not %s", kind->what);
    bool done = field_put(reader, text->at, ldns_rdf_data(rdf), ldns_rdf_size(rdf));
    ldns_rdf_deep_free(rdf);
    return done;
}
