# Sourced by the tests of mxmend fetch: a Graph and a login host on loopback, with an authority of
# their own, made here; and a clean environment to run mxmend in.
# shellcheck shell=bash disable=SC2034,SC2154

# shellcheck source=../tap.sh
. "$here/../tap.sh"

# The server's own files, below $work. A key on a curve is made quickly.
make_authority() # NAME
{
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$1" \
        -keyout "$work/$1.key" -out "$work/$1.pem" 2>/dev/null
}

start_server()
{
    make_authority ca && make_authority other-ca
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost \
        -keyout "$work/server.key" -out "$work/server.csr" 2>/dev/null
    printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\n' >"$work/server.ext"
    openssl x509 -req -days 2 -in "$work/server.csr" -CA "$work/ca.pem" -CAkey "$work/ca.key" \
        -CAcreateserial -extfile "$work/server.ext" -out "$work/server.crt" 2>/dev/null
    cat "$work/server.crt" "$work/server.key" >"$work/server.pem"
    scenario '{}'
    /usr/bin/python3 -B "$here/server.py" "$work" >"$work/server.out" 2>&1 &
    server=$!
    trap 'kill "$server" 2>/dev/null; rm -rf "$work"' EXIT
    for _ in $(seq 200); do
        [ ! -f "$work/ports" ] || break
        sleep 0.05
    done
    # shellcheck source=/dev/null
    . "$work/ports"
    mkdir "$work/t" "$work/home"
}

scenario() # JSON: what the server is to do from now on
{
    printf '%s' "$1" >"$work/scenario.new"
    mv "$work/scenario.new" "$work/scenario.json"
    : >"$work/log"
}

# fresh JSON: a new scenario and an empty folder.
fresh()
{
    rm -rf "$work/t"
    mkdir "$work/t"
    scenario "$1"
}

# run EXPECTED [NAME=VALUE…] ARGUMENT…: mxmend, in $work/t, with these variables and no others.
# Output goes to $work/out and $work/err, and to $work/all, which is searched for secrets.
run()
{
    local expected=$1 got=0 variables=()
    shift
    while [[ ${1:-} == [A-Z]*=* ]]; do
        variables+=("$1")
        shift
    done
    (
        cd "$work/t" && exec env -i PATH="${az:-}/usr/bin:/bin" HOME="$work/home" \
            ASAN_OPTIONS="${ASAN_OPTIONS:-}" UBSAN_OPTIONS="${UBSAN_OPTIONS:-}" \
            SOURCE_DATE_EPOCH="${now:-1795428000}" AZURE_AUTHORITY_HOST="https://localhost:$login" \
            AZURE_POD_IDENTITY_AUTHORITY_HOST="${metadata:-http://127.0.0.1:1}" \
            "${variables[@]}" "$mxmend" "$@"
    ) >"$work/out" 2>"$work/err" || got=$?
    cat "$work/out" "$work/err" >>"$work/all"
    find "$work/t" -type f -exec cat {} + >>"$work/all"
    [ "$got" -ne "$expected" ] || return 0
    echo "exit status $got, not $expected: mxmend $*"
    head -n 20 "$work/out" "$work/err"
    return 1
}

# fetch EXPECTED [NAME=VALUE…] ARGUMENT…: mxmend fetch from the test's host, with a good token.
fetch()
{
    local expected=$1 variables=()
    shift
    while [[ ${1:-} == [A-Z]*=* ]]; do
        variables+=("$1")
        shift
    done
    run "$expected" "${secret_variables[@]}" "${variables[@]}" fetch --graph-url "https://localhost:${host:-$graph}" \
        --ca-file "$work/ca.pem" "$@"
}

out() # PATTERN…: each stands in the output
{
    for pattern; do grep -qE -- "$pattern" "$work/out" || { echo "no $pattern in:"; cat "$work/out"; return 1; }; done
}

err()
{
    for pattern; do grep -qE -- "$pattern" "$work/err" || { echo "no $pattern in:"; cat "$work/err"; return 1; }; done
}

quiet()
{
    [ ! -s "$work/out" ] && [ ! -s "$work/err" ] || { echo "unexpected:"; head "$work/out" "$work/err"; return 1; }
}

# holds FILTER: jq finds this to be true of the authority file.
holds()
{
    jq -e "$1" "$work/t/mxmend.authority.json" >/dev/null ||
        { echo "not so: $1"; head -c 3000 "$work/t/mxmend.authority.json"; return 1; }
}

# asked HOST PATTERN: how many such requests there were.
asked()
{
    jq -r "select(.host == \"$1\") | .method + \" \" + .target" "$work/log" | grep -cE -- "$2" || true
}

# times COUNT HOST PATTERN
times()
{
    local got
    got=$(asked "$2" "$3")
    [ "$got" -eq "$1" ] || { echo "$got requests of $2 $3, not $1"; jq -c . "$work/log" | head -n 40; return 1; }
}

lawful() # the client broke no rule
{
    ! grep -q violation "$work/log" || { grep violation "$work/log"; return 1; }
}

# case_of NAME COMMAND…: as expect, and no rule of the protocol was broken.
case_of()
{
    local name=$1
    shift
    expect "$name" lawfully "$@"
}

lawfully()
{
    "$@" && lawful && as_schema
}

# What fetch wrote is as its schema says; files that a case made by hand may be anything.
as_schema()
{
    local file=$work/t/mxmend.authority.json
    [ ! -s "$file" ] || ! grep -q '"fetchedAt": ' "$file" ||
        python3 -B "$here/../schema/validate.py" authority "$file"
}

# What was printed or written by any run holds none of the server's secrets, as they are or encoded.
no_secret_told()
{
    local secret encoded found=0
    while read -r secret; do
        encoded=$(jq -rn --arg text "$secret" '$text | @uri')
        if grep -qF -e "$secret" -e "$encoded" "$work/all"; then
            echo "printed: $secret"
            grep -nF -m 3 -e "$secret" -e "$encoded" "$work/all"
            found=1
        fi
    done <"$work/secrets"
    return "$found"
}
