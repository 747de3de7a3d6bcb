#!/bin/bash
# explain_test.sh MXMEND: the examples of `mxmend explain` are true. Of each rule whose example is text
# that can stand in a zone, or in a policy of MTA-STS, the bad one makes the rule speak and the
# corrected one does not. Examples that leave something out ("…"), or that a remark behind ";" or a
# rule of another kind goes with, have their cases in testdata/rules.
# shellcheck disable=SC2016 # a $ is one of a zone's
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
mkdir "$work/x" && cd "$work/x"
echo 'www 3600 IN A 192.0.2.80' >shared.inc
cat >graph.json <<'GRAPH'
{"value": [{"@odata.type": "#microsoft.graph.domainDnsMxRecord", "recordType": "Mx", "supportedService": "Email",
  "label": "contoso.com", "ttl": 3600, "mailExchange": "contoso-com.o-v1.mx.microsoft", "preference": 0},
 {"@odata.type": "#microsoft.graph.domainDnsCnameRecord", "recordType": "CName", "supportedService": "Email",
  "label": "autodiscover.contoso.com", "ttl": 3600, "canonicalName": "autodiscover.outlook.com"}]}
GRAPH
least=90 # so many stand for themselves

# The lines among which an example stands, but for those that it brings itself.
frame() { # TEXT
    printf '$ORIGIN contoso.com.\n$TTL 3600\n'
    grep -q '\bSOA\b' <<<"$1" || echo '@ IN SOA ns1 hostmaster 2026112301 7200 1800 1209600 3600'
    grep -qE '^@.* NS ' <<<"$1" || printf '@ IN NS ns1\n@ IN NS ns2.fabrikam.com.\nns1 IN A 192.0.2.53\n'
}

written() { # TEXT: the file that holds it
    if grep -qE '^(mx|max_age|mode|version): ' <<<"$1"; then
        { printf 'version: STSv1\nmode: enforce\n' && echo "$1" && grep -q '^mx' <<<"$1" || echo 'mx: mail.contoso.com'
            grep -q '^max_age' <<<"$1" || echo 'max_age: 604800'; } >mta-sts.txt
        echo mta-sts.txt
    elif [[ $1 == $'\xef\xbb\xbf'* ]]; then
        { echo "$1" && frame "$1"; } >contoso.com.zone
        echo contoso.com.zone
    else
        { frame "$1" && echo "$1"; } >contoso.com.zone
        echo contoso.com.zone
    fi
}

speaks() { # RULE TEXT [OPTION…]
    local rule=$1 file
    file=$(written "$2")
    shift 2
    "$mxmend" check --quiet --severity notice --select "$rule" "$@" "$file" >out 2>err || [ $? -lt 2 ] || return 2
    grep -qE "\[$rule(, fixable.*)?\]$" out
}

is_true() { # RULE BAD GOOD
    local -a with=()
    speaks "$1" "$2" || with=(--authority graph.json)
    speaks "$1" "$2" "${with[@]}" || { echo "silent:" && cat contoso.com.zone err && return 1; }
    ! speaks "$1" "$3" "${with[@]}" || { cat out && return 1; }
}

stands_alone() { # RULE BAD GOOD
    case $1 in code-* | export-* | meta-* | zone-soa) return 1 ;; esac
    ! grep -qE '…|^\(|^;| ; |, …' <<<"$2"$'\n'"$3"
}

count=0
while IFS= read -r -d '' rule && IFS= read -r -d '' bad && IFS= read -r -d '' good; do
    stands_alone "$rule" "$bad" "$good" || continue
    count=$((count + 1))
    expect "the example of $rule" is_true "$rule" "$bad" "$good"
done < <("$mxmend" explain --format json | jq -j '.rules[] | .id, "\u0000", .bad, "\u0000", .good, "\u0000"')
enough() {
    [ "$count" -ge "$least" ] || { echo "only $count" && return 1; }
}
expect "$least examples at least stand for themselves" enough

finish
