"""5. A mail scanner that opens every link of an invitation, with GET and HEAD and without cookies,
changes nothing, is nobody, and reads nothing; nor does the mail itself say anything private."""

import re
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person
from tests.askexpert.rows import stored

ADDRESS = re.compile(r"https?://[^\s\"'<>)]+")


@pytest.fixture
def invitation(member, coordinator, expert, deliver):
    ask = stories.invited(member, coordinator, expert, now=timezone.now())
    deliver()
    return ask


@pytest.fixture
def sent(invitation, expert) -> str:
    """Everything that the expert's invitation says, headers too."""
    (letter,) = [letter for letter in mail.outbox if expert.email in letter.to]
    parts = [letter.subject, letter.body, *(part[0] for part in letter.alternatives)]
    return "\n".join([letter.message().as_string(), *parts])


def links_in(sent: str) -> list[str]:
    found = {urlsplit(url.rstrip(".,;=")) for url in ADDRESS.findall(sent.replace("=\n", ""))}
    return sorted({f"{url.path}?{url.query}" if url.query else url.path for url in found})


def test_the_mail_has_topics_and_neither_title_nor_body_nor_names(
    sent, member, coordinator, invitation
):
    assert "peer mapping" in sent.lower(), sent[:900]
    private = (
        stories.TITLE,
        stories.TEXT[:40],
        member.name,
        member.email,
        coordinator.name,
        str(member.profile.organisation),
        str(member.public_id),
        str(invitation.question.public_id),
    )
    assert [words for words in private if words in sent] == []


def test_every_link_opened_twice_by_a_program_changes_and_shows_nothing(sent, invitation, member):
    links = links_in(sent)
    assert invitation.get_absolute_url() in links
    before, shown = stored(), []
    for method in ("get", "head", "get", "head"):
        for link in links:
            browser = Client()
            answer = getattr(browser, method)(link, follow=True)
            shown.append(answer.content.decode(errors="ignore"))
            assert "_auth_user_id" not in browser.session
    assert stored() == before
    private = (stories.TITLE, stories.TEXT[:40], member.name, str(member.profile.organisation))
    assert [words for words in private for page in shown if words in page] == []


@pytest.mark.parametrize("step", ["accept", "decline", "save", "answer", "hand-back"])
def test_a_post_without_the_token_of_a_form_is_refused(invitation, expert, step):
    before = stored()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(expert)
    url = f"{invitation.get_absolute_url()}{step}/"
    assert strict.post(url, {"decline-reason": "no_time"}).status_code == 403
    assert stored() == before


@pytest.mark.parametrize("step", ["", "accept/", "decline/", "save/", "answer/", "hand-back/"])
def test_for_another_member_there_is_no_such_invitation(
    invitation, other_expert, bystander, member, step
):
    url = f"{invitation.get_absolute_url()}{step}"
    before = stored()
    for user in (other_expert, bystander.user, member):
        person = Person(user)
        assert person.status(url, "post") == (405 if not step else 404)
        assert person.status(url) in (404, 405)
    assert stored() == before
