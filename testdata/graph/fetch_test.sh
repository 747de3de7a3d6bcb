#!/usr/bin/env bash
# mxmend fetch against a Graph on loopback: what it asks, what it writes, and what it does when the
# network or Graph does not do what it should.
#
# usage: testdata/graph/fetch_test.sh MXMEND
# shellcheck disable=SC2154,SC2016 # the server says its ports; a $ is mostly one of a zone's
set -uo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"
start_server
secret_variables=("AZURE_TENANT_ID=$tenant" "AZURE_CLIENT_ID=$client" "AZURE_CLIENT_SECRET=$secret")
two='{"domains":{"contoso.com":{},"fabrikam-inc.com":{}}}'

# ---- what is asked, and what is written ------------------------------------------------------------

first_time()
{
    fresh "$two"
    fetch 0 contoso.com Fabrikam-Inc.COM. contoso.com && quiet || return 1
    holds '.mxmend == 1 and .cloud == "global" and .fetchedAt == "2026-11-23T10:00:00Z"' || return 1
    holds '.domains | keys == ["contoso.com", "fabrikam-inc.com"]' || return 1
    holds '.domains["contoso.com"] | .isVerified and .isAdminManaged and (.supportedServices | index("Email") != null)' &&
        holds '.domains["fabrikam-inc.com"].serviceConfigurationRecords | length == 3' &&
        holds '[.domains["contoso.com"].serviceConfigurationRecords[] | select(.mailExchange)] == [{
            "@odata.type": "#microsoft.graph.domainDnsMxRecord", "id": "2b672ab0-0bee-476f-b334-be436f2449bd",
            "isOptional": false, "label": "contoso.com", "recordType": "Mx", "supportedService": "Email",
            "ttl": 3600, "mailExchange": "contoso-com.o-v1.mx.microsoft", "preference": 0}]' || return 1
    times 1 graph 'GET /v1.0/domains$' && times 1 graph 'POST /v1.0/\$batch$' && times 1 login 'POST .*/token$' || return 1
    [ "$(stat -c %a "$work/t/mxmend.authority.json")" = "$(umask -S >/dev/null; printf '%o' $((0666 & ~$(umask))))" ]
}
case_of "a first fetch" first_time

read_again() # what fetch writes, check reads
{
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 h 2024010100 7200 1800 1209600 3600\n NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n@ MX 0 contoso-com.mail.protection.outlook.com.\n' >"$work/t/contoso.com.zone"
    run 1 check --select exchange-legacy-mx && out 'Graph says contoso-com.o-v1.mx.microsoft' 'authority fetched 2026-11-23'
}
expect "check reads what was written" read_again

stable() # a day later, in another order of records, and with a domain asked for alone
{
    fresh "$two"
    fetch 0 contoso.com fabrikam-inc.com || return 1
    cp -p "$work/t/mxmend.authority.json" "$work/before"
    local now=1795514400
    for _ in 1 2 3; do fetch 0 contoso.com fabrikam-inc.com || return 1; done
    fetch 0 fabrikam-inc.com || return 1
    cmp "$work/before" "$work/t/mxmend.authority.json" &&
        [ ! "$work/t/mxmend.authority.json" -nt "$work/before" ] || return 1
    now=1796983200 # three weeks later: the date would soon be called stale
    fetch 0 contoso.com fabrikam-inc.com || return 1
    [ "$(diff "$work/before" "$work/t/mxmend.authority.json" | grep -c '^>')" -eq 1 ] &&
        grep -q '"fetchedAt": *"2026-12-11T' "$work/t/mxmend.authority.json"
}
case_of "nothing new, nothing written" stable

one_changes() # the diff is the date, and the line of the record
{
    scenario '{"domains":{"contoso.com":{"host":"contoso-com.q-v1.mx.microsoft"},"fabrikam-inc.com":{}}}'
    cp "$work/t/mxmend.authority.json" "$work/before"
    local now=1795600800
    fetch 0 contoso.com fabrikam-inc.com || return 1
    [ "$(diff "$work/before" "$work/t/mxmend.authority.json" | grep -c '^[<>]')" -eq 4 ] &&
        holds '.fetchedAt == "2026-11-25T10:00:00Z" and (.domains["contoso.com"] | has("fetchedAt") | not)'
}
case_of "a change is one line and the date" one_changes

