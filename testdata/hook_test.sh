#!/usr/bin/env bash
# What a hook needs: mxmend as a repository and the pre-commit program see it. Repositories are made
# here, and nothing is fetched.
#
# usage: testdata/hook_test.sh MXMEND
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
export SOURCE_DATE_EPOCH=1763902800 # 2025-11-23
export HOME=$work/home GIT_CONFIG_NOSYSTEM=1 XDG_CACHE_HOME=$work/home/.cache
export GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@example.com GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@example.com
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE NO_COLOR
mkdir "$HOME"
t=$work/t

git() # in $t
{
    command git -C "$t" -c init.defaultBranch=main -c advice.detachedHead=false "$@"
}

legacy=contoso-com.mail.protection.outlook.com.
new=contoso-com.o-v1.mx.microsoft.

zone() # HOST [SERIAL]: a sound zone but for that host
{
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 hostmaster %s 7200 1800 1209600 3600\n' "${2:-2024010100}"
    printf ' NS ns1\n NS ns2.example.net.\nns1 A 192.0.2.53\n@ MX 0 %s\n' "$1"
}

fresh() # an empty repository
{
    rm -rf "$t"
    mkdir "$t"
    git init -q
    mkdir "$t/zones"
}

authority() # the authority of contoso.com
{
    echo '{"mxmend":1,"cloud":"global","fetchedAt":"2025-11-20T10:00:00Z","domains":{"contoso.com":{"isVerified":true,"supportedServices":["Email"],"serviceConfigurationRecords":[{"@odata.type":"#microsoft.graph.domainDnsMxRecord","isOptional":false,"label":"contoso.com","recordType":"Mx","supportedService":"Email","ttl":3600,"mailExchange":"contoso-com.o-v1.mx.microsoft","preference":0}]}}}' \
        >"$t/mxmend.authority.json"
}

commit()
{
    git add -A && git commit -q -m change
}

# ---- check --staged ------------------------------------------------------------------------------

staged()
{
    fresh
    ran 0 "$mxmend" check --staged || return 1 # nothing is: no HEAD either
    zone $legacy >"$t/zones/a.zone"
    zone $legacy >"$t/zones/left-out.zone"
    echo 'Words.' >"$t/README.md"
    git add zones/a.zone README.md
    ran 1 "$mxmend" check --staged && says 1 && out '^zones/a.zone:7:8: ' && err '^1 zone' || return 1
    # The index counts, not the work tree: either way round.
    zone $new >"$t/zones/a.zone"
    ran 1 "$mxmend" check --staged && out '^zones/a.zone:7:8: ' "hard-coded to ${legacy%.} " || return 1
    git add zones/a.zone
    zone $legacy >"$t/zones/a.zone"
    ran 0 "$mxmend" check --staged && says 0 && err '^1 zone' || return 1
    rm "$t/zones/a.zone" # staged, and gone from the work tree
    ran 0 "$mxmend" check --staged && err '^1 zone' || return 1
    git commit -q -m one
    ran 0 "$mxmend" check --staged && says 0 || return 1
    git rm -q --cached zones/a.zone # a file that is deleted is not read
    ran 0 "$mxmend" check --staged
}
expect "--staged reads the index" staged

staged_where()
{
    fresh
    mkdir -p "$t/zones/sub" "$t/other" "$t/.hidden"
    zone $legacy | tee "$t/zones/a.zone" "$t/zones/sub/b.zone" "$t/other/c.zone" >"$t/.hidden/d.zone"
    git add -A
    ran 1 "$mxmend" check --staged && says 3 || return 1
    ran 1 "$mxmend" check --staged zones && says 2 || return 1
    ran 1 "$mxmend" check --staged zones/sub/b.zone && says 1 && out '^zones/sub/b.zone:' || return 1
    in=$t/zones/sub ran 1 "$mxmend" check --staged && says 3 && out '^b.zone:7' '/other/c.zone:7' || return 1
    in=$t/zones/sub ran 1 "$mxmend" check --staged .. && says 2 || return 1
    commit
    ran 0 "$mxmend" check --staged || return 1
    ran 1 "$mxmend" check --staged zones/a.zone && says 1 || return 1 # named: unchanged, but looked at
    echo x >"$t/untracked.zone"
    ran 2 "$mxmend" check --staged untracked.zone && err 'untracked.zone: is not in git' || return 1
    ran 2 "$mxmend" check --staged - || return 1
    in=$work ran 2 "$mxmend" check --staged && err 'no repository'
}
expect "--staged with paths, and in a folder" staged_where

