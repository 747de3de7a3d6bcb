#ifndef MXMEND_EXPLAIN_INPUTS_H
#define MXMEND_EXPLAIN_INPUTS_H

#include "cmd/inputs.h"
#include "cmd/output.h"

/*
 * Prints what each input is taken for and by what it was told, in the order of their paths; those that
 * are none of the formats too. STATUS_TROUBLE if one cannot be read, which was said.
 */
enum status inputs_explain(const struct options *options, const struct inputs *inputs,
                           const struct output *output, bool json);

#endif
