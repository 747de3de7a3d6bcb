#include "cmd/graph/domain.h"

#include <idn2.h>
#include <string.h>
#include <talloc.h>

#include "rules/hosts.h"

const char *domain_normalise(void *mem, const char *text)
{
    size_t length = strlen(text);
    if (length > 1 && text[length - 1] == '.')
        length--;
    char *name = NULL, *plain = talloc_strndup(NULL, text, length);
    const char *made = NULL;
    if (idn2_to_ascii_8z(plain, &name, IDN2_NONTRANSITIONAL | IDN2_NFC_INPUT) == IDN2_OK &&
        host_is_name(name))
        made = talloc_strdup(mem, name);
    idn2_free(name);
    talloc_free(plain);
    return made;
}
