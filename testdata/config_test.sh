#!/usr/bin/env bash
# .mxmend.yaml: which one holds, what each setting does, and what is said of one that is wrong.
#
# usage: testdata/config_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
export SOURCE_DATE_EPOCH=1763902800 # 2025-11-23
unset NO_COLOR
t=$work/t

config() # [FOLDER]: from standard input
{
    cat >"$t/${1:-.}/.mxmend.yaml"
}

zone() # [LINE…]: a sound zone, and these lines
{
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 hostmaster 2024010100 7200 1800 1209600 3600\n'
    printf ' NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n'
    [ $# -eq 0 ] || printf '%s\n' "$@"
}

mx='@ MX 0 contoso-com.mail.protection.outlook.com.'

fresh() # two files with two faults each
{
    rm -rf "$t"
    mkdir -p "$t/zones/sub"
    zone "$mx" 'x A 192.0.2.1' 'x A 192.0.2.1' | tee "$t/zones/a.zone" >"$t/zones/sub/b.zone"
}

rules()
{
    fresh
    status 1 check && says 4 || return 1
    echo 'ignore: [zone-duplicate]' | config
    status 1 check && says 2 && ! grep duplicate "$work/out" || return 1
    in=$t/zones/sub status 1 check && says 1 || return 1
    in=$work status 1 check t/zones/sub/b.zone && says 1 || return 1
    status 1 check --isolated && says 4 || return 1
    status 0 check --ignore exchange-legacy-mx || return 1 # on top of the configuration's
    status 0 check --select zone-duplicate || return 1
    echo 'select: exchange-legacy-mx' | config
    status 1 check && says 2 || return 1
    status 1 check --select zone-duplicate && says 2 && out duplicate || return 1 # in its place
    printf 'select:\n  - zone-duplicate\n  - zone-soa\nignore:\n  - zone-duplicate\n' | config
    status 0 check
}
expect "select and ignore" rules

severities()
{
    fresh
    printf 'severity:\n  zone-duplicate: error\n  exchange-legacy-mx: notice\n' | config
    status 1 check && says 2 && out ': error: .*zone-duplicate' && err '2 errors \(' || return 1
    status 1 check --fail-on error --severity notice && out ': notice: .*exchange-legacy-mx' || return 1
    printf 'severity:\n  zone-duplicate: notice\n  exchange-legacy-mx: notice\n' | config
    status 0 check && says 0 && status 1 check --fail-on notice
}
expect "severities" severities

paths()
{
    fresh
    config <<'END'
ignore: zone-soa
paths:
  zones/*.zone:
    ignore: zone-duplicate
  sub/:
    severity: {zone-duplicate: error}
    select: [zone-duplicate, exchange-legacy-mx]
  "**/b.zone":
    severity: {exchange-legacy-mx: error}
END
    status 1 check && says 3 || return 1
    out '^zones/a.zone.*: warning: .*exchange-legacy-mx' '^zones/sub/b.zone.*: error: .*duplicate' '^zones/sub/b.zone.*: error: .*legacy-mx' || return 1
    in=$t/zones status 1 check sub/b.zone && says 2 || return 1
    # What is said of an origin and a format.
    printf '@ 3600 MX 0 contoso-com.mail.protection.outlook.com.\n' >"$t/zones/list"
    config <<'END'
paths:
  list: {origin: fabrikam.com, input-format: master}
END
    status 1 check --format json zones/list && out '"owner":"fabrikam.com"' || return 1
    printf 'No DNS data in sight.\n' >"$t/zones/notes.txt"
    status 1 check --format json zones && out '"path":"zones/list","format":"master"' || return 1 # in a walk as well
    status 0 check --explain-inputs zones && out '^zones/list: master: the configuration says so' || return 1
    status 1 check --format json --origin contoso.com zones/list && out '"owner":"contoso.com"'
}
expect "settings by path" paths

excludes()
{
    fresh
    echo 'exclude: [sub/]' | config
    status 1 check && says 2 && err '^1 zone' || return 1
    status 1 check zones/sub/b.zone && says 2 || return 1 # who names it wants it
    status 0 check --skip-unknown zones/sub/b.zone || return 1 # but a hook names everything
    printf 'exclude:\n- "*.zone"\n' | config
    status 2 check && err 'nothing that mxmend can read'
}
expect "excludes" excludes

nearest()
{
    fresh
    echo 'ignore: zone-duplicate' | config
    echo 'ignore: exchange-legacy-mx' | config zones/sub # nothing of the one above holds here
    status 1 check && says 2 && out '^zones/a.zone.*legacy' '^zones/sub/b.zone.*duplicate' || return 1
    : | config zones/sub
    status 1 check && says 3 || return 1
    printf '# nothing\nignore:\nexclude:\npaths:\nseverity:\n' | config zones/sub
    status 1 check && says 3 || return 1
    echo 'ignore: [zone-duplicate, exchange-legacy-mx]' >"$work/other.yaml"
    status 0 check --config ../other.yaml || return 1
    printf 'paths:\n  zones/sub: {ignore: [zone-duplicate, exchange-legacy-mx]}\n' >"$work/other.yaml" # as seen from here
    status 1 check --config ../other.yaml && says 2 || return 1
    status 2 check --config missing.yaml && err 'missing.yaml: No such file'
}
expect "the nearest one, and --config" nearest

authority()
{
    fresh
    mkdir "$t/truth"
    echo '{"mxmend":1,"cloud":"global","fetchedAt":"2025-11-20T10:00:00Z","domains":{"contoso.com":{"isVerified":true,"supportedServices":["Email"],"serviceConfigurationRecords":[{"@odata.type":"#microsoft.graph.domainDnsMxRecord","isOptional":false,"label":"contoso.com","recordType":"Mx","supportedService":"Email","ttl":3600,"mailExchange":"contoso-com.o-v1.mx.microsoft","preference":0}]}}}' \
        >"$t/truth/graph.json"
    echo 'authority: truth/graph.json' | config
    status 1 check && out ': error: .*Graph says contoso-com.o-v1.mx.microsoft' || return 1
    in=$t/zones/sub status 1 check && out 'Graph says' || return 1
    status 0 fix && grep -q 'MX 0 contoso-com.o-v1.mx.microsoft' "$t/zones/sub/b.zone" || return 1
    fresh
    echo 'authority: missing.json' | config
    status 2 check && err '^mxmend: missing.json: No such file'
}
expect "the authority" authority

hosts()
{
    fresh
    zone '@ MX 0 contoso-com.mail.protection.example.gov.' >"$t/zones/a.zone"
    zone '@ MX 0 contoso-com.mail.protection.outlook.com.' >"$t/zones/sub/b.zone"
    status 1 check --select exchange-legacy-mx && says 1 || return 1
    config <<'END'
hosts:
- {suffix: mail.protection.example.gov, family: legacy}
END
    status 1 check --select exchange-legacy-mx && says 2 && out 'a.zone:7:8: .*contoso-com.mail.protection.example.gov' || return 1
    config <<'END'
hosts:
- suffix: protection.example.gov
  family: dead
  service: the old gateway
- suffix: mail.protection.outlook.com
  family: other
END
    status 1 check && says 1 && out 'a.zone:7:8: .*the old gateway.*exchange-dead-host'
}
expect "hosts of one's own" hosts

code()
{
    fresh
    rm -r "$t/zones"
    printf 'mx="${domain//./-}.mail.example.gov"\n' >"$t/a.sh"
    printf '# verdict of the house: contoso-com.mail.protection.outlook.com\n' >"$t/b.sh"
    status 0 check && says 0 || return 1
    config <<'END'
code:
  suffixes: [Mail.Example.gov]
  patterns:
  - pattern: 'verdict of the house: .*{host}'
    verdict: detector
END
    status 1 check --severity notice --fail-on notice && out '^a.sh:1:5: .*code-derives-mx' '^b.sh:1:.*code-' || return 1
    status 1 check --severity notice --fail-on notice b.sh && says 1 || return 1
    cp "$work/out" "$work/detector"
    sed -i 's/verdict: detector/verdict: nothing/' "$t/.mxmend.yaml"
    status 0 check --severity notice --fail-on notice b.sh && says 0 || return 1
    status 0 check --isolated --severity notice --fail-on notice a.sh && says 0
}
expect "patterns of one's own for programs" code

# wrong PLACE PATTERN: what standard input has is said at LINE:COLUMN to be wrong.
wrong()
{
    config
    if ! { status 2 check && says 0 && err "^mxmend: .mxmend.yaml:$1: $2"; }; then
        head -n 5 "$t/.mxmend.yaml"
        return 1
    fi
}

faults()
{
    fresh
    echo 'ignroe: zone-soa' | wrong 1:1 'no setting is called ignroe; did you mean ignore\?' || return 1
    echo 'Ignore: zone-soa' | wrong 1:1 'no setting is called Ignore; did you mean ignore\?' || return 1
    echo 'ignore: [zone-soa, zone-duplicates]' | wrong 1:20 'no rule is called zone-duplicates; did you mean zone-duplicate\?' || return 1
    printf '\n\nignore:\n  - zone-soa\n  - nonsense\n' | wrong 5:5 'no rule is called nonsense$' || return 1
    printf 'severity:\n  zone-soa: eror\n' | wrong 2:13 'eror is none of notice, warning, error; did you mean error\?' || return 1
    printf 'severity:\n  zone-sao: error\n' | wrong 2:3 'no rule is called zone-sao; did you mean zone-soa\?' || return 1
    echo 'severity: error' | wrong 1:11 'RULE: SEVERITY is expected' || return 1
    printf 'paths:\n  a:\n    exclude: b\n' | wrong 3:5 'no setting is called exclude' || return 1
    printf 'paths:\n  a:\n    input-format: mster\n' | wrong 3:19 'mster is none of .*did you mean master\?' || return 1
    printf 'paths: [a]\n' | wrong 1:8 'PATTERN' || return 1
    printf 'hosts:\n- suffix: example.gov\n' | wrong 2:3 'this host has no family' || return 1
    printf 'hosts:\n- {suffix: example.gov, family: legcy}\n' | wrong 2:33 'legcy is none of .*did you mean legacy\?' || return 1
    printf 'hosts:\n- {suffix: ".", family: legacy}\n' | wrong 2:12 '\. is not the end of a host' || return 1
    printf 'hosts:\n- {suffix: example.gov, family: legacy, clod: x}\n' | wrong 2:41 'a host has no clod; did you mean cloud\?' || return 1
    printf 'code:\n  patterns:\n  - {pattern: "a(b", verdict: guard}\n' | wrong 3:15 'this is no pattern: missing closing parenthesis' || return 1
    printf 'code:\n  patterns:\n  - {pattern: "ab", verdict: gard}\n' | wrong 3:30 'gard is none of .*did you mean guard\?' || return 1
    printf 'code:\n  patterns:\n  - {verdict: guard}\n' | wrong 3:5 'this pattern has no pattern' || return 1
    printf 'code:\n  pattern: x\n' | wrong 2:3 'code has no pattern; did you mean patterns\?' || return 1
    printf 'ignore: zone-soa\nignore: zone-duplicate\n' | wrong 2:1 'ignore stands here a second time' || return 1
    printf 'ignore: {a: b}\n' | wrong 1:9 'the name of a rule is expected' || return 1
    printf 'ignore: [zone-soa\n' | wrong '[0-9]+:[0-9]+' '' || return 1
    printf -- '- ignore\n' | wrong 1:1 'a setting' || return 1
    printf 'ignore: zone-soa\n---\nignore: zone-soa\n' | wrong 3:1 'a configuration is one document' || return 1
    { echo 'exclude:'; seq -f '- aaaaaaaaaaaaaaaaaaaaaaaaaaaa%g' 3000; } | wrong 1:1 'a configuration has at most' || return 1
    # Said once, whoever asks for the configuration.
    echo 'ignroe: zone-soa' | config
    local command
    for command in check diff fix 'check --explain-inputs'; do
        # shellcheck disable=SC2086
        status 2 $command && [ "$(grep -c ignroe "$work/err")" -eq 1 ] || return 1
    done
    # All faults at once; and nothing is fixed under settings that nobody meant.
    printf 'ignroe: zone-soa\nselect: [zone-sao]\nexlcude: x\n' | config
    cp -r "$t" "$work/before"
    status 2 fix && err ':1:1: ' ':2:10: ' ':3:1: ' && diff -r "$t" "$work/before" && rm -r "$work/before" || return 1
    status 1 check --isolated
}
expect "what is wrong in it" faults

staged() # what is about to be committed is judged by the settings that are
{
    fresh
    command -v git >/dev/null || return 0
    git -C "$t" init -q
    echo 'ignore: [zone-duplicate]' | config
    git -C "$t" add -A
    : | config
    status 1 check --staged && says 2 || return 1
    status 1 check && says 4
}
expect "--staged and the configuration" staged

finish
