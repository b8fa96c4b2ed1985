"""Black box, over HTTP only: an answer is published, taken back and redacted.

Rows are read to find addresses that a browser would find on pages, and to see that nothing changed.
"""

import json
import re

import pytest
from django.test import Client
from django.utils import timezone

from askexpert.checklist import CHECKS
from askexpert.models import AnswerPage, Publication, Question, QuestionEvent
from network.notifications.models import Message
from network.taxonomy.models import Nation
from tests.askexpert import publications, stories
from tests.askexpert.stories import fresh
from tests.network.privacy.database import places_with

LISTS = ("/ask/", "/ask/feed/", "/ask/feed.rss", "/sitemap.xml", "/search/?q=Drawing+friendships")
SAFE = {check.code: "no" for check in CHECKS}


@pytest.fixture
def question(member, coordinator, expert):
    return stories.answered(member, coordinator, expert)


@pytest.fixture
def browse():
    """A browser of somebody's own, the same one each time."""
    browsers = {}

    def of(user) -> Client:
        if user.pk not in browsers:
            browsers[user.pk] = Client()
            browsers[user.pk].force_login(user)
        return browsers[user.pk]

    return of


def desk(question, step="") -> str:
    return f"/desk/questions/{question.public_id}/publication/{step}"


def words(**changes) -> dict:
    nation = Nation.objects.get(slug="england").pk
    return {**publications.WORDS, "nation": nation, "step": "send", **changes}


@pytest.fixture
def agreed(question, coordinator, member, expert, browse) -> Publication:
    browse(coordinator).post(desk(question, "propose/"))
    publication = Publication.objects.get()
    for person in (member, expert):
        address = Message.objects.filter(recipient=person).latest("pk").url
        assert browse(person).get(address).status_code == 200
        browse(person).post(f"{address}agree/")
    return fresh(publication)


@pytest.fixture
def page(agreed, question, coordinator, second_coordinator, browse) -> AnswerPage:
    browse(coordinator).post(desk(question, "write/"), words())
    browse(second_coordinator).post(desk(question, "check/"), {**SAFE, "step": "publish"})
    return AnswerPage.objects.get()


def addresses_in(client, page) -> list[bool]:
    return [page.url in client.get(place).content.decode() for place in LISTS]


def test_the_whole_way(page, client):
    assert client.get(page.url).status_code == 200
    assert addresses_in(client, page) == [True] * len(LISTS)


@pytest.mark.parametrize("missing", ["member", "expert"])
def test_without_a_consent_it_is_403(
    missing, request, question, coordinator, second_coordinator, member, expert, browse
):
    browse(coordinator).post(desk(question, "propose/"))
    publication = Publication.objects.get()
    other = expert if missing == "member" else member
    browse(other).post(f"/ask/publications/{publication.key_of(other)}/agree/")
    writing = browse(coordinator).post(desk(question, "write/"), words())
    checking = browse(second_coordinator).post(
        desk(question, "check/"), {**SAFE, "step": "publish"}
    )
    assert (writing.status_code, checking.status_code) == (403, 403)
    assert AnswerPage.objects.count() == 0


def test_the_writer_cannot_check(agreed, question, coordinator, browse):
    browse(coordinator).post(desk(question, "write/"), words())
    answer = browse(coordinator).post(desk(question, "check/"), {**SAFE, "step": "publish"})
    assert answer.status_code == 403
    assert AnswerPage.objects.count() == 0


@pytest.mark.parametrize("code", ["person", "words"])
def test_an_unsafe_answer_does_not_publish(
    code, agreed, question, coordinator, second_coordinator, browse
):
    browse(coordinator).post(desk(question, "write/"), words())
    answer = browse(second_coordinator).post(
        desk(question, "check/"), {**SAFE, code: "yes", "step": "publish"}
    )
    assert answer.status_code == 422
    assert "Somebody could be recognised" in answer.content.decode()
    assert AnswerPage.objects.count() == 0


def test_an_unanswered_list_does_not_publish(
    agreed, question, coordinator, second_coordinator, browse
):
    browse(coordinator).post(desk(question, "write/"), words())
    answer = browse(second_coordinator).post(desk(question, "check/"), {"step": "publish"})
    assert answer.status_code == 422
    assert AnswerPage.objects.count() == 0


