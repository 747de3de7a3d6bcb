#!/bin/bash
# texts_test.sh MXMEND: programs and manuals among the inputs: which are looked into, what is said of
# those that are not, comments that suppress, and corrections.
# shellcheck disable=SC2015,SC2016 # what stands behind && fails as a test does; a $ is mostly a script's
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
SOURCE_DATE_EPOCH=$(date -u -d 2026-11-23T10:00:00Z +%s)
export SOURCE_DATE_EPOCH

old=mail.protection.outlook.com
derives='domain.replace(".", "-") + ".'$old'"'

fresh()
{
    rm -rf "$work/t"
    mkdir "$work/t"
}

status() { # EXPECTED ARGUMENT…: runs mxmend in $work/t
    local expected=$1 got=0
    shift
    (cd "$work/t" && "$mxmend" "$@") >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq "$expected" ] || { echo "exit status $got: $(head -n 3 "$work/out" "$work/err")" && return 1; }
}

says() { # FILE PATTERN…
    local file=$1 pattern
    shift
    for pattern; do
        grep -qE -e "$pattern" "$work/$file" || { echo "no $pattern in:" && cat "$work/$file" && return 1; }
    done
}

skipped()
{
    fresh
    mkdir -p "$work/t"/{node_modules/x,vendor,.hidden,.github/workflows,src,out}
    for folder in node_modules/x vendor .hidden .github/workflows src out; do echo "mx = $derives" >"$work/t/$folder/a.py"; done
    { printf 'mx = %s\n\0' "$derives"; } >"$work/t/binary.py"
    { echo "mx = $derives" && head -c $((5 << 20)) /dev/zero | tr '\0' '#'; } >"$work/t/large.py"
    echo out >"$work/t/.gitignore"
    git -C "$work/t" init -q
    status 1 check --verbose && says out '^src/a.py:1:' '^.github/workflows/a.py:1:' || return 1
    [ "$(grep -c "^[^ ]" "$work/out")" -eq 2 ] || { cat "$work/out" && return 1; }
    says err 'node_modules: skipped: ' '^mxmend: vendor: skipped: ' '^mxmend: out: skipped: it is ignored by git' \
        '^mxmend: binary.py: skipped: it is no text' '^mxmend: large.py: skipped: it is larger' || return 1
    ! grep hidden "$work/err" || return 1
    status 1 check && ! grep skipped "$work/err" || return 1
    status 1 check vendor && says out '^vendor/a.py:1:' # whoever names it wants it
}
expect "what is skipped, and --verbose" skipped

counted()
{
    fresh
    echo 'x = 1' >"$work/t/a.py"
    : >"$work/t/empty.py"
    printf '#!/usr/bin/env python3\nx = 1\n' >"$work/t/tool"
    status 0 check && says err '^no DNS data: no findings; 3 other files looked through' || return 1
    status 0 check a.py empty.py tool && says err '^no DNS data: no findings; 3 other files looked through' || return 1
    echo 'x = 1' >"$work/t/words"
    status 2 check words && says err 'words:1:1: the format is not recognised' || return 1
    printf '$TTL 300\n@ SOA ns1 h 1 7200 1800 1209600 3600\n NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.1\n' \
        >"$work/t/contoso.pl" # a domain's name, not a program's
    status 0 check --fail-on never && says err '^1 zone, .*; 4 other files looked through$'
}
expect "what is looked through is counted" counted

