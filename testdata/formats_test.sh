#!/bin/bash
# formats_test.sh MXMEND [FORMAT…]: formats/FORMAT holds files of that format, also in folders where a
# name matters. FILE.expect is what check says of one (notices too); FILE.fixed and FILE.unsafe are the
# file after fix and fix --unsafe; FILE.options holds options that it needs. formats/none holds what
# is no DNS data. What fix leaves has to parse where the file itself does, and to need no second fix.
# UPDATE=1 writes the expectations anew, to be read and judged.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
shift
cd "$here/formats"

options() { # FILE: as words
    [ ! -e "$1.options" ] || xargs -a "$1.options" -n 1
}

run() { # COMMAND FILE [OPTION…]: status 2, which is trouble, passes for the files that are not read
    local command=$1 file=$2 words
    shift 2
    mapfile -t words < <(options "$file")
    "$mxmend" "$command" --at 2026-11-23T12:00:00Z --quiet "${words[@]}" "$@" "$file" || [ $? -le 2 ]
}

findings() { # FILE
    run check "$1" --severity notice 2>&1
}

# The file after fix, at its own place in a copy: its name and its folder may name the zone.
fixed() { # FILE [OPTION…]
    local file=$1 copy
    shift
    copy=$(mktemp -d "$work/XXXX")
    cp mxmend.authority.json "$copy" && cp --parents "$file" "$copy"
    [ ! -e "$file.options" ] || cp --parents "$file.options" "$copy"
    (cd "$copy" && run fix "$file" --serial increment "$@" >said 2>&1) || cat "$copy/said"
    cp "$copy/$file" "$work/once"
    (cd "$copy" && run fix "$file" --serial increment "$@" >said 2>&1) || cat "$copy/said"
    cmp "$work/once" "$copy/$file" >"$work/again" || echo "fixed twice: $(cat "$work/again")"
    cat "$work/once"
}

same() { # FILE COMMAND…: the command prints what the file holds
    local file=$1
    shift
    if [ -n "${UPDATE:-}" ]; then "$@" >"$file"; else "$@" | diff -a "$file" -; fi
}

# HashiCorp's parser, if Debian's packages are there: built once, at its first use.
hcl_parse() { # FILE
    local library=/usr/share/gocode
    [ -d "$library/src/github.com/hashicorp/hcl/v2" ] && command -v go >/dev/null || return 0
    [ -x "$work/hcl_parse" ] ||
        GO111MODULE=off GOPATH=$library GOFLAGS=-p=2 GOCACHE="${GOCACHE:-${TMPDIR:-/tmp}/mxmend-go-cache}" \
            go build -o "$work/hcl_parse" "$here/hcl_parse.go"
    "$work/hcl_parse" "$1"
}

# Does a text parse where files of its kind are read? What is not known here passes.
parses() { # FILE NAME
    case $2 in
    *.utf16*) return 0 ;;
    *.json) python3 -c '
import json, sys
text, decoder = open(sys.argv[1], encoding="utf-8-sig").read().strip(), json.JSONDecoder()
while text:
    text = text[decoder.raw_decode(text)[1]:].strip()' "$1" ;;
    *.yaml | *.yml) python3 -c '
import sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.add_multi_constructor("!", lambda loader, tag, node: None)
list(yaml.load_all(open(sys.argv[1], encoding="utf-8-sig"), Loader))' "$1" ;;
    *.tf | *.tfvars) hcl_parse "$1" ;;
    *.js)
        command -v node >/dev/null || return 0
        cp "$1" "$work/checked.js" # node goes by the name
        node --check "$work/checked.js"
        ;;
    *.csv) python3 -c 'import csv, sys
list(csv.reader(open(sys.argv[1], encoding="utf-8-sig"), strict=True))' "$1" ;;
    esac
}

fix_parses() { # FILE EXPECTED
    ! parses "$1" "$1" 2>"$work/why" || parses "$2" "$1"
}

settles() { # EXPECTED
    ! grep -a '^fixed twice: ' "$1"
}

is_taken_for() { # FILE FORMAT: its name, or with its notation behind it ("cloudformation-yaml")
    local format
    format=$(run check "$1" --format json 2>/dev/null | jq -r '.files[].format')
    [ "$format" = "$2" ] || [ "${format%-*}" = "$2" ] || { echo "it is taken for ${format:-nothing}" && return 1; }
}

is_nothing() { # FILE
    local said
    said=$("$mxmend" check --explain-inputs "$1" 2>&1) || return
    case $said in
    "$1: skipped: it is no DNS data"* | "$1: code: it mentions a host"*) ;;
    *) echo "$said" && return 1 ;;
    esac
}

try_file() { # FILE FORMAT
    local suffix unsafe
    expect "$1 is taken for $2" is_taken_for "$1" "$2"
    expect "$1: findings" same "$1.expect" findings "$1"
    for suffix in fixed unsafe; do
        unsafe=
        [ "$suffix" = fixed ] || unsafe=--unsafe
        [ -e "$1.$suffix" ] || continue
        expect "$1: $suffix" same "$1.$suffix" fixed "$1" $unsafe
        expect "$1: $suffix parses" fix_parses "$1" "$1.$suffix"
        expect "$1: a second $suffix changes nothing" settles "$1.$suffix"
    done
}

files() { # FORMAT
    find "$1" -type f ! -name '*.expect' ! -name '*.fixed' ! -name '*.unsafe' ! -name '*.options' | sort
}

[ $# -gt 0 ] || set -- */
for format; do
    format=${format%/}
    while read -r file; do
        if [ "$format" = none ]; then
            expect "$file is none of these" is_nothing "$file"
        else
            try_file "$file" "$format"
        fi
    done < <(files "$format")
done
finish
