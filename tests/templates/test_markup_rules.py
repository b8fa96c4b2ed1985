"""Rules of the templates that the content security policy and the next developer rely on."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = Path(settings.BASE_DIR) / "templates"
# E-mail programs know no stylesheets and no policy.
PAGES = [path for path in sorted(TEMPLATES.rglob("*.html")) if "emails" not in path.parts]
COMPONENTS = sorted((TEMPLATES / "components").glob("*.html"))

INLINE = re.compile(
    r"""<style|\sstyle=|\son[a-z]+=["']|javascript:|<script(?![^>]*\bsrc=)(?![^>]*json)""",
    re.IGNORECASE,
)


def name(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_page_has_no_inline_style_or_script(path):
    assert INLINE.findall(path.read_text()) == []


@pytest.mark.parametrize("path", COMPONENTS, ids=name)
def test_component_opens_with_a_comment(path):
    assert path.read_text().startswith(("{#", "{% comment %}"))


def test_inline_pattern_finds_what_the_policy_blocks():
    blocked = [
        '<p style="color: red">',
        "<style>p {}</style>",
        '<a onclick="go()">',
        '<a href="javascript:go()">',
        "<script>go()</script>",
    ]
    assert [bool(INLINE.search(text)) for text in blocked] == [True] * len(blocked)


def test_inline_pattern_leaves_files_and_data_alone():
    allowed = [
        '<script type="module" src="/static/js/menus.js"></script>',
        '<script type="application/json" id="data">{}</script>',
        '<section class="style" data-on="x">',
    ]
    assert [bool(INLINE.search(text)) for text in allowed] == [False] * len(allowed)