other_kept() # domains that nobody asks for keep what they have, and their date
{
    scenario '{"domains":{"contoso.com":{"host":"contoso-com.r-v1.mx.microsoft"}}}'
    jq -c '.note = "ours" | .domains["example.net"] = {"by": "hand", "serviceConfigurationRecords": []}' "$work/t/mxmend.authority.json" >"$work/x" &&
        mv "$work/x" "$work/t/mxmend.authority.json"
    local now=1795687200
    fetch 0 contoso.com || return 1
    holds '.note == "ours" and .domains["example.net"].by == "hand" and .fetchedAt == "2026-11-26T10:00:00Z"' &&
        holds '.domains["fabrikam-inc.com"].fetchedAt == "2026-11-25T10:00:00Z"' &&
        holds '.domains["contoso.com"] | tostring | contains("contoso-com.r-v1.mx")'
}
case_of "other domains are kept" other_kept

not_ours() # no file is overwritten that fetch did not write, or that is about another cloud
{
    fresh "$two"
    echo '{"value":[]}' >"$work/t/mxmend.authority.json"
    fetch 2 contoso.com && err 'is no authority file that mxmend fetch wrote' || return 1
    echo '{"mxmend":1,"cloud":"china","domains":{}}' >"$work/t/x.json"
    fetch 2 --output x.json contoso.com && err 'holds answers of the cloud china' || return 1
    echo '{"mxmend":2,"domains":{}}' >"$work/t/x.json"
    fetch 2 --output x.json contoso.com && err 'later mxmend' || return 1
    fetch 2 --output no/such/folder/x.json contoso.com && [ ! -s "$work/log" ]
}
case_of "a file of somebody else's stays" not_ours

not_in_tenant() # an answer, and said
{
    fresh '{"domains":{"contoso.com":{}}}'
    fetch 0 contoso.com example.org && err 'example.org: the tenant does not have this domain' || return 1
    holds '.domains["example.org"].error | .code == "Request_ResourceNotFound" and .status == 404 and (has("innerError") | not)'
}
case_of "a domain that the tenant does not have" not_in_tenant

spellings() # every documented variant of names, types and errors
{
    fresh '{"variant":true,"domains":{"contoso.com":{}},"inner":{"contoso.com":{"status":429,"retry":"0"}}}'
    fetch 0 contoso.com example.org || return 1
    holds '.domains["contoso.com"].serviceConfigurationRecords | length == 3' || return 1
    holds '.domains["example.org"].error.code == "Request_ResourceNotFound"' || return 1
    printf '$ORIGIN contoso.com.\n@ 3600 MX 0 contoso-com.mail.protection.outlook.com.\n' >"$work/t/contoso.com.zone"
    run 1 check --select exchange-legacy-mx && out 'Graph says contoso-com.o-v1.mx.microsoft'
}
case_of "both spellings" spellings

names() # as Graph wants them
{
    fresh '{"domains":{"xn--mnchen-3ya.example":{},"contoso.com":{}}}'
    fetch 0 MÜNCHEN.example. CONTOSO.com && holds '.domains | keys == ["contoso.com", "xn--mnchen-3ya.example"]' || return 1
    fetch 2 'not a domain' && err 'is no domain' || return 1
    fetch 2 zones/contoso.com.zone && err '--from takes' || return 1
    fetch 2 192.0.2.1 && fetch 2 "" && fetch 2 && err '--help' || return 1
    fetch 2 --all contoso.com && fetch 2 --output - contoso.com && err '^mxmend: --output: ' && [ ! -e "$work/t/-" ]
}
case_of "names of domains" names

