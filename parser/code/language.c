#include "parser/code/language.h"

#include <string.h>
#include <strings.h>

static const struct language languages[]; /* the last one is that of plain text */

/* Is the word one of a list with blanks between them, in any case? */
static bool is_listed(const char *list, const char *word, size_t length)
{
    while (list != NULL && *list != '\0') {
        size_t size = strcspn(list, " ");
        if (size == length && strncasecmp(list, word, length) == 0)
            return true;
        list += size + strspn(list + size, " ");
    }
    return false;
}

/* Behind these the ending that counts stands: mail.py.j2 is a template, deploy.ps1.txt a script. */
static bool is_wrapper(const char *ending, size_t length)
{
    return is_listed(".txt .bak .orig .sample .example .dist .new .old", ending, length);
}

const struct language *language_of_name(const char *path)
{
    const char *name = basename(path);
    size_t length = strlen(name);
    for (unsigned tries = 0; tries < 2; tries++) {
        size_t dot = length;
        while (dot > 0 && name[dot - 1] != '.')
            dot--;
        const char *ending = dot == 0 ? name : name + dot - 1; /* "Dockerfile" has none */
        size_t size = length - (size_t)(ending - name);
        for (const struct language *row = languages; row->endings != NULL; row++)
            if (is_listed(row->endings, ending, size))
                return row;
        if (dot <= 1 || !is_wrapper(ending, size))
            return NULL;
        length = dot - 1;
    }
    return NULL;
}

bool language_may_be_domain(const char *path)
{
    static const char endings[] = ".py .sh .pl .pm .rs .md .cc .tf .mk .cr .wiki .map .tt";
    const char *dot = strrchr(path, '.');
    return dot != NULL && is_listed(endings, dot, strlen(dot));
}

/* The last part of the interpreter's path, or the word behind "env". */
static const struct language *language_of_shebang(const char *bytes, uint32_t size)
{
    if (size < 4 || memcmp(bytes, "#!", 2) != 0)
        return NULL;
    const char *lf = memchr(bytes, '\n', size);
    size_t end = lf == NULL ? size : (size_t)(lf - bytes);
    for (size_t start = 2, at = 2; at <= end; at++) {
        if (at < end && strchr(" \t/\r", bytes[at]) == NULL)
            continue;
        size_t length = at - start;
        while (length > 0 && strchr("0123456789.", bytes[start + length - 1]) != NULL)
            length--;
        for (const struct language *row = languages; length > 0 && row->endings != NULL; row++)
            if (is_listed(row->shebang, bytes + start, length))
                return row;
        start = at + 1;
    }
    return NULL;
}

/* The first two lines of a diff (GNU diff's manual, "Detailed Description of Unified Format"), or what
 * git puts above them. */
static bool is_diff(const char *bytes, uint32_t size)
{
    static const char git[] = "diff --git ", old[] = "--- ", new[] = "+++ ";
    if (size >= strlen(git) && memcmp(bytes, git, strlen(git)) == 0)
        return true;
    const char *lf = size < strlen(old) || memcmp(bytes, old, strlen(old)) != 0
                         ? NULL
                         : memchr(bytes, '\n', size);
    return lf != NULL && (size_t)(bytes + size - lf) > strlen(new) &&
           memcmp(lf + 1, new, strlen(new)) == 0;
}

const struct language *language_of(const char *path, const char *bytes, uint32_t size)
{
    const struct language *found = language_of_name(path);
    if (found == NULL)
        found = language_of_shebang(bytes, size);
    if (found != NULL)
        return found;
    enum language_bit bit = is_diff(bytes, size) ? LANGUAGE_DIFF : LANGUAGE_TEXT;
    for (found = languages; found->bit != bit;)
        found++;
    return found;
}

/* clang-format off */
#define C_COMMENTS .line = {"//"}, .block = {{"/*", "*/"}}

