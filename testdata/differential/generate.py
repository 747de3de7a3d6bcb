#!/usr/bin/env python3
"""Writes zones into a folder: the same ones every time.

usage: generate.py FOLDER

mix-*   good records of records.txt, laid out in every way the grammar allows
bent-*  the same with one byte or token changed somewhere, as a slip of the hand would
big-*   what is too long to keep as a file
"""
import os
import random
import re
import sys

folder = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
rnd = random.Random(1035)
prologue = open(f"{here}/prologue.zone", "rb").read()

# Good RDATA of many types, with the owner left out: type and fields.
GOOD = [re.findall(r'(?:"(?:\\.|[^"])*"|[^ "])+', line) for line in r'''
A 192.0.2.7
A \# 4 c0000208
AAAA 2001:db8::7
AAAA ::ffff:192.0.2.7
MX 0 mx
MX 10 mx.example.net.
MX \# 5 000a 017800
TYPE15 5 contoso\045com.mail.protection.outlook.com.
TXT "v=spf1 include:spf.protection.outlook.com -all"
TXT a "b;c" d\;e "f\"g" \065 "\255"
TXT "" ""
SRV 0 5 5060 sip
NAPTR 100 10 "u" "E2U+sip" "!^.*$!sip:info@example.com!" .
CAA 0 issue "ca.example.net; account=1"
TLSA 3 1 1 d2abde240d7cd3ee6b4b28c54df034b9 7983a1d16e8a410e4561cb106618e971
SSHFP 4 2 123456789abcdef67890123456789abcdef67890123456789abcdef123456789
LOC 52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m
RP admin.example.com. .
HINFO "PC" Linux
PTR host
URI 10 1 "https://example.com/x"
DS 60485 13 2 2bb183af5f22588179a53b0a98631fad1a292118 2bb183af5f22588179a53b0a
EUI48 00-00-5e-00-53-2a
NID 10 0014:4fff:ff20:ee64
L32 10 10.1.2.0
HTTPS 1 . alpn=h2,h3 port=8443
SVCB 0 svc.example.net.
CERT 1 0 0 AQ ID
APL 1:192.168.32.0/21 !2:ff00::/8
AFSDB 1 afs
TYPE1234 \# 3 ab cd ef
OPENPGPKEY AQID BAUG
IPSECKEY 10 1 2 192.0.2.38 AQNRU3mG
'''.strip().split("\n")]
TTLS = ["0", "60", "1h", "1H30M", "2w", "86400", "2147483647"]
NAMES = ["a", "Www", "x-1", "_tcp", "*", "\\097b", "b\\.c", "d.e.f", "300", "IN", "\\064", "G\\032h"]


def glue(fields):
    """Fields of one entry with blanks, parentheses, comments and line breaks between them."""
    if rnd.random() < 0.6:
        return rnd.choice([" ", "\t", "  "]).join(fields)
    start = rnd.randrange(len(fields))
    end = rnd.randrange(start, len(fields))
    parts = []
    for i, field in enumerate(fields):
        if i == start:
            parts.append(rnd.choice(["(", "( ", " ( ; open ( \"\n", "(\n\t"]))
        parts.append(field)
        if i == end:
            parts.append(rnd.choice([")", " )", "\n)", " ; close ) \n ) "]))
        elif start <= i < end:
            parts.append(rnd.choice([" ", "\n", "\n\t", " ; x\n ", "\t", "\n\n  "]))
        else:
            parts.append(rnd.choice([" ", "\t"]))
    return "".join(parts)


def entry(may_inherit):
    fields = list(rnd.choice(GOOD))
    if rnd.random() < 0.2:
        fields[0] = rnd.choice([str.lower, str.title])(fields[0])
    head = [x for x in (rnd.choice(TTLS) if rnd.random() < 0.4 else "",
                        rnd.choice(["IN", "in", "CLASS1"]) if rnd.random() < 0.4 else "") if x]
    rnd.shuffle(head)
    if may_inherit and rnd.random() < 0.25:
        owner = ""  # inherited
    else:
        owner = rnd.choice(NAMES) + (f".n{rnd.randrange(30)}" if rnd.random() < 0.5 else "")
        if rnd.random() < 0.15:
            owner += ".example.com."
    text = owner + rnd.choice([" ", "\t", "   "]) + glue(head + fields)
    return text + rnd.choice(["", "", "", " ", "\t; note", ";glued (\"", " ; mxmend"])


