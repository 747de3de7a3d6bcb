#ifndef MXMEND_MASTER_LEXER_H
#define MXMEND_MASTER_LEXER_H

#include "parser/span.h"

/*
 * The tokens of a master file (RFC 1035 section 5.1), as BIND reads it: blanks separate, parentheses
 * join lines, a quoted string ends on its line, ";" starts a comment even glued to a token. Nothing
 * is decoded: a token is a span. The lexer never fails; what it stumbles over is in the token.
 */
enum token_kind {
    TOKEN_WORD,
    TOKEN_QUOTED,   /* the span leaves out the quotes */
    TOKEN_END,      /* of the entry: an end of line outside parentheses, or of the text */
    TOKEN_UNQUOTED, /* a string that is never closed: from its quote to the end of the line */
    TOKEN_UNOPENED, /* a ")" too many */
    TOKEN_DANGLING, /* a word that ends in a lone backslash */
};

/* What a token, or all since the flags were cleared, holds. */
enum {
    HAS_ESCAPE = 1,   /* a backslash */
    HAS_CONTROL = 2,  /* a control character outside quotes */
    HAS_HIGH = 4,     /* an octet above 0x7e outside quotes */
    HAS_TEMPLATE = 8, /* {{ … }}, {% … %}, ${…} or $(…): text that some program fills in */
    HAS_GLUE = 16,    /* a quoted string that something touches: "a"b */
};

struct token {
    enum token_kind kind;
    struct span at;
    unsigned flags;
};

struct lexer {
    const char *bytes;
    uint32_t at, end;  /* where to go on; where the text ends */
    uint32_t depth;    /* open parentheses */
    uint32_t opened;   /* the outermost of them */
    uint32_t last;     /* end of the last token or parenthesis: where the entry ends so far */
    unsigned flags;    /* of all tokens since somebody cleared them */
    uint32_t unmarked; /* up to here no template mark is closed */
    uint32_t window;   /* the 64 bytes from here on: */
    uint64_t odd;      /* those that are not plain, as bits; what is behind the text is not */
    uint64_t blank;    /* those that are blanks */
    bool counters;     /* "$" and braces are those of $GENERATE, not a template's */
    void (*comment)(void *context, struct span at); /* told of each comment; may be NULL */
    void *context;
};

/* A lexer over bytes [start, end) of a text. */
struct lexer lexer_over(const char *bytes, uint32_t start, uint32_t end);

/*
 * A lexer over the RDATA of one record, which may go over several lines: line ends are blanks, so
 * TOKEN_END comes only at its end.
 */
struct lexer lexer_inside(const char *bytes, struct span rdata);

/* The next token. After TOKEN_END the lexer stands on the first byte of the next entry. */
struct token lexer_next(struct lexer *lexer);

/* Moves past the end of the line that `at` is on: a lone CR, LF and CRLF each end one. */
uint32_t line_after(const char *bytes, uint32_t at, uint32_t end);

/* Is this byte a blank, or the end of a line? */
bool byte_is_blank(char byte);
bool byte_ends_line(char byte);

#endif
