#!/usr/bin/env bash
# The commands, as a shell sees them: options, exit statuses, inputs of every kind, what is printed
# where, and that a file is replaced as a whole or not at all.
#
# usage: testdata/cmd_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
export SOURCE_DATE_EPOCH=1763902800 # 2025-11-23
unset NO_COLOR
umask 022

quiet_out()
{
    [ ! -s "$work/out" ] || { echo "unexpected output:"; head "$work/out"; return 1; }
}

# rich STATUS ARGUMENT…: what is shown on a terminal, without its colours
rich()
{
    status "$1" "${@:2}" --color always || return 1
    sed -i 's/\x1b\[[0-9;]*m//g' "$work/out"
}

# head_of ZONE: what every zone here starts with.
head_of()
{
    printf '$ORIGIN %s.\n$TTL 3600\n@ SOA ns1 hostmaster 2024010100 7200 1800 1209600 3600\n' "$1"
    printf ' NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n'
}

legacy=contoso-com.mail.protection.outlook.com.
new=contoso-com.o-v1.mx.microsoft

fresh() # an empty folder t with an authority for contoso.com and fabrikam.com
{
    chmod -R u+rwx "$work/t" 2>/dev/null || true
    rm -rf "$work/t"
    mkdir "$work/t"
    local domain label records=
    for domain in contoso.com fabrikam.com; do
        label=${domain%.com}-com.o-v1.mx.microsoft
        records+=${records:+,}'"'$domain'":{"isVerified":true,"supportedServices":["Email"],"serviceConfigurationRecords":[{"@odata.type":"#microsoft.graph.domainDnsMxRecord","isOptional":false,"label":"'$domain'","recordType":"Mx","supportedService":"Email","ttl":3600,"mailExchange":"'$label'","preference":0}]}'
    done
    echo '{"mxmend":1,"cloud":"global","fetchedAt":"2025-11-20T10:00:00Z","domains":{'"$records"'}}' \
        >"$work/t/mxmend.authority.json"
}

contoso() # FILE: a zone with the one fault that Graph can mend
{
    { head_of contoso.com; echo "@ MX 0 $legacy"; } >"$work/t/$1"
}

sound()
{
    { head_of contoso.com; echo "@ MX 0 $new."; } >"$work/t/$1"
}

# ---- the command line ----------------------------------------------------------------------------

command_line()
{
    fresh
    sound a.zone
    status 0 --version && out '^mxmend [0-9]' || return 1
    status 0 --help && out 'check' 'explain' || return 1
    status 2 && err 'Usage' || return 1
    status 2 chekc && err 'did you mean check' || return 1
    status 2 --hlep && err 'no command is called --hlep; did you mean --help\?' || return 1
    status 0 help && out 'explain' || return 1
    for command in check diff fix fetch explain; do
        status 0 $command --help && out "^mxmend $command: " '--help' 'Examples' || return 1
        [ "$(wc -l <"$work/out")" -le 50 ] || { echo "more than a screenful"; return 1; }
        ! grep -E '.{81}' "$work/out" || return 1
        status 0 $command -h || return 1
        status 2 $command --no-such-option && err 'no-such-option' || return 1
    done
    status 2 check --severity eror && err 'did you mean error' || return 1
    status 2 check --severity warn && err 'did you mean warning' || return 1
    status 2 check --format jsn && err 'did you mean json' || return 1
    status 2 check --format xml && err 'xml' || return 1
    status 2 explain exchange-legcy-mx && err 'did you mean exchange-legacy-mx' || return 1
    status 2 check --unsafe && err '^mxmend: --unsafe: unknown option, but an option of mxmend diff and fix; try mxmend check --help$' || return 1
    status 2 check --severty=error && err '^mxmend: --severty=error: unknown option; did you mean --severity\? try mxmend check --help$' || return 1
    status 2 check --input-format mastr a.zone && err 'did you mean master\?' || return 1
    status 2 check --input-format nonsense || return 1
    status 2 diff --serial never || return 1
    status 2 check --authority
}
expect "command line" command_line

