"""judge.py MXMEND CORPUS WORK: runs mxmend over the cases of code_test.sh, and says what it told wrongly."""

import collections
import json
import pathlib
import subprocess
import sys

RULES = {"derives": "code-derives-mx", "literal": "code-literal-mx", "guard": "code-guard-old-only",
         "detector": "code-detector-lacks-new", "relay": "code-relay-host"}
LOOK_ALIKES = 15


def read_cases(corpus):
    for path in sorted(corpus.glob("*.tsv")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("#") or not line:
                continue
            kind, expected, name, text = line.split("\t")
            text = text.replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")
            yield {"language": path.stem, "class": kind, "expected": expected, "name": name, "text": text,
                   "at": f"{path.name}:{number}"}


def check(mxmend, folder):
    """The rules that speak of each file, and the records' own rule where a reader made one of it."""
    select = ",".join([*RULES.values(), "exchange-legacy-mx"])
    run = subprocess.run([mxmend, "check", "--format", "json", "--severity", "notice", "--select", select, "."],
                         cwd=folder, stdout=subprocess.PIPE, check=False)
    said = collections.defaultdict(set)
    for finding in json.loads(run.stdout)["findings"]:
        said[finding["path"].split("/")[0]].add(finding["rule"])
    return said


def main():
    mxmend, corpus, work = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3]) / "cases"
    cases = list(read_cases(corpus))
    for number, case in enumerate(cases):
        path = work / f"{number:04}" / case["name"]
        path.parent.mkdir(parents=True)
        path.write_text(case["text"], encoding="utf-8")
    said = check(mxmend, work)
    right, told, wanted = (collections.Counter() for _ in range(3))
    enough = collections.Counter()
    for number, case in enumerate(cases):
        found = set(said[f"{number:04}"])
        if case["class"] != "relay":
            found.discard(RULES["relay"])  # off by default
        expected = set() if case["expected"] == "-" else set(case["expected"].split(","))
        if RULES[case["class"]] not in expected:
            enough[case["language"], case["class"]] += 1
        for rule in found:
            told[rule] += 1
        for rule in expected:
            wanted[rule] += 1
        for rule in found & expected:
            right[rule] += 1
        if found != expected:
            print(f"{case['at']}: expected {case['expected']}, told {','.join(sorted(found)) or '-'}: "
                  f"{case['text'].strip()!r}")
    for language in sorted({case["language"] for case in cases}):
        for kind in RULES:
            if enough[language, kind] < LOOK_ALIKES:
                print(f"too few look-alikes of {kind} in {language}: {enough[language, kind]}")
    for rule in [*sorted(set(told) | set(wanted)), "all"]:
        count = [sum(c.values()) if rule == "all" else c[rule] for c in (right, told, wanted)]
        name = f"all {len(cases)} cases" if rule == "all" else rule
        print(f"{name}: precision {100 * count[0] / max(count[1], 1):.1f} % ({count[0]} of {count[1]}), "
              f"recall {100 * count[0] / max(count[2], 1):.1f} %")


main()
