#!/usr/bin/env bash
# YAML as PyYAML sees it: what fix does to the cases in formats/ changes MX hosts and nothing else. And
# YAML that is too deep, too long or too clever ends in seconds, with a finding that has its place.
#
# usage: testdata/yaml_test.sh MXMEND
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"

# only_hosts OLD NEW: the documents are equal but for legacy hosts, of which at least one is another.
only_hosts()
{
    python3 - "$1" "$2" <<'PYTHON'
import re, sys, yaml

class Loader(yaml.SafeLoader):
    pass

def any_tag(loader, tag, node):
    if isinstance(node, yaml.ScalarNode):
        return (tag, loader.construct_scalar(node))
    if isinstance(node, yaml.SequenceNode):
        return (tag, loader.construct_sequence(node, deep=True))
    return (tag, loader.construct_mapping(node, deep=True))

Loader.add_multi_constructor("!", any_tag)
legacy = re.compile(r"[\w-]+\.mail\.protection\.outlook\.com")
new = re.compile(r"[\w-]+\.[a-z]-v1\.mx\.microsoft")
changed = 0

def compare(old, after, where):
    global changed
    if isinstance(old, str) and isinstance(after, str) and old != after:
        changed += 1
        if legacy.sub("HOST", old) != new.sub("HOST", after):
            sys.exit(f"{where}: {old!r} became {after!r}")
    elif isinstance(old, dict) and isinstance(after, dict) and list(old) == list(after):
        for key in old:
            compare(old[key], after[key], f"{where}.{key}")
    elif isinstance(old, (list, tuple)) and type(old) is type(after) and len(old) == len(after):
        for i, pair in enumerate(zip(old, after)):
            compare(*pair, f"{where}[{i}]")
    elif old != after:
        sys.exit(f"{where}: {old!r} became {after!r}")

def load(path):
    return list(yaml.load_all(open(path, encoding="utf-8-sig"), Loader))

compare(load(sys.argv[1]), load(sys.argv[2]), "")
if (open(sys.argv[1], "rb").read() != open(sys.argv[2], "rb").read()) != (changed > 0):
    sys.exit("the bytes changed and the data did not, or the other way round")
PYTHON
}

loads() # FILE
{
    python3 -c '
import sys, yaml
class Loader(yaml.SafeLoader): pass
Loader.add_multi_constructor("!", lambda loader, tag, node: None)
list(yaml.load_all(open(sys.argv[1], encoding="utf-8-sig"), Loader))' "$1" 2>/dev/null
}

compared=0
while read -r file; do
    loads "$file" || continue
    compared=$((compared + 1))
    expect "${file#"$here"/}: only hosts change" only_hosts "$file" "$file.fixed"
done < <(find "$here/formats" -name none -prune -o \( -name '*.yaml' -o -name '*.yml' \) -print | sort)
expect "several files were compared" test "$compared" -ge 8

seconds=20    # a few in practice; the machine may be busy with other tests
megabytes=1024
if sanitized "$mxmend"; then
    seconds=60
    megabytes=
fi

# refused NAME RULE: $work/NAME.yaml has a finding of RULE with its place, as a zone of octoDNS.
refused()
{
    local name=$1 rule=$2 got=0
    (
        [ -z "$megabytes" ] || ulimit -v $((megabytes * 1024))
        cd "$work"
        exec timeout "$seconds" "$mxmend" check --severity notice --input-format octodns \
            --origin example.com "$name.yaml"
    ) >"$work/out" 2>"$work/err" || got=$?
    if [ "$got" -ne 1 ]; then
        not_ok "$name" "exit status $got, not 1: $(head -c 300 "$work/err")"
    elif ! grep -qE "^[^ :]+:[0-9]+:[0-9]+: .*\[${rule}[],]" "$work/out"; then
        not_ok "$name" "no finding of $rule with its place: $(head -n 3 "$work/out" | cut -c1-200)"
    else
        ok "$name"
    fi
    rm -f "$work/$name".*
}

# write NAME PYTHON: what the expression makes
write()
{
    python3 -c "import sys; sys.stdout.write($2)" >"$work/$1.yaml"
}

write laughs '"a0: &a0 [x, x]\n" + "".join("a%d: &a%d [%s]\n" % (i, i, ",".join(["*a%d" % (i - 1)] * 10)) for i in range(1, 30))'
refused laughs parse-limit
write merges '"a0: &a0 {x: 1}\n" + "".join("a%d: &a%d {<<: [%s], k%d: 1}\n" % (i, i, ",".join(["*a%d" % (i - 1)] * 30), i) for i in range(1, 3000))'
refused merges parse-limit
write chain '"a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [*a{i-1}]\n" for i in range(1, 5000))'
refused chain parse-limit
write sets '"v: &v {type: MX, value: {exchange: a.b., preference: 1}}\nl: &l [" + ", ".join(["*v"] * 20000) + "]\n" + "".join(f"o{i}: *l\n" for i in range(20000))'
refused sets parse-limit
write brackets '"[" * 1000000'
refused brackets parse-limit
write bracket-lines '"[\n" * 10000000'
refused bracket-lines parse-limit
write braces '"a: " + "{a: " * 100000'
refused braces parse-limit
write dashes '"- " * 100000'
refused dashes parse-limit
write one-line '"a: [" + "b: c, " * 1000000 + "]"'
refused one-line parse-limit
write folded '"a: b\n" + "\n" * 5000000 + " c\nd: *e\n"'
refused folded parse-syntax
write faults '"".join(f"a{i}: *b\n" for i in range(200000))'
refused faults parse-syntax
write quotes '"".join(f"a{i}: \"\n" for i in range(200000)) + "b: *c\n"'
refused quotes parse-syntax
write anchors '"".join(f"a{i}: &a{i} x\n" for i in range(300000)) + "".join(f"b{i}: *a{i}\n" for i in range(300000)) + "c: *d\n"'
refused anchors parse-syntax
write templates '"a: {{ x\n" * 1000000 + "b: [\n"'
refused templates 'parse-[a-z]+'
head -c $((4 << 20)) /dev/urandom | tr -d '\0' >"$work/random.yaml"
refused random 'parse-[a-z-]+'
printf 'a: b\0c: d\n' >"$work/nul.yaml"
refused nul parse-syntax

# A zone of 50,000 names.
write large '"".join(f"host{i}:\n  - ttl: 300\n    type: MX\n    value:\n      exchange: mx.example.net.\n      preference: 10\n  - type: TXT\n    value: v=spf1 -all\n" for i in range(50000)) + "host7:\n  type: MX\n  value: {exchange: contoso-com.mail.protection.outlook.com., preference: 10}\n"'
refused large exchange-legacy-mx

finish
