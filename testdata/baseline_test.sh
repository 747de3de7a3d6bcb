#!/usr/bin/env bash
# --baseline and --write-baseline: findings that are accepted for now, by what they are about.
#
# usage: testdata/baseline_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
export SOURCE_DATE_EPOCH=1763902800 # 2025-11-23
unset NO_COLOR
t=$work/t

entries() # COUNT: so many entries are in the baseline
{
    jq -e ".mxmend == 1 and (.baseline | length) == $1" "$t/base.json" >/dev/null || { cat "$t/base.json"; return 1; }
}

zone() # NAME [LINE…]: a sound zone, and these lines
{
    printf '$ORIGIN %s.\n$TTL 3600\n@ SOA ns1 hostmaster 2024010100 7200 1800 1209600 3600\n' "$1"
    printf ' NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n'
    shift
    [ $# -eq 0 ] || printf '%s\n' "$@"
}

mx='@ MX 0 contoso-com.mail.protection.outlook.com.'

fresh() # two zones with a fault each, and the baseline that accepts them
{
    rm -rf "$t"
    mkdir -p "$t/zones"
    zone contoso.com "$mx" >"$t/zones/a.zone"
    zone fabrikam.com 'x A 192.0.2.1' 'x A 192.0.2.1' >"$t/zones/b.zone"
    status 0 check --write-baseline base.json && says 0 && err 'base.json: 2 entries written' && entries 2
}

accepted()
{
    fresh || return 1
    status 1 check && says 2 || return 1
    status 0 check --baseline base.json && says 0 && err '2 accepted' || return 1
    # By content: lines move, names and numbers are respelt, the serial rises, files elsewhere change.
    { echo '; new'; zone contoso.com | sed 's/2024010100/2024010101/'; echo 'www A 192.0.2.80'; echo 'CONTOSO.com.  60  IN  MX (0  Contoso-com.Mail.protection.outlook.com.)'; } >"$t/zones/a.zone"
    status 0 check --baseline base.json && says 0 || return 1
    # From another folder, and by another path.
    in=$t/zones status 0 check --baseline ../base.json || return 1
    in=$work status 0 check --baseline t/base.json "$t/zones/a.zone" || return 1
    # Another RDATA, owner, or rule is another finding.
    zone contoso.com "${mx/MX 0/MX 10}" >"$t/zones/a.zone"
    status 1 check --baseline base.json && says 1 && out 'a.zone:7' || return 1
    zone contoso.com "sub${mx#@}" >"$t/zones/a.zone"
    status 1 check --baseline base.json && says 1 || return 1
    zone contoso.com "$mx" "$mx" >"$t/zones/a.zone" # once more than was accepted
    status 1 check --baseline base.json && out zone-duplicate || return 1
    zone fabrikam.com 'x A 192.0.2.1' 'x A 192.0.2.1' 'x A 192.0.2.1' >"$t/zones/b.zone"
    status 1 check --baseline base.json zones/b.zone && says 1
}
expect "what is accepted, and what is not" accepted

renamed()
{
    fresh || return 1
    mv "$t/zones" "$t/dns"
    mv "$t/dns/a.zone" "$t/dns/new-name.zone"
    status 0 check --baseline base.json || return 1
    # A copy is no other name: the accepted one is there still.
    fresh || return 1
    cp "$t/zones/a.zone" "$t/zones/0.zone"
    status 1 check --baseline base.json && says 1 && out '^zones/0.zone' || return 1
    status 1 check --baseline base.json zones/0.zone && says 1
}
expect "a file that is renamed" renamed

written_again()
{
    fresh || return 1
    cp "$t/base.json" "$work/first"
    status 0 check --write-baseline base.json && cmp "$work/first" "$t/base.json" || return 1
    sed -i '/a.zone/s/"reason": ""/"reason": "moves in \\"March\\""/' "$t/base.json"
    cp "$t/base.json" "$work/edited"
    status 0 check --write-baseline base.json && cmp "$work/edited" "$t/base.json" || return 1
    status 0 check --baseline base.json --write-baseline base.json && cmp "$work/edited" "$t/base.json" || return 1
    # What this run did not look at stays; what it did and did not find goes.
    zone fabrikam.com >"$t/zones/b.zone"
    status 0 check --write-baseline base.json zones/a.zone && cmp "$work/edited" "$t/base.json" || return 1
    status 0 check --write-baseline base.json --select exchange-legacy-mx && cmp "$work/edited" "$t/base.json" || return 1
    status 0 check --write-baseline base.json && entries 1 && grep -q March "$t/base.json" || return 1
    mv "$t/zones/a.zone" "$t/zones/new-name.zone" # the reason goes along
    status 0 check --write-baseline base.json && entries 1 && grep -q 'new-name.*March' "$t/base.json" || return 1
    # An entry a line, in order of path, whatever the order of the findings.
    fresh || return 1
    zone contoso.com "$mx" 'b A 192.0.2.1' 'b A 192.0.2.1' 'a A 192.0.2.1' 'a A 192.0.2.1' >"$t/zones/a.zone"
    status 0 check --write-baseline base.json && entries 4 && [ "$(grep -c '^{"path"' "$t/base.json")" -eq 4 ] || return 1
    jq -r '.baseline[] | .path + " " + .owner' "$t/base.json" | LC_ALL=C sort -c
}
expect "--write-baseline again" written_again

severities()
{
    fresh || return 1
    status 0 check --write-baseline all.json --severity notice && says 0 || return 1
    [ "$(jq '.baseline | length' "$t/all.json")" -gt 2 ] || return 1
    status 0 check --baseline all.json --severity notice --fail-on notice && says 0
}
expect "notices are accepted when they are asked for" severities

stale()
{
    fresh || return 1
    zone contoso.com >"$t/zones/a.zone"
    status 0 check --baseline base.json && says 0 || return 1
    status 0 check --baseline base.json --severity notice --select exchange-legacy-mx,meta-stale-baseline &&
        says 1 && out '^base.json:2:1: notice: nothing in zones/a.zone .*\[meta-stale-baseline\]$' || return 1
    status 1 check --baseline base.json --fail-on notice --severity notice --format json &&
        jq -e '[.findings[] | select(.rule == "meta-stale-baseline")] | length == 1 and .[0].path == "base.json" and .[0].line == 2' "$work/out" >/dev/null || return 1
    jq -e '.files | length == 2' "$work/out" >/dev/null || return 1 # the baseline is none of the inputs
    status 0 check --baseline base.json --severity notice zones/b.zone && ! grep stale "$work/out" || return 1
    status 0 check --baseline base.json --severity notice --ignore exchange-legacy-mx && ! grep stale "$work/out"
}
expect "an entry that covers nothing" stale

fixing()
{
    fresh || return 1
    zone fabrikam.com 'x A 192.0.2.1' 'x A 192.0.2.1' 'y A 192.0.2.1' 'y A 192.0.2.1' >"$t/zones/b.zone"
    status 0 fix --baseline base.json && [ "$(grep -c '^x A' "$t/zones/b.zone")" -eq 2 ] && [ "$(grep -c '^y A' "$t/zones/b.zone")" -eq 1 ]
}
expect "fix leaves alone what is accepted" fixing

broken()
{
    fresh || return 1
    status 2 check --baseline missing.json && err 'missing.json: No such file' || return 1
    local text place
    while IFS=' ' read -r place text; do
        printf '%s\n' "$text" >"$t/bad.json"
        if ! { status 2 check --baseline bad.json && err "^mxmend: bad.json:$place: "; }; then
            echo "of $text"
            return 1
        fi
        status 2 check --write-baseline bad.json && printf '%s\n' "$text" | cmp - "$t/bad.json" || return 1
    done <<'END'
1:1 {}
1:1 []
1:1 {"mxmend": 2, "baseline": []}
1:1 {"mxmend": 1, "baseline": {}}
1:15 {"mxmend": 1, nonsense}
1:29 {"mxmend": 1, "baseline": [ {"rule": "zone-soa"} ]}
1:28 {"mxmend": 1, "baseline": ["x"]}
1:77 {"mxmend": 1, "baseline": [{"path": "a", "rule": "zone-soa", "fingerprint": "12"}]}
END
    : >"$t/bad.json"
    status 2 check --baseline bad.json || return 1
    mkdir "$t/closed"
    status 2 check --write-baseline nowhere/base.json && err 'nowhere/base.json: No such file' || return 1
    # Trouble leaves the old one as it is.
    cp "$t/base.json" "$work/first"
    status 2 check --write-baseline base.json zones/a.zone zones/missing.zone && cmp "$work/first" "$t/base.json"
}
expect "what is no baseline" broken

includes()
{
    fresh || return 1
    rm "$t/zones/b.zone"
    echo "$mx" >"$t/zones/mx.inc"
    for name in a b; do zone $name.example '$INCLUDE mx.inc' >"$t/zones/$name.zone"; done
    status 0 check --write-baseline base.json && entries 4 && [ "$(grep -c 'zones/mx.inc' "$t/base.json")" -eq 4 ] || return 1
    status 0 check --baseline base.json && says 0 || return 1
    zone c.example '$INCLUDE mx.inc' >"$t/zones/c.zone"
    status 1 check --baseline base.json && says 2
}
expect "a file that several zones include" includes

finish
