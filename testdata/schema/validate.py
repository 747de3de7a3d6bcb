"""validate.py SCHEMA FILE…: holds JSON against a schema of this folder; then spoils it, to see that the schema
would tell. Prints what is wrong; exit status 1 if anything is."""

import copy
import json
import pathlib
import sys

import jsonschema

schema = json.loads((pathlib.Path(__file__).parent / (sys.argv[1] + ".json")).read_bytes())
kind = jsonschema.validators.validator_for(schema)
kind.check_schema(schema)
checker = kind(schema)
faults = []


def places(value, path=()):
    """The objects in it, each kind once: of a list the first one that is an object."""
    if isinstance(value, dict):
        yield path
        for name, item in value.items():
            yield from places(item, path + (name,))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield from places(item, path + (index,))
                break


def at(value, path):
    for step in path:
        value = value[step]
    return value


for name in sys.argv[2:]:
    whole = json.loads(pathlib.Path(name).read_bytes())
    faults += [f"{name}: {list(error.path)} {error.message}" for error in checker.iter_errors(whole)]
    if whole.get("mxmend") != 1:
        faults.append(f"{name}: there is no version")
    if not schema.get("additionalProperties", True):
        for path in places(whole):
            spoilt = copy.deepcopy(whole)
            at(spoilt, path)["unheard-of"] = 1
            if checker.is_valid(spoilt):
                faults.append(f"{name}: anything may stand in {path}")
    for spoil in ({"mxmend": 2}, *({member: 1.5} for member in whole if member in schema["properties"])):
        if checker.is_valid({**whole, **spoil}):
            faults.append(f"{name}: {spoil} is not told")
for fault in faults[:20]:
    print(fault[:1000])
sys.exit(bool(faults))
