#include "cmd/print/json_text.h"

#include <stdint.h>
#include <string.h>

#include "cmd/print/escape.h"

void json_bytes(FILE *out, const char *bytes, size_t length)
{
    fputc('"', out);
    while (length > 0) {
        uint32_t code;
        bool harmless;
        size_t taken = utf8_next(bytes, length, &code);
        escape_next(bytes, length, &harmless);
        if (taken == 0)
            fprintf(out, "\\\\x%02x", code);
        else if (!harmless)
            fprintf(out, "\\u%04x", code);
        else if (code == '"' || code == '\\')
            fprintf(out, "\\%c", (char)code);
        else
            fwrite(bytes, 1, taken, out);
        taken += taken == 0;
        bytes += taken;
        length -= taken;
    }
    fputc('"', out);
}

void json_text(FILE *out, const char *text)
{
    if (text == NULL)
        fputs("null", out);
    else
        json_bytes(out, text, strlen(text));
}
