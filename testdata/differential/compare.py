#!/usr/bin/env python3
"""Does mxmend read master files as BIND does? The same zones are given to both.

usage: compare.py MXMEND DUMP GENERATED_FOLDER        compares
       compare.py --bind GENERATED_FOLDER [NAME…]     says what BIND makes of the zones

A zone comes from zones/ (one file each), from records.txt (one record each, behind prologue.zone) or
from generate.py. What BIND loads is taken from its raw dump, so RDATA is compared as octets and no
line of mxmend's is involved. A disagreement must be explained in disagreements.tsv (name, TAB, why),
and an explanation that explains nothing any more is a failure too.
"""
import concurrent.futures
import os
import re
import struct
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ORIGIN = "example.com"

# The findings of severity error that mean "a server does not load this". The other families, and
# what zone- says beyond them, are about what the zone says, not about whether it can be read.
REFUSALS = re.compile(r": error: .*\[(parse-[a-z-]+|zone-soa|zone-cname-and-other|"
                      r"zone-cname-at-apex|zone-dname|dnssec-ds-at-apex)(?:,[^]]*)?\]$", re.M)

TYPES = {name: number for number, name in enumerate(
    "- A NS MD MF CNAME SOA MB MG MR NULL WKS PTR HINFO MINFO MX TXT RP AFSDB X25 ISDN RT NSAP "
    "NSAP-PTR SIG KEY PX GPOS AAAA LOC NXT EID NIMLOC SRV ATMA NAPTR KX CERT A6 DNAME SINK OPT APL "
    "DS SSHFP IPSECKEY RRSIG NSEC DNSKEY DHCID NSEC3 NSEC3PARAM TLSA SMIMEA - HIP NINFO RKEY TALINK "
    "CDS CDNSKEY OPENPGPKEY CSYNC ZONEMD SVCB HTTPS".split())}
TYPES |= {"SPF": 99, "UINFO": 100, "UID": 101, "GID": 102, "UNSPEC": 103, "NID": 104, "L32": 105,
          "L64": 106, "LP": 107, "EUI48": 108, "EUI64": 109, "URI": 256, "CAA": 257, "AVC": 258,
          "DOA": 259, "AMTRELAY": 260, "TA": 32768, "DLV": 32769}
# Types whose RDATA holds names: BIND and mxmend may write those in another case.
NAMED = {TYPES[name] for name in "NS MD MF CNAME SOA MB MG MR PTR MINFO MX RP AFSDB RT NSAP-PTR SIG "
         "PX NXT SRV NAPTR KX A6 DNAME IPSECKEY RRSIG NSEC HIP TALINK LP AMTRELAY SVCB HTTPS".split()}


def name_to_wire(text):
    wire, label, octets = b"", b"", text.rstrip().encode("latin-1")
    i = 0
    while i < len(octets):
        c = octets[i:i + 1]
        if c == b"\\" and octets[i + 1:i + 4].isdigit():
            label += bytes([int(octets[i + 1:i + 4])])
            i += 4
        elif c == b"\\":
            label += octets[i + 1:i + 2]
            i += 2
        elif c == b".":
            if label:
                wire += bytes([len(label)]) + label
            label = b""
            i += 1
        else:
            label += c
            i += 1
    return wire.lower() + b"\0"


APEX = name_to_wire(ORIGIN + ".")


def key_of(owner, rtype, rclass, rdata):
    return owner.lower(), rclass, rtype, rdata.lower() if rtype in NAMED else rdata


def read_raw(data):
    """BIND's raw format, version 1 (lib/dns/masterdump.c): {record: TTL}."""
    records = {}
    at = 24  # the header
    while at < len(data):
        _, rclass, rtype, _, ttl, count, length = struct.unpack_from(">IHHHIIH", data, at)
        at += 20
        owner = data[at:at + length]
        at += length
        for _ in range(count):
            size, = struct.unpack_from(">H", data, at)
            records[key_of(owner, rtype, rclass, data[at + 2:at + 2 + size])] = ttl
            at += 2 + size
    return records


def read_dump(text):
    """What mxmend-dump prints, with what BIND does to it when it loads: records outside the zone are
    left out and the same record counts once. Of lines with one owner the first TTL of each RRset
    counts; where the owner comes again later on, the later TTL counts for the whole RRset."""
    records, sets, last = {}, {}, None
    for line in text.splitlines():
        owner, ttl, rclass, rtype, _, _, *digits = line.split(" ")
        owner = name_to_wire(owner)
        number = int(rtype[4:]) if rtype[4:].isdigit() and rtype[:4] == "TYPE" else TYPES[rtype]
        rclass = {"IN": 1, "CH": 3, "HS": 4}.get(rclass) or int(rclass[5:])
        rdata = bytes.fromhex("".join(digits))
        if not owner.endswith(APEX):
            continue
        if owner != last:
            seen, last = {}, owner
        covers = rdata[:2] if number in (TYPES["RRSIG"], TYPES["SIG"]) else b""
        rrset = sets.setdefault((owner, rclass, number, covers), set())
        ttl = seen.setdefault((number, covers), int(ttl))
        rrset.add(key_of(owner, number, rclass, rdata))
        records.update(dict.fromkeys(rrset, ttl))
    return records


