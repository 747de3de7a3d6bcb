#!/usr/bin/env python3
"""Runs mxmend and its peers over one zone in turn, and says whether mxmend meets its targets.

usage: measure.py MXMEND MALLOCS_SO ORIGIN RECORDS ZONE SMALL_ZONE LARGE_ZONE

The small and the large zone (100,000 and 200,000 records) are for counting allocations. Rounds are
interleaved, so that a busy moment of the machine hits everybody. Exit status 1: a target is missed.
"""
import os
import statistics
import subprocess
import sys
import tempfile
import time

mxmend, mallocs, origin, records, zone, small, large = sys.argv[1:]
records = int(records)

ROUNDS = 5
SPEED = 6      # times the fastest peer
MEMORY = 96    # bytes a record, over the size of the file

# Each as fast as its own options make it without leaving out the checks that it is there for:
# -d off: kzonecheck need not look for signatures; -i local: named-checkzone asks no network.
COMMANDS = {
    "mxmend": [mxmend, "check", "--origin", origin, zone],
    "validns": ["validns", "-z", origin, zone],
    "kzonecheck": ["kzonecheck", "-d", "off", "-o", origin, zone],
    "nsd-checkzone": ["nsd-checkzone", origin, zone],
    "named-checkzone": ["named-checkzone", "-i", "local", origin, zone],
}


def run(command):
    """Seconds, peak memory in bytes. A sound zone is accepted by everybody, or the run is void."""
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        pid = os.posix_spawnp(command[0], command, os.environ, file_actions=[
            (os.POSIX_SPAWN_DUP2, output.fileno(), 1), (os.POSIX_SPAWN_DUP2, output.fileno(), 2)])
        _, status, usage = os.wait4(pid, 0)
        seconds = time.perf_counter() - start
        if status != 0:
            output.seek(0)
            sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}\n"
                     + output.read(2000).decode(errors="replace"))
    return seconds, usage.ru_maxrss * 1024


def allocations(path):
    with tempfile.NamedTemporaryFile("r") as answer:
        env = {**os.environ, "LD_PRELOAD": mallocs, "MALLOCS_FILE": answer.name}
        subprocess.run([mxmend, "check", "--origin", origin, path], env=env,
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return int(answer.read())


with open(zone, "rb") as file:  # into the page cache, so that nobody pays for the disk
    while file.read(1 << 20):
        pass
size = os.path.getsize(zone)
runs = {tool: [] for tool in COMMANDS}
for _ in range(ROUNDS):
    for tool, command in COMMANDS.items():
        runs[tool].append(run(command))

best = {tool: min(s for s, _ in r) for tool, r in runs.items()}
peak = {tool: max(m for _, m in r) for tool, r in runs.items()}
print(f"{records} records, {size / 1e6:.1f} MB, {ROUNDS} rounds\n")
print(f"{'':16} {'best s':>8} {'median s':>9} {'x mxmend':>9} {'peak MB':>8} {'B/record over file':>19}")
for tool, r in runs.items():
    print(f"{tool:16} {best[tool]:8.3f} {statistics.median(s for s, _ in r):9.3f} "
          f"{best[tool] / best['mxmend']:9.1f} {peak[tool] / 1e6:8.1f} "
          f"{(peak[tool] - size) / records:19.1f}")

peer = min((t for t in COMMANDS if t != "mxmend"), key=best.get)
speed = best[peer] / best["mxmend"]
memory = (peak["mxmend"] - size) / records
few, many = allocations(small), allocations(large)
missed = 0


def target(name, fact, met):
    global missed
    missed += not met
    print(f"{'met   ' if met else 'MISSED'} {name}: {fact}")


print()
target(f"at least {SPEED} times as fast as the fastest peer", f"{speed:.1f} times {peer}",
       speed >= SPEED)
target(f"peak memory at most the file and {MEMORY} bytes a record", f"{memory:.1f} bytes",
       memory <= MEMORY)
# Tables that double when full allocate a few times more for twice the records; that is no
# allocation per record.
target("no allocation per record", f"{few} for 100,000 records, {many} for 200,000",
       many - few < 1000)
sys.exit(missed > 0)
