#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "cmd/command.h"
#include "cmd/complain.h"
#include "cmd/help.h"
#include "cmd/nearest.h"
#include "cmd/online.h"
#include "cmd/options.h"
#include "cmd/version.h"

static enum status refuse(const char *word)
{
    struct nearest nearest = {.word = word};
    void *mem = talloc_new(NULL);
    char *list = talloc_strdup(mem, "");
    for (const struct command *command = commands; command->name != NULL; command++) {
        nearest_offer(&nearest, command->name);
        list = talloc_asprintf_append(list, "%s%s", command == commands ? "" : ", ", command->name);
    }
    nearest_offer(&nearest, "--help");
    nearest_offer(&nearest, "--version");
    complain("no command is called %s%s (there are %s)", word, nearest_hint(mem, &nearest), list);
    talloc_free(mem);
    return STATUS_TROUBLE;
}

/* `whole` is the command line with the program's name. */
static enum status run(const struct command *command, int argc, const char **argv, char **whole)
{
    void *mem = talloc_new(NULL);
    struct options options;
    enum status status;
    if (!options_read(mem, command, argc, argv, &options, &status)) {
        talloc_free(mem);
        return status;
    }
    bool wanted = options.fetch || command->bit == FETCH;
    if (wanted && online == NULL)
        online_start(whole);
    status = wanted && online == NULL ? online_missing() : command->run(&options);
    talloc_free(mem);
    return status;
}

int main(int argc, char **argv)
{
    const char *word = argc < 2 ? "--help" : argv[1];
    if (strcmp(word, "--version") == 0) {
        if (online == NULL)
            online_start(argv); /* has more to tell */
        version_print(stdout);
        return STATUS_CLEAN;
    }
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        help_print(argc < 2 ? stderr : stdout);
        return argc < 2 ? STATUS_TROUBLE : STATUS_CLEAN;
    }
    for (const struct command *command = commands; command->name != NULL; command++)
        if (strcmp(word, command->name) == 0)
            return (int)run(command, argc - 1, (const char **)(argv + 1), argv);
    return (int)refuse(word);
}