def run(*command):
    return subprocess.run(command, capture_output=True, cwd=f"{HERE}/zones", timeout=60)


def bind_reads(path):
    """(records, "") or (None, why)."""
    done = run("named-compilezone", "-i", "none", "-k", "ignore", "-n", "ignore", "-m", "ignore",
               "-M", "ignore", "-r", "ignore", "-F", "raw", "-o", "-", ORIGIN, path)
    if done.returncode != 0:
        lines = done.stderr.decode("latin-1").splitlines()
        faults = [x for x in lines if ": warning:" not in x and "TTL set to prior" not in x]
        return None, (faults or lines or ["?"])[0].replace(path, "")
    return read_raw(done.stdout), ""


def mxmend_reads(path):
    done = run(MXMEND, "check", "--origin", ORIGIN, "--severity", "error",
               "--color", "never", path)
    said = done.stdout.decode("latin-1")
    if done.returncode not in (0, 1):
        return None, f"exit status {done.returncode}: {done.stderr.decode('latin-1')[:300]}", True
    refusal = REFUSALS.search(said)
    if refusal:
        start = said.rfind("\n", 0, refusal.start()) + 1
        return None, said[start:refusal.end()].replace(path, ""), False
    done = run(DUMP, ORIGIN, path)
    if done.returncode != 0:
        return None, f"mxmend-dump: status {done.returncode} {done.stderr.decode('latin-1')[:300]}", True
    try:
        return read_dump(done.stdout.decode("latin-1")), "", False
    except (KeyError, ValueError, IndexError) as fault:
        return None, f"no RDATA in the dump: {fault!r}", False


def show(records):
    return "; ".join(f"{name!r} {ttl} TYPE{rtype} {rdata.hex()[:80]}"
                     for (name, _, rtype, rdata), ttl in sorted(records.items())[:3])


def disagreement(path):
    """None, or how the two differ; and whether no explanation is good enough."""
    bind, bind_why = bind_reads(path)
    ours, our_why, broken = mxmend_reads(path)
    if broken:
        return our_why, True
    if (bind is None) != (ours is None):
        if bind is None:
            return f"BIND refuses it ({bind_why}), mxmend reads it", False
        return f"BIND reads it, mxmend refuses it ({our_why})", False
    if bind is None or bind == ours:
        return None, False
    missing = {k: v for k, v in bind.items() if ours.get(k) != v}
    extra = {k: v for k, v in ours.items() if bind.get(k) != v}
    return f"only BIND: {show(missing)} | only mxmend: {show(extra)}", False


def collect(generated, scratch):
    """[(group, name, path)]"""
    zones = [("zones", name[:-5], f"{HERE}/zones/{name}")
             for name in sorted(os.listdir(f"{HERE}/zones")) if name.endswith(".zone")]
    zones += [("generated", name[:-5], f"{generated}/{name}")
              for name in sorted(os.listdir(generated))]
    prologue = open(f"{HERE}/prologue.zone", "rb").read()
    with open(f"{HERE}/records.txt", "rb") as file:
        lines = [x for x in file.read().split(b"\n") if x and not x.startswith(b"#")]
    for number, line in enumerate(lines):
        path = f"{scratch}/{number}.zone"
        with open(path, "wb") as file:
            file.write(prologue + line + b"\n")
        name = line.decode("utf-8").replace("\t", "\\t")
        if len(name) > 100:
            name = f"{name[:60]}… ({len(line)} bytes)"
        zones.append(("records", name, path))
    return zones


def explanations():
    with open(f"{HERE}/disagreements.tsv", encoding="utf-8") as file:
        rows = [x.rstrip("\n").split("\t") for x in file if x.strip() and not x.startswith("# ")]
    return {name: why for name, why in rows}


def compare(zones):
    explained = explanations()
    agreed, failed = {}, 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda zone: disagreement(zone[2]), zones))
    for (group, name, _), (differs, broken) in zip(zones, results):
        if differs and (broken or explained.pop(name, None) is None):
            print(f"not ok {group}: {name}: {differs}")
            failed += 1
        else:
            agreed[group] = agreed.get(group, 0) + 1
    for name in explained:
        print(f"not ok disagreements.tsv: {name}: there is no such disagreement any more")
        failed += 1
    for group, count in agreed.items():
        print(f"ok {group}: {count} agree or are explained")
    print(f"{sum(agreed.values())} passed, {failed} failed")
    return failed > 0


def tell(zones, wanted):
    for group, name, path in zones:
        if wanted and name not in wanted:
            continue
        records, why = bind_reads(path)
        print(f"{group}\t{name}\t" + (f"REFUSED {why}" if records is None else
                                      f"{len(records)} {show(dict(sorted(records.items())[1:]))}"))


with tempfile.TemporaryDirectory() as folder:
    if sys.argv[1] == "--bind":
        tell(collect(sys.argv[2], folder), sys.argv[3:])
    else:
        MXMEND, DUMP = sys.argv[1:3]
        sys.exit(compare(collect(sys.argv[3], folder)))
