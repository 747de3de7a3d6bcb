#!/bin/bash
# schema_test.sh MXMEND: every JSON that mxmend writes is as its schema in schema/ says, and carries the
# version of its form. (All rules, SARIF and GitLab's report: forms_test.sh. The authority: graph/fetch_test.sh, too.)
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")

# holds SCHEMA FILE…
holds() {
    python3 -B "$here/schema/validate.py" "$@"
}

# writes FILE OPTION…: what mxmend prints; findings are no fault
writes() {
    local got=0
    (cd "$here" && "$mxmend" "${@:2}") >"$work/$1" 2>"$work/err" || got=$?
    [ "$got" -le 1 ] || { cat "$work/err" && return 1; }
}

findings() {
    writes none check --format json sound/ && writes demo check --format json --severity notice demo || return 1
    writes formats check --format json --severity notice formats || return 1
    [ "$(jq '[.findings[].edits[]] | length' "$work/formats")" -gt 0 ] || return 1
    holds check "$work/none" "$work/demo" "$work/formats"
}
expect "check" findings

counts() { # what the last line tells is in the summary
    cp -r "$here/demo" "$work/t"
    (cd "$work/t" && "$mxmend" check --write-baseline x.json contoso.com.zone 2>"$work/err") || return 1
    printf '@ 3600 IN MX 0 proseware-com.mail.protection.outlook.com. ; mxmend: ignore exchange-legacy-mx\n' >>"$work/t/proseware.com.zone"
    (cd "$work/t" && "$mxmend" check --baseline x.json --format json . >"$work/counts" 2>"$work/err") || [ $? -eq 1 ] || return 1
    holds check "$work/counts" && holds baseline "$work/t/x.json" || return 1
    jq -e '.summary | .accepted == 2 and .suppressed >= 1 and .zones == 8 and .errors == 3 and .fixable >= 3' "$work/counts" >/dev/null ||
        { jq .summary "$work/counts" && return 1; }
}
expect "check with a baseline" counts

inputs() { writes inputs check --explain-inputs --format json demo formats/none && holds inputs "$work/inputs"; }
expect "check --explain-inputs" inputs

rules() { writes explain explain --format json && holds explain "$work/explain"; }
expect "explain" rules

authority() { holds authority "$here/demo/mxmend.authority.json" "$here/formats/mxmend.authority.json"; }
expect "the authorities of the demo and the formats" authority
finish
