"""write.py FOLDER: one zone in every format that mxmend reads, a folder a format.

FOLDER/FORMAT/FILE is the zone; FOLDER/FORMAT.types names what of it the format can express, and "-ttl"
where it has no TTL (below, the tables LACKS and NO_TTL say which and why). FOLDER/=TYPES/zone is the
same in a plain master file: what each format is compared with.
"""

import csv
import io
import json
import os
import sys

ZONE = "contoso.com"
TTL = 3600
SPF = "v=spf1 include:spf.protection.outlook.com -all"
OLD = "mail.protection.outlook.com"

# owner, type, fields of the RDATA; hosts are absolute, without final dot
RECORDS = [
    ("", "MX", [0, f"contoso-com.{OLD}"]),
    ("", "MX", [20, "mx.example.net"]),
    ("", "TXT", [SPF]),
    ("_dmarc", "TXT", ["v=DMARC1; p=reject"]),
    ("_sip._tls", "SRV", [100, 1, 443, "sipdir.online.lync.com"]),
    ("autodiscover", "CNAME", ["autodiscover.outlook.com"]),
    ("other", "MX", [10, f"other-contoso-com.{OLD}"]),
    ("other", "TXT", [SPF]),
    ("sub", "MX", [5, f"sub-contoso-com.{OLD}"]),
    ("sub", "MX", [30, f"sub-contoso-net.{OLD}"]),
    ("sub", "TXT", ["v=spf1 mx -all"]),
    ("www", "A", ["192.0.2.1"]),
]
TYPES = ["A", "CNAME", "MX", "SRV", "TXT"]

MX_ONLY = {"A", "CNAME", "SRV", "TXT"}
# What a format cannot express, or mxmend does not read there.
LACKS = {
    "csv": {"SRV"},  # a value and a priority: no columns for weight and port
    "windows-csv": MX_ONLY,  # the exporter that keeps preferences is one of MX
    "tinydns": {"SRV"},  # only as octets of an unknown type
    "mx-list": MX_ONLY,  # home-grown: what stands below a key "mx"
    "mx-list-json": MX_ONLY,
    "terraform-azurerm": {"SRV"},  # fields in blocks of their own
    "terraform-dns": {"SRV"},  # the same
    "terraform-cloudflare": {"SRV"},  # a block "data"
    "terraform-cloudflare5": {"SRV"},  # the same
    "terraform-digitalocean": {"SRV"},  # attributes of their own
    "terraform-module": MX_ONLY,  # arguments that only the module knows
    "tfvars": MX_ONLY,
    "records": {"SRV"},  # weight and port under names that each provider has for itself
    "ansible": {"SRV"},
}
NO_TTL = {"mx-list", "mx-list-json", "terraform-module", "tfvars"}


def fqdn(owner):
    return f"{owner}.{ZONE}" if owner else ZONE


def rdata(record, dot=".", quote=True):
    """As in a master file."""
    _, kind, fields = record
    if kind == "TXT":
        return f'"{fields[0]}"' if quote else fields[0]
    if kind == "A":
        return fields[0]
    return " ".join(str(field) for field in fields) + dot


def sets(records):
    """Record sets: (owner, type) and their records."""
    found = {}
    for record in records:
        found.setdefault(record[:2], []).append(record)
    return found.items()


def dumped(value):
    return json.dumps(value, indent=2) + "\n"


# ---- master files -------------------------------------------------------------------------------


def lines(records, owner=lambda name: name or "@", gap="\t", kind_gap=" "):
    return "".join(
        f"{owner(r[0])}{gap}{TTL}{gap}IN{kind_gap}{r[1]}{gap}{rdata(r)}\n" for r in records
    )


def soa(server, mailbox):
    return f"@ {TTL} IN SOA {server} {mailbox} 2026112301 7200 1800 1209600 3600\n@ {TTL} IN NS {server}\n@ {TTL} IN NS ns2.example.net.\n"


def master(records):
    return f"$ORIGIN {ZONE}.\n$TTL {TTL}\n" + lines(records)


