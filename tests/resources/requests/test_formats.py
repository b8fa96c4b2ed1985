"""Another format: asked by anybody, by a day that is told at once, seen by those who answer."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from network.members.screening import TextHeldBack
from network.notifications.models import Message
from network.workflows import NotPermitted, TransitionNotAllowed
from resources.enums import FilesFor, FormatState, WantedFormat
from resources.models import FormatRequest, VersionFile
from resources.requests import formats
from tests.resources.building import document, make_resource, make_version

# A Thursday before Easter: Good Friday and Easter Monday are no working days in England.
NOW = datetime(2026, 4, 2, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(db):
    return make_resource(versions=[make_version(1, document("a.txt", b"a"))])


def ask(page, **more) -> FormatRequest:
    file = VersionFile.objects.select_related("version").get(version__resource=page)
    wanted = WantedFormat.LARGE_PRINT
    return formats.ask(page=page, file=file, wanted=wanted, now=more.pop("now", NOW), **more)


def test_the_due_day_counts_ten_working_days(page):
    assert ask(page, contact="v@people.example").due_on == date(2026, 4, 20)


def test_a_scottish_member_has_scottish_days(page, member):
    from network.taxonomy.models import Nation

    member.profile.nation = Nation.objects.get(slug="scotland")
    # Easter Monday is a working day in Scotland.
    assert ask(page, user=member).due_on == date(2026, 4, 17)


def test_the_account_answers_for_a_member_and_no_address_is_kept(page, member):
    row = ask(page, user=member, contact="somebody.else@people.example")
    assert (row.member, row.contact) == (member, "")


def test_those_who_may_not_have_the_files_ask_for_no_format(member):
    page = make_resource(files_for=FilesFor.MEMBERS)
    with pytest.raises(NotPermitted):
        ask(page, contact="v@people.example")
    assert ask(page, user=member).pk


def test_a_note_that_identifies_somebody_is_held_back(page, member):
    with pytest.raises(TextHeldBack):
        ask(page, user=member, note="For NHS number 943 476 5919")


def test_pressed_twice_is_one_request(page, member, editor):
    first = ask(page, user=member, note="24 point")
    assert ask(page, user=member, note="24 point", now=NOW + timedelta(days=1)) == first
    assert Message.objects.filter(kind="desk_format_asked").count() == 1
    by_visitor = ask(page, contact="v@people.example")
    assert ask(page, contact="V@People.example") == by_visitor


def test_other_words_another_person_or_an_answered_one_make_a_request_of_their_own(
    page, member, editor
):
    first = ask(page, user=member)
    others = [
        ask(page, user=member, note="In Welsh, please."),
        ask(page, user=editor),
        ask(page, contact="v@people.example"),
        ask(page, contact="w@people.example"),
    ]
    formats.act(request=first, action="done", actor=editor, now=NOW)
    others.append(ask(page, user=member))
    assert len({first.reference, *(row.reference for row in others)}) == 6


def test_answered_once_and_a_member_is_told(page, member, editor, coordinator):
    row = ask(page, user=member)
    formats.act(request=row, action="take", actor=editor, now=NOW)
    formats.act(request=row, action="done", actor=editor, now=NOW, answer="In your post.")
    with pytest.raises(TransitionNotAllowed):
        formats.act(request=row, action="decline", actor=coordinator, now=NOW, answer="No.")
    row.refresh_from_db()
    assert (row.state, row.handled_by, row.answer) == (FormatState.DONE, editor, "In your post.")
    message = Message.objects.get(kind="format_answered")
    assert (message.recipient, message.url) == (member, "/me/library/")
    assert "In your post." not in message.body


def test_only_keepers_answer(page, member, safeguarding_lead):
    row = ask(page, user=member)
    for person in (member, safeguarding_lead):
        with pytest.raises(NotPermitted):
            formats.act(request=row, action="done", actor=person, now=NOW)


def test_late_after_its_day_until_it_is_answered(page):
    row = ask(page, contact="v@people.example")
    assert not row.is_late(date(2026, 4, 20))
    assert row.is_late(date(2026, 4, 21))
    row.state = FormatState.DECLINED
    assert not row.is_late(date(2026, 4, 21))


# Pages


def test_a_visitor_asks_and_the_site_writes_to_nobody_but_the_team(
    client, page, editor, mailoutbox
):
    url = "/resources/audit/another-format/"
    form = client.get(url).context["form"]
    data = {
        "document": form.initial["document"],
        "wanted": "large_print",
        "note": "24 point, please.",
        "contact": "victim@people.example",
    }
    answer = client.post(url, data, follow=True)
    row = FormatRequest.objects.get()
    words = answer.content.decode()
    assert row.reference in words
    assert f"{row.due_on.day} {row.due_on:%B %Y}" in words
    assert "victim@people.example" not in words
    assert all("victim@people.example" not in mail.to for mail in mailoutbox)
    assert not Message.objects.exclude(recipient=editor).exists()


def test_a_visitor_gives_an_address_and_a_member_is_not_asked_for_one(client, page, member):
    url = "/resources/audit/another-format/"
    assert "contact" in client.post(url, {"wanted": "large_print"}).context["form"].errors
    client.force_login(member)
    assert "contact" not in client.get(url).context["form"].fields


def test_a_second_press_shows_the_reference_of_the_first(client, page):
    data = {
        "document": VersionFile.objects.get().document_id,
        "wanted": "large_print",
        "contact": "v@people.example",
    }
    url = "/resources/audit/another-format/"
    shown = [client.post(url, data, follow=True).context["row"].reference for _ in range(2)]
    assert shown == [FormatRequest.objects.get().reference] * 2


@pytest.mark.parametrize("note", ["", " - "])
def test_something_else_has_to_be_said(client, page, note):
    data = {
        "document": VersionFile.objects.get().document_id,
        "wanted": "other",
        "note": note,
        "contact": "v@people.example",
    }
    url = "/resources/audit/another-format/"
    form = client.post(url, data).context["form"]
    assert list(form.errors) == ["note"]
    assert form["contact"].value() == "v@people.example"
    assert not FormatRequest.objects.exists()
    assert client.post(url, {**data, "note": "A recording"}).status_code == 302


def test_the_page_of_an_old_version_leads_to_a_form_for_its_files(client):
    old, new = document("old.txt", b"old"), document("new.txt", b"new")
    make_resource(versions=[make_version(1, old), make_version(2, new)])
    url = "/resources/audit/versions/1/another-format/"
    assert f'href="{url}"' in client.get("/resources/audit/versions/1/").content.decode()
    assert f'href="{url}"' not in client.get("/resources/audit/").content.decode()
    response = client.get(url)
    assert response.context["form"].fields["document"].choices == [(old.pk, "old.txt (TXT)")]
    assert 'href="/resources/audit/versions/1/"' in response.content.decode()
    data = {"document": old.pk, "wanted": "large_print", "contact": "v@people.example"}
    assert client.post(url, data).status_code == 302
    assert FormatRequest.objects.get().version_number == 1
    assert "document" in client.post(url, {**data, "document": new.pk}).context["form"].errors
    assert client.get("/resources/audit/versions/3/another-format/").status_code == 404


def test_a_file_of_another_resource_is_no_choice(client, page):
    other = document("b.txt", b"b")
    data = {"document": other.pk, "wanted": "large_print", "contact": "v@people.example"}
    response = client.post("/resources/audit/another-format/", data)
    assert "document" in response.context["form"].errors


def test_closed_files_have_no_form_for_formats(client):
    make_resource("closed", files_for=FilesFor.MEMBERS)
    response = client.get("/resources/closed/another-format/")
    assert response["Location"].startswith("/account/login/")


def test_a_reference_cannot_be_guessed(client, page):
    row = ask(page, contact="v@people.example")
    url = f"/resources/audit/another-format/{row.reference}:nonsense/"
    assert client.get(url).status_code == 404


def test_the_desk_says_what_is_late_and_answers_by_a_button(client, page, editor, member):
    row = ask(page, contact="v@people.example")
    client.force_login(editor)
    assert "Late: was due" in client.get("/desk/library/formats/").content.decode()
    assert "v@people.example" in client.get(row.desk_url).content.decode()
    client.post(f"{row.desk_url}decline/", {"answer": ""})
    row.refresh_from_db()
    assert row.state == FormatState.ASKED
    client.post(f"{row.desk_url}done/", {"answer": ""})
    row.refresh_from_db()
    assert (row.state, timezone.localdate(row.done_at)) == (
        FormatState.DONE,
        timezone.localdate(),
    )
    client.force_login(member)
    assert client.get(row.desk_url).status_code == 404
