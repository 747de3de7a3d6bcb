#!/usr/bin/env bash
# The ways to a token: each is tried against hosts on loopback that check what the documentation
# demands (the fields, the JWT's signature and claims, the scope, the headers).
#
# usage: testdata/graph/token_test.sh MXMEND
# shellcheck disable=SC2154,SC2016 # the server says its ports; a $ is mostly one of a zone's
set -uo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=lib.sh
. "$here/lib.sh"
start_server
secret_variables=()
one='{"domains":{"contoso.com":{}}}'
application=("AZURE_TENANT_ID=$tenant" "AZURE_CLIENT_ID=$client")

# gets [NAME=VALUE…] OPTION…: contoso.com is fetched, and said nothing about.
gets()
{
    rm -rf "$work/t" && mkdir "$work/t" && : >"$work/log"
    fetch 0 "$@" contoso.com && quiet && holds '.domains["contoso.com"].serviceConfigurationRecords | length == 3'
}

# ---- given tokens -----------------------------------------------------------------------------------

token=given-$RANDOM$RANDOM$RANDOM$RANDOM
echo "$token" >>"$work/secrets"
given="{\"tokens\":[\"$token\"],\"domains\":{\"contoso.com\":{}}}"

token_file()
{
    scenario "$given"
    printf '  %s\r\n' "$token" >"$work/token"
    gets --token-file "$work/token" && gets --token-file - <"$work/token" || return 1
    printf '{"accessToken":"%s","expiresOn":"2026-09-01 10:00:00.000000"}' "$token" >"$work/token"
    gets MXMEND_GRAPH_TOKEN=wrong-token --token-file "$work/token" || return 1
    times 0 login . || return 1
    fetch 2 --token-file /nowhere contoso.com && err 'token file: /nowhere: No such file' || return 1
    fetch 2 --token-file - --from - </dev/null && err 'cannot be both' || return 1
    printf 'a b' >"$work/token"
    fetch 2 --token-file "$work/token" contoso.com && err 'holds no token' || return 1
    printf 'a\nX-Evil: 1' >"$work/token"
    fetch 2 --token-file "$work/token" contoso.com
}
case_of "--token-file" token_file

token_variable()
{
    scenario "$given"
    gets MXMEND_GRAPH_TOKEN="$token" "${application[@]}" AZURE_CLIENT_SECRET=wrong && times 0 login . || return 1
    scenario '{"domains":{"contoso.com":{}}}'
    fetch 3 MXMEND_GRAPH_TOKEN="$token" contoso.com && err 'MXMEND_GRAPH_TOKEN has expired' 'Graph does not accept the token' &&
        times 1 graph .
}
case_of "MXMEND_GRAPH_TOKEN" token_variable

# ---- an application's -------------------------------------------------------------------------------

client_secret()
{
    scenario "$one"
    gets "${application[@]}" AZURE_CLIENT_SECRET="$secret" && times 1 login "POST /$tenant/oauth2/v2.0/token$" || return 1
    scenario '{"variant":true,"login_failures":2,"domains":{"contoso.com":{}}}'
    gets "${application[@]}" AZURE_CLIENT_SECRET="$secret" && times 3 login . || return 1
    scenario "$one"
    fetch 3 "${application[@]}" AZURE_CLIENT_SECRET=wrong-secret contoso.com && times 1 login . && times 0 graph . || return 1
    err 'client secret: wrong client secret: take the secret.s value.*\[AADSTS7000215\].*invalid_client.*correlation id 0000'
}
case_of "client secret" client_secret

make_certificate() # NAME KEY-OPTION…
{
    local name=$1
    shift
    openssl req -x509 -newkey "$@" -nodes -days 2 -subj "/CN=$name" -keyout "$work/$name.key" -out "$work/$name.crt" 2>/dev/null
}
make_certificate app rsa:2048
make_certificate other rsa:2048
make_certificate curve ec -pkeyopt ec_paramgen_curve:P-256
cat "$work/app.key" "$work/app.crt" >"$work/app.pem"
with_certificate="{\"certificate\":\"$work/app.crt\",\"domains\":{\"contoso.com\":{}}}"
password='pass~word+1234'
echo "$password" >>"$work/secrets"

