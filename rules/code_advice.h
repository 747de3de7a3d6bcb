#ifndef MXMEND_CODE_ADVICE_H
#define MXMEND_CODE_ADVICE_H

/* What to do instead of building a host, in this language (a LANGUAGE_ bit); static. */
const char *code_advice(unsigned language);

#endif