odd_names()
{
    fresh
    local name
    for name in 'a b.zone' 'tab	.zone' $'new\nline.zone' '-dash.zone' '"q".zone' ':colon.zone' 'ä.zone' '*.zone'; do
        zone $legacy >"$t/zones/$name"
    done
    git add -A
    ran 1 "$mxmend" check --staged && says 8 && err '^8 zones' || return 1
    ran 1 "$mxmend" check --staged -- "zones/-dash.zone" && says 1
}
expect "--staged and names that are no fun" odd_names

staged_includes()
{
    fresh
    mkdir "$t/common"
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE ../common/mx.inc' >>"$t/zones/a.zone"
    echo "sub MX 0 sub-contoso-com.mail.protection.outlook.com." >"$t/common/mx.inc"
    git add -A
    echo '; nothing' >"$t/common/mx.inc"
    ran 1 "$mxmend" check --staged zones/a.zone && says 1 && out '^common/mx.inc:1:10: ' 'included from zones/a.zone:8$' || return 1
    git rm -q -f --cached common/mx.inc # it is in the work tree, but not part of the commit
    ran 1 "$mxmend" check --staged && out 'cannot include ../common/mx.inc: git does not have it' || return 1
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE ../../../../../../../../../../etc/hostname' >>"$t/zones/a.zone"
    git add -A
    ran 1 "$mxmend" check --staged && out 'outside of the repository'
}
expect "--staged reads includes from the index" staged_includes

staged_authority()
{
    fresh
    authority
    zone $legacy >"$t/zones/a.zone"
    git add -A
    rm "$t/mxmend.authority.json"
    ran 1 "$mxmend" check --staged && out 'a.zone:7:8: error: ' || return 1 # the staged one
    authority
    git rm -q --cached mxmend.authority.json
    ran 1 "$mxmend" check --staged && out 'a.zone:7:8: error: ' # git has none: that on disk
}
expect "--staged and the authority" staged_authority

plain_hook()
{
    fresh
    printf '#!/bin/sh\nexec "%s" check --staged --quiet\n' "$mxmend" >"$t/.git/hooks/pre-commit"
    chmod +x "$t/.git/hooks/pre-commit"
    zone $new >"$t/zones/a.zone"
    git add -A
    git commit -q -m sound 2>"$work/err" || { cat "$work/err"; return 1; }
    zone $legacy >"$t/zones/a.zone"
    ! git commit -q -a -m bad >"$work/out" 2>&1 && out '^zones/a.zone:7:8: ' || return 1 # -a: an index of its own
    ! (cd "$t/zones" && command git commit -q -m bad a.zone) >"$work/out" 2>&1 && out '^zones/a.zone:7:8: ' || return 1
    zone $new 2024010101 >"$t/zones/b.zone"
    git add zones/b.zone
    git commit -q -m "only what is staged" || return 1 # a.zone is bad in the work tree only
    git worktree add -q "$work/linked" -b linked || return 1
    zone $legacy >"$work/linked/zones/b.zone"
    ! command git -C "$work/linked" commit -q -a -m bad >"$work/out" 2>&1 && out '^zones/b.zone:7:8: '
}
expect "a plain hook of git" plain_hook

# A repository may come from a stranger: its configuration runs nothing.
strange()
{
    fresh
    zone $legacy >"$t/zones/a.zone"
    commit
    printf '#!/bin/sh\ntouch "%s/ran"\n' "$work" >"$work/evil" && chmod +x "$work/evil"
    git config core.fsmonitor "$work/evil"
    git config diff.external "$work/evil"
    git config core.pager "$work/evil"
    git config diff.x.textconv "$work/evil"
    git config filter.x.smudge "$work/evil"
    git config filter.x.clean "$work/evil"
    echo '*.zone diff=x filter=x' >"$t/.gitattributes"
    echo '; more' >>"$t/zones/a.zone"
    rm -f "$work/ran"
    git -c core.fsmonitor=false -c filter.x.clean=cat add -A
    rm -f "$work/ran"
    ran 1 "$mxmend" check --staged && says 1 || return 1
    ran 0 "$mxmend" check --since HEAD && says 0 || return 1
    ran 1 "$mxmend" check || return 1
    [ ! -e "$work/ran" ] || { echo "something of the repository's was run"; return 1; }
}
expect "nothing that a repository names is run" strange

