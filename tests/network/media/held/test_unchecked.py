"""Where the site cannot start the process that checks a file, the file is not to blame."""

import logging

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form
from wagtail.images import get_image_model
from wagtail.images.forms import get_image_form

from network.confined import run_module, running
from network.media.models import HeldFile
from network.members.profile.photos import UNCHECKED, PhotoRefused, squares
from network.safeguarding.files import UploadRefused, admit, facts_of
from network.safeguarding.inspection.facts import NO_FACTS
from tests.network.media.test_pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_process(monkeypatch):
    # What other tests have opened is remembered; here nothing is.
    monkeypatch.setattr(running, "run_module", run_module)
    monkeypatch.setattr(running.sys, "executable", "/nowhere/python")


def test_the_editor_is_told_to_try_again_and_nothing_is_noted(editor, caplog):
    form_class = get_document_form(get_document_model())
    file = SimpleUploadedFile("plan.txt", b"A plan for the park.")
    form = form_class({"title": "A plan"}, {"file": file}, user=editor)
    with caplog.at_level(logging.ERROR, "network.safeguarding"):
        (words,) = form.errors["file"]
    assert "We could not check this file just now" in words
    assert "Try again in a few minutes" in words
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert not HeldFile.objects.exists()


def test_no_caller_takes_it_for_broken():
    file = SimpleUploadedFile("plan.txt", b"A plan for the park.")
    with pytest.raises(UploadRefused) as refusal:
        admit(file, filename="plan.txt")
    assert refusal.value.code == "unchecked"
    assert facts_of(file, "docx") == NO_FACTS


def test_pictures_and_photos_are_not_called_broken_either(editor):
    form = get_image_form(get_image_model())({"title": "A park"}, {"file": picture()}, user=editor)
    (words,) = form.errors["file"]
    assert "We could not check this picture just now" in words
    with pytest.raises(PhotoRefused, match=UNCHECKED):
        squares(picture())