def zone_with(head, server="ns1.example.net.", mailbox="hostmaster.example.net."):
    return lambda records: head + f"$ORIGIN {ZONE}.\n" + soa(server, mailbox) + lines(records)


def godaddy_old(records):
    head = f"; Domain: {ZONE}\n; Exported (y-m-d hh:mm:ss): 2016-04-14 08:12:10\n;\n"
    start = f"{ZONE.upper()}.\t{TTL}\tIN\tSOA\tpdns30.domaincontrol.com.\tdns.jomax.net (\n\t\t2016041400\n\t\t28800\n\t\t7200\n\t\t604800\n\t\t600\n\t\t)\n"
    body = "".join(
        f"{r[0] or '@'}\t{TTL}\tIN\t{r[1]}\t" + rdata(r, dot="").replace(" ", "\t" if r[1] == "MX" else " ") + "\n"
        for r in records
    )
    return head + start + f"@\t{TTL}\tIN\tNS\tpdns29.domaincontrol.com\n@\t{TTL}\tIN\tNS\tpdns30.domaincontrol.com\n" + body


def cloudflare_zone(records):
    head = f";;\n;; Domain:     {ZONE}.\n;; Exported:   2026-09-01 08:00:00\n;;\n"
    return head + lines(records, owner=lambda name: fqdn(name) + ".")


def windows_dns(records):
    head = f";\n;  Database file {ZONE}.dns for Default zone scope in zone {ZONE}.\n;      Zone version:  42\n;\n\n"
    start = f"@\t{TTL}\tIN  SOA dc1.{ZONE}. hostmaster.{ZONE}. (\n\t42 ; serial\n\t900\n\t600\n\t86400\n\t{TTL} )\n@\t{TTL}\tNS\tns1.example.net.\n@\t{TTL}\tNS\tns2.example.net.\n"
    return head + start + "".join(
        f"{r[0] or '@'}\t{TTL}\t{r[1]}\t" + (f"( {rdata(r)} )" if r[1] == "TXT" else rdata(r)) + "\n" for r in records
    )


def cpanel(records):
    return "; cPanel first:86.0.21 (update_time):1600000000 Cpanel::ZoneFile::VERSION:1.3 hostname:host.example latest:86.0.21\n" \
        f"; Zone file for {ZONE}\n$TTL {TTL}\n" + soa("ns1.example.net.", "root.host.example.") + lines(records)


def dig(records):
    head = f"\n; <<>> DiG 9.18.49 <<>> axfr {ZONE} @192.0.2.53\n;; global options: +cmd\n"
    start = f"{ZONE}.\t\t{TTL}\tIN\tSOA\tns1.example.net. hostmaster.{ZONE}. 1 2 3 4 5\n"
    names = f"{ZONE}.\t\t{TTL}\tIN\tNS\tns1.example.net.\n{ZONE}.\t\t{TTL}\tIN\tNS\tns2.example.net.\n"
    return head + start + names + lines(records, owner=lambda name: fqdn(name) + ".") + start + ";; Query time: 4 msec\n"


def hurricane(records):
    return f"; {ZONE} Dumped Mon Nov 23 20:00:00 2026\n;\n" + f"{ZONE}.\t{TTL}\tIN\tSOA\tns1.he.net. hostmaster.he.net. (\n\t1 2 3 4 5 )\n" \
        + f"{ZONE}.\t{TTL}\tIN\tNS\tns1.he.net.\n{ZONE}.\t{TTL}\tIN\tNS\tns2.he.net.\n" + lines(records, owner=lambda name: fqdn(name) + ".")


# ---- JSON ---------------------------------------------------------------------------------------


def route53_sets(records):
    return [
        {"Name": fqdn(owner) + ".", "Type": kind, "TTL": TTL, "ResourceRecords": [{"Value": rdata(r, dot="")} for r in group]}
        for (owner, kind), group in sets(records)
    ]


def route53(records):
    return dumped({"ResourceRecordSets": route53_sets(records)})


