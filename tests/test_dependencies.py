"""Requirements say what the code imports, and docs/dependencies.md speaks of each of them."""

import re
import sys
from importlib.metadata import packages_distributions

import pytest

from tests import architecture as code

OURS = {*code.RUNTIME, "tests"}
# Come with what is named beside them, and are promised by its documentation.
COME_WITH = {
    "asgiref": "django",
    "django_tasks": "django-tasks-db",
    "modelcluster": "wagtail",
    "modelsearch": "wagtail",
    "qrcode": "django-allauth",
}


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required(*names: str) -> set[str]:
    """Packages that requirements/<name>.in list, extras and versions taken off."""
    lines = [
        line.strip()
        for name in names
        for line in (code.ROOT / "requirements" / f"{name}.in").read_text().splitlines()
    ]
    return {
        normal(re.split(r"[\[<>=!~ ]", line)[0]) for line in lines if line and line[0] not in "#-"
    }


def imported(*places: str) -> dict[str, set[str]]:
    """Third-party top-level modules imported under the places, with the distributions they are of.

    Django's own bundle and plugins share names: a module may belong to several distributions.
    """
    distributions = packages_distributions()
    modules = {
        module for path in code.files(*places) for module in code.top_levels(code.imports_of(path))
    }
    return {
        module: {normal(name) for name in distributions.get(module, [module])}
        for module in modules - OURS - set(sys.stdlib_module_names) - {""}
    }


@pytest.mark.parametrize(
    ("places", "requirements"),
    [
        (code.RUNTIME, ("base", "production", "s3")),
        (("tests", "deploy"), ("base", "production", "s3", "dev")),
    ],
    ids=["runtime", "tests"],
)
def test_every_import_is_required(places, requirements):
    listed = required(*requirements)
    missing = {
        module
        for module, owners in imported(*places).items()
        if not owners & listed and COME_WITH.get(module) not in listed
    }
    assert missing == set()


@pytest.mark.parametrize("name", ["base", "production", "s3", "dev"])
def test_every_requirement_has_its_line_in_the_docs(name):
    text = (code.ROOT / "docs" / "dependencies.md").read_text()
    described = {normal(cell) for cell in re.findall(r"^\| `([^`\[]+)", text, flags=re.MULTILINE)}
    assert required(name) - described == set()


@pytest.mark.parametrize("name", ["base", "production", "s3", "dev"])
def test_every_pin_has_hashes_and_no_address(name):
    text = (code.ROOT / "requirements" / f"{name}.txt").read_text()
    pins = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert re.findall(r"https?://|file:|@ |--index|--find", text) == []
    assert required(name) - {pin.partition("==")[0] for pin in pins} == set()
