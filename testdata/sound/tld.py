#!/usr/bin/env python3
"""tld.py DELEGATIONS: prints a zone like that of a top-level domain, example. for origin."""

import hashlib
import sys

DIGEST_OCTETS = {2: 32, 4: 48}


def ds(name, digest):
    text = hashlib.sha512(name.encode()).hexdigest().upper()[: 2 * DIGEST_OCTETS[digest]]
    return f"{int(text[:4], 16)} {(8, 13)[digest // 4]} {digest} {text}"


def delegation(number):
    """One child: by turns with servers elsewhere, below itself, below another child, and with DS."""
    name = f"d{number:05}" if number % 10 else f"xn--d{number:05}-8ya"
    servers = {
        0: ["ns1.dns-host.test.", "ns2.dns-host.test."],
        1: [f"ns1.{name}", f"ns2.{name}"],
        2: ["a.nic", "b.nic"],
        3: [f"ns1.d{number - 2:05}", "ns.dns-host.test."],
    }[number % 4]
    for server in servers:
        yield f"{name}\tNS\t{server}"
    if number % 4 == 1:
        yield f"ns1.{name}\tA\t192.0.2.{number % 250 + 1}"
        yield f"ns2.{name}\tA\t198.51.100.{number % 250 + 1}"
        yield f"ns2.{name}\tAAAA\t2001:db8::{number:x}"
    if number % 3 == 0:
        yield f"{name}\t3600\tDS\t{ds(name, 2)}"
    if number % 9 == 0:
        yield f"{name}\t3600\tDS\t{ds(name, 4)}"


def main():
    print("$ORIGIN example.\n$TTL 86400\n"
          "@\tSOA\ta.nic hostmaster.nic 1763895301 1800 900 1209600 3600\n"
          "@\tNS\ta.nic\n@\tNS\tb.nic\n"
          "a.nic\tA\t192.0.2.251\na.nic\tAAAA\t2001:db8::a\nb.nic\tA\t198.51.100.251\n"
          "nic\tTXT\t\"the registry\"\nwhois.nic\tCNAME\twww.nic\nwww.nic\tA\t192.0.2.252")
    # d…1, d…5, … have glue of their own, which d…3, d…7, … lean on: so no IDN among those.
    for number in range(1, int(sys.argv[1]) + 1):
        print("\n".join(delegation(number)))


main()
