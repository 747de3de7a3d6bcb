#ifndef MXMEND_SOURCE_H
#define MXMEND_SOURCE_H

#include "cmd/inputs.h"
#include "parser/document.h"

/* The files that one document is made of. The document's bytes live as long as its source. */
struct source {
    const struct input *input;
    const struct options *options;
    struct disk_file **files; /* [0] is the input itself; each file on disk once */
    size_t count;
    const char *root;   /* real path of the input's root; NULL until an $INCLUDE asks */
    const char *origin; /* what relative names mean; NULL: the file tells */
};

/* Reads the input's own file. NULL: it cannot be read; `*why` says why, owned by `mem`. */
struct source *source_open(void *mem, const struct input *input, const struct options *options,
                           const char **why);

/* The format of the input; NULL if there is none. */
const struct format *source_format(const struct source *source);

/* The same; `*why`: by what it was told, static. */
const struct format *source_recognise(const struct source *source, const char **why);

/* Can a file of this path be read, from wherever the run reads? */
bool source_exists(const struct options *options, const char *path);

/* Is this JSON that mxmend wrote: an authority, a baseline, a report? It quotes DNS data, and holds
 * none. */
bool source_is_ours(const struct disk_file *file);

/* Reads the input, and what it includes, into a document owned by `mem`. */
struct document *source_document(void *mem, struct source *source, const struct format *format);

/* The file on disk behind one of the document's files; NULL for what $GENERATE made. */
const struct disk_file *source_file(const struct source *source, const struct file *file);

#endif
