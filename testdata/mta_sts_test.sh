#!/usr/bin/env bash
# Policies of MTA-STS as inputs: how they are found, whose they are, and the whole way from an MX that
# is to move under a policy that does not cover the new host to a zone and a policy that agree.
#
# usage: testdata/mta_sts_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
SOURCE_DATE_EPOCH=$(date -u -d 2026-11-23T10:00:00Z +%s)
export SOURCE_DATE_EPOCH

# prints PATTERN… / silent_of PATTERN…: each stands, or none stands, in what was printed.
prints()
{
    for pattern; do
        grep -qE -- "$pattern" "$work/out" "$work/err" || { echo "no $pattern in:"; cat "$work/out" "$work/err"; return 1; }
    done
}

silent_of()
{
    for pattern; do
        if grep -hE -- "$pattern" "$work/out" "$work/err"; then return 1; fi
    done
}

fresh() # an empty folder t with what Graph says of contoso.com
{
    rm -rf "$work/t"
    mkdir "$work/t"
    cp "$here/rules/sts-next-mx/mxmend.authority.json" "$work/t"
}

zone() # DOMAIN MX…: a zone in $work/t that announces MTA-STS
{
    local domain=$1 host
    shift
    {
        printf '$ORIGIN %s.\n$TTL 3600\n@ SOA ns1 hostmaster 2024010100 7200 1800 1209600 3600\n' "$domain"
        printf ' NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\nmail A 192.0.2.25\n'
        for host; do echo "@ MX 0 $host"; done
        printf '_mta-sts TXT "v=STSv1; id=20240101000000Z;"\nmta-sts A 192.0.2.80\n'
        printf '_smtp._tls TXT "v=TLSRPTv1; rua=mailto:tls@%s"\n' "$domain"
    } >"$work/t/$domain.zone"
}

policy() # FILE MODE MX…: with CRLF, as RFC 8461 shows it
{
    local file=$work/t/$1 mode=$2
    shift 2
    mkdir -p "$(dirname "$file")"
    printf 'version: STSv1\r\nmode: %s\r\n' "$mode" >"$file"
    for host; do printf 'mx: %s\r\n' "$host"; done >>"$file"
    printf 'max_age: 604800\r\n' >>"$file"
}

legacy=contoso-com.mail.protection.outlook.com
new=contoso-com.o-v1.mx.microsoft
published=mta-sts.contoso.com/.well-known/mta-sts.txt

# ---- the whole way -------------------------------------------------------------------------------

moves() # MODE
{
    fresh
    zone contoso.com "$legacy."
    policy "$published" "$1" '*.mail.protection.outlook.com'
}

told_before_mail_is_lost()
{
    moves enforce
    status 1 check || return 1
    prints '^contoso\.com\.zone:8:8: error: MX is hard-coded .*\[exchange-legacy-mx, fixable with --unsafe\]' \
        "^contoso\.com\.zone:8:8: error: the MTA-STS policy of contoso\.com does not cover $new, .*\[sts-next-mx\]" \
        "= policy $published:3, mode enforce: " \
        '^contoso\.com\.zone:9:27: warning: .* the MTA-STS id stays 20240101000000Z: .*\[sts-id-unchanged, fixable with --unsafe\]' \
        "^$published:3:5: error: no mx covers $new, .*\[sts-next-mx, fixable with --unsafe\]" \
        '^1 zone, 9 records, 1 MTA-STS policy: 3 errors, 1 warning.*; 3 fixable with mxmend fix --unsafe$'
}
expect "an MX that is to leave its policy is an error in the zone and in the policy" told_before_mail_is_lost

never_by_default()
{
    moves enforce
    status 0 diff && [ ! -s "$work/out" ] && prints '3 more with --unsafe' \
        "^mxmend: contoso\.com\.zone: error: the MX is left alone: the MTA-STS policy of contoso\.com does not cover $new, .*publish it .*\[sts-next-mx\]" || return 1
    status 1 diff --unsafe contoso.com.zone &&
        prints '^mxmend: contoso\.com\.zone: error: the MTA-STS policy of contoso\.com does not cover .*\[sts-next-mx\]' || return 1
    cp -R "$work/t" "$work/before"
    status 1 fix && diff -r "$work/before" "$work/t"
    rm -rf "$work/before"
}
expect "an enforced policy keeps the MX from being moved by default" never_by_default