whole_tenant()
{
    fresh '{"list_page":2,"domains":{"contoso.com":{},"new.example":{"isVerified":false},"hosted.example":{"isAdminManaged":false},
        "web.example":{"supportedServices":["Intune"]},"contoso.onmicrosoft.com":{"isInitial":true},
        "b.onmicrosoft.com":{},"fabrikam-inc.com":{"supportedServices":["OfficeCommunicationsOnline","email"]}}}'
    fetch 0 --all || return 1
    holds '.domains | keys == ["contoso.com", "fabrikam-inc.com"]' && times 4 graph 'GET /v1.0/domains' || return 1
    err 'new.example: left out: not verified' 'hosted.example: left out: Microsoft hosts' \
        'web.example: left out: not set up for mail' '^mxmend: contoso.onmicrosoft.com: left out' 'b.onmicrosoft.com: left out'
}
case_of "--all" whole_tenant

from_zones()
{
    fresh '{"domains":{"contoso.com":{},"mail.contoso.com":{},"fabrikam-inc.com":{},"extra.example":{}}}'
    mkdir "$work/t/z" "$work/t/y"
    printf '$ORIGIN contoso.com.\n@ 3600 MX 0 contoso-com.mail.protection.outlook.com.\nmail 3600 MX 0 mail-contoso-com.o-v1.mx.microsoft.\nother 3600 MX 0 mx.example.net.\n' >"$work/t/z/contoso.com.zone"
    printf '$ORIGIN fabrikam-inc.com.\n*.fabrikam-inc.com. 3600 MX 0 fabrikaminc-com02b.mail.protection.outlook.com.\n' >"$work/t/y/f.zone"
    printf '$ORIGIN x.onmicrosoft.com.\n@ 3600 MX 0 x.mail.protection.outlook.com.\n' >"$work/t/y/o.zone"
    fetch 0 extra.example --from z y && quiet || return 1
    holds '.domains | keys == ["contoso.com", "extra.example", "fabrikam-inc.com", "mail.contoso.com"]' || return 1
    fetch 0 --from z/contoso.com.zone --from y/f.zone && fetch 2 --from nowhere && err 'No such file' || return 1
    printf '$ORIGIN a.example.\n@ 3600 MX 0 mx\n' >"$work/t/z/contoso.com.zone"
    fetch 0 --from z && err 'nothing to ask'
}
case_of "--from" from_zones

dry_run()
{
    fresh "$two"
    fetch 0 --dry-run contoso.com fabrikam-inc.com || return 1
    out 'token: client secret: POST https://localhost:.*/oauth2/v2.0/token$' 'GET .*/v1.0/domains$' 'POST .*/v1.0/\$batch$' \
        '"url":"/domains/contoso.com/serviceConfigurationRecords"' || return 1
    [ ! -s "$work/log" ] && [ ! -e "$work/t/mxmend.authority.json" ] || return 1
    fetch 0 --dry-run --all && out 'for each 20 domains'
}
case_of "--dry-run" dry_run

in_one_go() # check --fetch and diff --fetch
{
    fresh "$two"
    mkdir "$work/t/z"
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 h 2024010100 7200 1800 1209600 3600\n NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n@ MX 0 contoso-com.mail.protection.outlook.com.\n' >"$work/t/z/contoso.com.zone"
    local net=(--fetch --graph-url "https://localhost:$graph" --ca-file "$work/ca.pem")
    run 1 "${secret_variables[@]}" diff "${net[@]}" z && out '^\+@ MX 0 contoso-com.o-v1.mx.microsoft.$' || return 1
    holds '.domains | has("contoso.com")' || return 1
    run 1 "${secret_variables[@]}" check "${net[@]}" --authority z/a.json z && out 'Graph says' && [ -e "$work/t/z/a.json" ] || return 1
    mv "$work/t/z/a.json" "$work/t/z/mxmend.authority.json"
    touch -d @0 "$work/t/mxmend.authority.json"
    scenario '{"domains":{"contoso.com":{"host":"contoso-com.z-v1.mx.microsoft"}}}'
    run 1 "${secret_variables[@]}" check "${net[@]}" z && out 'Graph says contoso-com.z-v1' && grep -q z-v1 "$work/t/z/mxmend.authority.json" || return 1
    run 1 "${secret_variables[@]}" check "${net[@]}" --stdin-filename z/x.zone - <"$work/t/z/contoso.com.zone" && out 'Graph says contoso-com.z-v1' || return 1
    scenario '{"outer":{"1":"html"},"domains":{"contoso.com":{}}}'
    run 3 "${secret_variables[@]}" check "${net[@]}" z && out 'not renewed since' && err 'sign-in page' || return 1
    run 2 "${secret_variables[@]}" check "${net[@]}" nowhere && [ "$(grep -c nowhere "$work/err")" -eq 1 ]
}
case_of "check --fetch and diff --fetch" in_one_go

