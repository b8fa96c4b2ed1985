"""11. Private words are where they belong and nowhere else: in no log line, no mail, no cache, no
search, no history of the admin, and in no report of an error."""

import io
import logging
import re

import pytest
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from network.logs import JsonFormatter, RequestIdFilter
from network.notifications.models import Message
from tests.askexpert import stories
from tests.askexpert.black_box.browsing import Person, ask, everything_sent

# One word for each text that somebody types, which stands nowhere else.
TITLE, TEXT, NOTE, LONGER, ANSWER, EDIT, OUTCOME = (
    "zibbelwick",
    "quorndell",
    "brimwold",
    "sallowmere",
    "tavelock",
    "hendrith",
    "ostrevane",
)
WORDS = (TITLE, TEXT, NOTE, LONGER, ANSWER, EDIT, OUTCOME)
# Whose rows hold the words: the question and what hangs on it, and forms kept for their writers.
HOME = {"askexpert"}
INVITATION = re.compile(r"/ask/invitations/[0-9a-f-]{36}/")


@pytest.fixture
def log():
    """What the production handler would have written, from the most talkative level on."""
    stream, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    handler.addFilter(RequestIdFilter())
    before = root.level
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    root.addHandler(handler)
    yield stream
    root.removeHandler(handler)
    root.setLevel(before)
    logging.getLogger("django.db.backends").setLevel(logging.NOTSET)


@pytest.fixture
def whole_story(log, asker, desk, answering, deliver) -> str:
    """From the first page to the thanks, typed by all three; the address of the question."""
    cache.clear()
    asker.client.post("/ask/screen/", {"title": TITLE, "text": TEXT})
    asker.client.post("/ask/look-first/", {"about": TITLE})
    url = ask(asker, title=f"How do others work with a {TITLE}?", text=f"We have a {TEXT} near us.")
    number = url.rstrip("/").rpartition("/")[2]
    at_desk = f"/desk/questions/{number}/"
    desk.open(at_desk).fill("approve/", **{"approve-is_anonymous": "on"}).fill("invite/")
    answering.open("/ask/invitations/")
    answering.open(INVITATION.search(answering.page)[0]).fill("accept/")
    own = answering.path
    answering.client.post(own.replace("answer/", "save/"), {"text": ANSWER})
    answering.open(own.replace("answer/", "more-time/")).fill(
        **{"more-time-note": f"The {NOTE} takes longer."}
    )
    desk.open(at_desk).fill("more-time/")
    answering.open(own).fill(text=f"Begin with the {ANSWER}.", button="step=send")
    desk.open(at_desk).fill("return-answer/", **{"return_answer-words": f"Say {LONGER} first?"})
    answering.open(own).fill(text=f"Begin with the {ANSWER}.", button="step=send")
    desk.open(at_desk).fill("release-answer/", **{"release_answer-text": f"The {EDIT} first."})
    asker.open(url).fill("close/", helped="yes", outcome=f"The {OUTCOME} was moved.")
    deliver()
    return url


def found_in(source: str) -> list[str]:
    return [word for word in WORDS if word in source.lower()]


def test_each_word_is_where_it_belongs_and_nowhere_else(whole_story, log, asker):
    asker.open(whole_story)
    assert found_in(asker.page) == [TITLE, TEXT, EDIT, OUTCOME]
    elsewhere = {
        model._meta.label: words
        for model in apps.get_models()
        if model._meta.app_label not in HOME
        and (words := found_in(str(list(model._base_manager.values()))))
    }
    assert elsewhere == {}
    assert found_in(everything_sent()) == []
    assert found_in(log.getvalue()) == []
    assert mail.outbox != []
    number = whole_story.rstrip("/").rpartition("/")[2]
    cached = repr(cache._cache)
    assert (found_in(cached), number in cached) == ([], False)


def test_no_message_has_been_made_twice(whole_story):
    keys = list(Message.objects.values_list("recipient", "kind", "key"))
    assert len(keys) == len(set(keys))


