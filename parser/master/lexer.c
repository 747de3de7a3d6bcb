#include "parser/master/lexer.h"

#include <string.h>

#include "parser/scan.h"

enum byte_class {
    PLAIN,
    BLANK,
    LINE_END,
    COMMENT,
    OPEN,
    CLOSE,
    QUOTE,
    BACKSLASH,
    CONTROL,
    HIGH,
    MARK
};

static const uint8_t classes[256];

enum { WINDOW = 64 }; /* bytes */

/* Where plain bytes end, as `classes` has it; where a string may; where a comment does. */
static const struct stops word_stops = {"\"$();<\\{\x7f", 9, true};
static const struct stops blank_stops = {" \t", 2, false};
static const struct stops string_stops = {"\"\\\n\r", 4, false};
static const struct stops line_stops = {"\n\r", 2, false};

static enum byte_class class_at(const struct lexer *lexer, uint32_t at)
{
    return (enum byte_class)classes[(uint8_t)lexer->bytes[at]];
}

bool byte_is_blank(char byte)
{
    return classes[(uint8_t)byte] == BLANK;
}

bool byte_ends_line(char byte)
{
    return classes[(uint8_t)byte] == LINE_END;
}

struct lexer lexer_over(const char *bytes, uint32_t start, uint32_t end)
{
    return (struct lexer){
        .bytes = bytes, .at = start, .end = end, .last = start, .window = start - WINDOW};
}

struct lexer lexer_inside(const char *bytes, struct span rdata)
{
    struct lexer lexer = lexer_over(bytes, rdata.start, rdata.end);
    lexer.depth = UINT32_MAX / 2; /* so that none of its parentheses is the last one */
    return lexer;
}

/* Past the line end that stands at `at`. */
static uint32_t line_end_pass(const char *bytes, uint32_t at, uint32_t end)
{
    bool pair = bytes[at] == '\r' && at + 1 < end && bytes[at + 1] == '\n';
    return at + 1 + pair;
}

uint32_t line_after(const char *bytes, uint32_t at, uint32_t end)
{
    at = scan(bytes, at, end, &line_stops);
    return at < end ? line_end_pass(bytes, at, end) : end;
}

static void comment_skip(struct lexer *lexer)
{
    uint32_t start = lexer->at;
    lexer->at = scan(lexer->bytes, start, lexer->end, &line_stops);
    if (lexer->comment != NULL)
        lexer->comment(lexer->context, (struct span){start, lexer->at});
}

static struct token token_made(struct lexer *lexer, enum token_kind kind, uint32_t start,
                               uint32_t end, unsigned flags)
{
    lexer->flags |= flags;
    lexer->last = lexer->at;
    return (struct token){kind, {start, end}, flags};
}

static bool string_is_touched(const struct lexer *lexer)
{
    enum byte_class class = lexer->at < lexer->end ? class_at(lexer, lexer->at) : LINE_END;
    return class == PLAIN || class >= QUOTE;
}

/* A string from behind its opening quote. A backslash takes the next byte with it. */
static struct token string_read(struct lexer *lexer)
{
    uint32_t start = ++lexer->at, at = start, end = lexer->end;
    const char *bytes = lexer->bytes;
    unsigned flags = 0;
    for (; (at = scan(bytes, at, end, &string_stops)) < end && bytes[at] == '\\'; at++) {
        flags |= HAS_ESCAPE;
        if (++at == end || byte_ends_line(bytes[at]))
            break;
    }
    lexer->at = at;
    if (at < end && bytes[at] == '"') {
        lexer->at++;
        flags |= string_is_touched(lexer) ? HAS_GLUE : 0;
        return token_made(lexer, TOKEN_QUOTED, start, at, flags);
    }
    return token_made(lexer, TOKEN_UNQUOTED, start - 1, lexer->at, flags);
}

/*
 * Where the template mark that starts at `at` is closed on the same line; `at` itself if it is none.
 * A mark that is not closed soon is remembered, so that a line full of them is looked at once.
 */
static uint32_t template_end(struct lexer *lexer, uint32_t at)
{
    enum { LOOKAHEAD = 1024 };
    static const char *const marks[][2] = {{"{{", "}}"}, {"{%", "%}"}, {"{#", "#}"},
                                           {"<%", "%>"}, {"${", "}"},  {"$(", ")"}};
    const char *text = lexer->bytes + at;
    size_t window = 0;
    if (at < lexer->unmarked)
        return at;
    while (at + window < lexer->end && window < LOOKAHEAD &&
           class_at(lexer, at + (uint32_t)window) != LINE_END)
        window++;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && window > 2; i++) {
        if (memcmp(text, marks[i][0], 2) != 0)
            continue;
        size_t length = strlen(marks[i][1]);
        const char *close = memmem(text + 2, window - 2, marks[i][1], length);
        if (close != NULL)
            return at + (uint32_t)(close - text) + (uint32_t)length;
        lexer->unmarked = at + (uint32_t)window;
    }
    return at;
}