# ---- check --since -------------------------------------------------------------------------------

since()
{
    fresh
    zone $legacy >"$t/zones/a.zone"
    commit && git branch -q base
    ran 0 "$mxmend" check --since base && says 0 && err 'there before' || return 1
    sed -i '3i; a line more' "$t/zones/a.zone" # what moved is not new
    ran 0 "$mxmend" check --since base && says 0 || return 1
    { zone $legacy 2024010101; echo "sub MX 0 sub-contoso-com.mail.protection.outlook.com."; } >"$t/zones/a.zone"
    zone $legacy >"$t/zones/new.zone"
    ran 1 "$mxmend" check --since base && says 2 && out '^zones/a.zone:8:10: ' '^zones/new.zone:7:8: ' || return 1
    in=$t/zones ran 1 "$mxmend" check --since base a.zone && says 1 || return 1
    in=$work ran 1 "$mxmend" check --since base t/zones/a.zone && says 1 || return 1
    ran 0 "$mxmend" check --since base --ignore exchange-legacy-mx || return 1
    # The same record once more is one finding more.
    { zone $legacy 2024010101; echo "@ MX 0 $legacy"; } >"$t/zones/a.zone"
    rm "$t/zones/new.zone"
    ran 1 "$mxmend" check --since base --select exchange-legacy-mx,zone-duplicate && says 2
}
expect "--since tells what is new" since

since_branch()
{
    fresh
    zone $legacy >"$t/zones/a.zone"
    commit && git checkout -q -b work
    echo 'text TXT "mine"' >>"$t/zones/a.zone" && sed -i 's/2024010100/2024010101/' "$t/zones/a.zone"
    commit && git checkout -q main
    zone $new 2024010102 >"$t/zones/a.zone" # mended meanwhile: that is not the branch's doing
    commit && git checkout -q work
    ran 0 "$mxmend" check --since main && err 'there before' || return 1
    git checkout -q --orphan alone && commit # nothing in common: the revision itself
    ran 1 "$mxmend" check --since main && out 'exchange-legacy-mx' 'went from 2024010102 to 2024010101'
}
expect "--since starts where the branch did" since_branch

since_wrong()
{
    fresh
    zone $new >"$t/zones/a.zone"
    ran 2 "$mxmend" check --since HEAD && err 'knows of no commit HEAD' || return 1
    commit
    local revision
    for revision in nowhere -h --output=x "--exec=touch $work/ran" 'HEAD; touch x' '' 'HEAD:zones' '@{bad'; do
        ran 2 "$mxmend" check --since="$revision" && err 'git knows of no commit' || return 1
    done
    [ ! -e "$t/x" ] && [ ! -e "$work/ran" ] || return 1
    zone $new >"$work/outside.zone"
    ran 2 "$mxmend" check --since HEAD zones/a.zone ../outside.zone && err 'is not in the repository' || return 1
    ran 2 "$mxmend" check --since HEAD ../outside.zone && err 'no repository' || return 1
    mkdir "$work/empty-path"
    ran 2 env PATH="$work/empty-path" "$mxmend" check --since HEAD && err 'git' || return 1
    ran 2 env PATH="$work/empty-path" "$mxmend" check --staged && err 'git'
}
expect "--since and what is no revision" since_wrong