def route53_batch(records):
    return dumped({"Comment": "", "Changes": [{"Action": "UPSERT", "ResourceRecordSet": s} for s in route53_sets(records)]})


def cloudformation(records):
    resources = {
        "R" + "".join(c for c in owner.title() if c.isalnum()) + kind: {
            "Type": "AWS::Route53::RecordSet",
            "Properties": {"HostedZoneName": ZONE + ".", "Name": fqdn(owner), "Type": kind, "TTL": str(TTL), "ResourceRecords": [rdata(r) for r in group]},
        }
        for (owner, kind), group in sets(records)
    }
    return dumped({"AWSTemplateFormatVersion": "2010-09-09", "Resources": resources})


AZURE = {
    "A": ("ARecords", lambda f: {"ipv4Address": f[0]}),
    "MX": ("MXRecords", lambda f: {"preference": f[0], "exchange": f[1]}),
    "SRV": ("SRVRecords", lambda f: {"priority": f[0], "weight": f[1], "port": f[2], "target": f[3]}),
    "TXT": ("TXTRecords", lambda f: {"value": [f[0]]}),
}


def azure_values(kind, group):
    if kind == "CNAME":
        return {"CNAMERecord": {"cname": group[0][2][0]}}
    key, make = AZURE[kind]
    return {key: [make(r[2]) for r in group]}


def azure(records):
    return dumped([
        {"TTL": TTL, "fqdn": fqdn(owner) + ".", "name": owner or "@", "type": f"Microsoft.Network/dnszones/{kind}", **azure_values(kind, group)}
        for (owner, kind), group in sets(records)
    ])


def arm(records):
    return dumped({
        "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
        "contentVersion": "1.0.0.0",
        "resources": [
            {"type": f"Microsoft.Network/dnsZones/{kind}", "apiVersion": "2018-05-01", "name": f"{ZONE}/{owner or '@'}",
             "properties": {"TTL": TTL, **azure_values(kind, group)}}
            for (owner, kind), group in sets(records)
        ],
    })


def google_sets(records):
    return [
        {"kind": "dns#resourceRecordSet", "name": fqdn(owner) + ".", "type": kind, "ttl": TTL, "rrdatas": [rdata(r) for r in group]}
        for (owner, kind), group in sets(records)
    ]


def powerdns(records):
    return dumped({"id": ZONE + ".", "name": ZONE + ".", "kind": "Native", "rrsets": [
        {"name": fqdn(owner) + ".", "type": kind, "ttl": TTL, "comments": [], "records": [{"content": rdata(r), "disabled": False} for r in group]}
        for (owner, kind), group in sets(records)
    ]})


def record_object(record, name, value):
    found = {"type": record[1], "name": name(record[0]), value: str(record[2][-1]), "ttl": TTL}
    if record[1] in ("MX", "SRV"):
        found["priority"] = record[2][0]
    return found


def cloudflare(records):
    objects = [
        {"id": str(i), "proxiable": False, "proxied": False, **record_object(r, fqdn, "content")} for i, r in enumerate(records)
    ]
    for found, record in zip(objects, records):
        if record[1] == "SRV":
            found["content"] = " ".join(str(field) for field in record[2][1:])
    return dumped({"result": objects, "success": True})


def records_list(records):
    return dumped([record_object(r, lambda name: name or "@", "data") for r in records])


def windows_json(records):
    names = {"A": ("IPv4Address",), "CNAME": ("HostNameAlias",), "TXT": ("DescriptiveText",), "MX": ("Preference", "MailExchange"),
             "SRV": ("Priority", "Weight", "Port", "DomainName")}
    return dumped([
        {"HostName": r[0] or "@", "RecordType": r[1], "DistinguishedName": f"DC={r[0] or '@'},DC={ZONE},cn=MicrosoftDNS,DC=DomainDnsZones,DC=corp,DC=example",
         "RecordClass": "IN", "TimeToLive": {"TotalSeconds": TTL},
         "RecordData": {"CimClass": {"CimClassName": "DnsServerResourceRecord" + r[1].title()}, "CimInstanceProperties": [
             {"Name": key, "Value": value + "." if isinstance(value, str) and r[1] not in ("A", "TXT") else value} for key, value in zip(names[r[1]], r[2])]}}
        for r in records
    ])