certificate() # FILE [NAME=VALUE…]
{
    local file=$1
    shift
    gets "${application[@]}" AZURE_CLIENT_CERTIFICATE_PATH="$file" "$@"
}

pem()
{
    scenario "$with_certificate"
    certificate "$work/app.pem" || return 1
    cat "$work/other.crt" "$work/app.crt" "$work/app.key" >"$work/late.pem"
    certificate "$work/late.pem" || return 1
    openssl pkcs8 -topk8 -in "$work/app.key" -passout "pass:$password" -out "$work/locked.key" 2>/dev/null
    cat "$work/app.crt" "$work/locked.key" >"$work/locked.pem"
    certificate "$work/locked.pem" AZURE_CLIENT_CERTIFICATE_PASSWORD="$password"
}
case_of "certificate in PEM" pem

pkcs12()
{
    scenario "$with_certificate"
    openssl pkcs12 -export -inkey "$work/app.key" -in "$work/app.crt" -passout "pass:$password" -out "$work/app.pfx"
    certificate "$work/app.pfx" AZURE_CLIENT_CERTIFICATE_PASSWORD="$password" || return 1
    openssl pkcs12 -export -inkey "$work/app.key" -in "$work/app.crt" -passout pass: -out "$work/open.pfx"
    certificate "$work/open.pfx" || return 1
    openssl pkcs12 -export -legacy -inkey "$work/app.key" -in "$work/app.crt" -passout "pass:$password" -out "$work/old.pfx"
    certificate "$work/old.pfx" AZURE_CLIENT_CERTIFICATE_PASSWORD="$password"
}
case_of "certificate in PKCS#12" pkcs12

chain()
{
    scenario "{\"chain\":2,\"certificate\":\"$work/app.crt\",\"domains\":{\"contoso.com\":{}}}"
    cat "$work/other.crt" "$work/app.crt" "$work/app.key" >"$work/late.pem"
    certificate "$work/late.pem" AZURE_CLIENT_SEND_CERTIFICATE_CHAIN=true
}
case_of "a chain is sent when asked for" chain

bad_certificates() # none of them gets as far as the login host
{
    local try
    scenario "$with_certificate"
    cat "$work/other.crt" "$work/app.key" >"$work/mixed.pem"
    cat "$work/curve.crt" "$work/curve.key" >"$work/curve.pem"
    for try in "nowhere.pem=No such file" "app.crt=holds no private key that can be read without" "mixed.pem=holds no certificate of its private key" \
        "curve.pem=not RSA" "locked.pem=AZURE_CLIENT_CERTIFICATE_PASSWORD is not set" "app.pfx=holds no private key"; do
        fetch 2 "${application[@]}" AZURE_CLIENT_CERTIFICATE_PATH="$work/${try%%=*}" contoso.com && err "certificate: $work/${try%%=*}: .*${try#*=}" || return 1
    done
    fetch 2 "${application[@]}" AZURE_CLIENT_CERTIFICATE_PATH="$work/app.pfx" AZURE_CLIENT_CERTIFICATE_PASSWORD=not-the-password contoso.com &&
        err 'holds no private key that this password opens' && times 0 login . || return 1
    cat "$work/other.crt" "$work/other.key" >"$work/other.pem"
    fetch 3 "${application[@]}" AZURE_CLIENT_CERTIFICATE_PATH="$work/other.pem" contoso.com && err 'does not accept the certificate.*AADSTS700027'
}
case_of "certificates that will not do" bad_certificates

federated()
{
    scenario "{\"federated_file\":\"$work/federated\",\"domains\":{\"contoso.com\":{}}}"
    echo "federated-$RANDOM$RANDOM$RANDOM" | tee -a "$work/secrets" >"$work/federated"
    gets "${application[@]}" AZURE_FEDERATED_TOKEN_FILE="$work/federated" || return 1
    fetch 2 "${application[@]}" AZURE_FEDERATED_TOKEN_FILE="$work/nowhere" contoso.com && err 'federated token: .*No such file'
}
case_of "federated token file" federated

