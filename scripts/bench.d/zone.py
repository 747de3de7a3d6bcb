#!/usr/bin/env python3
"""Writes a sound zone of N records to stdout: the same bytes for the same N.

usage: zone.py ORIGIN N

One domain as a large company or hoster keeps it. Every record is written the way people write it:
absolute and relative names, with and without TTL and class, blank owners, comments, parentheses,
changes of $ORIGIN. No checker may find anything in it, so names are unique (a running number is in
each), whatever is pointed at inside the zone exists, and an RRset has one TTL.
"""
import base64
import random
import sys

ORIGIN = sys.argv[1].rstrip(".")
COUNT = int(sys.argv[2])
rnd = random.Random(20261123)
pick, chance = rnd.choice, rnd.random

WORDS = ("web app api db cache mail vpn dev test stage build proxy print cam phone kiosk edge node "
         "shop blog cdn img auth sso wiki git ldap ntp log metrics backup store lab").split()
TTLS = ["300", "900", "1h", "3600", "7200", "86400", "1d"]
OUTSIDE = ["edge.fabrikam.net.", "apps.northwind.example.", "lb-7.tailspin.example.",
           "customers.wingtip.example."]
NOTES = ["moved from the old rack", "ticket 48213", "owner: network team", "do not remove",
         "see wiki; ask before changing", "temporary (2024)"]

out = []      # lines that are not yet written
made = 0      # records so far
hosts = []    # absolute names with an address, to point at
where = ""    # what $ORIGIN adds to ORIGIN: "" or "dc17."
serial = 0


def name(prefix=None):
    """A name that was not there before."""
    global serial
    serial += 1
    return f"{prefix or pick(WORDS)}{serial}"


def absolute(label):
    return f"{label}.{where}{ORIGIN}."


def v4():
    return f"10.{rnd.randrange(256)}.{rnd.randrange(256)}.{rnd.randrange(1, 255)}"


def v6():
    return f"2001:db8:{rnd.randrange(65536):x}::{rnd.randrange(1, 65536):x}"


def hexes(n):
    return f"{rnd.getrandbits(n * 4):0{n}{pick('xX')}}"


def note():
    return f" ; {pick(NOTES)}" if chance() < 0.05 else ""


def style():
    """TTL and class as one RRset writes them, and the blank between fields."""
    ttl = pick(TTLS) if chance() < 0.25 else ""
    klass = "IN" if chance() < 0.6 else ""
    gap = "\t" if chance() < 0.3 else " "
    middle = gap.join(x for x in ((klass, ttl) if chance() < 0.1 else (ttl, klass)) if x)
    return gap, middle + gap if middle else ""


def put(owner, *rdatas):
    """Records of one owner; each RRset keeps one TTL, so all of them share the style."""
    global made
    gap, middle = style()
    if chance() < 0.25:
        owner = absolute(owner)
    if gap == " " and len(owner) < 15 and chance() < 0.3:
        owner = owner.ljust(16)
    blank = chance() < 0.7
    for i, rdata in enumerate(rdatas):
        first = owner if i == 0 or not blank else "\t" if gap == "\t" else " " * 8
        out.append(f"{first}{gap}{middle}{rdata}{note()}\n")
    made += len(rdatas)


def host():
    label = name()
    addresses = [f"A {v4()}"]
    if chance() < 0.35:
        addresses.append(f"AAAA {v6()}")
    elif chance() < 0.1:
        addresses.append(f"A {v4()}")
    put(label, *dict.fromkeys(addresses))
    if len(hosts) < 5000:
        hosts.append(absolute(label))
    else:
        hosts[rnd.randrange(5000)] = absolute(label)


def alias():
    put(name("www"), f"CNAME {pick(hosts) if chance() < 0.7 else pick(OUTSIDE)}")


def delegation():
    label = name("site")
    if chance() < 0.3:
        put(label, f"NS ns1.{label}", f"NS {absolute('ns2.' + label)}")
        put(f"ns1.{label}", f"A {v4()}")
        put(f"ns2.{label}", f"A {v4()}", f"AAAA {v6()}")
    else:
        put(label, "NS ns1.fabrikam.net.", "NS ns2.fabrikam.net.")
    if chance() < 0.25:
        put(label, f"DS {rnd.randrange(1, 65536)} {pick(['8', '13'])} 2 {hexes(64)}")


