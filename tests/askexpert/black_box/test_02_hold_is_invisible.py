"""2. A question that waits for its first check is nowhere but with its asker and at the desk."""

import pytest

from tests.askexpert.black_box.browsing import Person, ask, everything_sent

TITLE = "Whom do we ask about zibbelwick places?"
TEXT = "There is a zibbelwick place near us where a group is hurt. How do others work with it?"
TRACES = (TITLE, "place near us where a group is hurt")
EVERYWHERE = (
    "/",
    "/ask/",
    "/ask/mine/",
    "/ask/open/",
    "/ask/invitations/",
    "/search/?q=zibbelwick",
    "/me/",
    "/me/messages/",
    "/me/following/",
    "/resources/",
    "/tips/",
    "/blog/",
    "/sitemap.xml",
    "/robots.txt",
)

FEEDS = ("/ask/feed/", "/ask/feed.rss", "/resources/feed/", "/resources/feed.rss", "/blog/feed/")


def traces_for(person: Person) -> list[tuple[str, str]]:
    """Where this person comes across the question, and with which word."""
    found = []
    for url in EVERYWHERE:
        person.open(url)
        found.extend((url, trace) for trace in TRACES if trace in person.page)
    return found


@pytest.fixture
def held(asker) -> str:
    """The address of a question that has been sent."""
    return ask(asker, title=TITLE, text=TEXT)


def test_nobody_else_finds_a_question_that_waits(held, bystander):
    for person in (bystander, Person()):
        assert traces_for(person) == []


@pytest.mark.parametrize("step", ["", "write/", "check/", "withdraw/", "follow-up/"])
def test_its_addresses_do_not_exist_for_others(held, bystander, step):
    assert bystander.status(f"{held}{step}") == 404
    assert bystander.status(f"{held}{step}", "post") in (404, 405)
    assert Person().status(f"{held}{step}") == 302


def test_it_is_not_offered_as_similar(held, bystander):
    typed = bystander.client.post("/ask/similar/", {"title": TITLE, "text": TEXT})
    looked = bystander.client.post("/ask/look-first/", {"about": "zibbelwick places"})
    assert [trace for trace in (*TRACES, held) if trace in typed.content.decode()] == []
    assert [trace for trace in (*TRACES, held) if trace in looked.content.decode()] == []


@pytest.mark.parametrize("url", FEEDS)
def test_feeds_know_nothing_of_it(held, bystander, url):
    answer = bystander.client.get(url)
    assert answer.status_code == 200
    assert [trace for trace in TRACES if trace in answer.content.decode()] == []


def test_who_follows_its_topic_hears_nothing(asker, bystander, django_capture_on_commit_callbacks):
    followed = bystander.client.post(
        "/me/following/start/", {"kind": "topic", "key": "peer-mapping"}
    )
    assert followed.status_code == 302
    bystander.open("/me/messages/")
    before = bystander.text
    with django_capture_on_commit_callbacks(execute=True):
        ask(asker, title=TITLE, text=TEXT)
    assert bystander.open("/me/messages/").text == before
    assert bystander.user.email not in everything_sent()


def test_its_words_are_in_no_mail_at_all(asker, desk, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        ask(asker, title=TITLE, text=TEXT)
    sent = everything_sent()
    assert asker.user.email in sent
    assert [trace for trace in TRACES if trace in sent] == []


def test_after_its_check_it_is_still_for_the_people_who_handle_it(held, bystander, desk):
    desk.open(held).fill("approve/", **{"approve-is_anonymous": "on"})
    assert traces_for(bystander) == []
    assert bystander.status(held) == 404


def test_members_read_the_coordinators_version_once_the_asker_has_chosen_it(
    held, asker, bystander, desk
):
    desk.open(held).fill("approve/", **{"approve-is_anonymous": "on"})
    desk.fill("mark-unmatched/")
    asker.open(held).fill("next/", step="open")
    desk.open(held)
    desk.open(f"{desk.path}open-to-members/").fill(
        title="Places where a group is hurt", text="How do others work with such a place?"
    )
    bystander.open("/ask/open/")
    assert "Places where a group is hurt" in bystander.page
    assert traces_for(bystander) == []
    assert bystander.status(held) == 404
