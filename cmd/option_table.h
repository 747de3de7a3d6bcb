#ifndef MXMEND_OPTION_TABLE_H
#define MXMEND_OPTION_TABLE_H

#include "cmd/options.h"

/* All options of all commands, one row each. A new one is a row, and a field of struct options. */
struct option_row {
    const char *name;
    int commands;      /* those that take it: bits of enum command_bit */
    const char *value; /* what the help calls its value, NULL if it takes none */
    const char *help;
    /* Takes the value (owned by `mem`) in; false if it is wrong, which was said. */
    bool (*set)(void *mem, const struct option_row *row, void *field, const char *value);
    size_t field;             /* offset in struct options */
    const char *const *names; /* what may be chosen, in order of the field's numbers */
};

/* What may be chosen for an option, by index; NULL behind the last, and if any text will do. */
const char *option_choice(const struct option_row *row, size_t index);

/* Are several of them given with commas between? */
bool option_takes_list(const struct option_row *row);

/* Ends with a row that has no name. */
extern const struct option_row option_rows[];

#endif