def mx_list(records):
    return {ZONE: {"mx": [rdata(r) for r in records if not r[0]]},
            **{fqdn(owner): {"mx": [rdata(r) for r in group]} for (owner, _), group in sets(records) if owner}}


# ---- YAML ---------------------------------------------------------------------------------------


def octodns(records):
    def value(record):
        fields, kind = record[2], record[1]
        if kind == "MX":
            return {"exchange": fields[1] + ".", "preference": fields[0]}
        if kind == "SRV":
            return {"port": fields[2], "priority": fields[0], "target": fields[3] + ".", "weight": fields[1]}
        return fields[0].replace(";", "\\;") + ("." if kind == "CNAME" else "")

    text = "---\n"
    for owner in sorted({r[0] for r in records}):
        text += f"{owner or chr(39) * 2}:\n"
        for (_, kind), group in sets([r for r in records if r[0] == owner]):
            values = [json.dumps(value(r)) for r in group]
            text += f"  - ttl: {TTL}\n    type: {kind}\n"
            text += f"    value: {values[0]}\n" if len(values) == 1 else "    values:\n" + "".join(f"      - {v}\n" for v in values)
    return text.replace("\\\\;", "\\;").replace('"v=DMARC1\\; p=reject"', "v=DMARC1\\; p=reject")


def google_yaml(records):
    return "".join(
        f"---\nkind: dns#resourceRecordSet\nname: {s['name']}\nrrdatas:\n" + "".join(f"- {quoted(v)}\n" for v in s["rrdatas"])
        + f"ttl: {TTL}\ntype: {s['type']}\n" for s in google_sets(records)
    )


def quoted(text):
    return "'" + text + "'" if '"' in text or ":" in text else text


def external_dns(records):
    head = "apiVersion: externaldns.k8s.io/v1alpha1\nkind: DNSEndpoint\nmetadata:\n  name: mail\nspec:\n  endpoints:\n"
    return head + "".join(
        f"    - dnsName: {fqdn(owner)}\n      recordTTL: {TTL}\n      recordType: {kind}\n      targets:\n"
        + "".join(f"        - {quoted(rdata(r, dot=''))}\n" for r in group) for (owner, kind), group in sets(records)
    )


def cloudformation_yaml(records):
    return "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n" + "".join(
        f"  R{''.join(c for c in owner.title() if c.isalnum())}{kind}:\n    Type: AWS::Route53::RecordSet\n    Properties:\n      HostedZoneName: {ZONE}.\n"
        f"      Name: {fqdn(owner)}\n      Type: {kind}\n      TTL: '{TTL}'\n      ResourceRecords:\n" + "".join(f"        - {quoted(rdata(r))}\n" for r in group)
        for (owner, kind), group in sets(records)
    )


def ansible(records):
    return "---\n- hosts: localhost\n  tasks:\n" + "".join(
        f"    - name: {fqdn(owner)}\n      amazon.aws.route53:\n        state: present\n        zone: {ZONE}\n        record: {fqdn(owner)}\n"
        f"        type: {kind}\n        ttl: {TTL}\n        value:\n" + "".join(f"          - {quoted(rdata(r, dot=''))}\n" for r in group)
        for (owner, kind), group in sets(records)
    )


def yaml_records(records):
    return f"zone: {ZONE}\nrecords:\n" + "".join(
        f"  - name: {owner or chr(39) + '@' + chr(39)}\n    type: {kind}\n    ttl: {TTL}\n    values:\n" + "".join(f"      - {quoted(rdata(r))}\n" for r in group)
        for (owner, kind), group in sets(records)
    )