since_includes()
{
    fresh
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE common/www.inc' >>"$t/zones/a.zone"
    mkdir "$t/zones/common"
    echo 'www A 192.0.2.80' >"$t/zones/common/www.inc"
    commit
    ran 0 "$mxmend" check --since HEAD || return 1
    echo 'www2 A 192.0.2.80' >>"$t/zones/common/www.inc" # the zone changed by way of the other file
    ran 1 "$mxmend" check --since HEAD && says 1 && out '^zones/a.zone:3:22: .*is still 2024010100' || return 1
    ran 0 "$mxmend" fix --since HEAD && grep -q 2025112300 "$t/zones/a.zone" || return 1
    ran 0 "$mxmend" fix --since HEAD && err 'no change' && ran 0 "$mxmend" check --since HEAD
}
expect "--since, includes and the serial" since_includes

since_fix()
{
    fresh
    authority
    { zone $legacy; echo 'x A 192.0.2.1'; echo 'x A 192.0.2.1'; } >"$t/zones/a.zone"
    commit
    { cat "$t/zones/a.zone"; echo 'y A 192.0.2.1'; echo 'y A 192.0.2.1'; } >"$t/zones/b" && mv "$t/zones/b" "$t/zones/a.zone"
    ran 1 "$mxmend" diff --since HEAD && out '^-y A' '^\+@ SOA ns1 hostmaster 2025112300' && ! grep -q '^-x A\|^-@ MX' "$work/out" || return 1
    ran 0 "$mxmend" fix --since HEAD --serial date && grep -q 2025112300 "$t/zones/a.zone" && grep -q $legacy "$t/zones/a.zone" || return 1
    # A serial that fell rises above what it was.
    { zone $new 2023010100; } >"$t/zones/a.zone"
    ran 0 "$mxmend" fix --since HEAD --serial increment && grep -q 2024010101 "$t/zones/a.zone"
}
expect "fix --since mends what is new" since_fix

# ---- what may be included ------------------------------------------------------------------------

includes()
{
    fresh
    mkdir "$t/common" "$t/.secret"
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE ../common/www.inc' >>"$t/zones/a.zone"
    echo 'www A 192.0.2.80' | tee "$t/common/www.inc" "$t/.secret/www.inc" >"$work/www.inc"
    ran 0 "$mxmend" check zones/a.zone && err '^1 zone, 6 records' || return 1
    ran 0 "$mxmend" check zones && err '^1 zone, 6 records' || return 1
    in=$t/zones ran 0 "$mxmend" check a.zone && err '^1 zone, 6 records' || return 1
    local name
    for name in ../.secret/www.inc ../.git/config ../../www.inc "$work/www.inc"; do
        zone $new >"$t/zones/a.zone"
        echo "\$INCLUDE $name" >>"$t/zones/a.zone"
        ran 1 "$mxmend" check zones/a.zone && says 1 && out "zone's folder and repository" || return 1
    done
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE ../common/link.inc' >>"$t/zones/a.zone"
    ln -s ../../www.inc "$t/common/link.inc"
    ran 1 "$mxmend" check zones/a.zone && out "zone's folder and repository" || return 1
    # No repository: the folder, or what is below a configuration.
    rm -rf "$t/.git"
    zone $new >"$t/zones/a.zone"
    echo '$INCLUDE ../common/www.inc' >>"$t/zones/a.zone"
    ran 1 "$mxmend" check zones/a.zone && out 'cannot include' || return 1
    : >"$t/.mxmend.yaml"
    ran 0 "$mxmend" check zones/a.zone
}
expect "a file of the repository may be included" includes

# ---- --skip-unknown ------------------------------------------------------------------------------

unknown()
{
    fresh
    echo 'Words.' >"$t/README.md"
    printf 'a\0b' >"$t/binary"
    : >"$t/empty"
    zone $legacy >"$t/zones/a.zone"
    ran 2 "$mxmend" check binary && err 'not recognised' || return 1
    ran 0 "$mxmend" check --skip-unknown README.md binary empty || return 1
    ran 1 "$mxmend" check --skip-unknown README.md zones/a.zone && says 1 && err '^1 zone' || return 1
    ran 2 "$mxmend" check --skip-unknown no-such-file && err 'No such file' || return 1
    authority
    ran 0 "$mxmend" fix --skip-unknown README.md zones/a.zone && grep -q "MX 0 $new" "$t/zones/a.zone"
}
expect "--skip-unknown" unknown

# ---- the pre-commit program ----------------------------------------------------------------------