diff_of_both()
{
    moves enforce
    status 1 diff --unsafe || return 1
    cp "$work/out" "$work/diff"
    [ "$(grep -c '^+++ b/' "$work/diff")" -eq 2 ] || return 1
    prints "^\+@ MX 0 $new\.\$" '^\+_mta-sts TXT "v=STSv1; id=20261123100000Z;"$' "^\+mx: $new"$'\r$' || return 1
    (cd "$work/t" && git init -q . && git apply --check "$work/diff" && git apply "$work/diff") || return 1
    status 0 check && prints '^1 zone, 9 records, 1 MTA-STS policy: no findings' || return 1
    status 0 diff --unsafe && [ ! -s "$work/out" ] || return 1
    ! grep -qv $'\r$' "$work/t/$published" || { echo "a line end was lost"; return 1; }
    [ "$(wc -l <"$work/t/$published")" -eq 5 ]
}
expect "diff --unsafe changes both, applies with git, and nothing is left" diff_of_both

patches()
{
    moves enforce
    status 1 diff --unsafe || return 1
    (cd "$work/t" && patch -s -p1 --binary <"$work/out") && status 0 check
}
expect "the same applies with patch" patches

fix_of_both()
{
    moves enforce
    status 0 fix --unsafe || return 1
    cp -R "$work/t" "$work/once"
    status 0 fix --unsafe && prints '^no change; nothing left' && diff -r "$work/once" "$work/t"
    local result=$?
    rm -rf "$work/once"
    return $result
}
expect "fix --unsafe twice changes nothing the second time" fix_of_both

testing_is_no_loss()
{
    moves testing
    status 1 diff && prints "^\+@ MX 0 $new\.\$" && silent_of '^\+mx:' '^\+_mta-sts' sts-next-mx || return 1
    status 1 check && prints "$published:3:5: warning: no mx covers $new" \
        'contoso.com.zone:8:8: error: MX is hard-coded .*\[exchange-legacy-mx, fixable\]'
}
expect "a policy in mode testing does not hold the MX back" testing_is_no_loss

ready()
{
    fresh
    zone contoso.com "$legacy."
    policy "$published" enforce "$legacy" '*.o-v1.mx.microsoft'
    status 1 check && silent_of 'sts-' && prints 'exchange-legacy-mx, fixable\]'
}
expect "a policy that covers both hosts is silent" ready

# ---- how a policy is found, and whose it is ------------------------------------------------------

# knows FILE [OPTION…]: the zone, given alone, knows the policy in FILE, which leaves its MX out.
knows()
{
    local file=$1
    shift
    fresh
    zone contoso.com "$new."
    policy "$file" enforce mail.contoso.com
    status 1 check "$@" contoso.com.zone || return 1
    prints "^contoso\.com\.zone:8:8: error: .*\[sts-policy-mx\]" "= policy $file:3, mode enforce" '^1 zone, 9 records: 1 error'
}
for file in mta-sts.txt .well-known/mta-sts.txt contoso.com.mta-sts.txt mta-sts.contoso.com.txt \
    mta-sts.contoso.com/mta-sts.txt "$published" contoso.com/mta-sts.txt contoso.com/.well-known/mta-sts.txt; do
    expect "a zone knows the policy beside it: $file" knows "$file"
done

given_elsewhere()
{
    fresh
    zone contoso.com "$new."
    policy web/mta-sts.contoso.com/docs/.well-known/mta-sts.txt enforce mail.contoso.com
    policy web/odd-name enforce mail.contoso.com
    status 0 check contoso.com.zone && silent_of sts- || return 1
    status 1 check contoso.com.zone web/mta-sts.contoso.com && prints sts-policy-mx '1 MTA-STS policy: ' || return 1
    rm -r "$work/t/web/mta-sts.contoso.com"
    status 1 check --origin contoso.com. contoso.com.zone web/odd-name && prints '= policy web/odd-name:3' || return 1
    status 1 check contoso.com.zone web/odd-name && prints '= policy web/odd-name:3' || return 1
    zone fabrikam.com mail.fabrikam.com.
    status 0 check contoso.com.zone fabrikam.com.zone web/odd-name &&
        prints '^mxmend: web/odd-name: nothing tells whose policy this is' '1 MTA-STS policy: no findings' || return 1
    policy mta-sts.contoso.com/mta-sts.txt enforce ns1.contoso.com mail.contoso.com '*.o-v1.mx.microsoft'
    status 0 check contoso.com.zone web/odd-name mta-sts.contoso.com/mta-sts.txt && silent_of 'odd-name:3'
}
expect "a policy elsewhere counts when it is an input" given_elsewhere

