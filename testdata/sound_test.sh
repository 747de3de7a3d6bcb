#!/bin/bash
# sound_test.sh MXMEND: at default settings mxmend says nothing of a sound zone. What is sound, others
# say too: BIND and Knot load each zone of sound/zones.tsv, and dnssec-verify takes each that is signed
# here as sound/signed.tsv has it. A record that is written twice is found in every one, so that
# silence means that the zone was read.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
PATH=$PATH:/usr/sbin
cp -R "$here/sound" "$work/sound"
cd "$work/sound"
python3 -B tld.py 400 >tld.zone
mkdir keys signed

rows() { # TABLE
    grep -v '^#' "$1"
}

read_by() { # SERVER FILE ORIGIN
    case $1 in
    bind) named-checkzone -i local "$3" "$2" ;;
    knot) kzonecheck -v -o "$3" "$2" ;;
    esac
}

loads() { # FILE ORIGIN REFUSED: all load it but the one that refuses it
    local server
    for server in bind knot; do
        if [ "$server" != "$3" ]; then
            read_by "$server" "$1" "$2" || return
        elif read_by "$server" "$1" "$2"; then
            echo "$server reads it: zones.tsv says that it does not" && return 1
        fi
    done
}

is_silent() { # FILE
    local said status=0
    said=$("$mxmend" check "$1" 2>&1) || status=$?
    case $status:$said in
    0:"1 zone, "*": no findings"*) ;;
    *) echo "exit status $status" && echo "$said" && return 1 ;;
    esac
}

finds_a_double() { # FILE ORIGIN
    local double="mxmend-double.${2#.}" file last said
    double="${double%.}. 300 IN A 192.0.2.1"
    file=$(dirname "$1")/double.zone # beside it, for what it includes
    file=${file#./}
    { cat "$1" && printf '\n%s\n%s\n' "$double" "$double"; } >"$file"
    last=$(wc -l <"$file")
    said=$("$mxmend" check --quiet --origin "$2" "$file" || true)
    rm "$file"
    grep -q "^$file:$last:1: warning: .*\[zone-duplicate, fixable" <<<"$said" ||
        { echo "$said" && return 1; }
}

sign_bind() { # NAME FILE ORIGIN OPTIONS KEY…
    local name=$1 file=$2 origin=$3 options=$4 key
    shift 4
    for key; do
        # shellcheck disable=SC2086 # options are to be split
        dnssec-keygen -q -K "keys/$name" $key "$origin" >/dev/null || return
    done
    # shellcheck disable=SC2086
    dnssec-signzone -q -S -K "keys/$name" -o "$origin" -f "signed/$name.zone" $options "$file" || return
    [ "$options" != -D ] || # nothing but signatures, for the zone to include
        { mv "signed/$name.zone" "signed/$name.inc" && cp "$file" "signed/$name.zone" &&
            echo "\$INCLUDE $name.inc" >>"signed/$name.zone"; }
}

sign_ldns() { # NAME FILE ORIGIN OPTIONS KEY…
    local name=$1 file=$2 origin=$3 options=$4 key keys=()
    shift 4
    for key; do
        # shellcheck disable=SC2086
        key=$(dnssec-keygen -q -K "keys/$name" $key "$origin") || return
        keys+=("keys/$name/$key")
    done
    # ldns reads no class in front of a TTL
    named-compilezone -q -i none -s full -o "keys/$name/plain" "$origin" "$file" || return
    # shellcheck disable=SC2086
    ldns-signzone $options -o "$origin" -f "signed/$name.zone" "keys/$name/plain" "${keys[@]}"
}

sign_knot() { # NAME FILE ORIGIN OPTIONS ALGORITHM: options are of the policy
    local folder=keys/$1
    cat >"$folder/knot.conf" <<CONF
database:
    storage: $work/sound/$folder
policy:
  - id: policy
    algorithm: $5
    ${4//, /$'\n    '}
zone:
  - domain: $3
    storage: $work/sound
    file: $2
    dnssec-signing: on
    dnssec-policy: policy
CONF
    kzonesign -r -c "$folder/knot.conf" -o "$folder" "$3" && mv "$folder/${2##*/}" "signed/$1.zone"
}

sign() { # NAME FILE ORIGIN SIGNER OPTIONS KEYS
    local IFS=/ options=$5 keys
    [ "$options" != - ] || options=
    mkdir "keys/$1"
    read -ra keys <<<"${6// \/ //}"
    IFS=$' \t\n'
    "sign_$4" "$1" "$2" "$3" "$options" "${keys[@]}"
}

verifies() { # FILE ORIGIN: -z is for a zone whose one key does all
    local one_key=
    cd "$(dirname "$1")" # where it includes from
    [ "$(named-compilezone -q -i none -o - "$2" "${1##*/}" | grep -c '\bDNSKEY\s2')" -gt 1 ] || one_key=-z
    dnssec-verify -q $one_key -o "$2" "${1##*/}"
}

try_zone() { # FILE ORIGIN
    expect "nothing is said of $1" is_silent "$1"
    expect "a record twice is found in $1" finds_a_double "$1" "$2"
}

while IFS=$'\t' read -r file origin refused _; do
    expect "others load $file" loads "$file" "$origin" "$refused"
    try_zone "$file" "$origin"
done < <(rows zones.tsv && printf 'tld.zone\texample\t-\n')

while IFS=$'\t' read -r name file origin signer options keys; do
    expect "$signer signs $file: $name" sign "$name" "$file" "$origin" "$signer" "$options" "$keys"
    expect "dnssec-verify takes $name" verifies "signed/$name.zone" "$origin"
    try_zone "signed/$name.zone" "$origin"
done < <(rows signed.tsv)

unlisted=$(find "$here/sound" -maxdepth 1 -type f ! -name '*.tsv' ! -name tld.py -printf '%f\n' |
    grep -vxF "$(rows zones.tsv | cut -f1)" || true)
expect "every zone stands in zones.tsv" test -z "$unlisted"
finish
