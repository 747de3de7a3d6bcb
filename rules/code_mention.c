#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rules/code_text.h"

/* The shape of a mention: what stands right before its suffix. */

enum { HOLE_MOST = 400 }; /* bytes of an expression that is filled in */

static char byte_at(const struct code_text *text, uint32_t at)
{
    return at < text->size ? text->bytes[at] : '\0';
}

/* The byte before; NUL at the start. */
static char byte_before(const struct code_text *text, uint32_t at)
{
    return at == 0 ? '\0' : text->bytes[at - 1];
}

static bool is_quote(char byte)
{
    return byte == '"' || byte == '\'' || byte == '`';
}

static uint32_t skip_back(const struct code_text *text, uint32_t at, const char *bytes)
{
    while (at > 0 && text->bytes[at - 1] != '\0' && strchr(bytes, text->bytes[at - 1]) != NULL)
        at--;
    return at;
}

/* Where the bracket stands that the one before `end` closes; `end` if it is not near. */
static uint32_t find_open(const struct code_text *text, uint32_t end, char open, char close)
{
    int depth = 0;
    for (uint32_t at = end; at > 0 && end - at < HOLE_MOST && text->bytes[at - 1] != '\n'; at--) {
        depth += (text->bytes[at - 1] == close) - (text->bytes[at - 1] == open);
        if (depth == 0)
            return at - 1;
    }
    return end;
}

static void set_hole(struct code_mention *mention, uint32_t start, uint32_t end)
{
    mention->traits |= TRAIT_HOLE;
    mention->label = (struct span){start, end};
    mention->at.start = start;
}

/* {name}01{letter}: the holes before belong to it. */
static void extend_hole(const struct code_text *text, struct code_mention *mention)
{
    for (uint32_t end = mention->label.start; end > 0;) {
        while (end > 0 && byte_is_word(text->bytes[end - 1]))
            end--;
        uint32_t start = byte_before(text, end) == '}' ? find_open(text, end, '{', '}') : end;
        if (start == end)
            return;
        start -= byte_before(text, start) == '$' || byte_before(text, start) == '#';
        set_hole(mention, start, mention->label.end);
        end = start;
    }
}

/* ${label}, {label}, {{ label }}, #{label}, $(…), \(…), %LABEL%, <%= label %> */
static bool read_hole(const struct code_text *text, struct code_mention *mention, uint32_t end)
{
    char last = text->bytes[end - 1];
    uint32_t start = end;
    if (last == '}')
        start = find_open(text, end, '{', '}');
    else if (last == ')')
        start = find_open(text, end, '(', ')');
    else if (last == '>')
        start = find_open(text, end, '<', '>');
    else if (last == ']')
        start = find_open(text, end, '[', ']');
    else if (last == '%')
        for (start = end - 1; start > 0 && (byte_is_word(text->bytes[start - 1]) ||
                                            strchr(":.=~,", text->bytes[start - 1]) != NULL);)
            start--; /* also %DOMAIN:.=-% */
    if (start == end || (last == '%' && byte_before(text, start) != '%'))
        return false;
    bool embedded = last == '>' && text->bytes[start + 1] == '%';
    bool prefixed = strchr("$#\\@", byte_before(text, start)) != NULL && start > 0;
    if (last == '%' || prefixed)
        start--;
    set_hole(mention, start, end);
    extend_hole(text, mention);
    bool prose = (text->language->bit & LANGUAGE_PROSE) != 0;
    if (!embedded && (last == '>' || last == ']' || (prose && !prefixed && last != '%')))
        mention->traits |= TRAIT_SAMPLE;
    return true;
}

/* Is the string that starts behind the quote at `quote` a part of a list that is put together? */
static bool is_listed(const struct code_text *text, const struct code_mention *mention,
                      uint32_t quote)
{
    static const char *const words[] = {"join",   "concat", "concatenate", "strcat", "paste",
                                        "paste0", "format", "sprintf",     "sub"};
    int depth = 0;
    uint32_t after = mention->suffix.end, open = quote;
    while (after < text->size && strchr(".\"'` \t\r\n", text->bytes[after]) != NULL)
        after++;
    if ((byte_at(text, after) == ']' || byte_at(text, after) == ')') && after + 6 < text->size &&
        (memcmp(text->bytes + after + 1, ".join", 5) == 0 ||
         memcmp(text->bytes + after + 1, " -join", 6) == 0))
        return true;
    for (; open > 0 && quote - open < HOLE_MOST; open--) {
        char byte = text->bytes[open - 1];
        depth += (byte == ')' || byte == ']') - (byte == '(' || byte == '[');
        if (depth >= 0)
            continue;
        depth = 0;
        uint32_t end = skip_back(text, open - 1, " \t\r\n\"':([");
        uint32_t start = end;
        while (start > 0 && isalnum((unsigned char)text->bytes[start - 1]))
            start--;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (strlen(words[i]) == end - start &&
                strncasecmp(text->bytes + start, words[i], end - start) == 0)
                return true;
    }
    return false;
}

