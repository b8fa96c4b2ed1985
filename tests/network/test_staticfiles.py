"""The stylesheet in one piece."""

from pathlib import Path

import pytest
from django.conf import settings

from network.staticfiles import ENTRY, IMPORT, join_imports

CSS = Path(settings.BASE_DIR) / "static" / "css"


def reader(**files):
    return lambda name: files[name.removeprefix("css/").removesuffix(".css")]


def test_import_becomes_a_block_of_its_layer():
    read = reader(site='@layer a, b;\n@import url("one.css") layer(a);\n', one="p {}\n")
    assert join_imports("css/site.css", read) == "@layer a, b;\n@layer a {\np {}\n}\n"


def test_import_keeps_its_medium():
    read = reader(site='@import url("one.css") layer(a) print;', one="p {}\n")
    assert join_imports("css/site.css", read) == "@media print {\n@layer a {\np {}\n}\n}"


@pytest.mark.parametrize("text", ["p { background: url(x.png) }", '@import "two.css";'])
def test_address_in_an_imported_file_is_refused(text):
    read = reader(site='@import url("one.css") layer(a);', one=text)
    with pytest.raises(ValueError, match=r"^css/one\.css: "):
        join_imports("css/site.css", read)


@pytest.mark.parametrize("line", ['@import "one.css";', "@import url(one.css) layer(a);"])
def test_import_in_another_form_is_refused(line):
    with pytest.raises(ValueError, match=r"^css/site\.css: "):
        join_imports("css/site.css", reader(site=line, one=""))


def test_every_stylesheet_is_imported_once():
    files = {str(path.relative_to(CSS)) for path in CSS.rglob("*.css")} - {"site.css"}
    imported = [match["name"] for match in IMPORT.finditer((CSS / "site.css").read_text())]
    assert sorted(imported) == sorted(files)


def test_the_site_s_own_stylesheet_joins():
    joined = join_imports(ENTRY, lambda name: (CSS.parent / name).read_text())
    assert joined.count("{") == joined.count("}")