workflow()
{
    scenario "$with_certificate"
    local job=("ACTIONS_ID_TOKEN_REQUEST_URL=https://localhost:$github/job/token?api-version=2.0")
    gets "${application[@]}" "${job[@]}" ACTIONS_ID_TOKEN_REQUEST_TOKEN="$github_token" && times 1 github . && times 1 login . || return 1
    fetch 3 "${application[@]}" "${job[@]}" ACTIONS_ID_TOKEN_REQUEST_TOKEN=wrong-token contoso.com && err 'GitHub Actions: GitHub gives no token'
}
case_of "GitHub Actions" workflow

# ---- a machine's ------------------------------------------------------------------------------------

gets_by_proxy() # only what goes out does
{
    rm -rf "$work/t" && mkdir "$work/t" && : >"$work/log"
    run 0 AZURE_CLIENT_ID="$client" ALL_PROXY="http://localhost:$proxy" fetch \
        --graph-url "https://localhost:$graph" --ca-file "$work/ca.pem" contoso.com && times 1 proxy . && times 1 local .
}

metadata_service()
{
    metadata="http://localhost:$local"
    scenario "$one"
    gets && times 1 local 'GET /metadata/identity' || return 1
    scenario "{\"identity\":\"$client\",\"domains\":{\"contoso.com\":{}}}"
    gets AZURE_CLIENT_ID="$client" || return 1
    gets_by_proxy || return 1
    fetch 3 contoso.com && err 'managed identity: .*Identity not found' 'Azure CLI: az is not installed'
    local answer=$?
    metadata=
    return $answer
}
case_of "managed identity of a machine" metadata_service

app_service()
{
    scenario "$one"
    gets IDENTITY_ENDPOINT="http://localhost:$local/msi/token" IDENTITY_HEADER="$identity" && times 1 local 'GET /msi/token' || return 1
    scenario "{\"identity\":\"$client\",\"domains\":{\"contoso.com\":{}}}"
    gets AZURE_CLIENT_ID="$client" IDENTITY_ENDPOINT="http://localhost:$local/msi/token" IDENTITY_HEADER="$identity" || return 1
    fetch 3 AZURE_CLIENT_ID="$client" IDENTITY_ENDPOINT="http://localhost:$local/msi/token" IDENTITY_HEADER=wrong-header contoso.com &&
        err 'managed identity of App Service: sign-in failed'
}
case_of "managed identity of App Service" app_service

# ---- a person's -------------------------------------------------------------------------------------

device_code()
{
    scenario '{"device":["authorization_pending","authorization_pending"],"domains":{"contoso.com":{}}}'
    rm -rf "$work/t" && mkdir "$work/t"
    fetch 0 AZURE_CLIENT_ID="$client" --device-code contoso.com && holds '.domains | has("contoso.com")' || return 1
    err 'open https://microsoft.example/devicelogin and enter C0DE4YOU\\x1b' && times 3 login 'POST /organizations/oauth2/v2.0/token' || return 1
    ! grep -q device- "$work/err" || return 1
    scenario '{"variant":true,"device":[],"domains":{"contoso.com":{}}}'
    fetch 0 "${application[@]}" --device-code contoso.com && err 'To sign in, open https://microsoft.example/devicelogin and enter the code C0DE4YOU' || return 1
    scenario '{"device":["authorization_declined"]}'
    fetch 3 "${application[@]}" --device-code contoso.com && err 'device code: the sign-in was declined' || return 1
    scenario '{"device":["expired_token"]}'
    fetch 3 "${application[@]}" --device-code contoso.com && err 'nobody signed in before' || return 1
    fetch 3 --device-code contoso.com && err 'device code: AZURE_CLIENT_ID is not set'
}
case_of "device code" device_code

slow_down() # five seconds more between two polls (RFC 8628 section 3.5)
{
    scenario '{"device":["slow_down"],"domains":{"contoso.com":{}}}'
    local start=$SECONDS
    fetch 0 "${application[@]}" --device-code contoso.com && [ $((SECONDS - start)) -ge 6 ]
}
case_of "device code, slower" slow_down