# ---- throttling, faults, and many domains -----------------------------------------------------------

throttled=$(for i in $(seq -w 0 10 499); do printf '%s"d%s.example":{"status":429,"retry":"1"}' "${sep:-}" "$i"; sep=,; done)

five_hundred() # 25 batches, and 3 more for the 50 that were throttled; one connection over HTTP/2
{
    fresh "{\"count\":500,\"inner\":{$throttled}}"
    fetch 0 --all && quiet || return 1
    times 28 graph 'POST /v1.0/\$batch' && holds '.domains | length == 500' &&
        holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 500' || return 1
    [ "$(jq -r 'select(.host == "graph") | .connection' "$work/log" | sort -u | wc -l)" -eq 1 ] ||
        { echo "more than one connection"; return 1; }
}
case_of "500 domains, a tenth of them throttled" five_hundred

old_http() # the same with a server that knows HTTP/1.1 only
{
    fresh '{"count":130,"inner":{"d007.example":{"status":503,"retry":"1"}}}'
    host=$graph1 fetch 0 --all && times 8 graph1 'POST /v1.0/\$batch' && holds '.domains | length == 130'
}
case_of "HTTP/1.1" old_http

# survives TROUBLE…: the first batches fail in these ways, and all is well in the end.
survives()
{
    local n=0 outer='' trouble
    for trouble; do n=$((n + 1)) outer+="${outer:+,}\"$n\":\"$trouble\""; done
    fresh "{\"count\":30,\"outer\":{$outer}}"
    fetch 0 --all && quiet && holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 30'
}
case_of "outer 429 with seconds" survives "429 1" "429 0"
case_of "outer 503 with a date" survives "503 date"
case_of "outer 502 in HTML" survives html-busy "504 0"
case_of "dropped connections" survives drop drop
case_of "cut-off answer" survives cut
case_of "half of the JSON" survives garbled
case_of "slow bytes" survives slow slow

dropped_http1()
{
    fresh '{"count":30,"outer":{"1":"drop","2":"cut"}}'
    host=$graph1 fetch 0 --all && holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 30'
}
case_of "dropped and cut off in HTTP/1.1" dropped_http1

forgotten() # a batch's answer may lack one
{
    fresh '{"count":30,"forget":true}'
    fetch 0 --all && holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 30'
}
case_of "an answer is missing in a batch" forgotten

pages() # in the list and inside of batches
{
    fresh '{"list_page":1,"domains":{"contoso.com":{"page":1},"fabrikam-inc.com":{"page":2}}}'
    fetch 0 --all && holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 2' || return 1
    times 3 graph 'GET /v1.0/domains/.*skiptoken' && times 2 graph 'GET /v1.0/domains(\?|$)'
}
case_of "pages" pages

# fails PATTERN TROUBLE: it is not to be mended, is said, and the old answer is kept.
fails()
{
    fresh "$two"
    fetch 0 contoso.com || return 1
    scenario "{\"outer\":{\"1\":\"$2\"},\"domains\":{\"contoso.com\":{}}}"
    now=1795514400 fetch 3 contoso.com && err "contoso.com: $1" || return 1
    holds '.domains["contoso.com"] | .stale and (.lastError.message != "") and (.serviceConfigurationRecords | length == 3)' || return 1
    holds '.fetchedAt == "2026-11-23T10:00:00Z"' && times 1 graph 'POST' || return 1
    cp "$work/t/mxmend.authority.json" "$work/before"
    scenario "{\"outer\":{\"1\":\"$2\"},\"domains\":{\"contoso.com\":{}}}"
    now=1795600800 fetch 3 contoso.com && cmp "$work/before" "$work/t/mxmend.authority.json"
}
case_of "a redirect is refused" fails 'localhost wants to pass the request on to localhost, which is not done' redirect
case_of "a sign-in page" fails 'localhost answers 200 like no Graph does' html
case_of "a proxy's refusal" fails 'localhost answers 403 like no Graph does' html-forbidden
case_of "a wrong content type" fails 'localhost answers 200 like no Graph does' text
case_of "no \$batch there is no answer" fails 'localhost answers 404' not-found
case_of "an answer that is too large" fails 'localhost sends more than 16 MiB' oversized
case_of "an answer that has no end" fails 'localhost sends more than 16 MiB' unsized
case_of "a missing permission" fails 'the permission Domain.Read.All is missing.*Global Reader.*client-request-id' forbidden
case_of "an error that repeats the token" fails 'Graph answers 400 BadRequest: \*\*\*\*' echo