def directive():
    return rnd.choice(["$TTL 1h", "$ttl 77 ; note", "$ORIGIN sub", "$ORIGIN example.com.",
                       "$ORIGIN deep.er", "$GENERATE 1-3 g${0,2,d} 60 A 192.0.2.$",
                       "$GENERATE 0-4/2 m$ MX \"$ h${1,3,x}\"", "", "; only a comment", "   "])


def mix():
    lines = []
    for number in range(rnd.randrange(3, 25)):
        between = directive() if number and rnd.random() < 0.15 else None
        if between is not None:
            lines.append(between)
        # BIND takes the lines around a $GENERATE for one group of lines with the same owner (which
        # TTL counts is settled in a group); the dump does not show that.
        lines.append(entry(number > 0 and not (between or "").startswith("$GENERATE")))
    end = rnd.choice(["\n", "\n", "\n", "\r\n"])
    text = "\n".join(lines) + rnd.choice(["\n", "\n", ""])
    return prologue.replace(b"\n", end.encode()) + text.replace("\n", end).encode()


SLIPS = [b"(", b")", b'"', b";", b"\\", b" ", b"\n", b"\t", b".", b"..", b"@", b"$", b"\x00", b"0",
         b"-", b"x", b"\r", b"\xc3\xbc", b"#", b"99999", b"\\300", b"\\#", b"IN ", b"\n ", b"TTL"]


def bend(zone):
    place = rnd.randrange(len(prologue), len(zone))
    what = rnd.randrange(4)
    if what == 0:
        return zone[:place] + rnd.choice(SLIPS) + zone[place:]
    if what == 1:
        return zone[:place] + zone[place + rnd.randrange(1, 4):]
    if what == 2:
        return zone[:place] + rnd.choice(SLIPS) + zone[place + 1:]
    other = rnd.randrange(len(prologue), len(zone))
    return zone[:place] + zone[other:other + rnd.randrange(1, 12)] + zone[place:]


def write(name, body):
    with open(f"{folder}/{name}.zone", "wb") as file:
        file.write(body)


for i in range(60):
    write(f"mix-{i:02}", mix())
for i in range(120):
    write(f"bent-{i:03}", bend(mix()))

x255 = b'"' + b"x" * 255 + b'" '
for name, body in {
    "long-line": b"a TXT x" + b" " * 200000 + b"y\n",
    "long-comment": b"a TXT x ;" + b"c" * 200000 + b"\n",
    "long-token": b"a " + b"b" * 100000 + b"\n",
    "long-owner": b"b" * 100000 + b" A 192.0.2.1\n",
    "many-strings": b"a TXT " + b" ".join(b'"%d"' % i for i in range(300)) + b"\n",
    "many-blank-lines": b"\n" * 100000 + b"a A 192.0.2.1\n",
    "many-lines-in-parentheses": b"a TXT (" + b"\n" * 100000 + b"x )\n",
    "deep-parentheses": b"a TXT " + b"(" * 100 + b" x " + b")" * 100 + b"\n",
    "txt-65280": b"a TXT " + x255 * 255 + b"\n",
    "txt-65535": b"a TXT " + x255 * 255 + b'"' + b"x" * 254 + b'"\n',
    "txt-65536": b"a TXT " + x255 * 256 + b"\n",
    "txt-66000": b"a TXT " + x255 * 258 + b"\n",
    "generic-65535": b"a TYPE999 \\# 65535 " + b"ab" * 65535 + b"\n",
    "big-rrset": b"".join(b"a A 10.1.%d.%d\n" % (i // 250, i % 250) for i in range(2000)),
}.items():
    write(f"big-{name}", prologue + body)
