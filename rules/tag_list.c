#include "rules/tag_list.h"

#include <string.h>
#include <strings.h>

/* Without the blanks around. */
static struct span trim(const char *text, struct span span)
{
    while (span.start < span.end && byte_is_space(text[span.start]))
        span.start++;
    while (span.end > span.start && byte_is_space(text[span.end - 1]))
        span.end--;
    return span;
}

bool tag_next(const char *text, uint32_t *at, struct tag *tag)
{
    do {
        *at += text[*at] == ';';
        uint32_t end = (uint32_t)(strchrnul(text + *at, ';') - text);
        tag->at = trim(text, (struct span){*at, end});
        *at = end;
    } while (span_is_empty(tag->at) && text[*at] == ';');
    const char *equals = memchr(text + tag->at.start, '=', span_length(tag->at));
    uint32_t middle = equals == NULL ? tag->at.end : (uint32_t)(equals - text);
    tag->separated = equals != NULL;
    tag->name = trim(text, (struct span){tag->at.start, middle});
    tag->value = trim(text, (struct span){middle + tag->separated, tag->at.end});
    return !span_is_empty(tag->at);
}

bool tag_is(const char *text, const struct tag *tag, const char *name)
{
    return tag->separated && span_length(tag->name) == strlen(name) &&
           memcmp(text + tag->name.start, name, strlen(name)) == 0;
}

bool tag_has(const char *text, const struct tag *tag, const char *value)
{
    return span_length(tag->value) == strlen(value) &&
           strncasecmp(text + tag->value.start, value, strlen(value)) == 0;
}

bool tag_find(const char *text, const char *name, struct tag *tag)
{
    for (uint32_t at = 0; tag_next(text, &at, tag);)
        if (tag_is(text, tag, name))
            return true;
    return false;
}

enum {
    TAGS_COMPARED = 64, /* no sound list has as many */
    SHOWN_MAX = 60      /* bytes of a name in a message */
};

/* Stands a tag of the same name before this one? */
static bool is_repeated(const char *text, const struct tag *tag)
{
    struct tag other;
    size_t length = span_length(tag->name);
    uint32_t at = 0;
    for (unsigned i = 0;
         i < TAGS_COMPARED && tag_next(text, &at, &other) && other.at.start < tag->at.start; i++)
        if (other.separated && span_length(other.name) == length &&
            memcmp(text + other.name.start, text + tag->name.start, length) == 0)
            return true;
    return false;
}

void tag_list_judge(const char *text, const char *what, struct text_faults *faults)
{
    struct tag tag;
    for (uint32_t at = 0; tag_next(text, &at, &tag);) {
        if (!tag.separated || span_is_empty(tag.name))
            text_fault(faults, WARNING, tag.at, "%s record: this is no NAME=VALUE", what);
        else if (is_repeated(text, &tag))
            text_fault(faults, WARNING, tag.at, "%s record: a second tag %.*s", what,
                       span_length(tag.name) > SHOWN_MAX ? SHOWN_MAX : (int)span_length(tag.name),
                       text + tag.name.start);
    }
}