stalled() # --timeout ends it, and it is asked for again
{
    fresh '{"outer":{"1":"stall"},"domains":{"contoso.com":{}}}'
    fetch 0 --timeout 1 contoso.com && quiet && times 2 graph POST
}
case_of "an answer that stops in the middle" stalled

gone_on() # one domain fails for good, the others are written; it is stale until it answers again
{
    fresh '{"count":3}'
    fetch 0 --all || return 1
    scenario '{"count":3,"inner":{"d001.example":{"status":429,"retry":"0","times":99},"d002.example":{"status":403,"code":"Authorization_RequestDenied"}}}'
    now=1795514400 fetch 3 --all && err 'd001.example: Graph is throttling' 'd002.example: the permission' || return 1
    holds '.domains["d001.example"] | .stale and .lastError.status == 429 and (.serviceConfigurationRecords | length == 3)' &&
        holds '.domains["d000.example"] | has("stale") | not' && holds '.fetchedAt == "2026-11-24T10:00:00Z"' &&
        holds '.domains["d001.example"].fetchedAt == "2026-11-23T10:00:00Z"' || return 1
    times 5 graph 'POST /v1.0/\$batch' || return 1
    scenario '{"count":3}'
    now=1795600800 fetch 0 --all && holds '[.domains[] | has("stale") or has("lastError") or has("fetchedAt")] | any | not'
}
case_of "one domain fails for good" gone_on

long_wait() # more than a run waits: the domain is named at once
{
    fresh '{"count":2,"inner":{"d001.example":{"status":429,"retry":"86400","times":99}}}'
    fetch 3 --all && err 'd001.example: Graph is throttling' &&
        holds '.domains["d001.example"] | has("error") and (has("stale") | not)' && times 1 graph 'POST'
}
case_of "a Retry-After of a day" long_wait

list_fails()
{
    fresh '{"domains":{"contoso.com":{}},"list":{"1":"forbidden"}}'
    fetch 3 contoso.com && err 'contoso.com: the permission Domain.Read.All' || return 1
    scenario '{"domains":{"contoso.com":{}},"list":{"1":"html"}}'
    fetch 3 --all && err "tenant's domains: localhost answers 200" || return 1
    scenario '{"domains":{"contoso.com":{}},"list":{"1":"503 2","2":"drop"}}'
    fetch 0 --all
}
case_of "the list of domains fails" list_fails

# ---- to whom a token goes ---------------------------------------------------------------------------

strangers()
{
    for link in foreign user plain; do
        fresh "{\"domains\":{\"contoso.com\":{\"next\":\"$link\"},\"fabrikam-inc.com\":{}}}"
        fetch 3 --all && err 'contoso.com: .*nextLink leads to another host' || return 1
        holds '(.domains["contoso.com"] | has("error")) and (.domains["fabrikam-inc.com"].serviceConfigurationRecords | length == 3)' || return 1
        times 0 stranger . && times 0 graph 'GET /v1.0/domains/' || return 1
    done
    fresh '{"domains":{"contoso.com":{"next":"loop"}}}'
    fetch 3 --all && err 'have no end'
}
case_of "a link to another host is not followed" strangers

