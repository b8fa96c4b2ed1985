"""A session that ends while somebody fills in a form loses no text."""

from datetime import timedelta

import pytest
from django.utils import timezone

from network.members.interrupted import signature
from network.members.models import InterruptedForm
from network.privacy.due import run_due

WHY = "I would like to learn how others speak with bus companies."


def sent(user, page="/join/", **fields) -> dict:
    return {"kept_for": signature(user), "kept_from": page, "why": WHY, **fields}


def test_a_join_form_without_a_session_comes_back_after_signing_in(client, outsider):
    answer = client.post("/join/", sent(outsider, name="Orla Outsider"))
    assert answer.status_code == 302
    assert answer["Location"] == "/account/login/?next=/join/"
    client.force_login(outsider)
    page = client.get("/join/")
    assert page.context["form"]["why"].value() == WHY
    assert page.context["form"]["name"].value() == "Orla Outsider"


def test_the_page_carries_the_signature(client, outsider):
    client.force_login(outsider)
    assert (
        f'name="kept_for" value="{signature(outsider)[:36]}'
        in client.get("/join/").content.decode()
    )


def test_another_member_on_the_same_browser_sees_nothing_of_it(client, outsider, member):
    client.post("/me/profile/", sent(outsider, page="/me/profile/", statement=WHY))
    client.force_login(member)
    assert WHY not in client.get("/me/profile/").content.decode()


def test_passwords_and_tokens_are_never_kept(client, outsider):
    client.post("/join/", sent(outsider, password1="secret words", csrfmiddlewaretoken="x"))
    assert InterruptedForm.objects.get().fields == {"why": [WHY]}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("kept_for", "forged:signature:here"),
        ("kept_from", "https://elsewhere.example/"),
        ("kept_from", "//elsewhere.example/"),
        ("why", "x" * 40_001),
    ],
)
@pytest.mark.django_db
def test_a_bad_signature_a_foreign_page_or_too_much_keeps_nothing(client, outsider, field, value):
    answer = client.post("/join/", {**sent(outsider), field: value})
    assert answer["Location"].startswith("/account/login/")
    assert InterruptedForm.objects.count() == 0


def test_the_signature_of_a_draft_keeps_no_other_form(client, outsider):
    client.post("/join/", {**sent(outsider), "kept_for": signature(outsider, of="a draft")})
    assert InterruptedForm.objects.count() == 0


def test_an_old_signature_keeps_nothing(client, outsider, monkeypatch):
    old = timezone.now().timestamp() - timedelta(days=3).total_seconds()
    monkeypatch.setattr("django.core.signing.time.time", lambda: old)
    value = signature(outsider)
    monkeypatch.undo()
    client.post("/join/", {**sent(outsider), "kept_for": value})
    assert InterruptedForm.objects.count() == 0


def test_a_form_that_was_sent_is_forgotten(client, outsider):
    client.post("/join/", sent(outsider))
    client.force_login(outsider)
    client.post("/join/", {"why": "Short"})
    assert InterruptedForm.objects.count() == 0


def test_a_token_from_before_the_last_sign_in_loses_nothing(outsider):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(outsider)
    answer = strict.post("/join/", sent(outsider))
    assert (answer.status_code, answer["Location"]) == (302, "/join/")
    assert strict.get("/join/").context["form"]["why"].value() == WHY


def test_a_decision_kept_at_the_desk_is_shown_to_its_writer(client, coordinator, applicant):
    page = f"/desk/members/{applicant.public_id}/"
    words = "Could you tell us a little more about your work with young people?"
    answer = client.post(f"{page}ask/", sent(coordinator, page=page, reason=words))
    assert answer["Location"] == f"/account/login/?next={page}"
    client.force_login(coordinator)
    assert words in client.get(page).context["kept_words"]
    applicant.membership.refresh_from_db()
    assert applicant.membership.status == "applied"


def test_what_nobody_comes_back_for_goes_after_two_days(client, outsider):
    client.post("/join/", sent(outsider))
    now = timezone.now()
    assert run_due(now=now)["interrupted-forms: removed"] == 0
    assert run_due(now=now + timedelta(days=2, minutes=1))["interrupted-forms: removed"] == 1