azure_cli()
{
    local az="$work/bin:"
    mkdir -p "$work/bin"
    cat >"$work/bin/az" <<AZ
#!/bin/sh
env > $work/az.environment
echo "\$*" > $work/az.arguments
[ "\$*" = "account get-access-token --output json --resource https://graph.microsoft.com" ] || exit 1
[ ! -e $work/az.fails ] || { echo "ERROR: Please run 'az login' to setup account." >&2; exit 1; }
echo '{ "accessToken": "$token", "expiresOn": "2026-09-01 10:00:00.000000", "expires_on": 1788249600, "tokenType": "Bearer" }'
AZ
    chmod +x "$work/bin/az"
    scenario "$given"
    gets AZURE_CLIENT_SECRET=the-secret-of-nobody || { cat "$work/az.arguments"; return 1; }
    ! grep -q the-secret-of-nobody "$work/az.environment" || { echo "az is given the secret"; return 1; }
    touch "$work/az.fails"
    fetch 3 contoso.com && err "Azure CLI: ERROR: Please run 'az login'"
}
case_of "Azure CLI" azure_cli

# ---- order, errors, renewal -------------------------------------------------------------------------

in_order() # all are named when none is open; a way that is open and fails is the last that is tried
{
    scenario "$one"
    fetch 3 AZURE_CLIENT_SECRET=some-secret contoso.com || return 1
    local got
    got=$(sed -n 's/^mxmend:   \([^:]*\): .*/\1/p' "$work/err" | paste -sd,)
    [ "$got" = "token file,token from the environment,client secret,certificate,federated token,GitHub Actions,managed identity of App Service,managed identity,device code,Azure CLI" ] ||
        { cat "$work/err"; return 1; }
    err 'client secret: AZURE_TENANT_ID is not set' || return 1
    fetch 3 "${application[@]}" AZURE_CLIENT_SECRET=some-secret AZURE_CLIENT_CERTIFICATE_PATH="$work/app.pem" contoso.com && times 1 login .
}
case_of "the order" in_order

words()
{
    local try
    for try in "7000222=the client secret has expired" "90002=no such tenant in this cloud" "700016=the application is not in this tenant" \
        "900382=belongs to another cloud" "65001=consent is missing.*Domain.Read.All" "700024=clock is wrong" "7000218=public client flows" \
        "123=sign-in failed"; do
        scenario "{\"login_error\":[${try%%=*},\"the secret is SECRET\"]}"
        fetch 3 "${application[@]}" AZURE_CLIENT_SECRET="$secret" contoso.com &&
            err "client secret: .*${try#*=}.* \\[AADSTS${try%%=*}\\]; the answer was 401 invalid_client, \"AADSTS${try%%=*}: the secret is \\*+\", correlation id" || return 1
    done
    scenario '{"login_error":[7000215,"the body is BODY"]}'
    fetch 3 "${application[@]}" AZURE_CLIENT_SECRET="$secret" contoso.com && err 'client_secret=\*+' || return 1
    scenario '{"login_html":true}'
    fetch 3 "${application[@]}" AZURE_CLIENT_SECRET="$secret" contoso.com && err 'sign-in page' || return 1
    scenario "{\"login_redirect\":\"https://localhost:$stranger/\"}"
    fetch 3 "${application[@]}" AZURE_CLIENT_SECRET="$secret" contoso.com && err 'wants to pass the request on' && times 0 stranger . || return 1
    fetch 2 AZURE_TENANT_ID=../x AZURE_CLIENT_ID="$client" AZURE_CLIENT_SECRET="$secret" contoso.com
}
case_of "errors in the reader's words" words

renewed() # in the middle of a run: once, and nothing is lost
{
    scenario '{"count":200,"expire":3}'
    rm -rf "$work/t" && mkdir "$work/t"
    fetch 0 "${application[@]}" AZURE_CLIENT_SECRET="$secret" --all && quiet && times 2 login . &&
        holds '[.domains[] | select(.serviceConfigurationRecords | length == 3)] | length == 200' || return 1
    scenario "{\"tokens\":[\"$token\"],\"count\":60,\"expire\":2}"
    fetch 3 MXMEND_GRAPH_TOKEN="$token" --all && err 'no new token' &&
        holds '[.domains[] | select(.stale)] | length > 0' && holds '[.domains[] | select(has("error"))] | length == 0'
}
case_of "an expired token is renewed once" renewed

expect "no secret in the output, the files, the arguments" no_secret_told
finish