def yaml_mx_list(records):
    return "".join(f"{name}:\n  mx:\n" + "".join(f"    - {value}\n" for value in body["mx"]) for name, body in mx_list(records).items())


# ---- HCL and Bicep ------------------------------------------------------------------------------


def word(owner, kind, number=0):
    return "_".join(["r", *"".join(c if c.isalnum() else " " for c in owner).split(), kind.lower(), str(number)])


def hcl(text):
    return json.dumps(text)


def terraform_sets(resource, zone, owner_of, key, dot):
    def write(records):
        return "".join(
            f'resource "{resource}" "{word(owner, kind)}" {{\n  {zone}\n  name = {hcl(owner_of(owner))}\n  type = "{kind}"\n  ttl  = {TTL}\n'
            f"  {key} = [\n" + "".join(f"    {hcl(rdata(r, dot=dot, quote=key != 'records'))},\n" for r in group) + "  ]\n}\n\n"
            for (owner, kind), group in sets(records)
        )
    return write


def terraform_records(resource, zone, value, dot="", names=lambda owner: owner or "@"):
    def write(records):
        text = ""
        for number, (owner, kind, fields) in enumerate(records):
            host = str(fields[-1]) + (dot if kind not in ("A", "TXT") else "")
            text += f'resource "{resource}" "{word(owner, kind, number)}" {{\n  {zone}\n  name = {hcl(names(owner))}\n  type = "{kind}"\n  {value} = {hcl(host)}\n'
            text += f"  priority = {fields[0]}\n" if kind == "MX" else ""
            text += f"  ttl = {TTL}\n}}\n\n"
        return text
    return write


def azurerm(records):
    text = ""
    for (owner, kind), group in sets(records):
        text += f'resource "azurerm_dns_{kind.lower()}_record" "{word(owner, kind)}" {{\n  name = "{owner or "@"}"\n  zone_name = "{ZONE}"\n  resource_group_name = "rg"\n  ttl = {TTL}\n'
        for r in group:
            if kind == "MX":
                text += f'\n  record {{\n    preference = {r[2][0]}\n    exchange   = "{r[2][1]}"\n  }}\n'
            elif kind == "TXT":
                text += f'\n  record {{\n    value = "{r[2][0]}"\n  }}\n'
            else:
                text += f'  record{"s" if kind == "A" else ""} = {"[" if kind == "A" else ""}"{r[2][0]}"{"]" if kind == "A" else ""}\n'
        text += "}\n\n"
    return text


def terraform_dns(records):
    text = ""
    for (owner, kind), group in sets(records):
        name = "dns_cname_record" if kind == "CNAME" else f"dns_{kind.lower()}_record_set"
        text += f'resource "{name}" "{word(owner, kind)}" {{\n  zone = "{ZONE}."\n  name = "{owner}"\n  ttl = {TTL}\n' if owner else \
            f'resource "{name}" "{word(owner, kind)}" {{\n  zone = "{ZONE}."\n  ttl = {TTL}\n'
        if kind == "MX":
            text += "".join(f'\n  mx {{\n    preference = {r[2][0]}\n    exchange   = "{r[2][1]}."\n  }}\n' for r in group)
        elif kind == "CNAME":
            text += f'  cname = "{group[0][2][0]}."\n'
        else:
            text += f'  {"txt" if kind == "TXT" else "addresses"} = [{", ".join(hcl(r[2][0]) for r in group)}]\n'
        text += "}\n\n"
    return text


def module(records):
    return f'module "mail" {{\n  source = "./dns"\n  domain = "{ZONE}"\n  mx = {{\n' + "".join(
        f'    {hcl(fqdn(owner))} = [{", ".join(hcl(rdata(r)) for r in group)}]\n' for (owner, _), group in sets(records)
    ) + "  }\n}\n"


def tfvars(records):
    return "records = [\n" + "".join(
        f'  {{ zone = "{ZONE}", name = {hcl(owner)}, type = "MX", records = [{", ".join(hcl(rdata(r)) for r in group)}] }},\n'
        for (owner, _), group in sets(records)
    ) + "]\n"


