#include "cmd/docs/docs.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* mxmend-docs FOLDER DATE: writes all of it. */

bool docs_is_path(const char *value)
{
    return value != NULL && (strncmp(value, "FILE", 4) == 0 || strstr(value, "PATH") != NULL);
}

size_t docs_print_choices(FILE *out, const struct option_row *row, const char *between)
{
    size_t count = 0;
    for (const char *choice; (choice = option_choice(row, count)) != NULL; count++)
        fprintf(out, "%s%s", count == 0 ? "" : between, choice);
    return count;
}

static FILE *create(void *mem, const char *folder, const char *name)
{
    const char *path = talloc_asprintf(mem, "%s/%s", folder, name);
    FILE *out = fopen(path, "we");
    if (out == NULL) {
        fprintf(stderr, "mxmend-docs: %s: %s\n", path, strerror(errno));
        exit(1);
    }
    return out;
}

static void finish(FILE *out)
{
    if (ferror(out) != 0 || fclose(out) != 0) {
        fprintf(stderr, "mxmend-docs: %s\n", strerror(errno));
        exit(1);
    }
}

static const struct {
    const char *name;
    void (*print)(FILE *out);
} files[] = {
    {"mxmend.bash", bash_print},
    {"_mxmend", zsh_print},
    {"mxmend.fish", fish_print},
};

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    void *mem = talloc_new(NULL);
    const char *day = argv[2];
    FILE *page = create(mem, argv[1], "man1/mxmend.1");
    man_print(page, day);
    finish(page);
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        FILE *out = create(mem, argv[1], files[i].name);
        files[i].print(out);
        finish(out);
    }
    for (const struct command *command = commands; command->name != NULL; command++) {
        FILE *out = create(mem, argv[1], talloc_asprintf(mem, "man1/mxmend-%s.1", command->name));
        man_print_command(out, command, day);
        finish(out);
    }
    talloc_free(mem);
    return 0;
}
