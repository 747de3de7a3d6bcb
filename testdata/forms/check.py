"""Holds the forms that CI servers read against their schemas, against the JSON form of the same run,
and against the files: check.py FILES RUN SCHEMAS FAIL-ON.  RUN holds what one run in the folder FILES
wrote: json, sarif, gitlab, github, junit.  Prints what is wrong; exit status 1 if anything is."""

import collections
import functools
import json
import os
import pathlib
import re
import sys
import urllib.parse
import xml.etree.ElementTree

import jsonschema

files, run_folder, schemas = (pathlib.Path(word) for word in sys.argv[1:4])
levels = {"error": "error", "warning": "warning", "notice": "note"}
faults = []


def fault(*words):
    faults.append(" ".join(str(word) for word in words))


def load(name):
    return json.loads((run_folder / name).read_bytes())


def validate(value, name):
    schema = json.loads((schemas / name).read_bytes())
    checker = jsonschema.validators.validator_for(schema)
    checker.check_schema(schema)
    for error in checker(schema, format_checker=checker.FORMAT_CHECKER).iter_errors(value):
        fault(name, list(error.path), error.message)


@functools.lru_cache
def file_bytes(path):
    return (files / path).read_bytes()


def is_utf8(data):
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


@functools.lru_cache
def lines_of(data):
    """The lines of a file with their offsets in bytes, without a byte order mark."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    lines = []
    for line in re.split(r"(?<=\n)|(?<=\r)(?!\n)", data.decode("utf-8-sig")):
        lines.append((at, line))
        at += len(line.encode())
    return lines


def offset(data, line, column):
    """Where a SARIF place is, found again from line and column alone (UTF-16 code units)."""
    start, text = lines_of(data)[line - 1]
    units = text.encode("utf-16-le")
    if 2 * (column - 1) > len(units):
        fault("there is no column", column, "in", text)
    return start + len(units[: 2 * (column - 1)].decode("utf-16-le").encode())


def check_region(path, region):
    data = file_bytes(path)
    start, length = region["byteOffset"], region["byteLength"]
    if is_utf8(data):
        found = (
            offset(data, region["startLine"], region["startColumn"]),
            offset(data, region["endLine"], region["endColumn"]),
        )
        mark = start < 3 and data.startswith(b"\xef\xbb\xbf")  # a byte order mark has no column
        if found != (start, start + length) and not mark:
            fault(path, region, "is at", found)
        snippet = region.get("snippet")
        if snippet is not None and snippet["text"].encode() != data[start : start + length]:
            fault(path, region, "has another text:", data[start : start + length])


def sarif_path(location):
    if location["uriBaseId"] != "%SRCROOT%":
        fault(location)
    return urllib.parse.unquote(location["uri"])


def check_fix(finding, result):
    changes = result["fixes"][0]["artifactChanges"] if "fixes" in result else []
    found = [
        (
            sarif_path(change["artifactLocation"]),
            place["deletedRegion"]["byteOffset"],
            place["deletedRegion"]["byteLength"],
            place.get("insertedContent", {"text": ""})["text"],
        )
        for change in changes
        for place in change["replacements"]
    ]
    wanted = [
        (edit["path"], edit["span"]["start"], edit["span"]["end"] - edit["span"]["start"], edit["text"])
        for edit in finding["edits"]
    ]
    if found != wanted and "\\x" not in str(wanted):  # not text: no fix is told
        fault("fixes", found, "are not", wanted)
    for change in changes:
        for place in change["replacements"]:
            check_region(sarif_path(change["artifactLocation"]), place["deletedRegion"])


def check_sarif(findings):
    log = load("sarif")
    validate(log, "sarif-2.1.0.json")
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    if len(run["results"]) != len(findings):
        fault(len(run["results"]), "SARIF results")
    if len({rule["id"] for rule in rules}) != len(rules):
        fault("a rule is there twice")
    seen = set()
    for finding, result in zip(findings, run["results"]):
        place = result["locations"][0]["physicalLocation"]
        path = sarif_path(place["artifactLocation"])
        if (path, result["ruleId"], result["level"]) != (
            finding["path"], finding["rule"], levels[finding["severity"]],
        ) or not result["message"]["text"].startswith(finding["message"]):
            fault(result, "is not", finding)
        if rules[result["ruleIndex"]]["id"] != finding["rule"]:
            fault("ruleIndex of", result)
        if "byteOffset" in place["region"]:
            if place["region"]["byteOffset"] != finding["span"]["start"]:
                fault(result, "is elsewhere")
            check_region(path, place["region"])
        check_fix(finding, result)
        mark = (path, result["partialFingerprints"]["primaryLocationLineHash"])
        if mark in seen and finding["path"] not in shared:
            fault("fingerprint", mark, "is there twice")
        seen.add(mark)


def check_gitlab(findings):
    report = load("gitlab")
    validate(report, "gitlab-code-quality.json")
    found = [(item["location"]["path"], item["location"]["lines"]["begin"], item["check_name"],
              item["description"]) for item in report]
    wanted = [(item["path"], item["line"], item["rule"], item["message"]) for item in findings]
    if found != wanted:
        fault("GitLab has", found, "not", wanted)


def unescape(text, codes):
    for code, byte in codes:
        text = text.replace(code, byte)
    return text


def check_github(findings):
    """Reads the commands as the runner does: properties up to "::", separated by commas."""
    data = [("%0D", "\r"), ("%0A", "\n")]
    found = []
    for line in (run_folder / "github").read_bytes().decode().split("\n")[:-1]:
        command, properties, message = re.fullmatch(r"::(\w+) (.*?)::(.*)", line).groups()
        values = {
            key: unescape(value, data + [("%3A", ":"), ("%2C", ","), ("%25", "%")])
            for key, _, value in (word.partition("=") for word in properties.split(","))
        }
        message = unescape(message, data + [("%25", "%")]).split("\n")[0]
        found.append((command, values["file"], int(values["line"]), values["title"], message))
    wanted = [(item["severity"], item["path"], item["line"], item["rule"], item["message"])
              for item in findings]
    for a, b in zip(found, wanted):
        if a[:4] != b[:4] or a[4] != re.sub(r"\n.*", "", b[4]):
            fault("GitHub has", a, "not", b)
    if len(found) != len(wanted):
        fault(len(found), "GitHub commands")


def check_junit(findings, inputs, fail_on):
    ranks = {"notice": 0, "warning": 1, "error": 2}
    root = xml.etree.ElementTree.parse(run_folder / "junit").getroot()
    suites = root.findall("testsuite")
    if [suite.get("name") for suite in suites] != [item["path"] for item in inputs]:
        fault("JUnit's suites", [suite.get("name") for suite in suites])
    cases = [case for suite in suites for case in suite if case.get("line") is not None]
    found = [(case.get("file"), int(case.get("line")), case.get("name"), case.find("failure") is not None)
             for case in cases]
    wanted = [(item["path"], item["line"], item["rule"], ranks[item["severity"]] >= ranks[fail_on])
              for item in findings]
    if found != wanted:
        fault("JUnit has", found, "not", wanted)
    for suite in suites:
        counts = collections.Counter(case.find("failure") is not None for case in suite)
        if (int(suite.get("tests")), int(suite.get("failures"))) != (len(suite), counts[True]):
            fault("JUnit's counts of", suite.get("name"))


output = load("json")
validate(output, "check.json")
for item in output["findings"] + [edit for item in output["findings"] for edit in item["edits"]]:
    item["path"] = os.path.normpath(item["path"])  # JSON has it as it was come by
# A file that several zones include is spoken of once for each.
shared = {path for path, count in collections.Counter(
    (item["path"], item["rule"], item["span"]["start"], item["message"]) for item in output["findings"]
).items() if count > 1 for path in [path[0]]}
check_sarif(output["findings"])
check_gitlab(output["findings"])
check_github(output["findings"])
check_junit(output["findings"], output["files"], sys.argv[4])
print(len(output["findings"]), "findings")
for line in faults[:20]:
    print(line[:1000])
sys.exit(bool(faults))
