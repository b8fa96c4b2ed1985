"""An expert whose membership is not approved any more, before any run of the clock."""

import pytest
from django.utils import timezone

from askexpert import permissions, workflow
from askexpert.models import Answer, Assignment, Question
from network.members.enums import MembershipStatus
from network.members.models import Membership, User
from network.workflows import NotPermitted
from tests.askexpert import stories
from tests.askexpert.rows import stored

RESTING = [
    MembershipStatus.LAPSED,
    MembershipStatus.SUSPENDED,
    MembershipStatus.DECLINED,
    MembershipStatus.LEFT,
]
STATES = ["invited", "accepted", "reviewing", "answered"]


def rest(user, status: str) -> User:
    """The account as it is with this membership, written past every verb and message."""
    Membership.objects.filter(user=user).update(status=status)
    return User.objects.get(pk=user.pk)


def ask_in(state: str, member, coordinator, expert) -> Assignment:
    getattr(stories, state)(member, coordinator, expert, now=timezone.now(), is_anonymous=False)
    return Assignment.objects.get(expert=expert)


def read(browser, *paths: str) -> str:
    """All that these pages say, wherever they lead."""
    return "".join(browser.get(path, follow=True).content.decode() for path in paths)


@pytest.mark.parametrize("state", STATES)
def test_an_expert_reads_and_does_nothing_while_their_membership_rests(
    state, member, coordinator, expert, browser_of
):
    ask = ask_in(state, member, coordinator, expert)
    own = ask.get_absolute_url()
    pages = [own, f"{own}answer/", f"{own}decline/", f"{own}more-time/", "/ask/invitations/"]
    before = read(browser_of(expert), *pages)
    assert (stories.TEXT in before, member.name in before) == (True, True)
    for status in RESTING:
        user = rest(expert, status)
        browser = browser_of(user)
        seen = read(browser, *pages)
        assert (stories.TEXT in seen, stories.TITLE in seen, member.name in seen) == (
            False,
            False,
            False,
        )
        assert browser.get(ask.question.get_absolute_url()).status_code == 404
        assert not Question.objects.visible_to(user).exists()
        rows = stored()
        for path, data in [
            (f"{own}answer/", {"step": "save", "text": "More words."}),
            (f"{own}answer/", {"step": "send", "text": stories.ANSWER}),
            (f"{own}save/", {"text": "More words."}),
            (f"{own}more-time/", {"more-time-note": "A week."}),
            (f"{own}alarm/", {}),
        ]:
            browser.post(path, data)
        assert stored() == rows, status


def test_an_expert_reads_a_follow_up_again_once_the_membership_is_approved(
    member, coordinator, expert, browser_of
):
    question = stories.answered(member, coordinator, expert, now=timezone.now())
    workflow.follow_up(
        question=question, actor=member, now=timezone.now(), text="And the families?", number=1
    )
    ask = Assignment.objects.get(expert=expert, status="invited")
    user = rest(expert, MembershipStatus.LAPSED)
    assert "And the families?" not in read(browser_of(user), ask.get_absolute_url())
    user = rest(expert, MembershipStatus.APPROVED)
    assert "And the families?" in read(browser_of(user), ask.get_absolute_url())


def test_a_yes_while_the_membership_rests_passes_the_question_on(
    member, coordinator, expert, browser_of
):
    ask = ask_in("invited", member, coordinator, expert)
    browser = browser_of(rest(expert, MembershipStatus.SUSPENDED))
    browser.post(f"{ask.get_absolute_url()}accept/")
    assert stories.status_of(ask) == "conflicted"


@pytest.mark.parametrize(
    ("state", "path", "ends"),
    [("invited", "decline/", "declined"), ("accepted", "hand-back/", "released")],
)
def test_no_and_handing_back_stay_open(state, path, ends, member, coordinator, expert, browser_of):
    ask = ask_in(state, member, coordinator, expert)
    browser = browser_of(rest(expert, MembershipStatus.LAPSED))
    browser.post(f"{ask.get_absolute_url()}{path}", {"decline-reason": "no_time"})
    assert stories.status_of(ask) == ends


def test_the_verbs_themselves_refuse(member, coordinator, expert):
    ask = ask_in("accepted", member, coordinator, expert)
    user = rest(expert, MembershipStatus.LAPSED)
    assert (bool(permissions.can_answer(user, ask)), bool(permissions.is_asked(user, ask))) == (
        False,
        True,
    )
    with pytest.raises(NotPermitted):
        workflow.save_answer(assignment=ask, actor=user, now=timezone.now(), text="More words.")
    with pytest.raises(NotPermitted):
        workflow.submit_answer(assignment=ask, actor=user, now=timezone.now(), text=stories.ANSWER)
    assert Answer.objects.get(assignment=ask).draft == ""


def test_words_typed_into_a_page_that_was_open_are_given_back(
    member, coordinator, expert, browser_of
):
    ask = ask_in("accepted", member, coordinator, expert)
    browser = browser_of(rest(expert, MembershipStatus.LAPSED))
    answer = browser.post(
        f"{ask.get_absolute_url()}answer/", {"step": "send", "text": stories.ANSWER}
    )
    assert (answer.status_code, stories.ANSWER in answer.content.decode()) == (409, True)


@pytest.mark.parametrize("verb", [workflow.widen, workflow.reopen, workflow.choose_open])
def test_an_asker_whose_membership_rests_takes_no_further_step(verb, member, coordinator):
    question = stories.unmatched(member, coordinator, now=timezone.now())
    user = rest(member, MembershipStatus.LAPSED)
    with pytest.raises(NotPermitted):
        verb(question=question, actor=user, now=timezone.now())
    assert stories.status_of(question) == "unmatched"


def test_an_asker_keeps_reading_their_own_and_asks_nothing_more(
    member, coordinator, expert, browser_of
):
    question = stories.answered(member, coordinator, expert, now=timezone.now())
    browser = browser_of(rest(member, MembershipStatus.LAPSED))
    seen = browser.get(question.get_absolute_url()).content.decode()
    assert (stories.TEXT in seen, stories.ANSWER in seen) == (True, True)
    for step in ("follow-up/", "widen/", "reopen/", "next/"):
        assert browser.post(f"{question.get_absolute_url()}{step}")["Location"] == "/me/"
    assert stories.status_of(question) == "answered"
    browser.post(f"{question.get_absolute_url()}close/", {"helped": "yes", "outcome": ""})
    assert stories.status_of(question) == "closed"
