# Sourced by the shell tests beside it: how a test says what came out, and where it may write.
# shellcheck shell=bash

passed=0
failed=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ok NAME: the last thing that was tried went well.
ok()
{
    echo "ok $1"
    passed=$((passed + 1))
}

# not_ok NAME WHY: it did not. WHY may have several lines.
not_ok()
{
    echo "not ok $1: $2"
    failed=$((failed + 1))
}

# expect NAME COMMAND…: the command succeeds; what it prints is the reason if it does not.
expect()
{
    local name=$1 why
    shift
    if why=$("$@" 2>&1); then
        ok "$name"
    else
        not_ok "$name" "${why:-$* failed}"
    fi
}

# sanitized BINARY: AddressSanitizer is in it, so neither valgrind nor a limit on addresses goes.
sanitized()
{
    grep -q __asan_init "$1"
}

# on_terminal NAME COMMAND…: as expect, where a terminal can be had (in a bare chroot there may be no
# /dev/pts).
on_terminal()
{
    if script -qec true /dev/null </dev/null >/dev/null 2>&1; then
        expect "$@"
    else
        ok "$1: no terminal can be had # skip"
    fi
}

# ran EXPECTED COMMAND…: runs it in the folder $in, or $work/t; what it prints goes to $work/out and
# $work/err.
ran()
{
    local expected=$1 got=0
    shift
    (cd "${in:-$work/t}" && "$@") >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq "$expected" ] && return
    echo "exit status $got, not $expected: $*"
    head -n 30 "$work/out" "$work/err"
    return 1
}

# status EXPECTED ARGUMENT…: the same of mxmend.
status()
{
    ran "$1" "${mxmend:?}" "${@:2}"
}

# out PATTERN… / err PATTERN…: each stands in what was printed.
out()
{
    for pattern; do grep -qE -e "$pattern" "$work/out" || { echo "no $pattern in:"; cat "$work/out"; return 1; }; done
}

err()
{
    for pattern; do grep -qE -e "$pattern" "$work/err" || { echo "no $pattern in:"; cat "$work/err"; return 1; }; done
}

# says COUNT: so many findings were printed.
says()
{
    [ "$(grep -cE '^[^ ].*\[[a-z0-9-]+(, fixable.*)?\]$' "$work/out")" -eq "$1" ] || { echo "not $1 findings:"; cat "$work/out"; return 1; }
}

# The last line of every test, and its exit status.
finish()
{
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