# hooks REPO ID…: the configuration of pre-commit in $t, and its hook in git's place.
hooks()
{
    local id
    {
        printf 'repos:\n- repo: %s\n  rev: %s\n  hooks:\n' "$1" "$(command git -C "$1" rev-parse HEAD)"
        for id in "${@:2}"; do printf '  - id: %s\n' "$id"; done
    } >"$t/.pre-commit-config.yaml"
    (cd "$t" && pre-commit install) >"$work/out" 2>&1 || { cat "$work/out"; return 1; }
}

# A clone as pre-commit sees it: the hook file, and the script with all that it builds from if asked for.
clone()
{
    rm -rf "$work/clone"
    mkdir -p "$work/clone/scripts"
    cp "$here/../.pre-commit-hooks.yaml" "$work/clone/"
    # Instead of building, which scripts/mxmend is there for, the test gives way to the program under test.
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$mxmend" >"$work/clone/scripts/mxmend"
    chmod +x "$work/clone/scripts/mxmend"
    command git -C "$work/clone" init -q
    command git -C "$work/clone" add -A
    command git -C "$work/clone" commit -q -m clone
}

precommit() # [SUFFIX]: the hooks of this name
{
    fresh && clone && hooks "$work/clone" "mxmend-check${1:-}" || return 1
    echo 'Words.' >"$t/README.md"
    printf 'a\0b' >"$t/logo.png"
    zone $new >"$t/zones/a.zone"
    zone $legacy >"$t/zones/unstaged.zone"
    git add .pre-commit-config.yaml README.md logo.png zones/a.zone
    ran 0 command git commit -m clean && err 'mxmend check.*Passed' || return 1
    # A hard-coded MX is stopped, though the work tree is mended; what is not handed over is not read.
    zone $legacy >"$t/zones/b.zone"
    git add zones/b.zone
    zone $new >"$t/zones/b.zone"
    ran 1 command git commit -m bad && err 'zones/b.zone:7:8: warning: ' 'exchange-legacy-mx' 'mxmend check.*Failed' || return 1
    ! grep -q unstaged.zone "$work/err" || return 1
    [ "$(git log --oneline | wc -l)" -eq 1 ] || return 1
    # Words alone pass.
    git reset -q && echo 'More words.' >>"$t/README.md" && git add README.md
    ran 0 command git commit -m words || return 1
    # The fix hook changes the file, which stops the commit; the next one passes.
    hooks "$work/clone" "mxmend-fix${1:-}" "mxmend-check${1:-}" && authority || return 1
    rm "$t/zones/unstaged.zone"
    zone $legacy >"$t/zones/b.zone"
    git add -A
    ran 1 command git commit -m fix && err 'files were modified by this hook' 'mxmend check.*Passed' || return 1
    grep -q "MX 0 $new" "$t/zones/b.zone" && grep -q 2025112300 "$t/zones/b.zone" || return 1
    git add -A
    ran 0 command git commit -m fixed && err 'mxmend fix.*Passed' || return 1
    ran 0 pre-commit run --all-files
}
if command -v pre-commit >/dev/null; then
    PATH=$(dirname "$mxmend"):$PATH expect "pre-commit with the installed program" precommit
    expect "pre-commit with the clone" precommit -from-source
else
    echo "# pre-commit is not installed: its hooks are not tried"
fi

one_process() # of many files
{
    fresh && clone && authority
    local i
    for i in $(seq 20); do zone $legacy >"$t/zones/z$i.zone"; done
    printf '#!/bin/sh\necho "$@" >>"%s/calls"\nexec "%s" "$@"\n' "$work" "$mxmend" >"$work/clone/scripts/mxmend"
    command git -C "$work/clone" commit -q -a -m counting
    hooks "$work/clone" mxmend-check-from-source || return 1
    git add -A
    ran 1 command git commit -m many || return 1
    [ "$(grep -c 'fixable' "$work/err")" -ge 20 ] || { cat "$work/err"; return 1; }
    [ "$(wc -l <"$work/calls")" -eq 1 ] || { cat "$work/calls"; return 1; }
}
! command -v pre-commit >/dev/null || expect "one process for all files" one_process

finish