CRASHES = (
    ("asker", "write/", "askexpert.views.asking._save"),
    ("asker", "follow-up/", "askexpert.workflow.follow_up"),
    ("asker", "close/", "askexpert.workflow.close"),
    ("answering", "answer/", "askexpert.workflow.save_answer"),
    ("answering", "save/", "askexpert.workflow.save_answer"),
    ("answering", "more-time/", "askexpert.workflow.ask_for_time"),
    ("asker", "screen", "askexpert.views.asking.screen"),
)


@pytest.mark.parametrize(("who", "page", "breaks"), CRASHES)
def test_a_crash_reports_neither_what_was_typed_nor_to_whom_it_belongs(
    who, page, breaks, log, member, coordinator, expert, request, monkeypatch, settings
):
    settings.ADMINS = [("Operator", "operator@network.example")]
    now = timezone.now()
    person: Person = request.getfixturevalue(who)
    url = _address(page, member, coordinator, expert, now)
    typed = {
        "title": TITLE,
        "text": TEXT,
        "number": "1",
        "outcome": OUTCOME,
        "helped": "yes",
        "more-time-note": NOTE,
        "step": "save",
    }

    def crash(*args, **kwargs):
        raise ValueError(f"{TITLE} {TEXT} {NOTE} {args} {kwargs}")

    monkeypatch.setattr(breaks, crash)
    person.client.raise_request_exception = False
    log.truncate(0)
    mail.outbox.clear()
    answer = person.client.post(url, typed)
    assert answer.status_code == 500
    assert '"error": "ValueError"' in log.getvalue()
    assert found_in(log.getvalue()) == []
    private = (stories.TITLE, stories.TEXT, member.email, expert.email, member.name)
    report = log.getvalue() + answer.content.decode()
    assert [words for words in private if words in report] == []
    assert found_in(answer.content.decode()) == []
    assert mail.outbox == []


def _address(page: str, member, coordinator, expert, now) -> str:
    """The page of a question, or of an ask, in the state in which it takes words."""
    if page == "screen":
        return "/ask/screen/"
    if page == "write/":
        return f"{stories.draft(member, now=now).get_absolute_url()}{page}"
    if page in ("follow-up/", "close/"):
        question = stories.answered(member, coordinator, expert, now=now)
        return f"{question.get_absolute_url()}{page}"
    accepted = stories.accepted(member, coordinator, expert, now=now)
    return f"{accepted.get_absolute_url()}{page}"


def test_what_was_committed_before_a_crash_is_sent_later_and_once(
    member, coordinator, deliver, django_capture_on_commit_callbacks
):
    """A process that is killed after the commit has run none of what was to follow it. (That a
    worker may be killed while it sends: tests/network/notifications/test_two_workers.py.)"""
    with django_capture_on_commit_callbacks(execute=False):
        stories.submitted(member, now=timezone.now())
    assert [letter for letter in mail.outbox if member.email in letter.to] == []
    for _ in range(3):
        deliver()
    subjects = [letter.subject for letter in mail.outbox if member.email in letter.to]
    assert len(subjects) == 1
    assert len([letter for letter in mail.outbox if coordinator.email in letter.to]) == 1


def test_every_link_of_every_mail_changes_and_shows_nothing(whole_story, asker):
    """Without cookies, by GET and by HEAD, twice."""
    from tests.askexpert.black_box.test_05_scanner_safe_links import links_in
    from tests.askexpert.rows import stored

    links = links_in(everything_sent())
    assert len(links) > 5
    before, shown = stored(), []
    for method in ("get", "head", "get"):
        for link in links:
            answer = getattr(Person().client, method)(link, follow=True)
            shown.append(answer.content.decode(errors="ignore"))
    assert stored() == before
    assert found_in("\n".join(shown)) == []
    assert [page for page in shown if asker.user.name in page] == []
    assert reverse("askexpert:mine") not in links