selection()
{
    fresh
    contoso a.zone
    status 1 check && out 'exchange-legacy-mx, fixable\]' || return 1
    status 0 check --ignore exchange-legacy-mx && quiet_out || return 1
    status 1 check --select exchange-legacy-mx && out exchange-legacy-mx || return 1
    status 0 check --select zone-soa,zone-duplicate && quiet_out || return 1
    status 2 check --select exchange-legacy-xm && err 'did you mean exchange-legacy-mx' || return 1
    status 2 check --ignore zone-soa, && err 'no rule'
}
expect "--select and --ignore" selection

thresholds()
{
    fresh
    contoso a.zone
    rm "$work/t/mxmend.authority.json" # now it is a warning
    status 1 check && out ': warning: ' || return 1
    status 0 check --fail-on error && out ': warning: ' || return 1
    status 0 check --fail-on never || return 1
    status 1 check --severity error && quiet_out && err '1 warning[ a-z0-9,]* not shown' || return 1
    status 1 check --fail-on notice
}
expect "--fail-on and --severity" thresholds

streams()
{
    fresh
    sound a.zone
    status 0 check && quiet_out && err '^1 zone, 5 records: no findings' || return 1
    [ "$(wc -l <"$work/err")" -eq 1 ] || return 1
    status 0 check --quiet && [ ! -s "$work/err" ] || return 1
    contoso a.zone
    status 1 check --output report && quiet_out && grep -q exchange-legacy-mx "$work/t/report" || return 1
    status 2 check --output no/such/folder && err 'no/such/folder: No such file'
    ! [ -w /dev/full ] || status 2 check --output /dev/full && err 'No space'
}
expect "findings on stdout, the closing line on stderr" streams

