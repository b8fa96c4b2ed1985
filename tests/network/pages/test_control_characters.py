"""Control characters that came with pasted words are kept in no page."""

import contextlib

import pytest
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.models import get_page_models

from network.pages.control_characters import on_one_line, without_controls
from network.pages.models import BasePage, PageAuthor
from tests.factories.pages import make_tip

OF_THE_TREE = {"path", "url_path", "slug"}
TYPES = [model for model in get_page_models() if issubclass(model, BasePage)]


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Slides\x0bwith a line break", "Slides with a line break"),
        ("Bell\x07\x00\x1f end", "Bell    end"),
        ("A\x85B\u2028C\ufffeD\ud800E", "A B C D E"),
        ("First\n\tSecond\r\nThird", "First\n\tSecond\r\nThird"),
        ("Łukasz’s café – 🙂", "Łukasz’s café – 🙂"),
    ],
)
def test_a_space_stands_for_each_control_character(text, cleaned):
    assert without_controls(text) == cleaned


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Slides \x0b\x0b with\r\n\ta line break\x0b", "Slides with a line break"),
        ("Two  spaces and a\xa0fixed one", "Two  spaces and a\xa0fixed one"),
    ],
)
def test_a_break_becomes_one_space_on_one_line(text, cleaned):
    assert on_one_line(text) == cleaned


@pytest.mark.django_db
@pytest.mark.parametrize("model", TYPES)
def test_every_type_of_page_is_cleaned_in_all_its_words(model):
    names = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField) and field.name not in OF_THE_TREE
    ]
    page = model(slug="slides", **dict.fromkeys(names, "Slides\x0bwith"))
    with contextlib.suppress(ValidationError):  # of what else a page needs
        page.full_clean()
    assert {name: getattr(page, name) for name in names} == dict.fromkeys(names, "Slides with")


@pytest.mark.django_db
def test_a_page_and_its_draft_are_saved_without_them():
    tip = make_tip("Slides\x0bwith", summary="One\x0btwo\nthree")
    assert (tip.title, tip.draft_title, tip.summary) == (
        "Slides with",
        "Slides with",
        "One two\nthree",
    )
    tip.title = "Another\x0btitle"
    draft = tip.save_revision().as_object()
    assert (draft.title, tip.draft_title) == ("Another title", "Another title")


@pytest.mark.django_db
def test_the_name_of_an_author_is_cleaned_too():
    author = PageAuthor(name="Ana\x0bRuiz", role="Wrote\x0bit")
    author.full_clean(exclude=["page"])
    assert (author.name, author.role) == ("Ana Ruiz", "Wrote it")
