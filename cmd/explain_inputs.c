#include "cmd/explain_inputs.h"

#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/print/escape.h"
#include "cmd/print/json_text.h"
#include "cmd/source.h"
#include "cmd/texts.h"

/* What one input is taken for. */
struct taken {
    const char *path;
    const char *format; /* NULL: it is none that mxmend reads */
    const char *why;
};

static void print_text(FILE *out, const struct taken *taken)
{
    escape_text(out, taken->path);
    fprintf(out, ": %s: %s\n", taken->format == NULL ? "skipped" : taken->format, taken->why);
}

static void print_json(FILE *out, const struct taken *taken, bool first)
{
    fprintf(out, "%s\n{\"path\":", first ? "" : ",");
    json_text(out, taken->path);
    fputs(",\"format\":", out);
    json_text(out, taken->format);
    fputs(",\"why\":", out);
    json_text(out, taken->why);
    fputc('}', out);
}

/* False: the input cannot be read. */
static bool input_take(const struct options *options, struct texts *texts,
                       const struct input *input, void *mem, struct taken *taken)
{
    struct source *source = source_open(mem, input, options, &taken->why);
    if (source == NULL) {
        complain("%s: %s", input->path, taken->why);
        return false;
    }
    const struct format *format = source_recognise(source, &taken->why);
    const char *why = "is empty";
    bool is_empty = source->files[0]->size == 0;
    if (format == NULL && !is_empty)
        format = texts_format(texts, source->files[0], &why);
    if (format == NULL || format == &code_format)
        taken->why = talloc_asprintf(mem, "it %s%s",
                                     format == NULL && !is_empty ? "is no DNS data and " : "", why);
    taken->path = input->path;
    taken->format = format == NULL ? NULL : format->name;
    return true;
}

enum status inputs_explain(const struct options *options, const struct inputs *inputs,
                           const struct output *output, bool json)
{
    enum status status = inputs->status;
    bool first = true;
    if (status == STATUS_TROUBLE &&
        inputs->count == 0) /* a wrong configuration, say: that was told */
        return status;
    struct texts *texts = texts_new(NULL, options);
    if (json)
        fputs("{\"mxmend\":1,\"version\":\"" MXMEND_VERSION "\",\"inputs\":[", output->stream);
    for (size_t i = 0; i < inputs->count; i++) {
        struct taken taken = {.path = NULL};
        void *mem = talloc_new(NULL);
        if (!input_take(options, texts, &inputs->items[i], mem, &taken))
            status = STATUS_TROUBLE;
        else if (json)
            print_json(output->stream, &taken, first);
        else
            print_text(output->stream, &taken);
        first = first && taken.path == NULL;
        talloc_free(mem);
    }
    if (json)
        fputs("\n]}\n", output->stream);
    talloc_free(texts);
    return status;
}
