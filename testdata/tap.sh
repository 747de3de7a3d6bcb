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

# The last line of every test, and its exit status.
finish()
{
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
}
