#ifndef MXMEND_PRINT_VIEW_H
#define MXMEND_PRINT_VIEW_H

#include "cmd/fingerprint.h"
#include "cmd/visit.h"
#include "parser/lines.h"

/* A document that is about to be printed: lines and columns are made only now. */
struct view {
    const struct visit *visit;
    const struct finding **shown; /* the findings to print */
    size_t shown_count;
    const char **paths;           /* by index of document.files; made when asked for */
    struct lines *lines;          /* by index of document.files; the same */
    struct fingerprinted *prints; /* by index of the visit's findings; too */
};

/* Owned by `mem`. Nothing is shown yet. */
struct view *view_new(void *mem, const struct visit *visit);

/* Shows a finding of the visit. */
void view_show(struct view *view, const struct finding *finding);

/* The lines of one of the document's files. */
const struct lines *view_lines(struct view *view, uint32_t file);

/* The path of one of them, from the top of the repository. */
const char *view_path(struct view *view, uint32_t file);

/* Where an offset stands, in columns of UTF-16 code units, as editors and web pages count them; a byte
 * order mark does not count. */
struct place view_place(struct view *view, uint32_t file, uint32_t offset);

/* The fingerprint of one of the visit's findings. */
struct fingerprinted view_fingerprint(struct view *view, const struct finding *finding);

#endif
