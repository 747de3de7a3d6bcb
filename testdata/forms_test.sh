#!/bin/bash
# forms_test.sh MXMEND: the forms that CI servers read. A run over every case of every rule is printed in
# all forms at once; forms/check.py holds them against their schemas, against one another, and against
# the files that they speak of.
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
forms='json sarif gitlab github junit'

# run FOLDER OPTION…: all forms of one check, to $work/run; its messages go to $work/err
run() {
    local folder=$1 form words=()
    shift
    mkdir -p "$work/run"
    for form in $forms; do words+=(--format "$form" --output "$work/run/$form"); done
    (cd "$folder" && "$mxmend" check --at 2026-11-23 "${words[@]}" "$@" 2>"$work/err") || [ $? -eq 1 ] || cat "$work/err"
}

agree() { # FOLDER FAIL-ON
    xmllint --noout "$work/run/junit" && python3 -B "$here/forms/check.py" "$1" "$work/run" "$here/schema" "$2"
}

legacy=contoso-com.mail.protection.outlook.com
fresh() { # t: a repository with zones/a.zone
    rm -rf "$work/t" && mkdir -p "$work/t/zones" && git -C "$work/t" init -q
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 h 1 7200 1800 1209600 3600\n@ NS ns1\n@ NS ns2.example.net.\nns1 A 192.0.2.53\n@ MX 0 %s.\n' \
        "$legacy" >"$work/t/zones/a.zone"
}

every_case() {
    cp -r "$here/rules" "$work/rules"
    rm -rf "$work/rules/parse-limit" # a hundred thousand findings
    run "$work/rules" --severity notice --fail-on warning
    agree "$work/rules" warning
}
expect "all forms of all cases agree with their schemas and the files" every_case

