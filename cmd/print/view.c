#include "cmd/print/view.h"

#include <talloc.h>

struct view *view_new(void *mem, const struct visit *visit)
{
    struct view *view = talloc_zero(mem, struct view);
    view->visit = visit;
    view->lines = talloc_zero_size(view, visit->document->file_count * sizeof *view->lines);
    return view;
}

const struct lines *view_lines(struct view *view, uint32_t file)
{
    const struct file *from = &view->visit->document->files[file];
    if (view->lines[file].count == 0)
        view->lines[file] = lines_find(view, from->bytes, from->size);
    return &view->lines[file];
}
