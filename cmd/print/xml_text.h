#ifndef MXMEND_PRINT_XML_TEXT_H
#define MXMEND_PRINT_XML_TEXT_H

#include <stdio.h>

/*
 * Prints text for an element or a quoted attribute of XML 1.0. What XML cannot hold (control
 * characters, bytes that are not UTF-8) and what would deceive a reader becomes \xNN, so the result
 * is valid for any bytes. NULL prints nothing.
 */
void xml_text(FILE *out, const char *text);

#endif