def test_what_identifies_comes_back_with_the_words(agreed, question, coordinator, browse):
    typed = words(answer_text="Ring 07700 900123, as Northfield Council does.")
    answer = browse(coordinator).post(desk(question, "write/"), typed)
    assert answer.status_code == 422
    assert "07700 900123" in answer.content.decode()
    assert fresh(agreed).answer_text == typed["answer_text"]
    assert fresh(agreed).status == "writing"


def test_hints_tell_what_to_make_vaguer(agreed, question, coordinator, browse):
    typed = words(
        step="save", question_text="On 3 March 2025 a 14-year-old from Westhaven was hurt."
    )
    browse(coordinator).post(desk(question, "write/"), typed)
    Question.objects.filter(pk=question.pk).update(text=publications.WORDS["answer_text"])
    body = browse(coordinator).get(desk(question, "write/")).content.decode()
    shown = re.sub(r"\s+", " ", body.partition("Make vaguer")[2].partition("to read only")[0])
    for phrase in ("3 March 2025", "14-year-old", "These are the private words"):
        assert phrase in shown, phrase


def test_each_side_sees_its_own_words_only(agreed, question, member, expert, browse):
    asker = browse(member).get(f"/ask/publications/{agreed.asker_key}/").content.decode()
    answerer = browse(expert).get(f"/ask/publications/{agreed.expert_key}/").content.decode()
    assert (stories.TITLE in asker, stories.ANSWER in asker) == (True, False)
    assert (stories.TITLE in answerer, stories.ANSWER in answerer) == (False, True)
    for body, other in ((asker, expert), (answerer, member)):
        assert other.name not in body
        assert str(other.public_id) not in body
    for person, key in ((member, agreed.expert_key), (expert, agreed.asker_key)):
        assert browse(person).get(f"/ask/publications/{key}/").status_code == 404


def test_a_stranger_finds_neither_page_nor_button(agreed, question, other_expert, browse):
    stranger = browse(other_expert)
    for key in (agreed.asker_key, agreed.expert_key, agreed.public_id):
        for step in ("", "agree/", "take-back/"):
            address = f"/ask/publications/{key}/{step}"
            answer = stranger.post(address) if step else stranger.get(address)
            assert answer.status_code == 404
    assert stranger.get(desk(question)).status_code == 404


def test_a_conflicted_coordinator_finds_nothing(agreed, question, conflicted_coordinator, browse):
    conflicted = browse(conflicted_coordinator)
    for step in ("", "write/", "check/"):
        assert conflicted.get(desk(question, step)).status_code == 404
    for step in ("propose/", "refuse/"):
        assert conflicted.post(desk(question, step)).status_code == 404


def test_a_get_changes_nothing(agreed, question, member, browse):
    for step in ("agree/", "take-back/"):
        address = f"/ask/publications/{agreed.asker_key}/{step}"
        assert browse(member).get(address).status_code == 405
        assert browse(member).head(address).status_code == 405
    assert fresh(agreed).status == "writing"


def test_mail_says_no_more_than_sign_in(agreed, question):
    for message in Message.objects.filter(kind__contains="publish"):
        text = f"{message.subject} {message.body}"
        for private in (stories.TITLE, "Mina", "Esme", "peer", "publish"):
            assert private not in text


@pytest.mark.parametrize("who", ["visitor", "second_coordinator"])
def test_the_page_does_not_lead_to_the_private_question(
    who, request, page, question, agreed, client, browse
):
    reader = client if who == "visitor" else browse(request.getfixturevalue(who))
    body = reader.get(page.url).content.decode()
    ask = question.answer.assignment
    for private in (
        str(question.public_id),
        str(ask.public_id),
        str(agreed.public_id),
        str(agreed.asker_key),
        str(agreed.expert_key),
        "/ask/q/",
        "Northfield",
        "Southmere",
        "Mina",
        "Esme",
        "10 March 2026",
        "2026-03-10",
        stories.TITLE,
    ):
        assert private not in body, private
    assert "Last reviewed" in body
    assert timezone.localdate().strftime("%-d %B %Y") in body