text_form()
{
    fresh
    { head_of contoso.com; printf '@\t3600 IN\tMX 0 %s ; \033[31m\377\n' "$legacy"; } >"$work/t/a.zone"
    status 1 check || return 1
    [ "$(cut -c 1-14 "$work/out" | tr '\n' ' ')" = 'a.zone:7:16: e       = MC1048 ' ] || { cat "$work/out"; return 1; }
    rich 1 check || return 1
    sed -n 1,3p "$work/out" >"$work/got"
    cat >"$work/expected" <<END
a.zone:7:16: error: MX is hard-coded to ${legacy%.}; Graph says $new [exchange-legacy-mx, fixable]
    7 | @	3600 IN	MX 0 $legacy ; \x1b[31m\xff
      |  	       	     ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
END
    diff "$work/expected" "$work/got"
}
expect "text form, with control characters escaped" text_form

# What stands before the caret is as wide as what stands before the fault: two columns for East Asian
# characters, none for those that combine with the one before.
wide()
{
    fresh
    local owner columns line
    while read -r owner columns; do
        { head_of contoso.com; printf '%b MX 0 %s\n' "$owner" "$legacy"; } >"$work/t/a.zone"
        rich 1 check && line=$(sed -n '/^    7 |/{n;p}' "$work/out") || return 1
        line=${line%%^*}
        [ "${#line}" -eq $((8 + columns + 6)) ] || { echo "$owner: the caret is at ${#line}"; return 1; }
    done <<'LIST'
plain 5
日本語 6
한국 4
ｗｉｄｅ 8
ｶﾅ 2
café 4
ñô 2
é 1
👍 2
LIST
}
expect "the caret under wide and combining characters" wide

long_line()
{
    fresh
    { head_of contoso.com; printf '@ MX 0 %s ; ' "$legacy"; head -c 2000000 /dev/zero | tr '\0' x; } >"$work/t/a.zone"
    rich 1 check || return 1
    [ "$(wc -c <"$work/out")" -lt 2000 ] || { echo "$(wc -c <"$work/out") bytes"; return 1; }
    out '…$'
}
expect "a long line is cut" long_line

colors()
{
    fresh
    contoso a.zone
    status 1 check || return 1
    if grep -q $'\033' "$work/out"; then echo "colour in a pipe"; return 1; fi
    status 1 check --color always && out $'\033' || return 1
    (cd "$work/t" && script -qec "$mxmend check" /dev/null </dev/null >"$work/out") || true
    out $'\033' '^ +7 \| @ MX 0 ' '^ +\| +'$'\033''\[32m\^~+' || return 1
    (cd "$work/t" && NO_COLOR=1 script -qec "$mxmend check" /dev/null </dev/null >"$work/out") || true
    ! grep -q $'\033' "$work/out" || { echo "NO_COLOR was not heeded"; return 1; }
    (cd "$work/t" && script -qec "$mxmend check --color never" /dev/null </dev/null >"$work/out") || true
    ! grep -q $'\033' "$work/out" || { echo "--color never was not heeded"; return 1; }
    status 1 diff --color always && out $'\033\\[32m'
}
on_terminal "colours" colors

# A terminal, 60 columns wide, at stderr alone.
stderr_on_terminal()
{
    (cd "$work/t" && script -qec "stty cols 60; $mxmend $* >$work/out" /dev/null </dev/null >"$work/err") || true
}

progress()
{
    fresh
    contoso a.zone
    stderr_on_terminal check a.zone
    ! grep -q 'files' "$work/err" || { echo "progress of a short run"; return 1; }
    mkfifo "$work/t/slow.zone"
    (sleep 1 && cat "$work/t/a.zone") >"$work/t/slow.zone" &
    stderr_on_terminal check missing slow.zone
    wait
    err $'^\033\\[Kmxmend: missing: No such file' $'\033\\[Kmxmend: 0 of 1 files, slow.zone\r' || return 1
    out '^slow.zone:7:8: error' || return 1 # no snippets in a pipe
    tail -n 1 "$work/err" | grep -q $'\r\033\\[K1 zone, ' || { echo "it is left there"; return 1; }
    (sleep 1 && cat "$work/t/a.zone") >"$work/t/slow.zone" &
    stderr_on_terminal check --quiet slow.zone
    wait
    ! grep -q 'files' "$work/err" || { echo "--quiet was not heeded"; return 1; }
}
on_terminal "progress after half a second" progress

hints()
{
    fresh
    contoso a.zone
    status 1 check && err '; 1 fixable with mxmend fix$' || return 1
    rm "$work/t/mxmend.authority.json"
    status 1 check && err '1 warning .*; Graph was not asked: mxmend fetch --from \.$' || return 1
    status 0 diff a.zone && err 'no change; Graph was not asked: mxmend fetch --from a.zone$' || return 1
    status 1 fix a.zone && err 'Graph was not asked: mxmend fetch --from a.zone$' || return 1
    sound a.zone
    status 0 check && ! grep -q Graph "$work/err"
}
expect "what to do next" hints

json_form()
{
    fresh
    local name=$'odd \377"\n.zone'
    { head_of contoso.com; printf '@ MX 0 %s ; \033\377\303\251\n' "$legacy"; } >"$work/t/$name"
    status 1 check --format json && jq -e . "$work/out" >/dev/null || return 1
    iconv -f UTF-8 -t UTF-8 "$work/out" >/dev/null || return 1
    jq -e '.mxmend == 1 and (.files | length) == 1 and .files[0].zone == "contoso.com" and
           .summary.errors == 1 and .summary.fixable == 1 and (.findings | length) == 1' "$work/out" >/dev/null || return 1
    jq -e --arg new "$new" '.findings[0] | .rule == "exchange-legacy-mx" and .severity == "error" and
           .line == 7 and .column == 8 and .endLine == 7 and .owner == "contoso.com" and
           (.edits[0].text | startswith($new)) and .edits[0].safety == "safe" and
           .span.end > .span.start' "$work/out" >/dev/null || { cat "$work/out"; return 1; }
    sound b.zone
    rm "$work/t/$name"
    status 0 check --format json && jq -e '.findings == []' "$work/out" >/dev/null
    status 2 check --format json nothing && jq -e '.files == []' "$work/out" >/dev/null
}
expect "JSON form" json_form

explain()
{
    fresh
    status 0 explain exchange-legacy-mx && out '^exchange-legacy-mx \(warning' '^why ' '^fix ' || return 1
    status 2 explain exchange-legacy && err 'no rule' || return 1
    status 0 explain && [ "$(grep -c '^why ' "$work/out")" -gt 20 ] || return 1
    status 0 explain --format json && jq -e '.mxmend == 1 and all(.rules[]; .id and .severity and .summary and .why)' "$work/out" >/dev/null || return 1
    status 0 explain --format markdown && out '^\| `exchange-legacy-mx` \| warning \| ' || return 1
    ! grep -qvE '^\| .* \|$' "$work/out"
}
expect "explain" explain

explain_inputs()
{
    fresh
    mkdir "$work/t/zones" && printf '@ IN MX 10 mail.contoso.com.\n' >"$work/t/zones/a.zone"
    printf '{"ResourceRecordSets":[]}' >"$work/t/zones/b.json"
    printf '# Hello\n' >"$work/t/zones/read.me"
    : >"$work/t/zones/void"
    status 0 check --explain-inputs zones || return 1
    diff - "$work/out" <<'LIST' || return 1
zones/a.zone: master: most lines are entries of a master file
zones/b.json: route53: JSON with the key ResourceRecordSets
zones/read.me: skipped: it is no DNS data and mentions no host of Exchange Online
zones/void: skipped: it is empty
LIST
    status 0 check --explain-inputs --format json zones &&
        jq -e '.inputs | map(.format) == ["master", "route53", null, null]' "$work/out" >/dev/null || return 1
    status 0 check --explain-inputs --input-format master zones/read.me && out 'zones/read.me: master: --input-format says so' || return 1
    status 2 check --explain-inputs zones/missing || return 1
}
expect "--explain-inputs says what each file is taken for" explain_inputs

# ---- inputs --------------------------------------------------------------------------------------

walk()
{
    fresh
    mkdir -p "$work/t/sub/.hidden" "$work/t/build"
    contoso b.zone
    for file in a.zone sub/c.zone .hidden.zone sub/.hidden/d.zone build/e.zone f.log; do
        cp "$work/t/b.zone" "$work/t/$file"
    done
    echo '{"a": 1}' >"$work/t/x.json"
    head -c 3000 /dev/urandom >"$work/t/x.bin"
    ln -s . "$work/t/sub/loop"
    ln -s ../a.zone "$work/t/sub/again.zone"
    ln -s /etc/passwd "$work/t/sub/out.zone"
    status 1 check || return 1
    grep -oE '^[^ :]+\.(zone|log)' "$work/out" >"$work/got"
    printf '%s\n' a.zone b.zone build/e.zone f.log sub/c.zone | diff - "$work/got" || return 1
    printf 'build/\n*.log\n' >"$work/t/.gitignore"
    git -C "$work/t" init -q
    status 1 check . || return 1
    grep -oE '^[^ :]+\.(zone|log)' "$work/out" >"$work/got"
    printf '%s\n' a.zone b.zone sub/c.zone | diff - "$work/got" || return 1
    status 1 check build && out '^build/e.zone' || return 1
    status 1 check f.log .hidden.zone && out '^f.log' '^.hidden.zone' || return 1
    status 1 check ./sub//c.zone sub && out '^sub/c.zone:7' && err '^1 zone' || return 1
    (cd "$work/t/sub" && GIT_DIR=../.git "$mxmend" check .. >"$work/out" 2>/dev/null) || true
    out '^\.\./b.zone:7'
}
expect "a walk" walk

standard_input()
{
    fresh
    contoso a.zone
    status 1 check --stdin-filename contoso.com.zone - <"$work/t/a.zone" && out '^contoso.com.zone:7:8: error' || return 1
    status 1 check - <"$work/t/a.zone" && out '^<stdin>:7:8: ' || return 1
    printf '@ 3600 IN MX 0 %s\n' "$legacy" >"$work/bare"
    status 1 check --input-format master --origin contoso.com - <"$work/bare" && out exchange-legacy-mx || return 1
    status 1 diff --stdin-filename a.zone - <"$work/t/a.zone" && (cd "$work/t" && patch -s -p1 <"$work/out") &&
        grep -q "$new" "$work/t/a.zone" || return 1
    contoso a.zone
    status 0 fix --stdin-filename a.zone - <"$work/t/a.zone" || return 1
    grep -q "$legacy" "$work/t/a.zone" && cp "$work/out" "$work/once" &&
        sed "s/$legacy/$new./; s/2024010100/2025112300/" "$work/t/a.zone" | diff - "$work/once" || return 1
    status 0 fix --stdin-filename a.zone - <"$work/once" && diff "$work/once" "$work/out" || return 1
    status 2 fix - </dev/null && quiet_out || return 1
    status 2 check - <&-
}
expect "standard input" standard_input

authority()
{
    fresh
    mkdir -p "$work/t/a/b"
    contoso a/b/c.zone
    status 1 check && out 'error: .*Graph says' || return 1
    (cd "$work/t/a/b" && "$mxmend" check c.zone >"$work/out" 2>/dev/null) || out 'Graph says' || return 1
    echo '{"mxmend":1,"domains":{"example.com":{"error":{"code":"x","message":"y"}}}}' >"$work/t/a/mxmend.authority.json"
    status 1 check && out 'warning: ' || return 1
    status 1 check --authority mxmend.authority.json && out 'error: .*Graph says' || return 1
    head -c 60 "$here/authority/mxmend.json" >"$work/t/a/mxmend.authority.json"
    status 2 check && err '^mxmend: a/mxmend.authority.json:[0-9]+:[0-9]+: ' && out exchange-legacy-mx || return 1
    [ "$(grep -c authority.json: "$work/err")" -eq 1 ] || return 1
    status 2 check --authority a/mxmend.authority.json && err '^mxmend: a/mxmend.authority.json:' || return 1
    status 2 check --authority nowhere.json && err 'nowhere.json: No such file'
}
expect "authority files" authority

bad_input()
{
    fresh
    sound ok.zone
    status 2 check missing.zone ok.zone && err '^mxmend: missing.zone: No such file' '^1 zone' || return 1
    : >"$work/t/empty"
    status 2 check empty && err '^mxmend: empty:1:1: .*not recognised' || return 1
    printf 'abc\nde\0f' >"$work/t/binary"
    status 2 check binary && err '^mxmend: binary:2:3: .*not recognised' || return 1
    echo 'just some words' >"$work/t/words"
    status 2 check words && err '^mxmend: words:1:1: .*not recognised' || return 1
    mkdir "$work/t/folder"
    status 2 check folder && err 'nothing that mxmend can read' || return 1
    { head_of contoso.com; printf 'a A 192.0.2.1\0\nb TXT \377\376\n'; } >"$work/t/nul.zone"
    status 1 check nul.zone && out '^nul.zone:7:' || return 1
    rm "$work/t/nul.zone"
    mkfifo "$work/t/pipe" # nobody writes to it
    status 0 check && err '^1 zone'
}
expect "bad input" bad_input

unreadable()
{
    fresh
    sound a.zone
    contoso b.zone
    mkdir "$work/t/closed"
    chmod 0 "$work/t/a.zone" "$work/t/closed"
    chmod 755 "$work" "$work/t"
    chmod a+w "$work/t"
    local as=()
    [ "$(id -u)" -ne 0 ] || as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
    (cd "$work/t" && "${as[@]}" "$mxmend" check) >"$work/out" 2>"$work/err" && return 1
    [ $? -eq 1 ] || true
    err '^mxmend: a.zone: Permission denied' '^mxmend: .*closed: Permission denied' && out '^b.zone:7' || return 1
    chmod 444 "$work/t/b.zone" # may be renamed over, since the folder can be written: it must not
    (cd "$work/t" && "${as[@]}" "$mxmend" fix b.zone) >"$work/out" 2>"$work/err" && return 1
    err '^mxmend: b.zone: Permission denied' && grep -q "$legacy" "$work/t/b.zone" || return 1
    chmod 755 "$work/t"
    chmod 666 "$work/t/b.zone"
    (cd "$work/t" && "${as[@]}" "$mxmend" fix b.zone) >"$work/out" 2>"$work/err" && [ ${#as[@]} -gt 0 ] && return 1
    [ ${#as[@]} -eq 0 ] || { err '^mxmend: b.zone: Permission denied' && grep -q "$legacy" "$work/t/b.zone"; }
}
# A folder of mktemp is closed to others; the binary may be as well.
if [ "$(id -u)" -ne 0 ] || { chmod 755 "$work" && setpriv --reuid=65534 --regid=65534 --clear-groups "$mxmend" --version >/dev/null 2>&1; }; then
    expect "unreadable input" unreadable
fi

# In both byte orders, with a character outside of ASCII and one outside of the first plane.
utf16()
{
    local order mark
    for order in LE BE; do
        fresh
        { contoso a.zone && printf '; \303\274ber \360\237\223\254\n' >>"$work/t/a.zone"; }
        mark='\377\376'
        [ $order = LE ] || mark='\376\377'
        { printf "$mark" && iconv -f UTF-8 -t UTF-16$order "$work/t/a.zone"; } >"$work/t/b.zone"
        sed "s/$legacy/$new./" "$work/t/a.zone" >"$work/wanted"
        rm "$work/t/a.zone"
        status 1 check && out '^b.zone:7:8: error: .*fixable' || return 1
        status 1 diff --serial keep && err 'UTF-16 for binary' && out "^\\+@ MX 0 $new" || return 1
        cp "$work/t/b.zone" "$work/t/c"
        status 0 fix --serial keep b.zone || return 1
        { printf "$mark" && iconv -f UTF-8 -t UTF-16$order "$work/wanted"; } | cmp - "$work/t/b.zone" || return 1
        status 0 fix --serial keep --stdin-filename x.zone - <"$work/t/c" && cmp "$work/out" "$work/t/b.zone" || return 1
    done
    printf '\330\000' >>"$work/t/c" # half a surrogate pair: nothing to be written back
    mv "$work/t/c" "$work/t/b.zone" && cp "$work/t/b.zone" "$work/old"
    status 1 fix && cmp "$work/old" "$work/t/b.zone" || return 1
}
expect "UTF-16 is edited in its own encoding" utf16

# ---- includes ------------------------------------------------------------------------------------

includes()
{
    fresh
    mkdir "$work/t/inc"
    { head_of contoso.com; echo '$INCLUDE inc/mx.inc'; } >"$work/t/a.zone"
    echo "@ MX 0 $legacy" >"$work/t/inc/mx.inc"
    status 1 check && out '^inc/mx.inc:1:8: error: ' '^      = included from a.zone:7$' && err '^1 zone' || return 1
    status 1 diff && out '^--- a/inc/mx.inc' '^\+\+\+ b/a.zone' || return 1
    git -C "$work/t" init -q && git -C "$work/t" apply "$work/out" || return 1
    status 0 check && status 0 diff && quiet_out && grep -q 2025112300 "$work/t/a.zone" || return 1
    { head_of contoso.com; echo '$INCLUDE a.zone'; } >"$work/t/a.zone"
    status 1 check a.zone && out '^a.zone:7:.*parse-include' || return 1
    { head_of contoso.com; echo '$INCLUDE /etc/hostname'; } >"$work/t/a.zone"
    status 1 check a.zone && out 'outside' || return 1
    { head_of contoso.com; echo '$INCLUDE ../../etc/hostname'; echo '$INCLUDE inc'; echo '$INCLUDE nothing'; } >"$work/t/a.zone"
    ln -s /etc/hostname "$work/t/link"
    echo '$INCLUDE link' >>"$work/t/a.zone"
    mkfifo "$work/t/pipe"
    echo '$INCLUDE pipe' >>"$work/t/a.zone"
    status 1 check a.zone || return 1
    [ "$(grep -c parse-include "$work/out")" -eq 5 ] || { cat "$work/out"; return 1; }
}
expect "includes" includes

shared()
{
    fresh
    echo "@ MX 0 $legacy" >"$work/t/mx.inc"
    for zone in a b; do { head_of contoso.com; echo '$INCLUDE mx.inc'; } >"$work/t/$zone.zone"; done
    cp -r "$work/t" "$work/before"
    status 1 check && err '^2 zones' 'with mxmend fix --unsafe' || return 1
    status 0 diff && quiet_out && err 'mx.inc: left alone' 'more with --unsafe' || return 1
    status 1 fix && diff -r "$work/before" "$work/t" || return 1
    status 1 diff --unsafe && [ "$(grep -c '^--- ' "$work/out")" -eq 3 ] || return 1
    status 0 fix --unsafe && grep -q "$new" "$work/t/mx.inc" || return 1
    [ "$(grep -l 2025112300 "$work"/t/*.zone | wc -l)" -eq 2 ] || return 1
    status 0 fix --unsafe && err 'no change' || return 1
    rm -rf "$work/before"

    # Two zones want different hosts: neither is right for both.
    echo "@ MX 0 $legacy" >"$work/t/mx.inc"
    { head_of fabrikam.com; echo '$INCLUDE mx.inc'; } >"$work/t/b.zone"
    cp -r "$work/t" "$work/before"
    status 1 fix --unsafe && diff -r "$work/before" "$work/t" || return 1
    rm -rf "$work/before"

    # One that reads it twice reads it in two places.
    fresh
    echo "@ MX 0 $legacy" >"$work/t/mx.inc"
    { head_of contoso.com; printf '$INCLUDE mx.inc\n$INCLUDE mx.inc sub.contoso.com.\n'; } >"$work/t/a.zone"
    status 0 diff --quiet && quiet_out
}
expect "shared includes" shared

# ---- diff and fix --------------------------------------------------------------------------------

apply()
{
    fresh
    mkdir -p "$work/t/x y/sub"
    contoso "x y/a.zone"
    sed -i 's/$/\r/' "$work/t/x y/a.zone"
    contoso 'x y/sub/"q".zone'
    truncate -s -1 "$work/t/x y/sub/\"q\".zone" # no line end at the end
    git -C "$work/t" init -q
    cp -r "$work/t" "$work/git" && cp -r "$work/t" "$work/patch"
    status 1 diff && err '^4 edits in 2 files$' && cp "$work/out" "$work/diff" || return 1
    git -C "$work/git" apply "$work/diff" || return 1
    (cd "$work/patch" && patch -s -p1 <"$work/diff") || return 1
    # In another folder, and of files outside of it.
    (cd "$work/t/x y" && "$mxmend" diff "$PWD" 2>/dev/null >"$work/diff") || true
    (cd "$work/t/x y" && git apply --check "$work/diff") || return 1
    (cd "$work/t/x y/sub" && "$mxmend" diff ../a.zone 2>/dev/null >"$work/diff") || true
    (cd / && patch -s -p1 --dry-run <"$work/diff") || return 1
    status 0 fix && diff -r -x .git "$work/t" "$work/git" && diff -r -x .git "$work/t" "$work/patch" || return 1
    rm -rf "$work/git" "$work/patch"
    status 0 diff && quiet_out && err '^no change$' && status 0 fix && err '^no change; nothing left$'
}
expect "a diff applies, and fix makes the same" apply

replaced()
{
    fresh
    mkdir "$work/t/real" "$work/t/zones"
    contoso real/a.zone
    chmod 640 "$work/t/real/a.zone"
    [ "$(id -u)" -ne 0 ] || chown 65534:65534 "$work/t/real/a.zone"
    ln -s ../real/a.zone "$work/t/zones/link.zone"
    stat -c '%a %u %g' "$work/t/real/a.zone" >"$work/stat"
    status 0 fix zones/link.zone && err '^fixed zones/link.zone: 2 edits$' || return 1
    [ -L "$work/t/zones/link.zone" ] && grep -q "$new" "$work/t/real/a.zone" || return 1
    stat -c '%a %u %g' "$work/t/real/a.zone" | diff "$work/stat" - || return 1
    [ -z "$(find "$work/t" -name '.mxmend*')" ] || { echo "a temporary file is left"; return 1; }
    contoso real/a.zone
    status 1 diff zones/link.zone && out '^--- a/real/a.zone'
}
expect "a file is replaced: mode, owner and link stay" replaced

disk_full()
{
    fresh
    contoso a.zone
    cp "$work/t/a.zone" "$work/old"
    (ulimit -f 0 && trap '' XFSZ && status 2 fix --quiet >/dev/null) 2>/dev/null || true
    cmp "$work/old" "$work/t/a.zone" && [ -z "$(find "$work/t" -name '.mxmend*')" ]
}
expect "a full disk leaves the old file" disk_full

left_over()
{
    fresh
    contoso a.zone
    echo '@ CNAME x' >>"$work/t/a.zone" # an error that no edit settles
    status 1 fix && err '^fixed a.zone' 'error' && grep -q "$new" "$work/t/a.zone" || return 1
    status 0 fix --fail-on never
}
expect "fix tells what is left" left_over

serials()
{
    for case in auto:2025112300 keep:2024010100 increment:2024010101 date:2025112300 unixtime:2024010101; do
        fresh
        contoso a.zone
        status 0 fix --serial "${case%:*}" && grep -q "hostmaster ${case#*:} " "$work/t/a.zone" || return 1
        [ "${case%:*}" != keep ] || err 'a.zone: the serial is not raised' || return 1
    done
    fresh
    sound a.zone
    cp "$work/t/a.zone" "$work/old"
    status 0 fix --serial date && cmp "$work/old" "$work/t/a.zone"
}
expect "--serial" serials

signed()
{
    fresh
    contoso a.zone
    echo '@ RRSIG SOA 13 2 3600 20260101000000 20251101000000 1234 contoso.com. 8jGcLw0nPZ0S9u3QdCNHmxVgDJ3zpA9QmTHP3yGZJGWb0wEbXWqGkcVsvJ3kd0ftMVhLpqvh2nQ7PJ1XjXKhVw==' >>"$work/t/a.zone"
    cp "$work/t/a.zone" "$work/old"
    status 1 check --fail-on notice && out 'fixable with --unsafe\]' || return 1
    status 0 diff && quiet_out || return 1
    err 'a.zone: left alone: the zone is signed.* \[dnssec-signed-file\]' '1 more with --unsafe' || return 1
    status 1 fix && cmp "$work/old" "$work/t/a.zone" || return 1
    status 1 diff --unsafe && out "^\\+@ MX 0 $new" && err '^a.zone: sign it again$' || return 1
    contoso a.zone
    echo "@ ZONEMD 2024010100 1 1 $(printf '%096d' 0)" >>"$work/t/a.zone"
    status 0 diff && quiet_out && err 'a.zone: left alone: .* ZONEMD.* \[dnssec-zonemd\]'
}
expect "a signed zone is left alone" signed

reminders() # of what a change leaves to do: for each zone that changes, and for no other
{
    fresh
    contoso a.zone
    sound sound.zone
    { head_of example.com; echo 'www A 192.0.2.1'; echo 'www A 192.0.2.1'; } >"$work/t/no-mail.zone"
    { head_of fabrikam.com; echo "@ MX 0 $legacy"; echo '@ DNSKEY 257 3 13 AQID'; } >"$work/t/keys.zone"
    local owed='^a.zone: still owed, .*Enable-DnssecForVerifiedDomain, Enable-SmtpDaneInbound; delv contoso.com MX'
    status 1 diff && err "$owed" && [ "$(grep -c owed "$work/err")" -eq 1 ] || return 1
    tail -n 1 "$work/err" | grep -q '^[0-9]* edits in 3 files' || return 1
    status 1 diff --quiet && [ ! -s "$work/err" ] || return 1
    status 1 diff --ignore dnssec-not-in-file && ! grep owed "$work/err" || return 1
    status 0 fix && err "$owed" && [ "$(grep -c owed "$work/err")" -eq 1 ] || return 1
    status 0 fix && err 'no change' && ! grep owed "$work/err"
}
expect "diff and fix end with what is still owed" reminders

many()
{
    fresh
    local i
    for i in $(seq 2000); do head_of "z$i.example" >"$work/t/z$i.example.zone"; done
    local start=${EPOCHREALTIME/./}
    status 0 check && err '^2000 zones, 8000 records' || return 1
    [ $((${EPOCHREALTIME/./} - start)) -lt 10000000 ] || { echo "more than ten seconds"; return 1; }
}
expect "two thousand files" many

# A zone this large is walked in several threads: what they find is told as one would tell it.
threads()
{
    fresh
    {
        head_of contoso.com
        echo "@ MX 0 $new."
        awk 'BEGIN {
            for (i = 0; i < 100000; i++) {
                print "h" i " A 192.0.2.1"
                if (i % 1000 == 7) print "h" i " A 192.0.2.1\nh" i " 60 A 192.0.2.2"
            }
        }'
    } >"$work/t/a.zone"
    status 1 check --jobs 1 --format json && [ "$(grep -o '"rule"' "$work/out" | wc -l)" -eq 200 ] || return 1
    cp "$work/out" "$work/one"
    status 1 check --jobs 3 --format json && cmp "$work/one" "$work/out" || return 1
    status 2 check --jobs 0 && err 'is no number from 1 on'
}
expect "--jobs" threads

finish