/* Is a string that starts behind the quote at `quote` put behind something else? */
static bool is_joined(const struct code_text *text, const struct code_mention *mention,
                      uint32_t quote)
{
    char near = byte_before(text, quote);
    unsigned shells = LANGUAGE_SHELL | LANGUAGE_BATCH, others = LANGUAGE_YAML | LANGUAGE_MARKDOWN;
    if (near != '\0' && (((text->language->bit & (shells | others)) != 0 &&
                          (strchr("})", near) != NULL || byte_is_word(near))) ||
                         ((text->language->bit & shells) != 0 && is_quote(near))))
        return true;
    uint32_t at = skip_back(text, quote, " \t\r\n\\`");
    if (at > 0 && is_quote(text->bytes[quote]) && strchr("fFrRbB$@", byte_before(text, quote)) &&
        byte_before(text, quote) != '\0')
        at = skip_back(text, quote - 1, " \t\r\n\\`"); /* f"…", $"…" */
    char byte = byte_before(text, at);
    char other = at > 1 ? text->bytes[at - 2] : '\0';
    switch (byte) {
    case '+':
    case '&':
    case '~':
        return true;
    case '.': /* PHP, Perl, Lua; elsewhere it is a method's */
        return true;
    case '|':
        return other == '|';
    case '>': /* Elixir, Haskell */
        return other == '<';
    case '<':
        return other == '<';
    case '=':
        return other == '+' || other == '.' || other == '&';
    case '(': /* label.concat(".mail.…") */
    case ',':
        return is_listed(text, mention, quote);
    default:
        return false;
    }
}

/* What stands between the start of its string, or its line, and a literal: nothing but a preference? */
static bool is_whole(const struct code_text *text, const struct code_mention *mention)
{
    uint32_t start = mention->at.start, end = mention->at.end;
    uint32_t digits = skip_back(text, start, " \t"), number = digits;
    while (number > 0 && isdigit((unsigned char)text->bytes[number - 1]))
        number--;
    if (digits < start && number < digits)
        start = number;
    end += byte_at(text, end) == '.';
    if (byte_at(text, end) == '\\')
        end++;
    char open = byte_before(text, start), close = byte_at(text, end);
    if (is_quote(open))
        return close == open;
    bool alone = close == '\n' || close == '\r' || close == '\0' || close == ' ';
    uint32_t sign = skip_back(text, start, " \t");
    return (text->language->bit & (LANGUAGE_YAML | LANGUAGE_JINJA | LANGUAGE_MARKDOWN)) != 0 &&
           alone && sign < start &&
           (byte_before(text, sign) == ':' || byte_before(text, sign) == '-');
}

/* Is it $(…) or \(…) that ends here? */
static bool is_substituted(const struct code_text *text, uint32_t end)
{
    uint32_t open = find_open(text, end, '(', ')');
    return open < end && (byte_before(text, open) == '$' || byte_before(text, open) == '\\');
}

