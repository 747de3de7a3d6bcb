#!/usr/bin/env bash
# Does mxmend read zones as BIND does: the same ones refused, the same records in the others?
# differential/compare.py says how.
#
# usage: testdata/differential_test.sh MXMEND
# mxmend-dump (parser/master/dump_tool.c) stands beside MXMEND, or MXMEND_DUMP names it.
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
PATH=$PATH:/usr/sbin

dump=${MXMEND_DUMP:-$(dirname "$mxmend")/mxmend-dump}
if [ ! -x "$dump" ]; then
    echo "not ok differential: there is no $dump"
    exit 1
fi
python3 "$here/differential/generate.py" "$work"
python3 -B "$here/differential/compare.py" "$mxmend" \
    "$dump" "$work"
