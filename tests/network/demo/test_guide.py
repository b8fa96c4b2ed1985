"""The guide that ``make demo`` prints tells the truth about the demo world."""

import re
import tomllib
from pathlib import Path

from django.urls import resolve

from network import demo, members
from network.demo.accounts import DEMO_PASSWORD, PERSONAS

GUIDE = (Path(demo.__file__).parent / "guide.txt").read_text(encoding="utf-8")


def test_the_guide_names_the_person_behind_each_role():
    source = (Path(members.__file__).parent / "demo" / "people.toml").read_text(encoding="utf-8")
    emails = {person["key"]: person["email"] for person in tomllib.loads(source)["people"]}
    named = dict(re.findall(r"^ +([a-z ]+?) {2,}(\S+@\S+)$", GUIDE, flags=re.MULTILINE))
    assert named == {
        persona.label.lower(): emails[persona.key] for persona in PERSONAS if persona.key
    }


def test_the_guide_gives_the_password():
    assert f"  {DEMO_PASSWORD}\n" in GUIDE


def test_the_guide_leads_to_addresses_that_exist():
    paths = set(re.findall(r" (/[a-z/]+/)", GUIDE))
    # Wagtail answers whatever nobody else does, so its own view means "no such address".
    assert [path for path in paths if resolve(path).view_name == "wagtail_serve"] == []
    assert len(paths) == 6