/* A word before the suffix: a host's label, or a variable's name behind "$" or "%". */
static void read_word(const struct code_text *text, struct code_mention *mention, uint32_t end)
{
    uint32_t start = end;
    while (start > 0 && end - start < HOLE_MOST &&
           (byte_is_word(text->bytes[start - 1]) || text->bytes[start - 1] == '.'))
        start--;
    char before = byte_before(text, start);
    bool joins = before == '}' || (before == ')' && is_substituted(text, start)) ||
                 text->bytes[start] == '-' || text->bytes[start] == '_';
    if (before != '\0' && joins && strchr("})>]%", before) != NULL &&
        read_hole(text, mention, start)) {
        mention->label.end = end; /* ${name}-com.mail.… */
        return;
    }
    while (start < end && (text->bytes[start] == '.' || text->bytes[start] == '-'))
        start++;
    before = byte_before(text, start);
    if (before == '\\' && strchr("ntr", text->bytes[start]) != NULL && start + 1 < end)
        start++; /* the end of a line, within a string */
    if (before == '$' || before == '%' || (before == ':' && byte_before(text, start - 1) == ':')) {
        start = skip_back(text, start, "$%:-_abcdefghijklmnopqrstuvwxyz0123456789");
        set_hole(mention, start, end);
        return;
    }
    mention->traits |= TRAIT_LITERAL;
    mention->label = (struct span){start, end};
    mention->at.start = start;
    if (is_whole(text, mention))
        mention->traits |= TRAIT_WHOLE;
}

/* A dot before the suffix, plain or as in a regular expression; returns where it starts. */
static uint32_t read_dot(const struct code_text *text, uint32_t at, bool *escaped)
{
    if (at >= 3 && memcmp(text->bytes + at - 3, "[.]", 3) == 0) {
        *escaped = true;
        return at - 3;
    }
    if (byte_before(text, at) != '.')
        return at;
    uint32_t dot = at - 1;
    while (dot > 0 && text->bytes[dot - 1] == '\\')
        dot--;
    *escaped = *escaped || dot < at - 1;
    return dot;
}

static void read_string(const struct code_text *text, struct code_mention *mention, uint32_t start,
                        enum code_trait otherwise)
{
    bool quoted = is_quote(byte_before(text, start));
    mention->traits |= quoted && is_joined(text, mention, start - 1) ? TRAIT_JOINED : otherwise;
}

void mention_shape(const struct code_text *text, struct code_mention *mention)
{
    struct span suffix = mention->suffix;
    bool escaped = memchr(text->bytes + suffix.start, '\\', span_length(suffix)) != NULL ||
                   memchr(text->bytes + suffix.start, '[', span_length(suffix)) != NULL;
    uint32_t dot = read_dot(text, suffix.start, &escaped);
    char before = byte_before(text, dot);
    mention->at = (struct span){dot, suffix.end};
    mention->label = (struct span){dot, dot};
    if (escaped)
        mention->traits |= TRAIT_PATTERN;
    else if (dot == suffix.start && (before == '*' || before == '%'))
        mention->traits |= byte_before(text, dot - 1) == '*' ? 0 : TRAIT_WILD;
    else if (dot == suffix.start)
        read_string(text, mention, dot, TRAIT_BARE);
    else if (before == '*' || (before == '%' && is_quote(byte_before(text, dot - 1))))
        mention->traits |= strchr(">*_", byte_before(text, dot - 1)) != NULL && dot > 1
                               ? TRAIT_HOLE | TRAIT_SAMPLE
                               : TRAIT_WILD;
    else if (before != '\0' && strchr("})>]%", before) != NULL)
        read_hole(text, mention, dot);
    else if (byte_is_word(before))
        read_word(text, mention, dot);
    else if (before == '.' || before == ';' || (before & 0x80) != 0)
        mention->traits |= TRAIT_HOLE | TRAIT_SAMPLE; /* "….mail", "&gt;.mail" */
    else
        read_string(text, mention, dot, TRAIT_SUFFIX);
    if ((mention->traits & TRAIT_WILD) != 0)
        mention->at.start--;
}

void mention_use(const struct code_text *text, struct code_mention *mention)
{
    uint32_t start = mention->suffix.start;
    while (start > 0 && (byte_is_word(text->bytes[start - 1]) || text->bytes[start - 1] == '.'))
        start--; /* var.suffix */
    uint32_t word = start;
    while (start > 0 && strchr("$@{(", text->bytes[start - 1]) != NULL)
        start--; /* ${SUFFIX} within a string */
    if (start == word)
        start = mention->suffix.start;
    else if (start > 0 && text->bytes[start - 1] == '.')
        start--; /* ${label}.${SUFFIX} */
    char before = byte_before(text, start);
    if (before != '\0' && strchr("})%", before) != NULL && start < mention->suffix.start &&
        read_hole(text, mention, start)) {
        mention->label.end = start;
        return;
    }
    mention->at = mention->suffix;
    mention->traits |= is_joined(text, mention, start) ? TRAIT_JOINED : TRAIT_SUFFIX;
}
