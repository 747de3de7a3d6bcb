#!/bin/bash
# cross_test.sh MXMEND: one zone in every format (cross/write.py) has the same records, gives
# the same findings and, corrected, has the same records again. What is compared with is a plain master
# file of the types that a format can express; what it cannot stands in the tables of cross/write.py.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
dump=$(dirname "$mxmend")/mxmend-dump # built beside it
python3 "$here/cross/write.py" "$work/zones"
cp "$here/cross/mxmend.authority.json" "$work/zones"
cd "$work/zones"

# The records, without SOA and NS of the apex, which only whole zones have. "-ttl": the format has none.
records() { # FILE TTL
    "$dump" contoso.com. "$1" 2>/dev/null | grep -v -E '^contoso\.com\. [0-9]+ CLASS1 (SOA|NS) ' |
        if [ "$2" = -ttl ]; then sed -E 's/ [0-9]+ / - /'; else cat; fi | sort -u
}

# What the rules on mail say: rule, severity, owner, message. Those on a TTL are left out where there is
# none; that the zone is not signed is said of whole zones and of parts in different words.
findings() { # FILE TTL
    { "$mxmend" check --isolated --quiet --at 2026-11-23T12:00:00Z --origin contoso.com \
        --severity notice --format json "$1" || [ $? -le 1 ]; } |
        jq -r --arg ttl "$2" '.findings[] | select(.rule | test("^(exchange|mail|code|sts)-"))
            | select($ttl == "" or (.rule | endswith("-ttl") | not))
            | [.rule, .severity, (.owner // "" | ascii_downcase), .message] | @tsv' | sort -u
}

fixed() { # FILE [OPTION…]: a copy that is corrected; its path
    local file=$1 copy
    shift
    copy=fixed$*/$file
    mkdir -p "$(dirname "$copy")"
    cp "$file" "$copy"
    "$mxmend" fix --isolated --quiet --origin contoso.com --authority mxmend.authority.json \
        --ignore exchange-low-ttl "$@" "$copy" >/dev/null 2>&1 || [ $? -le 1 ]
    echo "$copy"
}

again() { # FILE [OPTION…]: a second fix changes nothing
    local file=$1
    shift
    cp "$file" "$work/before"
    "$mxmend" fix --isolated --quiet --origin contoso.com --authority mxmend.authority.json \
        --ignore exchange-low-ttl "$@" "$file" >/dev/null 2>&1 || [ $? -le 1 ]
    cmp "$work/before" "$file"
}

same() { # COMMAND FILE PLAIN TTL
    diff <("$1" "$3" "$4") <("$1" "$2" "$4")
}

try_format() { # FORMAT
    local format=$1 file types ttl plain option
    file=$(find "$format" -type f)
    read -r types ttl <"$format.types"
    plain="=$types/zone"
    expect "$format: the records" same records "$file" "$plain" "$ttl"
    expect "$format: the findings" same findings "$file" "$plain" "$ttl"
    for option in "" --unsafe; do
        expect "$format: corrected ${option:-safely}" same records \
            "$(fixed "$file" ${option:+"$option"})" "$(fixed "$plain" ${option:+"$option"})" "$ttl"
        expect "$format: corrected ${option:-safely} once" again "fixed$option/$file" \
            ${option:+"$option"}
    done
}

records "=A+CNAME+MX+SRV+TXT/zone" "" >"$work/records"
expect "the plain zone is read" [ "$(wc -l <"$work/records")" -eq 12 ]
expect "it is corrected" [ "$(records "$(fixed "=A+CNAME+MX+SRV+TXT/zone" --unsafe)" "" |
    grep -c '026d78096d6963726f736f667400$')" -eq 2 ]
for types in *.types; do
    try_format "${types%.types}"
done
finish
