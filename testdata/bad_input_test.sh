#!/usr/bin/env bash
# Input that is too large, too deep or too broken on purpose: each ends in seconds and in little
# memory, with a finding that has a line and a column, and never with a signal.
#
# usage: testdata/bad_input_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"

seconds=20        # a few in practice; the machine may be busy with other tests
megabytes=1024    # address space: the input, its records, and room

if sanitized "$mxmend"; then
    seconds=60
    megabytes=
fi

soa()
{
    printf '$TTL 300\n@ SOA ns1 hostmaster 1 7200 1800 1209600 3600\n NS ns1\n NS ns2.example.net.\n'
    printf 'ns1 A 192.0.2.53\n'
}

# refused NAME RULE: $work/NAME.zone has a finding of RULE, with its place. Extra files that it names
# stand beside it.
refused()
{
    local name=$1 rule=$2 got=0
    (
        [ -z "$megabytes" ] || ulimit -v $((megabytes * 1024))
        cd "$work"
        exec timeout "$seconds" "$mxmend" check --origin example.com "$name.zone"
    ) >"$work/out" 2>"$work/err" || got=$?
    if [ "$got" -ne 1 ]; then
        not_ok "$name" "exit status $got, not 1: $(head -c 300 "$work/err")"
    elif ! grep -qE "^[^ :]+:[0-9]+:[0-9]+: .*\[${rule}[],]" "$work/out"; then
        not_ok "$name" "no finding of $rule with its place: $(head -n 3 "$work/out" | cut -c1-200)"
    elif [ "$(wc -c <"$work/out")" -gt $((64 << 20)) ]; then
        not_ok "$name" "$(wc -c <"$work/out") bytes are printed"
    else
        ok "$name"
    fi
    rm -f "$work/$name".*
}

# repeat TEXT TIMES
repeat()
{
    TEXT=$1 awk -v times="$2" 'BEGIN { while (times-- > 0) printf "%s", ENVIRON["TEXT"] }'
}

{ soa; printf 'a TXT '; repeat 'abcdefgh ' $((100 << 17)); echo; } >"$work/one-line-of-strings.zone"
refused one-line-of-strings 'parse-[a-z-]+' # more than 65535 octets of RDATA

{ soa; head -c $((100 << 20)) /dev/zero | tr '\0' a; } >"$work/one-token.zone"
refused one-token 'parse-[a-z-]+'

{ soa; printf 'a TXT "'; repeat 'x' $((50 << 20)); } >"$work/open-quote.zone"
refused open-quote 'parse-(unbalanced|syntax)'

{ soa; awk 'BEGIN { for (i = 0; i < 3000000; i++) print "a" i " A 192.0.2.1" }'
    printf 'z TXT "never closed\n'; } >"$work/open-quote-at-the-end.zone"
refused open-quote-at-the-end 'parse-(unbalanced|syntax)'

{ soa; echo 'z TXT ('; repeat '"x" ; comment
' $((50 << 16)); } >"$work/open-parenthesis.zone"
refused open-parenthesis 'parse-unbalanced'

{ soa; echo '$GENERATE 0-2147483647 h$ A 192.0.2.1'; } >"$work/generate.zone"
refused generate parse-generate-bounds

# Each is small, together they are not. (With a sanitizer, a million copies take minutes.)
{ soa; for i in $(seq 500); do echo "\$GENERATE 0-60000 h$i-\$ A 192.0.2.1"; done; } \
    >"$work/generate-many.zone"
sanitized "$mxmend" || refused generate-many 'parse-(generate-bounds|limit)'

{ soa; echo '$INCLUDE include-loop.zone'; } >"$work/include-loop.zone"
refused include-loop parse-include

{ soa; echo '$INCLUDE include-bomb.inc'; } >"$work/include-bomb.zone"
{ for _ in 1 2 3 4 5 6 7 8 9; do echo '$INCLUDE include-bomb.two'; done; } >"$work/include-bomb.inc"
{ for _ in 1 2 3 4 5 6 7 8 9; do echo '$INCLUDE include-bomb.inc'; done; } >"$work/include-bomb.two"
refused include-bomb parse-include

{ soa; echo '$INCLUDE deep/1.inc'; } >"$work/include-deep.zone"
mkdir -p "$work/deep"
for i in $(seq 1 200); do echo "\$INCLUDE $((i + 1)).inc" >"$work/deep/$i.inc"; done
echo 'a A 192.0.2.1' >"$work/deep/201.inc"
refused include-deep 'parse-(include|limit)'

{ soa; echo '$INCLUDE /dev/zero'; } >"$work/include-device.zone"
refused include-device parse-include

{ soa; awk 'BEGIN { for (i = 0; i < 1000000; i++)
    printf "a A 10.%d.%d.%d\n", i / 65536, i / 256 % 256, i % 256
    print "a A 10.0.0.0" }'; } >"$work/one-rrset.zone"
refused one-rrset zone-duplicate # 1,000,000 records of one owner and type, one of them twice

{ soa; awk 'BEGIN { for (i = 0; i < 1000000; i++) print "a" (i < 999999 ? i : 1) " A 192.0.2.1" }'; } \
    >"$work/many-owners.zone"
refused many-owners zone-duplicate

{ soa; awk 'BEGIN { for (i = 0; i < 200000; i++) printf "h%d A 192.0.2.%d\n", i, 256 + i }'; } \
    >"$work/many-faults.zone"
refused many-faults parse-syntax

{ soa; repeat '(' $((1 << 20)); echo; } >"$work/many-parentheses.zone"
refused many-parentheses parse-unbalanced

{ soa; printf '@ CNAME a\n'; repeat \\ $((1 << 20)); echo; } >"$work/many-backslashes.zone"
refused many-backslashes 'parse-[a-z-]+'

{ soa; printf 'a TXT '; repeat '${' $((1 << 20)); echo ' ('; } >"$work/many-braces.zone"
refused many-braces 'parse-[a-z-]+' # each could open a template

# Following each alias to its end anew would take days.
{ soa; awk 'BEGIN { for (i = 0; i < 200000; i++) printf "c%d CNAME c%d\n", i, (i + 1) % 200000 }'; } >"$work/long-loop.zone"
refused long-loop zone-cname-loop

{ soa; awk 'BEGIN { for (i = 0; i < 50000; i++)
    printf "h%d A x ; mxmend: ignore parse-syntax\n$ORIGIN o%d\n$ORIGIN example.com.\n", i, i }'
    echo 'h A x'; } >"$work/many-remarks.zone"
refused many-remarks parse-syntax

{ soa; printf 'a CNAME '; repeat 'a.' 127; echo 'aa'; } >"$work/name-of-256.zone"
refused name-of-256 parse-name-length

{ soa; printf 'a CNAME '; repeat 'a' 64; echo; } >"$work/label-of-64.zone"
refused label-of-64 parse-name-length

{ soa; repeat 'a' 64; echo ' A 192.0.2.1'; } >"$work/owner-label-of-64.zone"
refused owner-label-of-64 parse-name-length

{ soa; head -c $((20 << 20)) /dev/urandom | tr -d '\0'; } >"$work/random.zone"
refused random 'parse-[a-z-]+'

{ soa; head -c $((20 << 20)) /dev/zero; } >"$work/zeros.zone"
refused zeros 'parse-[a-z-]+'

finish