# One mention in a comment's reach for each of the comment signs.
suppressed()
{
    fresh
    local sign end file
    while read -r file sign end; do
        printf '%s mxmend: ignore-next code-derives-mx -- known %s\nmx = %s\n' "$sign" "$end" "$derives" >"$work/t/$file"
        status 0 check "$file" && says err '\(1 suppressed\)' || { echo "$file" && return 1; }
        printf 'mx = %s %s mxmend: ignore code-derives-mx %s\n' "$derives" "$sign" "$end" >"$work/t/$file"
        status 0 check "$file" && says err '\(1 suppressed\)' || { echo "$file, on the line" && return 1; }
        printf '%s mxmend: ignore-file code-derives-mx %s\n\nmx = %s\nmx = %s\n' "$sign" "$end" "$derives" "$derives" \
            >"$work/t/$file"
        status 0 check "$file" && says err '\(2 suppressed\)' || { echo "$file, the whole file" && return 1; }
        printf '%s mxmend: ignore-next code-derives-mx %s\nx = 1\nmx = %s\n' "$sign" "$end" "$derives" >"$work/t/$file"
        status 1 check "$file" && says out 'meta-unused-suppression' 'code-derives-mx\]' || { echo "$file" && return 1; }
    done <<'FILES'
a.ps1 #
b.ps1 <# #>
a.sh #
a.py #
a.ts //
b.js /* */
a.cs //
a.go //
a.tf #
b.tf //
a.bicep //
a.yml #
a.sql --
a.php //
a.rb #
a.j2 {# #}
a.html <!-- -->
FILES
}
expect "comments suppress, in each language's own form" suppressed

# A statement of several lines is one.
statement()
{
    fresh
    printf '// mxmend: ignore-next code-derives-mx\nconst mx = create({\n  type: "MX",\n  value: %s,\n});\n' "$derives" >"$work/t/a.ts"
    status 0 check
}
expect "ignore-next means the whole statement" statement

authority()
{
    cat >"$work/t/mxmend.authority.json" <<'JSON'
{ "mxmend": 1, "cloud": "global", "fetchedAt": "2026-11-20T10:00:00Z",
  "domains": { "contoso.com": { "isVerified": true, "supportedServices": ["Email"],
    "serviceConfigurationRecords": [ { "@odata.type": "#microsoft.graph.domainDnsMxRecord",
      "label": "contoso.com", "recordType": "Mx", "supportedService": "Email", "ttl": 3600,
      "mailExchange": "contoso-com.o-v1.mx.microsoft", "preference": 0 } ] } } }
JSON
}

corrected()
{
    fresh
    authority
    printf '\xef\xbb\xbf# Größe\r\n$MxHost = "Contoso-com.%s." # MX\r\n$SmtpServer = "contoso-com.%s"\r\n$mx2 = @("0 contoso-com.%s")' \
        "$old" "$old" "$old" >"$work/t/a.ps1"
    printf '\xef\xbb\xbf# Größe\r\n$MxHost = "contoso-com.o-v1.mx.microsoft." # MX\r\n$SmtpServer = "contoso-com.%s"\r\n$mx2 = @("0 contoso-com.o-v1.mx.microsoft")' \
        "$old" >"$work/want"
    printf '| MX | @ | 0 adatum-com.%s |\n' "$old" >"$work/t/a.md"
    cp "$work/t/a.md" "$work/manual"
    status 1 diff && says out '^\+\$MxHost = "contoso-com.o-v1.mx.microsoft' || return 1
    status 1 fix && cmp "$work/t/a.ps1" "$work/want" && cmp "$work/t/a.md" "$work/manual" || return 1
    status 1 fix && says err 'no change' && status 0 check a.ps1
}
expect "a string of its own is corrected, and nothing else" corrected

sentence()
{
    fresh
    printf 'Mail of adatum goes by MX to adatum-com.%s today.\n' "$old" >"$work/t/a.md"
    status 0 check --severity notice && says out '^a.md:1:.*notice.*code-literal-mx' || return 1
    printf '| MX | @ | 0 adatum-com.%s |\n' "$old" >"$work/t/b.md"
    status 1 check && says out '^b.md:1:' && ! grep -q '^a.md' "$work/out" || return 1
    fresh
    authority
    sed -i 's/contoso/adatum/g' "$work/t/mxmend.authority.json"
    printf 'Mail of adatum goes by MX to adatum-com.%s today.\n' "$old" >"$work/t/a.md"
    status 1 check && says out '^a.md:1:.*warning.*Graph says'
}
expect "a sentence is a notice, until Graph says otherwise" sentence

utf16()
{
    fresh
    printf '\xff\xfe' >"$work/t/a.ps1"
    printf '$mx = $d.Replace(".", "-") + ".%s"\r\n' "$old" | iconv -t UTF-16LE >>"$work/t/a.ps1"
    status 1 check && says out '^a.ps1:1:.*code-derives-mx\]'
}
expect "UTF-16 is read" utf16

relays()
{
    fresh
    echo "smtp_host = 'adatum-com.$old'" >"$work/t/a.py"
    status 0 check && ! grep . "$work/out" || return 1
    status 0 check --select code-relay-host && says out '^a.py:1:14: notice: mail is sent to adatum-com' || return 1
    status 0 check --select code-relay-host --severity warning && ! grep . "$work/out"
}
expect "smart hosts are listed to who asks for them" relays

# What each thread finds does not depend on how many there are.
threads()
{
    fresh
    local i
    for i in $(seq 400); do
        mkdir -p "$work/t/d$((i % 37))"
        if [ $((i % 5)) -eq 0 ]; then echo "mx = $derives"; else echo 'x = 1'; fi >"$work/t/d$((i % 37))/$i.py"
    done
    status 1 check --jobs 1 && cp "$work/out" "$work/one" && cp "$work/err" "$work/one.err" || return 1
    says err '^no DNS data: 80 warnings; 400 other files looked through' || return 1
    for i in 2 3 8; do
        status 1 check --jobs $i && cmp "$work/one" "$work/out" && cmp "$work/one.err" "$work/err" || return 1
    done
}
expect "--jobs" threads

# Hostile texts end soon.
hostile()
{
    fresh
    awk -v old="$old" 'BEGIN { for (i = 0; i < 25000; i++) printf "mx%d = \"a%d-com.%s\"\n", i, i, old }' >"$work/t/many.py"
    awk -v old="$old" 'BEGIN { for (i = 0; i < 6000; i++) printf "x = \"a-com.%s\", ", old }' >"$work/t/line.js"
    awk -v old="$old" 'BEGIN { for (i = 0; i < 20000; i++) printf "({["; print "\"." old "\"" }' >"$work/t/deep.js"
    awk -v old="$old" 'BEGIN { for (i = 0; i < 20000; i++) printf "label = label + \".%s\"\n", old }' >"$work/t/label.py"
    awk 'BEGIN { for (i = 0; i < 300000; i++) printf "\"\"\"/*"; print "mail.protection.outlook.com" }' >"$work/t/open.py"
    local start=$SECONDS
    status 1 check && [ $((SECONDS - start)) -lt 60 ] || { echo "$((SECONDS - start)) seconds" && return 1; }
    says out 'more hosts are mentioned than mxmend looks at' || status 1 check --severity notice &&
        says out 'more hosts are mentioned than mxmend looks at'
}
expect "texts made to take long" hostile
finish
