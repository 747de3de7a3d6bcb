#include "cmd/print/view.h"

#include <string.h>
#include <talloc.h>

#include "cmd/path.h"
#include "cmd/print/escape.h"
#include "parser/array.h"

struct view *view_new(void *mem, const struct visit *visit)
{
    struct view *view = talloc_zero(mem, struct view);
    view->visit = visit;
    view->paths = talloc_zero_size(view, visit->document->file_count * sizeof *view->paths);
    view->lines = talloc_zero_size(view, visit->document->file_count * sizeof *view->lines);
    return view;
}

void view_show(struct view *view, const struct finding *finding)
{
    ARRAY_PUSH(view, view->shown, view->shown_count, finding);
}

const struct lines *view_lines(struct view *view, uint32_t file)
{
    const struct file *from = &view->visit->document->files[file];
    if (view->lines[file].count == 0)
        view->lines[file] = lines_find(view, from->bytes, from->size);
    return &view->lines[file];
}

const char *view_path(struct view *view, uint32_t file)
{
    if (view->paths[file] == NULL)
        view->paths[file] = path_in_repository(view, view->visit->document->files[file].path);
    return view->paths[file];
}

struct place view_place(struct view *view, uint32_t file, uint32_t offset)
{
    enum { BOM = 3, ABOVE_16_BITS = 4 }; /* lengths in bytes of UTF-8 */
    const struct lines *lines = view_lines(view, file);
    const struct file *from = &view->visit->document->files[file];
    struct place place = lines_place(lines, offset);
    uint32_t at = offset - (place.column - 1), code;
    if (at == 0 && offset >= BOM && memcmp(from->bytes, "\xef\xbb\xbf", BOM) == 0)
        at = BOM;
    for (place.column = 1; at < offset; place.column++) {
        size_t length = utf8_next(from->bytes + at, from->size - at, &code);
        place.column += length == ABOVE_16_BITS;
        at += length == 0 ? 1 : (uint32_t)length;
    }
    return place;
}

struct fingerprinted view_fingerprint(struct view *view, const struct finding *finding)
{
    const struct findings *findings = view->visit->findings;
    if (view->prints == NULL)
        view->prints = fingerprints_of(view, view->visit->document, findings);
    return view->prints[finding - findings->items];
}
