#!/bin/bash
# release_test.sh MXMEND: scripts/release makes a tarball that cmake alone builds, and a package of it.
# (It is about what is committed; the program that is handed over plays no part.)
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
root=${here%/*}

release() {
    mkdir "$work/out"
    CMAKE_BUILD_TYPE=Debug "$root/scripts/release" "$work/out" >"$work/said" || return 1
    tar -tzf "$work/out"/mxmend-*.tar.gz | sed 's|^[^/]*/||' | grep -v '/$' | sort | sed '/^$/d' >"$work/packed"
    git -C "$root" ls-tree -r --name-only -z HEAD | tr '\0' '\n' | sort | diff - "$work/packed" || return 1
    dpkg-deb -x "$work/out"/mxmend_*.deb "$work/root"
    "$work/root/usr/bin/mxmend" --version | grep "^mxmend $(sed -n 's/^project(mxmend VERSION \([0-9.]*\).*/\1/p' "$root/CMakeLists.txt")$"
}
if git -C "$root" rev-parse -q --verify HEAD >/dev/null 2>&1; then
    expect "a tarball, and a package of it" release
else
    ok "this is no clone: nothing to release # skip"
fi
finish
