#!/usr/bin/env bash
# The demo, as a user meets it: check finds every hard-coded MX and nothing else, the diff applies
# with git and with patch, the fix changes the host and the serial and no other byte.
#
# usage: testdata/demo_test.sh MXMEND
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
PATH=$PATH:/usr/sbin

# The day on which the demo's authority was fetched: one that is old is a finding of its own.
fetched=$(sed -nE 's/.*"fetchedAt": "([^"]*)".*/\1/p' "$here/demo/mxmend.authority.json")
SOURCE_DATE_EPOCH=$(date -u -d "$fetched" +%s)
export SOURCE_DATE_EPOCH

# fresh NAME: a copy of the demo in $work/NAME/demo, one zone with a mode of its own.
fresh()
{
    mkdir "$work/$1"
    cp -R "$here/demo" "$work/$1/demo"
    chmod 640 "$work/$1/demo/contoso.com.zone"
}

# status EXPECTED COMMAND…: runs it in the folder $at; its output goes to $work/out and $work/err.
status()
{
    local expected=$1 got=0
    shift
    (cd "$at" && "$@") >"$work/out" 2>"$work/err" || got=$?
    if [ "$got" -ne "$expected" ]; then
        echo "exit status $got, not $expected: $*"
        head -n 20 "$work/out" "$work/err"
        return 1
    fi
}

# Every MX of the zones that the authority does not name: FILE:LINE:COLUMN HOST, found with grep.
hard_coded()
{
    local file line host column
    (cd "$at" && grep -RnoiE '[a-z0-9-]+\.mail\.protection\.outlook\.com\.' demo --include='*.zone') |
        while IFS=: read -r file line host; do
            host=${host%.}
            grep -qiF "\"mailExchange\": \"$host\"" "$at/demo/mxmend.authority.json" && continue
            column=$(sed -n "${line}p" "$at/$file" | awk -v host="$host" '{ print index($0, host) }')
            echo "$file:$line:$column $host"
        done | sort
}

# The host that the authority names for the label of a legacy host.
new_host()
{
    grep -oiE "\"mailExchange\": \"${1%%.*}\.[a-z]-v1\.mx\.microsoft\"" \
        "$here/demo/mxmend.authority.json" | cut -d'"' -f4
}

serial()
{
    named-compilezone -q -i none -f text -F text -s full -o - "$1" "$2" |
        awk '$4 == "SOA" { print $7; exit }'
}

fresh plain
at=$work/plain
hard_coded >"$work/expected"

check_finds()
{
    status 1 "$mxmend" check demo || return 1
    grep -E '^[^ ]+:[0-9]+:[0-9]+: ' "$work/out" |
        sed -nE 's/^([^ ]+): (error: MX is hard-coded to ([^ ;]+); Graph says [^ ]+ \[exchange-legacy-mx, fixable\])$/\1 \3/p; t; s/^/other: /p' |
        sort | diff "$work/expected" -
}

check_names_the_new_host()
{
    local place host
    while read -r place host; do
        grep -qiF "$place: error: MX is hard-coded to $host; Graph says $(new_host "$host") " \
            "$work/out" || { echo "$place does not name $(new_host "$host")"; return 1; }
    done <"$work/expected"
}

diff_applies_with_git()
{
    fresh git
    git init -q "$work/git"
    (cd "$work/git" && git apply --check "$work/diff" && git apply "$work/diff")
}

diff_applies_with_patch()
{
    fresh patch
    (cd "$work/patch" && patch -s -p1 <"$work/diff") || return 1
    find "$work/patch" -name '*.orig' -o -name '*.rej' | grep . && return 1 || return 0
}

diff_is()
{
    status 1 "$mxmend" diff demo && cp "$work/out" "$work/diff"
}

fix_is()
{
    # 0: nothing is left; 1 is for findings that no edit settles.
    fresh fix
    at=$work/fix
    status 0 "$mxmend" fix demo
}

fixed_is_sound()
{
    status 0 "$mxmend" check demo && status 0 "$mxmend" diff demo && [ ! -s "$work/out" ]
}

fix_twice_changes_nothing()
{
    cp -R "$work/fix" "$work/twice"
    at=$work/twice
    status 0 "$mxmend" fix demo && diff -r "$work/fix" "$work/twice"
}

# What a server loads differs in the MX and in the serial, and in nothing else.
loaded()
{
    named-compilezone -q -i none -s full -o - "$1" "$2" | awk '{ $1 = tolower($1); print }'
}

