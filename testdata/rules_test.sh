#!/bin/bash
# rules_test.sh MXMEND: each rule has a folder of its name with zones that it finds (bad*.zone, or of
# another format; what is said of them in *.expect) and look-alikes that it does not (good*.zone).
# *.fixed and *.unsafe are a bad zone after fix and fix --unsafe. UPDATE=1 writes the expectations
# anew, to be read and judged.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")

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

# What the rule of this folder says of a zone, a line a finding.
findings() { # RULE ZONE [OPTION…]
    local select=$1 zone=$2
    shift 2
    [ ! -e select ] || select=$select,$(cat select) # rules that must run for this one to speak
    said "$select" "$@" "$zone" |
        LC_ALL=C grep -aE '^[^ ].*\[[a-z0-9-]+(, fixable( with --unsafe)?)?\]$' || [ "${PIPESTATUS[0]}" -lt 2 ]
}

# SERIAL in an expectation stands for the number that depends on today.
fixed() { # RULE ZONE [OPTION…]: the zone after fix
    local rule=$1 zone=$2 copy
    shift 2
    copy=$(mktemp -d "$work/XXXX")
    cp -r . "$copy"
    "$mxmend" fix --serial increment --select "$rule" --quiet "$@" "$copy/$zone" >"$copy/out" 2>&1 ||
        [ $? -lt 2 ] || cat "$copy/out"
    cat "$copy/$zone"
}

same() { # FILE COMMAND…: the command prints what the file holds
    local file=$1
    shift
    if [ -n "${UPDATE:-}" ]; then "$@" >"$file"; else "$@" | diff -a "$file" -; fi
}

fires() { # RULE ZONE
    same "${2%.*}.expect" findings "$1" "$2" && grep -qaF "[$1" "${2%.*}.expect"
}

is_silent() { # RULE ZONE
    local said
    said=$(findings "$1" "$2") || return # it could not run
    said=$(grep -aF "[$1" <<<"$said" || true)
    echo "$said"
    [ -z "$said" ]
}

# The cases of this folder: what of this name is no expectation.
cases() { # bad|good
    find . -maxdepth 1 -name "$1*" ! -name '*.expect' ! -name '*.fixed' ! -name '*.unsafe' -printf '%f\n' |
        LC_ALL=C sort
}

try_rule() { # RULE
    local rule=$1 zone
    expect "$rule has a case that fires" grep -q '^bad\.' <(cases bad)
    expect "$rule has a look-alike" grep -q '^good\.' <(cases good)
    for zone in $(cases bad); do
        expect "$rule fires on $zone" fires "$rule" "$zone"
        [ ! -e "${zone%.*}.fixed" ] ||
            expect "$rule: $zone fixed" same "${zone%.*}.fixed" fixed "$rule" "$zone"
        [ ! -e "${zone%.*}.unsafe" ] ||
            expect "$rule: $zone fixed with --unsafe" \
                same "${zone%.*}.unsafe" fixed "$rule" "$zone" --unsafe
    done
    for zone in $(cases good); do
        expect "$rule is silent on $zone" is_silent "$rule" "$zone"
    done
}

# explain is where the rules come from, so a new one is asked for its cases at once.
rules=$("$mxmend" explain --format json | jq -r '.[].id')
for rule in $rules; do
    if [ -d "$here/rules/$rule" ]; then
        cd "$here/rules/$rule"
        try_rule "$rule"
    else
        not_ok "$rule" "there is no testdata/rules/$rule"
    fi
done
finish
