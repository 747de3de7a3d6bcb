#!/bin/bash
# faults_test.sh MXMEND: each zone of faults/ has one fault. faults/faults.tsv has what mxmend must say of
# it, rule, line and column, and it says nothing else from a warning upwards. What other checkers say
# of the same zones is what scripts/compare prints.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
cd "$here/faults"

rows() {
    grep -v '^#' faults.tsv
}

# What is said of a zone, a line a finding: RULE@LINE:COLUMN SEVERITY
findings() { # FILE
    "$mxmend" check --severity notice --quiet "$1" |
        LC_ALL=C sed -nE "s/^$1:([0-9]+:[0-9]+): ([a-z]+): .*\[([a-z0-9-]+)(, fixable.*)?\]$/\3@\1 \2/p" ||
        [ "${PIPESTATUS[0]}" -lt 2 ]
}

is_found() { # FINDING
    grep -q "^$1 " "$work/said" || { cat "$work/said" && return 1; }
}

# A rule that is named stands for the whole of its fault, not for some other place of the file.
nothing_else() { # EXPECTED…
    ! grep -E ' (warning|error)$' "$work/said" | cut -d' ' -f1 | grep -vxF "$(printf '%s\n' "$@")"
}

while IFS=$'\t' read -r fault file expected; do
    findings "$file" >"$work/said"
    read -ra expected <<<"$expected"
    for finding in "${expected[@]}"; do
        expect "$fault: $file, $finding" is_found "$finding"
    done
    expect "$fault: nothing else is said of $file" nothing_else "${expected[@]}"
done < <(rows)

findings 00-none.zone >"$work/said"
expect "the zone without a fault has none" test ! -s "$work/said"
expect "the catalogue's 27 faults are all here" test "$(rows | wc -l)" -eq 27
expect "every zone stands in faults.tsv" diff <(ls ./[0-9]*.zone) <(echo ./00-none.zone && rows | cut -f2 | sed 's|^|./|')
finish
