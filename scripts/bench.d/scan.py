"""scan.py MXMEND FOLDER: how long does `mxmend check` take over a tree of 10,000 texts, beside ripgrep
looking for one fixed text in them? Exit status 1 when it is more than twice the time. The two run in
turn, so that what else the machine does falls on both; the medians count."""

import pathlib
import random
import shutil
import statistics
import subprocess
import sys
import time

FILES, RUNS, WARM_UP, MOST = 10000, 15, 2, 2.0
# One in a hundred mentions a host: a repository in which many do is a rare one.
MENTIONS = 0.01
KINDS = {"ps1": 15, "sh": 10, "py": 15, "ts": 10, "js": 8, "cs": 8, "go": 6, "tf": 6, "bicep": 3, "json": 5,
         "yml": 6, "j2": 2, "md": 6}
WORDS = ("the of and domain value return if else for while function def class import export const let var string "
         "int true false null host server name type print write read open close file path config test user group "
         "token request response error data list map set index item count total").split()
MENTION = 'mx = domain.replace(".", "-") + ".mail.protection.outlook.com"\n'


def make_text(rng, kind):
    size, lines = int(rng.expovariate(1 / 4000)) + 300, []
    while size > 0:
        words = (rng.choice(WORDS) + rng.choice(("", "(", ");", " = ", ".", ",")) for _ in range(rng.randint(1, 10)))
        lines.append(" " * rng.choice((0, 2, 4, 8)) + " ".join(words))
        size -= len(lines[-1]) + 1
    if kind == "json":
        return '{ "a": [' + ",\n".join(f'"{line}"' for line in lines) + "] }\n"
    mention = MENTION if rng.random() < MENTIONS else ""
    return ("# Title\n" if kind == "md" else "") + "\n".join(lines) + "\n" + mention


def make_tree(root):
    if (root / "made").exists():
        return
    shutil.rmtree(root, ignore_errors=True)
    rng = random.Random(5)
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
    for number in range(FILES):
        folder = root / "tree" / f"d{number % 97}" / f"s{number % 11}"
        folder.mkdir(parents=True, exist_ok=True)
        kind = rng.choice(kinds)
        (folder / f"f{number}.{kind}").write_text(make_text(rng, kind), encoding="utf-8")
    (root / "made").touch()


def seconds(command):
    start = time.perf_counter()
    status = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False).returncode
    if status > 1:
        sys.exit(f"{command[0]}: status {status}")
    return time.perf_counter() - start


def main():
    mxmend, root = sys.argv[1], pathlib.Path(sys.argv[2]) / "scan-1"
    make_tree(root)
    commands = {"ripgrep": ["rg", "-F", "mail.protection.outlook.com", str(root / "tree")],
                "mxmend": [mxmend, "check", str(root / "tree")]}
    times = {name: [] for name in commands}
    for run in range(RUNS + WARM_UP):
        for name, command in commands.items():
            took = seconds(command)
            if run >= WARM_UP:
                times[name].append(took)
    medians = {name: statistics.median(took) for name, took in times.items()}
    ratio = medians["mxmend"] / medians["ripgrep"]
    for name, took in medians.items():
        print(f"{name:8} {1000 * took:7.1f} ms (best {1000 * min(times[name]):.1f} ms) for {FILES} files")
    print(f"mxmend takes {ratio:.2f} times as long as ripgrep; {MOST:.0f} times are allowed")
    return ratio > MOST


sys.exit(main())