def test_the_page_speaks_schema_org_and_escapes(page, client):
    AnswerPage.objects.filter(pk=page.pk).update(question="May we? </script><script>x & y")
    body = client.get(page.url).content.decode()
    raw = re.search(r'<script type="application/ld\+json">(.*?)</script>', body, re.DOTALL)[1]
    assert "<" not in raw
    data = json.loads(raw)
    asked = data["mainEntity"]
    assert (data["@context"], data["@type"], asked["@type"], asked["acceptedAnswer"]["@type"]) == (
        "https://schema.org",
        "QAPage",
        "Question",
        "Answer",
    )
    assert asked["text"] == "May we? </script><script>x & y"
    assert asked["answerCount"] == 1
    assert asked["author"]["@type"] == asked["acceptedAnswer"]["author"]["@type"] == "Organization"
    assert asked["acceptedAnswer"]["text"].startswith(publications.WORDS["short_answer"])
    assert asked["acceptedAnswer"]["dateModified"] == timezone.localdate().isoformat()


@pytest.mark.parametrize("side", ["member", "expert"])
def test_a_consent_taken_back_is_410_everywhere_at_once(
    side, request, page, agreed, client, browse
):
    person = request.getfixturevalue(side)
    assert client.get(page.url)["Cache-Control"] == "no-cache"
    browse(person).post(f"/ask/publications/{agreed.key_of(person)}/take-back/")
    gone = client.get(page.url)
    assert (gone.status_code, gone["Cache-Control"]) == (410, "no-store")
    assert publications.WORDS["title"] not in gone.content.decode()
    assert addresses_in(client, page) == [False] * len(LISTS)
    assert publications.WORDS["title"] not in client.get("/ask/").content.decode()


def test_stale_after_a_year_and_fresh_after_a_review(page, client, editor, browse):
    past = timezone.localdate().replace(year=timezone.localdate().year - 2, day=1)
    AnswerPage.objects.filter(pk=page.pk).update(
        reviewed_date=past, review_due_date=past.replace(year=past.year + 1)
    )
    assert "due for review" in client.get(page.url).content.decode()
    assert browse(editor).post(f"/ask/published/{page.pk}/review/").status_code == 302
    assert "due for review" not in client.get(page.url).content.decode()


def test_an_editor_withdraws_after_being_asked(page, client, editor, member, browse):
    address = f"/ask/published/{page.pk}/withdraw/"
    assert browse(editor).get(address).status_code == 200
    assert client.get(page.url).status_code == 200
    assert browse(member).post(address).status_code == 404
    browse(editor).post(address)
    assert client.get(page.url).status_code == 410
    assert addresses_in(client, page) == [False] * len(LISTS)


def test_redaction_takes_two_and_reaches_everything(
    page, question, client, coordinator, second_coordinator, member, browse
):
    phrase = "making a list of suspects"
    Question.objects.filter(pk=question.pk).update(text=f"We fear {phrase}.")
    address = f"/desk/questions/{question.public_id}/redact/"
    proposal = {"phrases": "making a  LIST of suspects", "reason": "It quotes a letter."}
    assert browse(coordinator).post(address, proposal).status_code == 302
    assert browse(coordinator).post(f"{address}agree/").status_code == 403
    assert phrase in client.get(page.url).content.decode()
    assert phrase in browse(second_coordinator).get(address).content.decode().lower()
    assert browse(second_coordinator).post(f"{address}agree/").status_code == 302
    new = fresh(page)
    for place in (new.url, "/ask/", "/ask/feed/", "/sitemap.xml", "/search/?q=friendships"):
        assert phrase not in client.get(place).content.decode().lower(), place
    assert "[removed]" in client.get(new.url).content.decode()
    assert phrase not in browse(member).get(question.get_absolute_url()).content.decode()
    assert places_with("list of suspects") == set()
    history = browse(coordinator).get(question.desk_url).content.decode()
    assert "Words taken out everywhere" in history
    assert "It quotes a letter." in history
    assert coordinator.name in history.partition("taking words out")[2]
    assert phrase not in history
    event = QuestionEvent.objects.get(action="redact")
    assert event.actor == second_coordinator


@pytest.mark.parametrize("answers", [1, 3])
def test_the_list_of_published_answers_costs_the_same_at_any_length(
    answers, coordinator, browse, django_assert_num_queries
):
    from tests.factories.pages import make_answer

    for number in range(answers):
        make_answer(f"Answer {number}")
    browser = browse(coordinator)
    browser.get("/ask/published/")
    with django_assert_num_queries(PUBLISHED_LIST):
        browser.get("/ask/published/")


# session and user; the groups; unread messages; what the menus show; which pages are
# closed; count of answers and the answers themselves
PUBLISHED_LIST = 9
