#!/bin/bash
# tinydns_test.sh MXMEND: tinydns-data is the judge of data files of tinydns. It takes each case, and
# the case after fix; and what mxmend reads as MX, tinydns answers.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
PATH=$PATH:/usr/sbin
cd "$here/formats/tinydns"

compiles() { # FILE: tinydns-data reads "data" of its folder
    local folder
    folder=$(mktemp -d "$work/XXXX")
    cp "$1" "$folder/data"
    (cd "$folder" && tinydns-data) && echo "$folder" >"$work/folder"
}

# tinydns-get prints "answer: NAME TTL MX PREFERENCE HOST".
answers() { # FOLDER NAME: the MX records, sorted
    (cd "$1" && tinydns-get MX "$2") | sed -n 's/^answer: [^ ]* [0-9]* MX //p' | sort
}

serves() { # FILE NAME EXPECTED
    local said
    compiles "$1" || return
    said=$(answers "$(cat "$work/folder")" "$2" | tr '\n' ',')
    [ "$said" = "$3" ] || { echo "tinydns answers $said" && return 1; }
}

for file in data crlf; do
    for suffix in "" .fixed .unsafe; do
        [ -e "$file$suffix" ] || continue
        # tinydns-data does not know CR; it would be part of the last field
        tr -d '\r' <"$file$suffix" >"$work/plain"
        expect "tinydns-data takes $file$suffix" compiles "$work/plain"
    done
done
expect "tinydns answers what data says" serves data contoso.com \
    "0 contoso-com.mail.protection.outlook.com,20 backup.mx.contoso.com,"
expect "tinydns answers what the escape means" serves data shop.contoso.com \
    "0 shop-contoso-com.mail.protection.outlook.com,"
expect "tinydns answers what fix wrote" serves data.fixed contoso.com \
    "0 contoso-com.o-v1.mx.microsoft,20 backup.mx.contoso.com,"
expect "tinydns answers what fix --unsafe left" serves data.unsafe contoso.com \
    "0 contoso-com.o-v1.mx.microsoft,"
finish