/* The byte at `lexer->at` is in a word and not plain. False: the word ends before it. */
static bool odd_byte_take(struct lexer *lexer, unsigned *flags, bool *dangling)
{
    static const uint8_t flag_of[] = {
        [BACKSLASH] = HAS_ESCAPE, [CONTROL] = HAS_CONTROL, [HIGH] = HAS_HIGH, [MARK] = 0};
    enum byte_class class = class_at(lexer, lexer->at);
    if (class < BACKSLASH)
        return false;
    *flags |= flag_of[class];
    if (class == BACKSLASH) {
        uint32_t next = lexer->at + 1;
        *dangling = next >= lexer->end || class_at(lexer, next) == LINE_END;
        lexer->at += *dangling ? 0 : 1;
    } else if (class == MARK && !lexer->counters) {
        uint32_t end = template_end(lexer, lexer->at);
        *flags |= end > lexer->at ? HAS_TEMPLATE : 0;
        lexer->at = end > lexer->at ? end - 1 : lexer->at;
    }
    lexer->at++;
    return true;
}

static struct token word_read(struct lexer *lexer)
{
    uint32_t start = lexer->at;
    unsigned flags = 0;
    bool dangling = false;
    do {
        lexer->at = scan(lexer->bytes, lexer->at, lexer->end, &word_stops);
    } while (lexer->at < lexer->end && odd_byte_take(lexer, &flags, &dangling));
    return token_made(lexer, dangling ? TOKEN_DANGLING : TOKEN_WORD, start, lexer->at, flags);
}

static void parenthesis_open(struct lexer *lexer)
{
    if (lexer->depth++ == 0)
        lexer->opened = lexer->at;
    lexer->last = ++lexer->at;
}

/* Looks at the 64 bytes from `at` on, all at once. */
static void window_move(struct lexer *lexer, uint32_t at)
{
    char copy[WINDOW];
    const char *bytes = lexer->bytes + at;
    if (lexer->end - at < WINDOW) {
        memset(copy, '\n', sizeof copy);
        bytes = memcpy(copy, bytes, lexer->end - at);
    }
    lexer->window = at;
    lexer->odd = scan_block(bytes, &word_stops);
    lexer->blank = scan_block(bytes, &blank_stops);
}

/* Blanks, and a word of plain bytes up to a blank or the line's end: what nearly all tokens are. */
static bool plain_word_take(struct lexer *lexer, struct token *token)
{
    for (unsigned tries = 0; tries < 2; tries++) {
        if (lexer->at - lexer->window >= WINDOW)
            window_move(lexer, lexer->at);
        unsigned from = lexer->at - lexer->window;
        uint64_t text = ~(lexer->blank >> from);
        from += text == 0 ? WINDOW : (unsigned)__builtin_ctzll(text);
        uint64_t odd = from < WINDOW ? lexer->odd >> from : 0;
        lexer->at = lexer->window + from;
        if (odd != 0) {
            uint32_t end = lexer->at + (uint32_t)__builtin_ctzll(odd);
            if (end == lexer->at || (end < lexer->end && class_at(lexer, end) > LINE_END))
                return false;
            *token = (struct token){TOKEN_WORD, {lexer->at, end}, 0};
            lexer->at = lexer->last = end;
            return true;
        }
        lexer->window = lexer->at - WINDOW; /* it goes on behind the window */
    }
    return false;
}

struct token lexer_next(struct lexer *lexer)
{
    struct token token;
    if (plain_word_take(lexer, &token))
        return token;
    while (lexer->at < lexer->end) {
        switch (class_at(lexer, lexer->at)) {
        case BLANK:
            lexer->at++;
            break;
        case LINE_END:
            if (lexer->depth == 0) {
                uint32_t end = lexer->at;
                lexer->at = line_end_pass(lexer->bytes, end, lexer->end);
                return (struct token){TOKEN_END, {end, end}, 0};
            }
            lexer->at++;
            break;
        case COMMENT:
            comment_skip(lexer);
            break;
        case OPEN:
            parenthesis_open(lexer);
            break;
        case CLOSE:
            lexer->last = ++lexer->at;
            if (lexer->depth == 0)
                return (struct token){TOKEN_UNOPENED, {lexer->at - 1, lexer->at}, 0};
            lexer->depth--;
            break;
        case QUOTE:
            return string_read(lexer);
        default:
            return word_read(lexer);
        }
    }
    return (struct token){TOKEN_END, {lexer->end, lexer->end}, 0};
}

/* A NUL, a control character and DEL are CONTROL; the rest of what is not listed is PLAIN. */
static const uint8_t classes[256] = {
    [0] = CONTROL,         [1 ... 8] = CONTROL,  ['\t'] = BLANK,        ['\n'] = LINE_END,
    [11 ... 12] = CONTROL, ['\r'] = LINE_END,    [14 ... 31] = CONTROL, [' '] = BLANK,
    ['"'] = QUOTE,         ['$'] = MARK,         ['('] = OPEN,          [')'] = CLOSE,
    [';'] = COMMENT,       ['<'] = MARK,         ['\\'] = BACKSLASH,    ['{'] = MARK,
    [127] = CONTROL,       [128 ... 255] = HIGH,
};
