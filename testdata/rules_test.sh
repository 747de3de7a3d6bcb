#!/bin/bash
# rules_test.sh MXMEND: each rule has a folder of its name with zones that it finds (bad*.zone, what
# is said of them in *.expect) and look-alikes that it does not (good*.zone). *.fixed and *.unsafe are
# a bad zone after fix and fix --unsafe. A case may also be a file of another format, or a folder of
# files that belong together. A file `options` (of one zone: ZONE.options) holds options of mxmend, such
# as the --at at which signatures are good. UPDATE=1 writes the expectations anew, to be read and judged.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
shopt -s nullglob
SOURCE_DATE_EPOCH=$(date -u -d 2026-11-23T10:00:00Z +%s) # the day on which all are judged
export SOURCE_DATE_EPOCH

# What check prints. The rules that another command reports have its name in a file `command`.
said() { # SELECT [OPTION…] ZONE
    local select=$1
    shift
    if [ -e command ]; then
        { "$mxmend" "$(cat command)" --select "$select" --quiet "$@" >/dev/null; } 2>&1
    else
        "$mxmend" check --severity notice --select "$select" --quiet "$@"
    fi
}

# A repository whose last commit has the zone as it was, and whose work tree as it is.
history() { # FOLDER ZONE: made in the folder
    local git=(git -C "$1" -c user.name=a -c user.email=a@example.com -c commit.gpgsign=false)
    "${git[@]}" init -q -b main && cp "${2%.zone}.earlier" "$1/$2" && "${git[@]}" add "$2" &&
        "${git[@]}" commit -q -m earlier && cp "$2" "$1/$2"
}

# What the rule of this folder says of a zone, a line a finding.
findings() { # RULE ZONE [OPTION…]
    local select=$1 zone=$2 repository
    shift 2
    if [ -e "${zone%.zone}.earlier" ] && [ ! -e .git ]; then
        repository=$(mktemp -d "$work/XXXX")
        history "$repository" "$zone" && (cd "$repository" && findings "$select" "$zone" --since main "$@")
        return
    fi
    local -a options=()
    [ ! -e select ] || select=$select,$(cat select) # rules that must run for this one to speak
    [ ! -e options ] || read -ra options <./options # such as the time at which signatures are good
    [ ! -e "${zone%.zone}.options" ] || read -ra options <"${zone%.zone}.options"
    said "$select" "${options[@]}" "$@" "$zone" |
        LC_ALL=C grep -aE '^[^ ].*\[[a-z0-9-]+(, fixable( with --unsafe)?)?\]$' || [ "${PIPESTATUS[0]}" -lt 2 ]
}

# SERIAL in an expectation stands for the number that depends on today.
fixed() { # RULE ZONE [OPTION…]: the zone after fix
    local rule=$1 zone=$2 copy
    shift 2
    copy=$(mktemp -d "$work/XXXX")
    cp -r . "$copy"
    [ ! -e "${zone%.zone}.earlier" ] || { history "$copy" "$zone" && set -- --since main "$@"; }
    "$mxmend" fix --serial increment --select "$rule" --quiet "$@" "$copy/$zone" >"$copy/out" 2>&1 ||
        [ $? -lt 2 ] || cat "$copy/out"
    if [ -d "$zone" ]; then contents "$copy/$zone"; else cat "$copy/$zone"; fi
}

contents() { # FOLDER: its files, each below its name, but for what Graph says
    local file
    (cd "$1" && find . -type f ! -name '*.json' | LC_ALL=C sort | while read -r file; do
        echo "==> $file" && cat "$file"
    done)
}

stem() { # CASE: where its expectations are
    echo "${1%.*}"
}

cases() { # bad or good: those of this folder
    local file
    for file in "$1"*; do
        case $file in
        *.expect | *.fixed | *.unsafe | *.options | *.earlier | *.baseline) ;;
        *) echo "$file" ;;
        esac
    done
}

same() { # FILE COMMAND…: the command prints what the file holds
    local file=$1
    shift
    if [ -n "${UPDATE:-}" ]; then "$@" >"$file"; else "$@" | diff -a "$file" -; fi
}

fires() { # RULE ZONE
    local stem
    stem=$(stem "$2")
    same "$stem.expect" findings "$1" "$2" && grep -qaF "[$1" "$stem.expect"
}

is_silent() { # RULE ZONE
    local said
    said=$(findings "$1" "$2") || return # it could not run
    said=$(grep -aF "[$1" <<<"$said" || true)
    echo "$said"
    [ -z "$said" ]
}

try_rule() { # RULE
    local rule=$1 zone stem bad good
    mapfile -t bad < <(cases bad)
    mapfile -t good < <(cases good)
    expect "$rule has a case that fires" test ${#bad[@]} -gt 0
    expect "$rule has a look-alike" test ${#good[@]} -gt 0
    for zone in "${bad[@]}"; do
        stem=$(stem "$zone")
        expect "$rule fires on $zone" fires "$rule" "$zone"
        [ ! -e "$stem.fixed" ] ||
            expect "$rule: $zone fixed" same "$stem.fixed" fixed "$rule" "$zone"
        [ ! -e "$stem.unsafe" ] ||
            expect "$rule: $zone fixed with --unsafe" \
                same "$stem.unsafe" fixed "$rule" "$zone" --unsafe
    done
    for zone in "${good[@]}"; do
        expect "$rule is silent on $zone" is_silent "$rule" "$zone"
    done
}

# explain is where the rules come from, so a new one is asked for its cases at once.
rules=$("$mxmend" explain --format json | jq -r '.rules[].id')
for rule in $rules; do
    if [ -d "$here/rules/$rule" ]; then
        cd "$here/rules/$rule"
        try_rule "$rule"
    else
        not_ok "$rule" "there is no testdata/rules/$rule"
    fi
done
finish
