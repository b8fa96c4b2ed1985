"""What a lead decides on a file that was held back: who is told, and what the gate does then."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.documents.forms import get_document_form

from network.media.held.deciding import MayNotDecide, keep_back, release
from network.media.held.holding import hold, remove
from network.media.models import HeldFile, HeldState
from network.media.personal_data import held_too_long
from network.notifications.models import Message
from network.reported import workflow as reported
from network.safeguarding.files import IdentifiesSomebody, UploadRefused, admit
from tests.network.media.held.test_held_files import NOW, WORDS, stored
from tests.personas import make_member
from tests.resources.building import make_resource, make_version

LATER = NOW + timedelta(hours=1)
OTHER_WORDS = b"The NHS number is 943 476 5870."

pytestmark = pytest.mark.django_db


def chosen(content: bytes = WORDS, name: str = "form.txt", user=None, now=NOW) -> HeldFile:
    """What is noted when somebody chooses a file that is not let in."""
    file = BytesIO(content)
    with pytest.raises(UploadRefused) as refusal:
        admit(file, filename=name)
    return hold(file, filename=name, refusal=refusal.value, user=user, now=now)


def released(row: HeldFile, lead, now=LATER):
    return release(row=row, actor=lead, note="An example.", now=now)


def told(user) -> list[tuple[str, str]]:
    return list(Message.objects.filter(recipient=user).values_list("kind", "url"))


@pytest.fixture
def second_editor(editor):
    person = make_member("Second Editor")
    person.groups.set(editor.groups.all())
    return person


def test_whoever_chose_it_is_told_where_to_find_it(client, editor, safeguarding_lead):
    document = released(chosen(user=editor), safeguarding_lead)
    ((kind, url),) = told(editor)
    assert (kind, url) == (
        "held_file_released",
        reverse("wagtaildocs:edit", args=[document.pk]),
    )
    client.force_login(editor)
    assert client.get(url).status_code == 200
    message = Message.objects.get()
    assert "form.txt" not in message.subject + message.body


def test_whoever_chose_it_is_told_that_it_stays_refused(
    client, editor, safeguarding_lead, django_capture_on_commit_callbacks
):
    row, before = chosen(user=editor), stored()
    client.force_login(safeguarding_lead)
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"{row.desk_url}keep/").status_code == 302
    row.refresh_from_db()
    assert (row.state, row.decided_by, row.file.name) == ("refused", safeguarding_lead, "")
    assert len(before - stored()) == 1
    assert told(editor) == [("held_file_kept", reverse("refused_files"))]
    assert "Kept back by" in client.get(row.desk_url).content.decode()
    client.force_login(editor)
    assert client.get(reverse("refused_files")).status_code == 200


def test_whoever_is_gone_or_inactive_breaks_nothing(editor, safeguarding_lead):
    released(chosen(), safeguarding_lead)
    editor.is_active = False
    editor.save()
    keep_back(row=chosen(OTHER_WORDS, user=editor), actor=safeguarding_lead, now=LATER)
    assert not Message.objects.exists()


def test_whoever_may_not_look_after_documents_any_more_is_told_without_a_way(
    editor, safeguarding_lead
):
    row = chosen(user=editor)
    editor.groups.clear()
    released(row, safeguarding_lead)
    assert told(editor) == [("held_file_released", "/me/messages/")]


def test_only_another_lead_keeps_a_file_back_and_once(editor, safeguarding_lead):
    row, own = chosen(user=editor), chosen(OTHER_WORDS, user=safeguarding_lead)
    with pytest.raises(MayNotDecide, match="Only safeguarding leads"):
        keep_back(row=row, actor=editor, now=LATER)
    with pytest.raises(MayNotDecide, match="uploaded yourself"):
        keep_back(row=own, actor=safeguarding_lead, now=LATER)
    keep_back(row=row, actor=safeguarding_lead, now=LATER)
    with pytest.raises(MayNotDecide, match="decided already"):
        released(row, safeguarding_lead)


def test_what_was_released_is_let_in_again_with_its_marks(editor, safeguarding_lead):
    released(chosen(user=editor), safeguarding_lead)
    admitted = admit(BytesIO(WORDS), filename="Form of the team.txt")
    assert [finding.phrase for finding in admitted.findings] == ["943 476 5919"]
    form_class = get_document_form(get_document_model())
    file = SimpleUploadedFile("form.txt", WORDS)
    assert form_class({"title": "A form", "collection": 1}, {"file": file}, user=editor).is_valid()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (OTHER_WORDS, "form.txt"),
        (WORDS, "form.csv"),
        (WORDS, "NHS number 943 476 5919.txt"),
    ],
    ids=["other content", "another kind", "its name"],
)
def test_a_release_lets_nothing_else_in(editor, safeguarding_lead, content, name):
    released(chosen(user=editor), safeguarding_lead)
    with pytest.raises(IdentifiesSomebody):
        admit(BytesIO(content), filename=name)


def test_a_release_counts_no_more_when_a_later_one_says_otherwise(editor, safeguarding_lead):
    row = chosen(user=editor)
    later = HeldFile.objects.create(
        name="form.txt", sha256=row.sha256, size=1, state=HeldState.HELD, held_at=NOW
    )
    HeldFile.objects.filter(pk=later.pk).update(name="form.csv")
    later.refresh_from_db()
    released(row, safeguarding_lead)
    keep_back(row=later, actor=safeguarding_lead, now=LATER + timedelta(days=1))
    with pytest.raises(IdentifiesSomebody, match="it stays refused"):
        admit(BytesIO(WORDS), filename="form.txt")


def test_a_release_counts_no_more_when_its_document_is_gone(editor, safeguarding_lead):
    released(chosen(user=editor), safeguarding_lead).delete()
    with pytest.raises(IdentifiesSomebody):
        admit(BytesIO(WORDS), filename="form.txt")


def test_a_report_of_a_page_with_it_stands_above_the_release(editor, safeguarding_lead):
    document = released(chosen(user=editor), safeguarding_lead)
    page = make_resource(versions=[make_version(1, document)])
    page.save_revision().publish()
    report = reported.report(page=page, reporter=editor, now=LATER)
    with pytest.raises(IdentifiesSomebody):
        admit(BytesIO(WORDS), filename="form.txt")
    reported.restore(report=report, actor=safeguarding_lead, now=LATER)
    assert admit(BytesIO(WORDS), filename="form.txt").checked.size == len(WORDS)


def test_what_waits_is_not_held_a_second_time(editor):
    row, before = chosen(user=editor), stored()
    with pytest.raises(IdentifiesSomebody, match="since 2 March 2026") as refusal:
        admit(BytesIO(WORDS), filename="form.txt")
    assert "you are told what they decide" in refusal.value.reason
    assert chosen(user=editor, now=LATER) == row
    assert (stored(), HeldFile.objects.count()) == (before, 1)


def test_everybody_who_chose_it_is_told(editor, second_editor, safeguarding_lead):
    row, before = chosen(user=editor), stored()
    for _ in range(2):
        noted = chosen(user=second_editor, now=LATER)
    assert (noted.state, noted.file.name, stored()) == (HeldState.REFUSED, "", before)
    assert list(HeldFile.objects.visible_to(safeguarding_lead)) == [row]
    document = released(row, safeguarding_lead)
    url = reverse("wagtaildocs:edit", args=[document.pk])
    for person in (editor, second_editor):
        assert told(person) == [("held_file_released", url)]
    noted.refresh_from_db()
    assert (noted.state, noted.document) == (HeldState.RELEASED, document)


def test_a_lead_does_not_release_what_they_chose_too(editor, safeguarding_lead):
    row = chosen(user=editor)
    chosen(user=safeguarding_lead)
    with pytest.raises(MayNotDecide, match="uploaded yourself"):
        released(row, safeguarding_lead)


def test_what_stays_refused_is_noted_and_not_held_again(editor, safeguarding_lead):
    keep_back(row=chosen(user=editor), actor=safeguarding_lead, now=LATER)
    again = chosen(user=editor, now=LATER)
    assert (again.state, again.file.name, again.decided_at) == (HeldState.REFUSED, "", None)
    assert list(HeldFile.objects.filter(state=HeldState.HELD)) == []


def test_a_file_that_cannot_be_let_in_under_its_name_is_not_told_to_wait(editor):
    with pytest.raises(IdentifiesSomebody, match="Give it another one") as refusal:
        admit(BytesIO(b"Words."), filename="NHS number 943 476 5919.txt")
    assert "do nothing" not in refusal.value.reason


def test_whoever_chose_a_file_that_nobody_looked_at_is_told(editor, second_editor):
    row = chosen(user=editor)
    chosen(user=second_editor)
    later = datetime(2026, 3, 17, 10, 0, tzinfo=UTC)
    assert remove(held_too_long(later), later) == 1
    for person in (editor, second_editor):
        assert told(person) == [("held_file_not_judged", reverse("refused_files"))]
    assert not HeldFile.objects.filter(pk=row.pk).exists()
    assert chosen(user=second_editor, now=later).state == HeldState.HELD
