"""The published schema of configurations and the program agree on what one is."""

import json

import jsonschema
import pytest
import yaml

from conftest import ROOT

SCHEMA = json.loads((ROOT / "Schemas/configuration.schema.json").read_text("utf-8"))


class Loader(yaml.BaseLoader):
    """Reads every scalar as text, as the program does."""


WHOLE = """\
extend: base.yml
profile: [standard, guangdong]
rules:
  state-words: review
  sales-words: off
  national-emblem: violation
  national-flag: info
readings: { issuer-name: off, quoted-title: on }
issuer: { name: 云洲市花艺行业协会, short-names: [云洲花协], kind: association }
exclude: [drafts/, "*.tmp"]
overrides:
  - paths: 旧版/
    profile: strict
    rules: { state-words: off }
    readings: { issuer-name: on }
    issuer: { name: 云洲市花艺学会 }
"""


@pytest.mark.parametrize(
    "text, valid",
    [
        (WHOLE, True),
        ("rules: {}\n", True),
        ("profile: strict\n", True),
        ("rule: {}\n", False),
        ("rules: [state-words]\n", False),
        ("rules: { state-words: error }\n", False),
        ("rules: { state words: off }\n", False),
        ("readings: { issuer-name: no }\n", False),
        ("issuer: { kind: association }\n", False),
        ("issuer: { name: a, kind: club }\n", False),
        ("issuer: 云洲市花艺行业协会\n", False),
        ("exclude: []\n", False),
        ("profile: { strict: on }\n", False),
        ("overrides: [{ rules: {} }]\n", False),
        ("overrides: [{ paths: a, exclude: b }]\n", False),
    ],
)
def test_schema_and_program_agree(zhenglint, tmp_path, text, valid):
    (tmp_path / "base.yml").write_text("rules: { state-words: off }\n", "utf-8")
    (tmp_path / ".zhenglint.yml").write_text(text, "utf-8")
    (tmp_path / "a.txt").write_text("插花培训证书\n", "utf-8")
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    validator = jsonschema.Draft202012Validator(SCHEMA)
    assert validator.is_valid(yaml.load(text, Loader)) == valid
    process = zhenglint("check", "a.txt", cwd=tmp_path)
    assert process.returncode == (0 if valid else 2), process.stderr.decode()
