#!/bin/bash
# ci_test.sh MXMEND: the action for GitHub, run as a runner does, and the examples of pipelines: what they
# say of mxmend is run, and leaves the files that they publish.
# shellcheck disable=SC2016 # a $ is mostly one of a zone's
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
github=${here%/*}/.github
t=$work/t
git config --file "$work/config" user.name x && git config --file "$work/config" user.email x@example.com
export GIT_CONFIG_GLOBAL=$work/config

zone() { # HOST
    printf '$ORIGIN contoso.com.\n$TTL 3600\n@ SOA ns1 h 1 7200 1800 1209600 3600\n@ NS ns1\n@ NS ns2.example.net.\nns1 A 192.0.2.53\n@ MX 0 %s.\n' "$1"
}
legacy=contoso-com.mail.protection.outlook.com

fresh() { # a repository with a bad zone in zones/, and one more on a branch
    rm -rf "$t" && mkdir -p "$t/zones/of others" && git -C "$t" init -q -b main
    zone $legacy >"$t/zones/a.zone" && zone contoso-com.o-v1.mx.microsoft >"$t/zones/sound.zone"
    git -C "$t" add -A && git -C "$t" commit -q -m zones && git -C "$t" checkout -q -b branch
    zone $legacy >"$t/zones/of others/b.zone" && git -C "$t" add -A && git -C "$t" commit -q -m more
}

# The action as a runner has it, in a folder of its own; instead of building, it gives way to the program
# under test.
mkdir -p "$work/action/scripts" && cp -r "$github" "$work/action/"
printf '#!/bin/sh\nexec "%s" "$@"\n' "$mxmend" >"$work/action/scripts/mxmend" && chmod +x "$work/action/scripts/mxmend"

# action STATUS [INPUT=VALUE…]: runs its steps in $t
action() {
    local got=0 expected=$1
    shift
    python3 - "$work/action/.github/actions/check" "$t" "$@" >"$work/out" 2>"$work/err" <<'PYTHON' || got=$?
import os, re, subprocess, sys, yaml
path, folder, given = sys.argv[1], sys.argv[2], dict(word.split("=", 1) for word in sys.argv[3:])
action = yaml.safe_load(open(os.path.join(path, "action.yml")))
unknown = set(given) - set(action["inputs"])
values = {f"inputs.{name}": given.get(name, row["default"]) for name, row in action["inputs"].items()}
values["github.action_path"] = path
def fill(text):
    return re.sub(r"\$\{\{ *([\w.-]+) *\}\}", lambda match: values[match.group(1)], text)
assert not unknown and action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert step["shell"] == "bash" and "${{" not in step["run"]
    environment = dict(os.environ, **{name: fill(text) for name, text in step["env"].items()})
    cwd = os.path.join(folder, fill(step["working-directory"]))
    status = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                            cwd=cwd, env=environment).returncode
    if status:
        sys.exit(status)
PYTHON
    [ "$got" -eq "$expected" ] && return
    echo "exit status $got, not $expected: $*" && cat "$work/out" "$work/err" && return 1
}

says() { # PATTERN COUNT
    [ "$(grep -cE -- "$1" "$work/out")" -eq "$2" ] && return
    echo "not $2 of $1:" && cat "$work/out" && return 1
}

action_runs() {
    fresh
    action 1 && says '^::warning file=zones/(a|of others/b).zone,line=7,' 2 || return 1
    action 1 'paths=zones/of others' && says '^::warning file=zones/of others/b.zone' 1 && says '^::' 1 || return 1
    action 1 $'paths=\n  zones/of others/b.zone\n  zones/sound.zone \n' && says '^::' 1 || return 1
    action 0 paths=zones/sound.zone && says . 0 || return 1
    action 1 since=main sarif=x.sarif && says '^::' 1 &&
        [ "$(jq '.runs[0].results | length' "$t/x.sarif")" -eq 1 ] || return 1
    action 0 $'options=--fail-on\nnever' && says '^::' 2 || return 1
    action 1 working-directory=zones paths=a.zone && says '^::warning file=zones/a.zone' 1 || return 1
    # What somebody calls a file is no option, and no command.
    mkdir "$t/--version" && cp "$t/zones/a.zone" "$t/--version/\$(touch x).zone"
    action 1 paths=--version && says '^::warning file=--version/' 1 && [ ! -e "$t/x" ] || return 1
    action 2 paths=missing
}
expect "the action for GitHub" action_runs

# Each line of a script that runs mxmend, with the files that the example publishes.
example() { # FILE STATUS PUBLISHED…
    fresh
    local got=0 line file
    python3 - "$github/examples/$1" >"$work/lines" <<'PYTHON' || return 1
import sys, yaml
def scripts(node, key=None):
    if isinstance(node, dict):
        for name, value in node.items():
            yield from scripts(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from scripts(value, key)
    elif key == "script" and node.startswith("mxmend "):
        yield node
print(*scripts(yaml.safe_load(open(sys.argv[1]))), sep="\n")
PYTHON
    [ "$(wc -l <"$work/lines")" -eq 1 ] || { cat "$work/lines" && return 1; }
    line=$(cat "$work/lines")
    (cd "$t" && PATH=$(dirname "$mxmend"):$PATH bash -c "$line") >"$work/out" 2>"$work/err" || got=$?
    [ "$got" -eq "$2" ] || { echo "exit status $got: $line" && cat "$work/err" && return 1; }
    for file in "${@:3}"; do
        grep -q "$file" <(grep -v "$line" "$github/examples/$1") || { echo "$file is not published" && return 1; }
        case $file in
        *.xml) xmllint --noout "$t/$file" || return 1 ;;
        *) jq -e 'length > 0' "$t/$file" >/dev/null || return 1 ;;
        esac
    done
    says 'a.zone:7:8: warning' 1
}
expect "the pipeline for GitLab" example gitlab-ci.yml 1 quality.json mxmend.xml
expect "the pipeline for Azure" example azure-pipelines.yml 1 mxmend.xml mxmend.sarif

github_example() { # what it hands to the action is known there, and what the action writes is what it uploads
    python3 - "$github" <<'PYTHON'
import sys, yaml
steps = yaml.safe_load(open(sys.argv[1] + "/examples/github.yml"))["jobs"]["check"]["steps"]
inputs = yaml.safe_load(open(sys.argv[1] + "/actions/check/action.yml"))["inputs"]
used = {step["uses"].split("@")[0]: step.get("with", {}) for step in steps}
mine = used["OWNER/mxmend/.github/actions/check"]
assert set(mine) <= set(inputs), mine
assert used["github/codeql-action/upload-sarif"]["sarif_file"] == mine["sarif"]
assert used["actions/checkout"]["fetch-depth"] == 0 and "since" in mine
PYTHON
}
expect "the workflow for GitHub" github_example
finish
