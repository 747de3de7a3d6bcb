#ifndef MXMEND_SECRET_H
#define MXMEND_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What nobody else may see: tokens, client secrets, keys, and every text that holds one. A secret is
 * a string of talloc's that is wiped when it is freed. Those that are kept are known by the list
 * that they are on, so that they can be struck out of a message that came from outside.
 */

/*
 * To be called before anything else that a command with secrets does: no core dump of the process
 * and no look into it by others of the same user, and what libcurl, OpenSSL and cJSON free is wiped
 * too. False: OpenSSL or curl could not be set up, which was said.
 */
bool secret_begin(void);

/* `size` bytes and a NUL, owned by `mem`. `bytes` may be NULL: zeros. */
char *secret_copy(void *mem, const char *bytes, size_t size);

/* The same of a text made by printf's rules. */
__attribute__((format(printf, 2, 3))) char *secret_print(void *mem, const char *format, ...);

/*
 * The value of an environment variable, which is then wiped and taken out of the environment: child
 * processes do not get it, nor does whoever reads this one's. NULL if it is not set, or empty.
 */
char *secret_from_environment(void *mem, const char *name);

/* A file ("-": standard input) of at most a megabyte. NULL: `*why` tells why, owned by `mem`. */
char *secret_read(void *mem, const char *path, size_t *size, const char **why);

/* All that the descriptor gives until its end, `*size` bytes; NULL as above. */
char *secret_read_descriptor(void *mem, int descriptor, size_t *size, const char **why);

struct secrets {
    const char **items;
    size_t count;
};

/* Puts a secret (or NULL, which is nothing) on the list, a talloc object that now owns it. */
char *secrets_keep(struct secrets *secrets, char *secret);

/* Overwrites with stars what is a kept secret in `text`, and returns it. */
char *secrets_hide(const struct secrets *secrets, char *text);

#endif