def mail():
    label = name("team")
    put(label, f"MX 10 {pick(hosts)}", "MX 20 mx.tailspin.example.",
        f'TXT "v=spf1 ip4:{v4()} include:_spf.tailspin.example -all"')
    put(f"_dmarc.{label}", f'TXT "v=DMARC1; p=reject; rua=mailto:dmarc@{ORIGIN}"')


def rsa_key(bits):
    """A SubjectPublicKeyInfo (RFC 5280) in DER around a number that is no key, in base64."""
    def der(tag, body):
        length = bytes([len(body)]) if len(body) < 128 else b"\x82" + len(body).to_bytes(2, "big")
        return bytes([tag]) + length + body
    modulus = rnd.getrandbits(bits) | 1 << bits - 1 | 1
    number = der(2, b"\0" + modulus.to_bytes(bits // 8, "big")) + der(2, b"\1\0\1")
    algorithm = bytes.fromhex("300d06092a864886f70d0101010500")
    return base64.b64encode(der(0x30, algorithm + der(3, b"\0" + der(0x30, number)))).decode()


def key():
    owner = f"s1._domainkey.{name('list')}"
    if chance() < 0.6:
        put(owner, f'TXT "v=DKIM1; k=ed25519; p={base64.b64encode(rnd.randbytes(32)).decode()}"')
    else:
        text = rsa_key(2048)
        put(owner, f'TXT ( "v=DKIM1; k=rsa; p={text[:200]}" ; selector 1\n\t\t"{text[200:]}" )')


def text():
    put(name(), f'TXT "{pick(["MS=ms", "site-verification=", "asset="])}{hexes(8)}"')


def service():
    put(f"_{pick(['sip', 'ldap', 'kerberos', 'xmpp'])}._tcp.{name()}",
        f"SRV 0 5 {rnd.randrange(1, 65536)} {pick(hosts)}")


def caa():
    # In the form of RFC 3597, since validns does not know the type.
    wire = b"\0\5issue" + pick([b";", b"ca.northwind.example", b"pki.fabrikam.net"])
    put(name("shop"), f"TYPE257 \\# {len(wire)} {wire.hex()}")


def pointer():
    put(name("r"), f"PTR {pick(hosts)}")


def tlsa():
    global made
    label = name("mx")
    put(label, f"A {v4()}")
    put(f"_25._tcp.{label}", f"TLSA 3 1 1 ( {hexes(32)}\n\t\t\t\t{hexes(32)} )")


def move():
    global where
    where = "" if where and chance() < 0.3 else f"dc{rnd.randrange(1, 400)}."
    out.append(f"\n; {'-' * 20} {pick(NOTES)}\n$ORIGIN {where}{ORIGIN}.\n")


KINDS = ([host] * 520 + [alias] * 120 + [delegation] * 80 + [mail] * 50 + [key] * 42 + [text] * 50 +
         [service] * 45 + [caa] * 12 + [pointer] * 60 + [tlsa] * 6 + [move] * 4)

out.append(f"""; {ORIGIN}, all sites
$ORIGIN {ORIGIN}.
$TTL 3600
@\tIN SOA ns1.{ORIGIN}. hostmaster.{ORIGIN}. (
\t\t2026112301 ; serial
\t\t7200       ; refresh
\t\t1800       ; retry
\t\t1209600    ; expire
\t\t3600 )     ; negative answers
\tIN NS ns1
\tIN NS ns2.fabrikam.net.
ns1\tIN A 192.0.2.53
""")
made = 4
hosts.append(f"ns1.{ORIGIN}.")
while made < COUNT - 6:  # no kind makes more than six
    pick(KINDS)()
    if len(out) > 20000:
        sys.stdout.write("".join(out))
        out.clear()
while made < COUNT:
    put(name(), f"A {v4()}")
sys.stdout.write("".join(out))