def terraform_json(records):
    return dumped({"resource": {"aws_route53_record": {
        word(owner, kind): {"zone_id": "Z1", "name": fqdn(owner), "type": kind, "ttl": TTL, "records": [rdata(r, dot="", quote=False) for r in group]}
        for (owner, kind), group in sets(records)}}})


def bicep_value(value, indent):
    gap = "  " * indent
    if isinstance(value, dict):
        return "{\n" + "".join(f"{gap}  {key}: {bicep_value(part, indent + 1)}\n" for key, part in value.items()) + gap + "}"
    if isinstance(value, list):
        return "[\n" + "".join(f"{gap}  {bicep_value(part, indent + 1)}\n" for part in value) + gap + "]"
    return f"'{value}'" if isinstance(value, str) else str(value)


def bicep(records):
    text = f"resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {{\n  name: '{ZONE}'\n}}\n\n"
    for (owner, kind), group in sets(records):
        body = {"name": owner or "@", "properties": {"TTL": TTL, **azure_values(kind, group)}}
        text += f"resource {word(owner, kind)} 'Microsoft.Network/dnsZones/{kind}@2018-05-01' = "
        text += bicep_value(body, 0).replace("{\n", "{\n  parent: zone\n", 1) + "\n\n"
    return text


# ---- the rest -----------------------------------------------------------------------------------


def dnscontrol(records):
    return f'var REG = NewRegistrar("none");\nD("{ZONE}", REG, DnsProvider(DSP),\n' + "".join(
        f'    {r[1]}({json.dumps(r[0] or "@")}, ' + ", ".join(
            json.dumps(f + "." if isinstance(f, str) and r[1] not in ("A", "TXT") else f) for f in r[2]) + f", TTL({TTL})),\n"
        for r in records) + ");\n"


def dnscontrol_tsv(records):
    return "".join(f"{fqdn(r[0])}\t{r[0] or '@'}\t{TTL}\tIN\t{r[1]}\t{rdata(r, quote=False)}\n" for r in records)


def tinydns(records):
    text = ""
    for owner, kind, fields in records:
        name = fqdn(owner)
        if kind == "MX":
            text += f"@{name}::{fields[1]}:{fields[0]}:{TTL}\n"
        elif kind == "TXT":
            text += f"'{name}:{fields[0].replace(':', chr(92) + '072')}:{TTL}\n"
        elif kind == "CNAME":
            text += f"C{name}:{fields[0]}:{TTL}\n"
        else:
            text += f"+{name}:{fields[0]}:{TTL}\n"
    return text


def table(records):
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["Type", "Name", "Priority", "Value", "TTL"])
    for owner, kind, fields in records:
        writer.writerow([kind, owner or "@", fields[0] if kind == "MX" else "", fields[-1], TTL])
    return out.getvalue()


def windows_csv(records):
    return '"HostName","TimeToLive","Preference","MailExchange"\r\n' + "".join(
        f'"{owner or "@"}","01:00:00","{fields[0]}","{fields[1]}."\r\n' for owner, _, fields in records)


def unbound(records):
    return "server:\n" + "".join(f"    local-data: '{fqdn(r[0])}. {TTL} IN {r[1]} {rdata(r)}'\n" for r in records)


