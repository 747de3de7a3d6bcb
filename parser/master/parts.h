#ifndef MXMEND_MASTER_PARTS_H
#define MXMEND_MASTER_PARTS_H

#include "parser/master/reader.h"

/*
 * Reads a large file in parts, several at a time. A part is read ahead as if nothing were known of the
 * names before it, into a document of its own; when all before it has been read, it is taken over, if
 * it began where an entry does and what is in force there is what was supposed. A part in which
 * anything but plain records and directives stands is read once more, in its turn. So the document is
 * the same as if the file was read from its first entry to its last.
 */

/* Reads the file that the reader stands at the start of. Returns how many parts were taken over. */
unsigned parts_read(struct reader *reader);

#endif