odd_bytes() { # names and lines that need escaping, in each form its own way
    fresh
    local zone="$work/t/zones/a, b: 100%<&\">é%0A::error.zone"
    mv "$work/t/zones/a.zone" "$zone"
    printf '\xf0\x9f\x93\xac.\xe4\xba\xba\tMX 0 %s. ; \xff\x1b[31m\n"\\032x\n$\xef\xbf\xbf 5 ]]>\r\n' "$legacy" >>"$zone"
    cp "$zone" "$work/t/zones/"$'line\n::error::end.zone'
    cp "$zone" "$work/t/zones/"$'\xff\xfe.zone'
    { printf '\xef\xbb\xbf' && cat "$zone"; } >"$work/t/bom.zone"
    iconv -f latin1 -t utf-16 "$zone" >"$work/t/utf16.zone"
    run "$work/t" --severity notice
    xmllint --noout "$work/run/junit" || return 1
    if LC_ALL=C grep -aqP '[^\x0a\x20-\x7e\x80-\xff]' "$work/run"/*; then echo "a control character"; return 1; fi
    jq -e . "$work/run/json" "$work/run/sarif" "$work/run/gitlab" >/dev/null || return 1
    ! grep -avE '^::(error|warning|notice) file=[^,:]*,line=[0-9]+,endLine=[0-9]+(,col=[0-9]+,endColumn=[0-9]+)?,title=[a-z0-9-]+::' \
        "$work/run/github" || return 1
    grep -aqF 'a%2C b%3A 100%25<&">é%250A%3A%3Aerror.zone,' "$work/run/github" || { cat "$work/run/github"; return 1; }
    # byte for byte the names that cannot be told in text are gone from the rest of the check
    rm "$work/t/zones/"$'\xff\xfe.zone' "$work/t/zones/"$'line\n::error::end.zone'
    run "$work/t" --severity notice --fail-on error
    agree "$work/t" error
}
expect "names and lines with every kind of odd byte" odd_bytes

hashes() { jq -r '.runs[0].results[] | .ruleId + " " + .partialFingerprints.primaryLocationLineHash' "$work/run/sarif" | sort; }

fingerprints() {
    fresh
    run "$work/t" --severity notice
    hashes >"$work/before"
    jq -r '.[].fingerprint' "$work/run/gitlab" | sort >"$work/gitlab"
    [ "$(uniq -d "$work/gitlab" | wc -l)" -eq 0 ] || { echo "the same one twice"; return 1; }
    sed -i -e 's/ 1 7200/ 2 7200/' -e '6a ; a comment\nmail 60 A 192.0.2.1' -e 's/^@ MX/@\tIN MX/' "$work/t/zones/a.zone"
    run "$work/t" --severity notice
    hashes | comm -23 "$work/before" - | diff /dev/null - || return 1
    jq -r '.[].fingerprint' "$work/run/gitlab" | sort | comm -23 "$work/gitlab" - | diff /dev/null - || return 1
    sed -i 's/MX 0/MX 5/' "$work/t/zones/a.zone"
    run "$work/t" --severity notice
    ! hashes | diff -q "$work/before" - >/dev/null
}
expect "fingerprints survive edits elsewhere, and change with the record" fingerprints

repository() { # paths are those of the repository, wherever mxmend is started
    fresh
    local from
    for from in . zones; do
        (cd "$work/t/$from" && "$mxmend" check --format sarif --output "$work/out" --format github >"$work/commands" 2>/dev/null) || true
        [ "$(jq -r '.runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri' "$work/out")" = zones/a.zone ] || { cat "$work/out"; return 1; }
        grep -q '^::warning file=zones/a.zone,line=7,endLine=7,col=8,endColumn=48,title=exchange-legacy-mx::' "$work/commands" || { cat "$work/commands"; return 1; }
    done
    rm -rf "$work/t/.git"
    (cd / && "$mxmend" check --format sarif "$work/t/zones/a.zone" >"$work/out" 2>/dev/null) || true
    grep -q '"uri":"tmp/\|"uri":"file:///' "$work/out" || { head -c 500 "$work/out"; return 1; }
    "$mxmend" check --format sarif --stdin-filename odd:name.zone - <"$work/t/zones/a.zone" >"$work/out" 2>/dev/null || true
    grep -q '"uri":"odd%3Aname.zone"' "$work/out"
}
expect "paths are relative to the repository" repository

several() {
    fresh
    status 1 check --format sarif --output x.sarif --format text || return 1
    grep -q '^zones/a.zone:7:8: warning' "$work/out" && jq -e '.version == "2.1.0"' "$work/t/x.sarif" >/dev/null || return 1
    status 1 check --output x.json --format json && [ ! -s "$work/out" ] && jq -e .findings "$work/t/x.json" >/dev/null || return 1
    status 1 check --output x.text && grep -q '^zones/a.zone:7:8' "$work/t/x.text" || return 1
    status 1 check --format text --output x.text --format junit && xmllint --noout "$work/out" || return 1
    status 2 check --format text --format json && grep -q 'would both go to stdout' "$work/err" || return 1
    status 2 check --format text --output a --format json --output a && grep -q 'would both go to a' "$work/err" || return 1
    status 2 check --format text --output a --output b && grep -q 'no --format before it' "$work/err" || return 1
    [ ! -e "$work/t/b" ] || return 1
    status 2 check --format serif && grep -q 'did you mean sarif?' "$work/err" || return 1
    status 2 check --format json --output no/such/file && grep -q 'no/such/file: No such file' "$work/err"
}
expect "several forms in one run, each in its place" several

own_work() { # what a run left in the folder is not looked through by the next one
    fresh
    status 1 check --severity notice && tail -n 1 "$work/err" >"$work/before" || return 1
    run "$work/t" --severity notice
    cp "$work"/run/* "$work/t/"
    status 1 check --severity notice --output findings.txt || return 1
    printf '{"mxmend":1,"domains":{"contoso.com":{"serviceConfigurationRecords":[{"label":"contoso.com","recordType":"Mx","supportedService":"Email","mailExchange":"contoso-com.o-v1.mx.microsoft","preference":0}]}}}' >"$work/graph"
    status 1 diff --authority "$work/graph" zones && cp "$work/out" "$work/t/mx.patch" && cp "$work/out" "$work/t/mx.txt" || return 1
    git -C "$work/t" add zones && { echo && echo ';' "$legacy"; } >>"$work/t/zones/a.zone" && git -C "$work/t" diff >"$work/t/git.txt"
    git -C "$work/t" checkout -q zones
    status 1 check --severity notice || return 1
    tail -n 1 "$work/err" | sed 's/; [0-9]* other files\? looked through//' | diff "$work/before" - || { cat "$work/out" && return 1; }
    # But what a diff adds is.
    sed -i "s/^+@ MX.*/&\\n+mx = \"$legacy\"/" "$work/t/mx.txt"
    status 1 check mx.txt && grep -q '^mx.txt:.*code-literal-mx' "$work/out"
}
expect "mxmend does not look through its own work" own_work

empty() { # nothing found, nothing read, trouble on the way
    fresh
    sed -i '$d' "$work/t/zones/a.zone"
    run "$work/t"
    agree "$work/t" warning || return 1
    grep -q 'name="check"' "$work/run/junit" || return 1
    jq -e '.runs[0].invocations[0].executionSuccessful' "$work/run/sarif" >/dev/null || return 1
    status 2 check --format sarif zones no.such.zone || return 1
    jq -e '.runs[0].invocations[0].executionSuccessful == false' "$work/out" >/dev/null || { cat "$work/out"; return 1; }
}
expect "a run that finds nothing, and one that cannot read all" empty

finish