/* What a row leaves out its language does not have. */
static const struct language languages[] = {
    {LANGUAGE_POWERSHELL, "PowerShell", ".ps1 .psm1 .psd1 .pester", "pwsh powershell",
     .line = {"#"}, .block = {{"<#", "#>"}}, .quotes = "\"'", .longer = "@\" \"@ @' '@", .escape = '`'},
    {LANGUAGE_SHELL, "shell", ".sh .bash .zsh .ksh .fish .bats .envrc Makefile Dockerfile .mk",
     "sh bash zsh dash ksh fish bats", .line = {"#"}, .quotes = "\"'", .escape = '\\'},
    {LANGUAGE_PYTHON, "Python", ".py .pyi .pyw .ipynb", "python", .line = {"#"}, .quotes = "\"'",
     .longer = "\"\"\" \"\"\" ''' '''", .escape = '\\', .documented = true},
    {LANGUAGE_JAVASCRIPT, "JavaScript",
     ".js .ts .jsx .tsx .mjs .cjs .mts .cts .vue .svelte .astro", "node deno bun ts-node",
     C_COMMENTS, .quotes = "\"'", .longer = "` `", .escape = '\\', .data = true},
    {LANGUAGE_CSHARP, "C#", ".cs .csx .cshtml .razor .vb .fs .fsx", "dotnet-script",
     C_COMMENTS, .quotes = "\"'", .longer = "\"\"\" \"\"\"", .escape = '\\'},
    {LANGUAGE_GO, "Go", ".go", NULL,
     C_COMMENTS, .quotes = "\"'", .longer = "` `", .escape = '\\'},
    {LANGUAGE_HCL, "Terraform", ".tf .tfvars .hcl .tofu .tftest", NULL, .line = {"#", "//"},
     .block = {{"/*", "*/"}}, .quotes = "\"", .escape = '\\', .data = true},
    {LANGUAGE_BICEP, "Bicep", ".bicep .bicepparam", NULL,
     C_COMMENTS, .quotes = "'", .longer = "''' '''", .escape = '\\', .data = true},
    {LANGUAGE_JSON, "JSON", ".json .jsonc .json5 .arm .webmanifest .har", NULL,
     C_COMMENTS, .quotes = "\"", .escape = '\\', .data = true},
    /* TOML has the same comments and quotes. */
    {LANGUAGE_YAML, "YAML", ".yml .yaml .sls .eyaml .toml", NULL,
     .line = {"#"}, .quotes = "\"'", .escape = '\\', .data = true},
    {LANGUAGE_JINJA, "template",
     ".j2 .jinja .jinja2 .tpl .tmpl .gotmpl .tftpl .hbs .mustache .erb .liquid .njk .epp", NULL,
     .block = {{"{#", "#}"}, {"<!--", "-->"}}, .quotes = "", .data = true},
    {LANGUAGE_MARKDOWN, "Markdown", ".md .mdx .markdown .rst .adoc .asciidoc .wiki .qmd", NULL,
     .block = {{"<!--", "-->"}}, .quotes = ""},
    {LANGUAGE_PHP, "PHP", ".php .phtml", "php", .line = {"//", "#"},
     .block = {{"/*", "*/"}}, .quotes = "\"'", .escape = '\\', .data = true},
    {LANGUAGE_RUBY, "Ruby", ".rb .rake .gemspec Gemfile Rakefile Vagrantfile .ex .exs .cr", "ruby",
     .line = {"#"}, .block = {{"=begin", "=end"}}, .quotes = "\"'", .escape = '\\'},
    {LANGUAGE_PERL, "Perl", ".pl .pm .t .r .tcl", "perl Rscript",
     .line = {"#"}, .quotes = "\"'", .escape = '\\'},
    {LANGUAGE_C, "C",
     ".c .h .cc .cpp .hpp .java .kt .kts .scala .groovy .gradle .swift .dart .rs .zig .m .proto "
     "Jenkinsfile", NULL,
     C_COMMENTS, .quotes = "\"'", .escape = '\\'},
    {LANGUAGE_SQL, "SQL", ".sql .lua .hs .kql", NULL, .line = {"--", "//"},
     .block = {{"/*", "*/"}}, .quotes = "\"'"},
    {LANGUAGE_MARKUP, "markup",
     ".html .htm .xhtml .xml .xsl .xslt .svg .resx .csproj .config", NULL,
     .block = {{"<!--", "-->"}}, .quotes = ""},
    {LANGUAGE_BATCH, "batch", ".bat .cmd", NULL, .line = {"::", "rem ", "REM "}, .quotes = ""},
    {LANGUAGE_STYLE, "style", ".css .scss .less .map .lock .sum", NULL,
     .block = {{"/*", "*/"}}, .quotes = ""},
    {LANGUAGE_DIFF, "diff", ".diff .patch", NULL, .quotes = ""},
    {LANGUAGE_TEXT, "text", NULL, NULL, .line = {"#", "//", ";"},
     .block = {{"<!--", "-->"}}, .quotes = "", .data = true},
};
/* clang-format on */
