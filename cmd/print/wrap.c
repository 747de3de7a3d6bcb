#include "cmd/print/wrap.h"

#include <string.h>

enum { WIDTH = 80 };

void wrap_text(FILE *out, const char *text, int indent)
{
    int column = indent;
    for (size_t length; *text != '\0'; text += length) {
        text += strspn(text, " ");
        length = strcspn(text, " ");
        if (column > indent && column + 1 + (int)length > WIDTH)
            column = fprintf(out, "\n%*s", indent, "") - 1;
        column += fprintf(out, "%s%.*s", column > indent ? " " : "", (int)length, text);
    }
    fputc('\n', out);
}
