#include "cmd/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cmd/complain.h"

static bool wants_color(const struct options *options, const struct output *output)
{
    const char *no = getenv("NO_COLOR"), *terminal = getenv("TERM");
    if (options->color != COLOR_AUTO)
        return options->color == COLOR_ALWAYS;
    return output->terminal && (no == NULL || *no == '\0') &&
           (terminal == NULL || strcmp(terminal, "dumb") != 0);
}

bool output_open(const struct options *options, const char *path, struct output *output)
{
    *output = (struct output){.stream = stdout, .path = "stdout"};
    if (path != NULL) {
        output->path = path;
        output->stream = fopen(path, "we");
    }
    if (output->stream == NULL) {
        complain("%s: %s", output->path, strerror(errno));
        return false;
    }
    output->terminal = isatty(fileno(output->stream)) == 1;
    output->rich = output->terminal || options->color == COLOR_ALWAYS;
    output->color = wants_color(options, output);
    return true;
}

enum status output_close(struct output *output)
{
    bool failed = ferror(output->stream) != 0;
    int error = errno;
    if (fclose(output->stream) != 0) {
        failed = true;
        error = errno;
    }
    if (failed)
        complain("%s: %s", output->path, strerror(error));
    return failed ? STATUS_TROUBLE : STATUS_CLEAN;
}

static const char *const codes[] = {
    [PAINT_NONE] = "\033[0m",    [PAINT_BOLD] = "\033[1m",   [PAINT_RED] = "\033[1;31m",
    [PAINT_YELLOW] = "\033[33m", [PAINT_GREEN] = "\033[32m", [PAINT_CYAN] = "\033[36m",
};

void output_paint(const struct output *output, enum paint paint)
{
    if (output->color)
        fputs(codes[paint], output->stream);
}
