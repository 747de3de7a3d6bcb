#ifndef MXMEND_FORMATS_YAML_TEXT_H
#define MXMEND_FORMATS_YAML_TEXT_H

#include "parser/document.h"
#include "parser/syntax/tree.h"

/* Telling one YAML file from another, and what their readers have in common. */

/* Is it YAML by its name, or by how it begins? */
bool yaml_is_likely(const char *name, const char *bytes, uint32_t size);

/*
 * The first part of a text as a tree, cut where a line begins in column 1, to look at what shape it
 * has; `mem` owns it. All of the text if it is small.
 */
const struct tree *yaml_peek(void *mem, const char *bytes, uint32_t size);

/* Does `name` (the path of a file) without its ending, or the folder it is in, name a zone, as octoDNS
 * has it? `zone` is without final dot. */
bool yaml_zone_of_path(const char *name, char zone[NAME_TEXT_MAX]);

/* Notes the Exchange hosts in what could not be read of the text, for people to look at: nothing else
 * would tell of them. To be called behind the last record. */
void yaml_lost_note(struct document *document);

#endif
