"""Files that were stored when the gate knew less are found by asking it again."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command

from network.media.models import SiteDocument
from network.media.screening_again import not_taken_today
from network.safeguarding.inspection.refusals import REASONS
from tests.network.safeguarding.upload_corpus import docx, with_template
from tests.resources.building import document

pytestmark = pytest.mark.django_db
CHILD = b"Pupil: Aiden Marlow, date of birth 03/05/2009, NHS number 943 476 5919"


def stored_before(name: str, content: bytes) -> SiteDocument:
    """A document with content that the gate of today would not let in."""
    stored = document(name, b"Walk the way home with them.")
    stored.file.save(name, ContentFile(content))
    return stored


def test_what_would_not_be_taken_today_is_listed_without_its_words():
    document("fine.txt", b"Walk the way home with them.")
    child = stored_before("child.txt", CHILD)
    program = stored_before("notes.txt", b"MZ\x00\x00\x90\x00 no text at all")
    lost = document("lost.txt", b"Here a moment ago.")
    lost.file.storage.delete(lost.file.name)
    found = dict(not_taken_today())
    assert sorted(found) == sorted([child.pk, program.pk, lost.pk])
    assert found[child.pk] == "It surely identifies somebody: dob, nhs."
    assert found[lost.pk] == "The file is not there any more."
    assert "Marlow" not in " ".join(found.values())


def test_a_template_that_is_still_in_a_stored_file_is_listed():
    old = document("plan.docx", docx())
    template = with_template("https://team.example.org/Report.dotm")
    old.file.save("plan.docx", ContentFile(template))
    assert dict(not_taken_today()) == {old.pk: REASONS["template"]}


def test_the_command_names_where_to_look_and_fails():
    child = stored_before("child.txt", CHILD)
    out = io.StringIO()
    with pytest.raises(CommandError, match="1 would not be taken today"):
        call_command("screen_documents", stdout=out)
    assert f"/admin/documents/{child.pk}/marks/" in out.getvalue()
    assert "943" not in out.getvalue()


def test_nothing_to_say():
    document("fine.txt", b"Walk the way home with them.")
    out = io.StringIO()
    call_command("screen_documents", stdout=out)
    assert out.getvalue() == "Every stored document would be taken today.\n"