whose()
{
    fresh
    zone contoso.com "$new."
    zone proseware.com mail.proseware.com.
    policy mta-sts.txt enforce mail.contoso.com
    status 0 check && prints '^2 zones, 18 records, 1 MTA-STS policy: no findings' || return 1
    status 0 check contoso.com.zone && silent_of sts- || return 1
    sed -i '/_mta-sts/d' "$work/t/proseware.com.zone"
    status 1 check contoso.com.zone && prints sts-policy-mx || return 1
    status 1 check --format json || return 1
    jq -e '(.files | map(select(.format == "mta-sts")) | .[0].path == "mta-sts.txt" and .[0].zone == "contoso.com" and .[0].records == 0)
        and .summary.zones == 2 and .summary.policies == 1' "$work/out" >/dev/null || { cat "$work/out"; return 1; }
}
expect "a policy without a domain is that of the only zone that announces one" whose

walked()
{
    fresh
    zone contoso.com "$new."
    policy .well-known/mta-sts.txt enforce 'x .'
    policy .well-known/acme-challenge/mta-sts.txt enforce 'x .'
    policy .well-known/other enforce 'x .'
    policy .hidden/mta-sts.txt enforce 'x .'
    policy sub/mta-sts.txt none
    policy sub/by-content none
    status 1 check && prints '^\.well-known/mta-sts\.txt:3:5: error' ' 3 MTA-STS policies: ' && silent_of 'acme|other|hidden' || return 1
    git init -q "$work/t"
    echo '.well-known' >"$work/t/.gitignore"
    rm -r "$work/t/.well-known"
    policy .well-known/mta-sts.txt enforce "$new" 'x .'
    status 0 check && prints ' 2 MTA-STS policies: '
}
expect "a walk looks into .well-known for the policy, and for nothing else" walked

alone()
{
    fresh
    policy p/contoso.com.mta-sts.txt enforce "$legacy"
    status 0 check p && prints '^1 MTA-STS policy: no findings' || return 1
    status 0 check --format json p && jq -e '.files[0].zone == "contoso.com"' "$work/out" >/dev/null || return 1
    status 0 diff --unsafe p || return 1
    (cd "$work/t" && "$mxmend" check - --stdin-filename mta-sts.txt) <"$work/t/p/contoso.com.mta-sts.txt" 2>"$work/err" >"$work/out" || return 1
    prints '^1 MTA-STS policy: no findings' || return 1
    (cd "$work/t" && "$mxmend" check - --input-format mta-sts) <<<'mode: enforce' 2>"$work/err" >"$work/out" && return 1
    prints '^<stdin>:1:1: error: version is missing \[sts-policy-syntax\]'
}
expect "a policy alone, from a file and from standard input" alone

corrected_on_stdin()
{
    fresh
    zone contoso.com "$legacy."
    policy contoso.com.mta-sts.txt enforce "$legacy"
    (cd "$work/t" && "$mxmend" fix --unsafe - contoso.com.zone --stdin-filename contoso.com.mta-sts.txt) \
        <"$work/t/contoso.com.mta-sts.txt" >"$work/out" 2>"$work/err" || { cat "$work/err"; return 1; }
    grep -q "^mx: $new" "$work/out" && ! grep -q "$new" "$work/t/contoso.com.mta-sts.txt"
}
expect "a policy on standard input is corrected to standard output" corrected_on_stdin

many()
{
    local i
    fresh
    for i in $(seq 200); do
        zone "c$i.example" "mail.c$i.example."
        policy "mta-sts.c$i.example/.well-known/mta-sts.txt" enforce "mail.c$i.example"
    done
    rm "$work/t/mta-sts.c7.example/.well-known/mta-sts.txt"
    policy mta-sts.c7.example/.well-known/mta-sts.txt enforce other.example
    status 1 check && prints '^200 zones, 1800 records, 200 MTA-STS policies: 1 error( |$)' '^c7\.example\.zone:8:8: error'
}
expect "many zones, each with its policy" many

odd_policies()
{
    fresh
    zone contoso.com "$new."
    mkdir -p "$work/t/mta-sts.txt"               # a folder of that name
    : >"$work/t/contoso.com.mta-sts.txt"         # an empty one
    ln -s loop "$work/t/loop"
    ln -s loop "$work/t/mta-sts.contoso.com.txt"
    status 1 check && prints '^contoso\.com\.mta-sts\.txt:1:1: error: this is no policy' || return 1
    head -c 100000 /dev/zero >"$work/t/contoso.com.mta-sts.txt"
    status 0 check contoso.com.zone && prints '^1 zone, 9 records: no findings' || return 1
    printf '\xff\xfev\0e\0r\0s\0i\0o\0n\0:\0 \0S\0T\0S\0v\0001\0\n\0' >"$work/t/contoso.com.mta-sts.txt"
    status 1 check contoso.com.mta-sts.txt && prints 'the policy is UTF-16, not UTF-8'
}
expect "what is called a policy and is none" odd_policies

finish
