#ifndef MXMEND_POLICIES_H
#define MXMEND_POLICIES_H

#include "cmd/authority_file.h"
#include "cmd/source.h"
#include "rules/rule.h"

/*
 * The MTA-STS policies of a run, and which zones they are for: those among the inputs, and for a zone
 * that announces MTA-STS those beside it (mta-sts.txt or .well-known/mta-sts.txt in its folder, or
 * there in a folder that is called mta-sts.<domain> or <domain>, or <domain>.mta-sts.txt). A policy's
 * domain is what --origin or its path says, else that of the only zone of its folder that announces
 * MTA-STS. Each is read once.
 */
struct policies;

/* Reads those among the inputs, owned by `mem`. The inputs and the authorities have to stay. */
struct policies *policies_new(void *mem, const struct inputs *inputs, const struct options *options,
                              struct authority_files *authorities);

/* The domain of a policy among the inputs; NULL if it is not known, or the input no policy. */
const char *policies_domain(const struct policies *policies, const struct input *input);

/*
 * Adds to `facts` what rules are to know: for a zone the policies of its domains, for a policy what
 * zones among the inputs make of its domain's MX. The arrays are owned by `mem`.
 */
void policies_tell(struct policies *policies, void *mem, const struct input *input,
                   const struct document *document, struct facts *facts);

#endif
