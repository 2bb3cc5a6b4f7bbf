#!/usr/bin/env python3
"""Checks packs against Schemas/rule-pack.schema.json. Needs Tests/requirements.txt.

    Scripts/check-packs.py               all files of Rules/, and that the schema refuses broken ones
    Scripts/check-packs.py FILE…         these files
"""

import copy
import json
import pathlib
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parent.parent
SCHEMA = json.loads((ROOT / "Schemas/rule-pack.schema.json").read_text("utf-8"))


class Loader(yaml.BaseLoader):
    """Reads every scalar as text, as the program does."""


def faults(document):
    validator = jsonschema.Draft202012Validator(SCHEMA)
    return [
        "/".join(map(str, error.absolute_path)) + f": {error.message[:200]}"
        for error in validator.iter_errors(document)
    ]


def load(path):
    return yaml.load(path.read_text("utf-8"), Loader)


def broken(document):
    """The document with one fault each that the schema has to see."""
    for change in [
        lambda pack: pack["rules"][0].update(nmae={}),
        lambda pack: pack["rules"][0].update(level="error"),
        lambda pack: pack["rules"][0].pop("basis"),
        lambda pack: pack["rules"][0].update(subject="title"),
        lambda pack: pack["rules"][0].update(when={"nearby": ["a"]}),
        lambda pack: pack["rules"][0]["examples"]["pass"].append("⟦国家⟧"),
        lambda pack: pack["rules"][0]["examples"]["hit"].append("国家"),
        lambda pack: pack.pop("pack"),
    ]:
        changed = copy.deepcopy(document)
        change(changed)
        yield changed


def main():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    named = [pathlib.Path(name) for name in sys.argv[1:]]
    paths = named or sorted(
        [*ROOT.glob("Rules/Packs/*.yml"), ROOT / "Rules/Instruments.yml", ROOT / "Rules/Readings.yml"])
    count = 0
    for path in paths:
        for fault in faults(load(path)):
            print(f"{path}: {fault}")
            count += 1
    if not named:
        core = load(ROOT / "Rules/Packs/core-wording.yml")
        for number, document in enumerate(broken(core), 1):
            if not faults(document):
                print(f"the schema accepts broken pack {number}")
                count += 1
    print(f"{len(paths)} files, {count} faults")
    sys.exit(count > 0)


if __name__ == "__main__":
    main()
