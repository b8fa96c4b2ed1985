"""Files at once become the next version: a draft until it is published, each called as the one that
it stands for."""

import pytest
from django.urls import reverse

from resources.models import ResourceVersion
from tests.resources.building import document, make_resource, make_version
from tests.resources.editing.test_from_files import said, send, uploaded

pytestmark = pytest.mark.django_db


def test_the_next_version_is_a_draft_until_it_is_published(client, editor):
    page = make_resource("audit")
    client.force_login(editor)
    address = reverse("next_version", args=[page.pk])
    response = send(client, uploaded("new.txt", b"New."), address=address, change_note="Shorter.")
    assert response.status_code == 302
    assert [version.number for version in page.versions.all()] == [1]
    page.refresh_from_db()
    draft = page.get_latest_revision_as_object()
    assert [(v.number, v.change_note) for v in draft.sorted_versions()] == [
        (2, "Shorter."),
        (1, "First published."),
    ]


def labels_of_next(client, page, *names: str) -> list[str]:
    files = [uploaded(name, name.encode()) for name in names]
    address = reverse("next_version", args=[page.pk])
    assert send(client, *files, address=address, change_note="Shorter.").status_code == 302
    page.refresh_from_db()
    version = page.get_latest_revision_as_object().sorted_versions()[0]
    return [file.label for file in version.files.all()]


def test_a_new_file_is_called_as_the_one_it_stands_for(client, editor):
    client.force_login(editor)
    one = make_resource("one", versions=[labelled(("Briefing", "briefing.txt"))])
    assert labels_of_next(client, one, "V2.csv") == ["Briefing"]
    two = [("Handout", "handout.txt"), ("Answers", "a.txt"), ("Schedule", "plan.csv")]
    page = make_resource("two", versions=[labelled(*two)])
    assert labels_of_next(client, page, "new_words.txt", "handout.txt", "sched.csv") == [
        "New words",
        "Handout",
        "Schedule",
    ]


def test_it_is_said_which_file_one_of_another_name_stands_for(client, editor):
    client.force_login(editor)
    plan, note = ("J02 plan for a session", "plan.txt"), ("Note", "note.csv")
    page = make_resource("one", versions=[labelled(plan, note)])
    address = reverse("next_version", args=[page.pk])
    assert "You are told which" in client.get(address).content.decode()
    files = [uploaded("case story.txt", b"A story."), uploaded("note.csv", b"A,B")]
    words = said(send(client, *files, address=address, change_note="Shorter."))
    assert (
        "case story.txt stands for plan.txt of the version before, and is called “J02 plan for a "
        "session” like that one." in words
    )
    assert "note.csv stands" not in words


def labelled(*files: tuple[str, str]) -> ResourceVersion:
    version = make_version(1, *(document(name, name.encode()) for _, name in files))
    for file, (label, _) in zip(version.files.all(), files, strict=True):
        file.label = label
    return version
