#!/bin/bash
# readme_test.sh MXMEND: the examples in README.md. Each line that runs mxmend or git is run, in a repository
# with the zones of the demo; what is printed there is what is printed; settings and hooks work as they stand.
# shellcheck disable=SC2016 # a ` is one of Markdown
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
root=${here%/*}
PATH=$(dirname "$mxmend"):$PATH
t=$work/t
git config --file "$work/config" user.name x && git config --file "$work/config" user.email x@example.com
export GIT_CONFIG_GLOBAL=$work/config HOME=$work

# Each block, as NUMBER.LANGUAGE
mkdir "$work/blocks"
awk -v folder="$work/blocks" '
    !inside && /^```/ { inside = 1; file = sprintf("%s/%02d.%s", folder, ++count, substr($0, 4)); printf "" >file; next }
    inside && /^```$/ { inside = 0; close(file); next }
    inside { print >file }' "$root/README.md"

block() { # PATTERN: the only block with such a line
    local found
    mapfile -t found < <(grep -lE -- "$1" "$work"/blocks/*)
    [ ${#found[@]} -eq 1 ] || { echo "${#found[@]} blocks have $1" >&2 && return 1; }
    echo "${found[0]}"
}

fresh() { # zones on main, one more on a branch, and an answer of Graph that was saved
    rm -rf "$t" && mkdir "$t" && git -C "$t" init -q -b main
    cp -r "$here/demo" "$t/zones" && rm "$t/zones/wingtiptoys.com.zone"
    jq '{value: .domains["contoso.com"].serviceConfigurationRecords}' "$t/zones/mxmend.authority.json" >"$t/contoso.com.json"
    git -C "$t" add -A && git -C "$t" commit -q -m zones && git -C "$t" checkout -q -b branch
    cp "$here/demo/wingtiptoys.com.zone" "$t/zones/" && git -C "$t" add -A && git -C "$t" commit -q -m more
}

# One line of a block. What would ask Graph is only tried: nobody answers.
run_line() {
    local line=$1 got=0 most=1
    case $line in
    "mxmend fetch "*) line="$line --dry-run" most=0 ;;
    "mxmend "*" --fetch "*) line="$line --token-file missing" most=3 ;;
    esac
    (cd "$t" && bash -c "$line") >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -le $most ] && return
    echo "status $got: $line" && head "$work/err" && return 1
}

commands() {
    local file line count=0
    for file in "$work"/blocks/*.sh; do
        fresh
        ! grep -q '^#!' "$file" || continue # the hook
        while IFS= read -r line; do
            line=${line%% #*}
            case $line in
            "mxmend "* | "git "*) run_line "$line" && count=$((count + 1)) || return 1 ;;
            scripts/*) [ -x "$root/${line%% *}" ] || { echo "there is no ${line%% *}" && return 1; } ;;
            cmake\ * | apt-get\ * | az\ * | "") ;;
            *) echo "this test does not know what to do with: $line" && return 1 ;;
            esac
        done < <(sed -e ':more' -e '/\\$/{' -e 'N;s/\\\n *//;b more' -e '}' "$file")
    done
    [ $count -ge 15 ] || { echo "only $count" && return 1; }
}
expect "each command" commands

shown_diff() { # in the words of the program
    (cd "$root" && "$mxmend" diff testdata/demo 2>/dev/null) | tr -d '\r' >"$work/diff" || [ $? -eq 1 ] || return 1
    local said
    said=$(cat "$(block '^\+\+\+ b/testdata/demo')") && [[ $(cat "$work/diff") == *"$said"* ]]
}
expect "the diff that is shown" shown_diff

settings() {
    fresh
    cp "$(block '^paths:')" "$t/.mxmend.yaml" && mkdir "$t/truth" && cp "$t/zones/mxmend.authority.json" "$t/truth/graph.json" || return 1
    printf 'RETIRED_MX = "contoso-com.mail.protection.outlook.com"\nHOST = domain.replace(".", "-") + ".mail.example.gov"\n' >"$t/a.py"
    run_line "mxmend check" && grep -q 'error: MX is hard-coded' "$work/out" || return 1
    grep '^a.py' "$work/out" >"$work/code" && grep -q '^a.py:2:.*code-derives-mx' "$work/code" && [ "$(wc -l <"$work/code")" -eq 1 ] || return 1
    run_line "mxmend check --isolated a.py" && grep -q '^a.py:1:.*code-literal-mx' "$work/out"
}
expect "the settings" settings

suppressions() {
    fresh
    grep -m 1 'mxmend: ignore ' "$(block 'mxmend: ignore-next ')" >"$work/line" || return 1
    head -n -1 "$t/zones/lucernepublishing.com.zone" >"$t/zones/a.zone" # any zone without such an MX
    (cd "$t/zones" && "$mxmend" check --severity notice a.zone) >"$work/before" 2>/dev/null || true
    cat "$work/line" >>"$t/zones/a.zone"
    (cd "$t/zones" && "$mxmend" check --severity notice a.zone) >"$work/after" 2>"$work/err" || true
    ! grep -E 'exchange-legacy-mx|meta-' "$work/after" && grep -q '1 suppressed' "$work/err"
}
expect "the comments that suppress" suppressions

plain_hook() {
    fresh
    cp "$(block '^exec mxmend')" "$t/.git/hooks/pre-commit" && chmod +x "$t/.git/hooks/pre-commit" || return 1
    echo >>"$t/zones/contoso.com.zone" && git -C "$t" add -A
    ! git -C "$t" commit -q -m bad >"$work/out" 2>&1 && grep -q exchange-legacy-mx "$work/out" || return 1
    "$mxmend" fix --quiet "$t/zones" 2>/dev/null
    git -C "$t" add -A && git -C "$t" commit -q -m good
}
expect "the hook of git" plain_hook

precommit() {
    fresh
    cp "$(block '^ *hooks:$')" "$t/.pre-commit-config.yaml" && git -C "$t" add -A || return 1
    ! (cd "$t" && pre-commit run --all-files) >"$work/out" 2>&1 || return 1
    grep -q exchange-legacy-mx "$work/out" || { cat "$work/out" && return 1; }
    "$mxmend" fix --quiet "$t/zones" 2>/dev/null
    (cd "$t" && pre-commit run --all-files) >"$work/out" 2>&1 || { cat "$work/out" && return 1; }
}
if command -v pre-commit >/dev/null; then expect "the hook of pre-commit" precommit; fi

the_rest() { # other YAML and JSON can be read, and what it hands to the action is known there
    local file
    for file in "$work"/blocks/*.json; do jq . "$file" >/dev/null || return 1; done
    python3 - "$root" "$(block 'uses: OWNER/mxmend')" <<'PYTHON'
import sys, yaml
steps = yaml.safe_load(open(sys.argv[2]))["steps"]
known = yaml.safe_load(open(sys.argv[1] + "/.github/actions/check/action.yml"))["inputs"]
assert set(steps[-1]["with"]) <= set(known), steps
PYTHON
}
expect "the action, and an authority by hand" the_rest

links() { # to files and headings that are there
    local target
    grep -oE '\]\([^)#:]+\)' "$root/README.md" | tr -d '])(' >"$work/targets"
    grep -oE '`(\.github|scripts|testdata|parser|rules|cmd)/[A-Za-z0-9_./-]*`' "$root/README.md" | tr -d '`' >>"$work/targets"
    while read -r target; do
        [ -e "$root/$target" ] || case $target in *NAME*) ;; *) echo "there is no $target" && return 1 ;; esac
    done <"$work/targets"
    [ "$(wc -l <"$work/targets")" -ge 10 ]
}
expect "files that are named" links
finish