wrong_ca()
{
    fresh "$two"
    run 3 "${secret_variables[@]}" fetch --graph-url "https://localhost:$graph" --ca-file "$work/other-ca.pem" contoso.com &&
        err 'certificate of localhost is not trusted' || return 1
    run 3 MXMEND_GRAPH_TOKEN=abcdefgh fetch --graph-url "https://localhost:$graph" contoso.com &&
        err 'certificate of localhost is not trusted' && [ ! -s "$work/log" ] || return 1
    run 3 MXMEND_GRAPH_TOKEN=abcdefgh fetch --graph-url "https://localhost:$graph" --ca-file /nowhere contoso.com || return 1
    run 0 "${secret_variables[@]}" CURL_CA_BUNDLE="$work/ca.pem" fetch --graph-url "https://localhost:$graph" contoso.com || return 1
    run 0 "${secret_variables[@]}" SSL_CERT_FILE="$work/ca.pem" fetch --graph-url "https://LOCALHOST:$graph/" contoso.com
}
case_of "certificates" wrong_ca

hosts()
{
    for url in "http://localhost:$graph" "https://user@localhost:$graph" "https://localhost:$graph/x" "ftp://localhost" "https://"; do
        fresh "$two"
        run 2 "${secret_variables[@]}" fetch --graph-url "$url" contoso.com && err '--graph-url: .* is not of the form' || return 1
    done
    run 2 "${secret_variables[@]}" AZURE_AUTHORITY_HOST=https://login.microsoftonline.us fetch contoso.com && err 'cloud gcc-high, and --cloud is global' || return 1
    run 2 fetch --cloud mars contoso.com && err 'gcc-high' || return 1
    fresh '{"scope":"https://dod-graph.microsoft.us/.default","domains":{"contoso.com":{}}}'
    fetch 0 --cloud dod contoso.com && holds '.cloud == "dod"' || return 1
    scenario '{"scope":"https://microsoftgraph.chinacloudapi.cn/.default","domains":{"contoso.com":{}}}'
    fetch 0 --cloud china --output c.json contoso.com || return 1
    scenario '{"scope":"https://graph.microsoft.us/.default","domains":{"contoso.com":{}}}'
    fetch 0 AZURE_AUTHORITY_HOST="localhost:$login" --cloud gcc-high --output g.json contoso.com
}
case_of "hosts and clouds" hosts

proxies()
{
    fresh "$two"
    fetch 0 HTTPS_PROXY="http://localhost:$proxy" contoso.com && times 1 proxy "CONNECT localhost:$graph" && times 1 proxy "CONNECT localhost:$login" || return 1
    fresh "$two"
    fetch 0 HTTPS_PROXY="http://localhost:$proxy" NO_PROXY=localhost contoso.com && times 0 proxy .
}
case_of "HTTPS_PROXY and NO_PROXY" proxies

# ---- kill -9 ----------------------------------------------------------------------------------------

killed()
{
    fresh '{"count":40}'
    fetch 0 --all || return 1
    cp -p "$work/t/mxmend.authority.json" "$work/before"
    scenario '{"count":40,"dead_after":1,"dead":"stall"}'
    fetch 137 --all &
    local shell=$! pid= why=
    for _ in $(seq 100); do
        [ "$(asked graph 'POST')" -lt 2 ] || break
        sleep 0.05
    done
    pid=$(pgrep -f "^$mxmend fetch --graph-url https://localhost:$graph ")
    tr '\0' ' ' <"/proc/$pid/cmdline" >>"$work/all"
    tr '\0' '\n' <"/proc/$pid/environ" >"$work/environ" 2>/dev/null
    grep -q 'Max core file size  *0  *0 ' "/proc/$pid/limits" || why="core dumps are allowed"
    [ "$(stat -c %U "/proc/$pid/environ")" = root ] || why="others of the user can look into the process"
    ! grep -qsF "$secret" "$work/environ" || why="the secret is still in the environment" # read by root only
    kill -9 "$pid"
    wait "$shell" || return 1
    [ -z "$why" ] || { echo "$why"; return 1; }
    cmp "$work/before" "$work/t/mxmend.authority.json" && [ "$(ls -A "$work/t")" = mxmend.authority.json ]
}
case_of "kill -9 in the middle" killed

# ---- what must not be told --------------------------------------------------------------------------

expect "no secret in the output, the files, the command line" no_secret_told
finish