# In the ranking of the formats: folder (the format's name, perhaps more), file, writer.
FORMATS = [
    ("master", "zone", zone_with("")),
    ("godaddy", "export.txt", zone_with(f"; Domain: {ZONE}\n; Exported (y-m-d hh:mm:ss): 2026-09-01 08:00:00\n\n", "ns01.domaincontrol.com.", "dns.jomax.net.")),
    ("godaddy-old", "export.txt", godaddy_old),
    ("cloudflare-zone", f"{ZONE}.txt", cloudflare_zone),
    ("azure-zone", "export.txt", zone_with(f"; Exported zone file from Azure DNS\n;      Zone name: {ZONE}\n", "ns1-01.azure-dns.com.", "azuredns-hostmaster.microsoft.com")),
    ("windows-dns", f"{ZONE}.dns", windows_dns),
    ("cpanel", f"{ZONE}.db", cpanel),
    ("dig", "axfr.txt", dig),
    ("hurricane-electric", "axfr.txt", hurricane),
    ("cli53", "zone.txt", zone_with('; AWS routing="FAILOVER"\n')),
    ("ovh", "zone.txt", zone_with("", "dns10.ovh.net.", "tech.ovh.net.")),
    ("gandi", "zone.txt", zone_with("", "ns1.gandi.net.", "hostmaster.gandi.net.")),
    ("hetzner", "zone.txt", zone_with("", "hydrogen.ns.hetzner.com.", "dns.hetzner.com.")),
    ("route53", "sets.json", route53),
    ("route53-batch", "change.json", route53_batch),
    ("cloudflare", "answer.json", cloudflare),
    ("azure", "cli.json", azure),
    ("arm", "template.json", arm),
    ("cloudformation", "stack.json", cloudformation),
    ("powerdns", "zone.json", powerdns),
    ("google", "list.json", lambda records: dumped(google_sets(records))),
    ("records", f"{ZONE}.json", records_list),
    ("windows", "records.json", windows_json),
    ("terraform-json", "dns.tf.json", terraform_json),
    ("mx-list-json", "mail.json", lambda records: dumped(mx_list(records))),
    ("octodns", f"{ZONE}.yaml", octodns),
    ("google-yaml", "export.yaml", google_yaml),
    ("external-dns", "endpoint.yaml", external_dns),
    ("cloudformation-yaml", "stack.yaml", cloudformation_yaml),
    ("ansible", "playbook.yml", ansible),
    ("yaml", "records.yaml", yaml_records),
    ("mx-list", "mail.yaml", yaml_mx_list),
    ("terraform-aws", "dns.tf", terraform_sets("aws_route53_record", 'zone_id = "Z1"', fqdn, "records", "")),
    ("terraform-google", "dns.tf", terraform_sets("google_dns_record_set", 'managed_zone = "contoso"', lambda o: fqdn(o) + ".", "rrdatas", ".")),
    ("terraform-gandi", "dns.tf", terraform_sets("gandi_livedns_record", f'zone = "{ZONE}"', lambda o: o or "@", "values", ".")),
    ("terraform-azurerm", "dns.tf", azurerm),
    ("terraform-dns", "dns.tf", terraform_dns),
    ("terraform-cloudflare", "dns.tf", terraform_records("cloudflare_record", "zone_id = var.zone_id", "value", names=fqdn)),
    ("terraform-cloudflare5", "dns.tf", terraform_records("cloudflare_dns_record", "zone_id = var.zone_id", "content", names=fqdn)),
    ("terraform-digitalocean", "dns.tf", terraform_records("digitalocean_record", f'domain = "{ZONE}"', "value", ".")),
    ("terraform-module", "main.tf", module),
    ("tfvars", "terraform.tfvars", tfvars),
    ("bicep", "dns.bicep", bicep),
    ("dnscontrol", "dnsconfig.js", dnscontrol),
    ("dnscontrol-ts", "dnsconfig.ts", dnscontrol),
    ("dnscontrol-tsv", f"{ZONE}.tsv", dnscontrol_tsv),
    ("tinydns", "data", tinydns),
    ("csv", "records.csv", table),
    ("windows-csv", f"{ZONE}.mx.csv", windows_csv),
    ("unbound", "local.conf", unbound),
]


def write(path, text):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def main(folder):
    for name, file, make in FORMATS:
        types = [kind for kind in TYPES if kind not in LACKS.get(name, set())]
        records = [record for record in RECORDS if record[1] in types]
        write(f"{folder}/{name}/{file}", make(records))
        label = "+".join(types)
        write(f"{folder}/{name}.types", label + (" -ttl" if name in NO_TTL else "") + "\n")
        write(f"{folder}/={label}/zone", master(records))


main(sys.argv[1])