load_differs_as_meant()
{
    local zone origin
    : >"$work/changed"
    : >"$work/other"
    for zone in "$work"/plain/demo/*.zone; do
        origin=$(basename "$zone" .zone)
        (cd "$work/plain/demo" && loaded "$origin" "$origin.zone") >"$work/old"
        (cd "$work/fix/demo" && loaded "$origin" "$origin.zone") >"$work/new"
        cmp -s "$work/old" "$work/new" && continue
        echo "$origin" >>"$work/changed"
        { diff "$work/old" "$work/new" || true; } | awk '
            !/^[<>]/ { next }
            $5 == "SOA" { serial[$1] = $8; $8 = ""; soa[$1] = substr($0, 2); next }
            $5 == "MX" { mx[$1] = mx[$1] " " $2 " " $3 " " $6; next }
            { print "other:", $0 }
            END { if (soa["<"] != soa[">"]) print "more than the serial:", soa[">"]
                  if (serial["<"] + 0 >= serial[">"] + 0) print "serial not raised:", soa[">"]
                  if (mx["<"] != mx[">"]) print "more than the host:", mx[">"] }
            ' >>"$work/other"
    done
    cut -d: -f1 "$work/expected" | xargs -n1 basename -s .zone | sort -u | diff - "$work/changed" &&
        diff /dev/null "$work/other"
}

# The old bytes with only those tokens replaced are the new bytes.
only_tokens_change()
{
    local zone name origin host
    for zone in "$work"/plain/demo/*.zone; do
        name=$(basename "$zone")
        origin=${name%.zone}
        cp "$zone" "$work/made"
        grep "^demo/$name:" "$work/expected" >"$work/lines" || true
        while read -r _ host; do
            sed -i -E "s/(^|[^a-zA-Z0-9.-])$host\\b/\\1$(new_host "$host")/" "$work/made"
        done <"$work/lines"
        if [ -s "$work/lines" ]; then
            sed -i "s/\\b$(cd "$work/plain/demo" && serial "$origin" "$zone")\\b/$(
                cd "$work/fix/demo" && serial "$origin" "$work/fix/demo/$name")/" "$work/made"
        fi
        cmp "$work/made" "$work/fix/demo/$name" || return 1
    done
    diff -r "$work/plain/demo/shared" "$work/fix/demo/shared"
}

modes_are_kept()
{
    diff <(cd "$work/plain" && find demo -type f -printf '%m %p\n' | sort) \
        <(cd "$work/fix" && find demo -type f -printf '%m %p\n' | sort)
}

every_zone_loads()
{
    local zone origin
    for zone in "$work/$1"/demo/*.zone; do
        origin=$(basename "$zone" .zone)
        (cd "$work/$1/demo" && named-checkzone -q -i local "$origin" "$zone") ||
            { echo "named-checkzone: $origin"; return 1; }
        grep -q $'\r' "$zone" && continue # Knot reads no CRLF
        kzonecheck -o "$origin" "$zone" || { echo "kzonecheck: $origin"; return 1; }
    done
}

no_leak()
{
    status 1 valgrind -q --leak-check=full --show-leak-kinds=definite,indirect,possible \
        --errors-for-leak-kinds=definite,indirect,possible --error-exitcode=99 \
        --suppressions="$here/valgrind.supp" "$mxmend" "$1" demo
}

expect "every zone loads" every_zone_loads plain
expect "there is something to find" test -s "$work/expected"
expect "check finds each hard-coded MX and nothing else" check_finds
expect "each finding names the host that Graph named" check_names_the_new_host
expect "diff prints a change" diff_is
expect "the diff applies with git" diff_applies_with_git
expect "the diff applies with patch" diff_applies_with_patch

# Not in a subshell: the steps from here work in the fixed copy.
if fix_is >"$work/why"; then ok "fix"; else not_ok "fix" "$(cat "$work/why")"; fi
expect "git makes what fix makes" diff -r -x .git "$work/git/demo" "$work/fix/demo"
expect "patch makes what fix makes" diff -r "$work/patch/demo" "$work/fix/demo"
expect "a fixed demo is sound and has no diff" fixed_is_sound
expect "fixing twice changes nothing" fix_twice_changes_nothing
expect "a server loads other MX and serials alone" load_differs_as_meant
expect "no byte changes outside the host and the serial" only_tokens_change
expect "modes are kept" modes_are_kept
expect "every fixed zone loads" every_zone_loads fix
at=$work/plain
if ! sanitized "$mxmend"; then
    expect "check leaks nothing" no_leak check
    expect "diff leaks nothing" no_leak diff
fi
finish
