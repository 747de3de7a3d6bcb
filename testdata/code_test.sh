#!/bin/bash
# code_test.sh MXMEND: what the rules for code and templates say of the corpus in testdata/code: a file a
# language, a line a case (class, expected rule, name of the file, text with \n for the end of a line).
# Each case is a file of its own; all are checked in one run. Prints precision and recall for each class;
# both have to be 100 %, and each class has at least 15 look-alikes in each language.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
python3 "$here/code/judge.py" "$mxmend" "$here/code" "$work" >"$work/judged" 2>&1 || true
cat "$work/judged"
expect "every case is told rightly" grep -q '^all .* precision 100.0 % .* recall 100.0 %$' "$work/judged"
expect "there are look-alikes enough" test "$(grep -c '^too few' "$work/judged")" -eq 0
finish
