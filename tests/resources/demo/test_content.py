"""Every demo resource as it stands: it validates, renders, opens again and keeps its promises."""

import io
import zipfile
from functools import cache

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader

from resources.demo.documents import read_resources, render_file
from resources.demo.house_style import PUBLISHER

RESOURCES = read_resources()
rendered = cache(render_file)
FILES = [(resource.letter, file) for resource in RESOURCES for file in resource.files]


def pdf_author(data):
    return PdfReader(io.BytesIO(data)).metadata.author


def author_of(extension, data):
    stream = io.BytesIO(data)
    if extension == "docx":
        return Document(stream).core_properties.author
    if extension == "pptx":
        return Presentation(stream).core_properties.author
    if extension == "xlsx":
        return load_workbook(stream).properties.creator
    return pdf_author(data)


def test_the_seventeen_resources_of_the_catalogue_are_there():
    letters = {resource.letter for resource in RESOURCES}
    assert set("ABCDEFGHIJKLMNOPQ") - letters == set()


@pytest.mark.parametrize(("letter", "file"), FILES, ids=[file.name for _, file in FILES])
def test_each_file_opens_again_and_names_the_publisher(letter, file):
    assert author_of(file.extension, rendered(file)) == PUBLISHER


def test_download_names_are_used_once():
    names = [file.name for _, file in FILES]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.slug)
def test_the_page_says_enough_and_not_too_much(resource):
    assert 120 <= len(resource.page_text.split()) <= 250


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource.slug)
def test_dates_are_in_order(resource):
    newest = resource.versions[-1].days_ago
    assert resource.published_days_ago == resource.versions[0].days_ago
    assert resource.reviewed_days_ago <= newest


@pytest.mark.parametrize(
    "file", [f for _, f in FILES if f.extension == "pptx"], ids=lambda file: file.name
)
def test_slide_sets_have_a_title_on_every_slide_and_notes_after_the_first(file):
    slides = list(Presentation(io.BytesIO(rendered(file))).slides)
    assert 10 <= len(slides) <= 16
    assert [slide for slide in slides if not slide.shapes.title.text] == []
    assert [slide for slide in slides[1:] if not slide.has_notes_slide] == []


@pytest.mark.parametrize(
    "file", [f for _, f in FILES if f.extension in ("docx", "pptx", "xlsx")], ids=lambda f: f.name
)
def test_office_files_hold_no_macros_pictures_or_links_to_elsewhere(file):
    with zipfile.ZipFile(io.BytesIO(rendered(file))) as archive:
        unwanted = ("vbaProject.bin", ".jpeg", ".png", "printerSettings1.bin")
        assert [name for name in archive.namelist() if name.endswith(unwanted)] == []
