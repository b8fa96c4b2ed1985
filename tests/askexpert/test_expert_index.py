"""One text index per process, and the same result in each: with real processes too."""

import json
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from wagtail.models import PageViewRestriction

from askexpert import candidates, evidence_changes, expert_index, workflow
from askexpert.expert_index import IndexNotReadyError, ProcessIndex, current_versions
from askexpert.models import ExpertAvailability, ExpertIndexSnapshot
from learning.tips.models import TipIndexPage, TipPage
from network.members.models import Profile
from tests.askexpert import publications, stories

ROOT = Path(__file__).resolve().parents[2]
PARKS = "We draw the friendships of a group in a park with the young people themselves."


def pieces(index: ProcessIndex) -> list[tuple[str, str]]:
    """What the index holds when it is used now: expert and text."""
    with index.at(current_versions()) as found:
        return [(piece.expert, piece.text) for piece in found.evidence()]


def say(user, statement: str) -> None:
    profile = Profile.objects.get(user=user)
    profile.statement = statement
    profile.save(update_fields=["statement"])


def write_tip(user, text: str = PARKS) -> TipPage:
    tip = TipPage(title="Tip", slug=f"tip-{user.pk}", summary=text)
    TipIndexPage.objects.get().add_child(instance=tip)
    tip.authors.create(member=user)
    tip.save_revision().publish()
    return TipPage.objects.get(pk=tip.pk)


def test_an_index_holds_what_willing_experts_have_written(expert, other_expert, member):
    say(expert, PARKS)
    say(member, "I am no expert.")
    assert pieces(ProcessIndex()) == [(str(expert.pk), PARKS)]


def test_it_is_asked_again_without_any_query(expert, django_assert_num_queries):
    say(expert, PARKS)
    index, versions = ProcessIndex(), current_versions()
    with index.at(versions):
        pass
    with django_assert_num_queries(0), index.at(versions) as found:
        assert len(found) == 1


def test_a_change_reads_only_whom_it_concerns(expert, other_expert, django_assert_num_queries):
    say(expert, PARKS)
    say(other_expert, "Buses.")
    index = ProcessIndex()
    pieces(index)
    say(other_expert, "Buses and trains.")
    versions = current_versions()
    # Statements · restricted pages · authorships · published answers: of one person without a page.
    with django_assert_num_queries(4), index.at(versions):
        pass
    assert pieces(index) == [(str(expert.pk), PARKS), (str(other_expert.pk), "Buses and trains.")]


@pytest.mark.parametrize("change", ["publish", "edit", "unpublish", "restrict", "delete", "author"])
def test_every_change_of_a_page_is_noticed(expert, other_expert, change):
    say(expert, "")
    say(other_expert, "")
    index = ProcessIndex()
    assert pieces(index) == []
    tip = write_tip(expert)
    if change != "publish":
        assert pieces(index) == [(str(expert.pk), PARKS)]
    if change == "edit":
        tip.summary = "Buses."
        tip.save_revision().publish()
    elif change == "unpublish":
        tip.unpublish()
    elif change == "restrict":
        PageViewRestriction.objects.create(page=tip.get_parent(), restriction_type="login")
    elif change == "delete":
        tip.delete()
    elif change == "author":
        author = tip.authors.get()
        author.member = other_expert
        author.save()
        evidence_changes.touch([expert.pk])
    left = {
        "publish": [(str(expert.pk), PARKS)],
        "edit": [(str(expert.pk), "Buses.")],
        "author": [(str(other_expert.pk), PARKS)],
    }.get(change, [])
    assert pieces(index) == left
    assert pieces(index) == pieces(ProcessIndex())


def published(member, coordinator, expert, second_coordinator):
    say(expert, "")
    return publications.published(
        member,
        coordinator,
        expert,
        second_coordinator,
        short_answer="Begin with places.",
        answer_text="Places & people.\n\n- Ask them to draw",
    )


def test_a_published_answer_speaks_for_whoever_gave_it(
    member, coordinator, expert, second_coordinator
):
    say(expert, "")
    index = ProcessIndex()
    assert pieces(index) == []
    _, page = published(member, coordinator, expert, second_coordinator)
    with index.at(current_versions()) as found:
        (piece,) = found.evidence()
    assert (piece.expert, piece.kind, piece.title) == (str(expert.pk), "answer", page.title)
    said = "Begin with places. Places & people. Ask them to draw"
    assert " ".join(piece.text.split()) == said
    assert pieces(ProcessIndex()) == pieces(index)


@pytest.mark.parametrize("change", ["take back", "withdraw", "edit", "unpublish", "redact"])
def test_every_change_of_a_published_answer_is_noticed(
    member, coordinator, expert, second_coordinator, editor, change
):
    publication, page = published(member, coordinator, expert, second_coordinator)
    index = ProcessIndex()
    assert len(pieces(index)) == 1
    now = publications.NOW + timedelta(days=2)
    left = []
    if change == "take back":
        workflow.take_consent_back(publication=publication, actor=expert, now=now)
    elif change == "withdraw":
        workflow.withdraw_answer(page=page, actor=editor, now=now)
    elif change == "edit":
        page.short_answer, page.answer = "Begin with buses.", "<p>Slowly.</p>"
        page.save_revision().publish()
        left = ["Begin with buses. Slowly."]
    elif change == "unpublish":
        page.unpublish()
    elif change == "redact":
        decision = workflow.propose_redaction(
            question=publication.question,
            actor=coordinator,
            now=now,
            phrases=["Begin with places.", "Places & people.", "Ask them to draw"],
            reason="It tells too much.",
        )
        workflow.agree(decision=decision, actor=second_coordinator, now=now)
        left = ["[removed] [removed] [removed]"]
    assert [" ".join(text.split()) for _, text in pieces(index)] == left
    assert pieces(index) == pieces(ProcessIndex())


def test_what_was_quoted_from_a_published_answer_goes_with_it(
    member, coordinator, expert, second_coordinator, other_expert
):
    publication, page = published(member, coordinator, expert, second_coordinator)
    asked = stories.matching(other_expert, coordinator)
    ask = workflow.invite(question=asked, expert=expert, actor=coordinator, now=publications.NOW)
    kept = ["3 of 4 topics", "passage: “something of their profile”"]
    ask.reasons = [
        *kept,
        "passage: 'Begin with places.'",
        "passage: “Begin with places.”",
        f"passage: like “{page.title}” (answer)",
    ]
    ask.save(update_fields=["reasons"])
    workflow.take_consent_back(publication=publication, actor=expert, now=publications.NOW)
    assert stories.fresh(ask).reasons == kept


def test_who_is_no_longer_willing_is_gone_without_any_signal(expert):
    say(expert, PARKS)
    index = ProcessIndex()
    assert len(pieces(index)) == 1
    ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
    assert pieces(index) == []


def test_what_was_rolled_back_is_not_kept(expert):
    say(expert, PARKS)
    index = ProcessIndex()
    point = transaction.savepoint()
    say(expert, "Never said.")
    assert pieces(index) == [(str(expert.pk), "Never said.")]
    transaction.savepoint_rollback(point)
    assert pieces(index) == [(str(expert.pk), PARKS)]


def test_one_person_adds_a_bounded_number_of_pages(expert, monkeypatch):
    monkeypatch.setattr("askexpert.evidence.PAGES_PER_EXPERT", 0)
    say(expert, "")
    write_tip(expert)
    assert pieces(ProcessIndex()) == []


def test_a_long_page_is_cut(expert, monkeypatch):
    monkeypatch.setattr("askexpert.evidence.LONGEST_TEXT", 7)
    say(expert, "")
    write_tip(expert)
    assert pieces(ProcessIndex()) == [(str(expert.pk), "We draw")]


class TestTheStoredIndex:
    @pytest.fixture(autouse=True)
    def _worth_storing(self, monkeypatch, expert):
        monkeypatch.setattr(expert_index, "FEW_EXPERTS", 0)
        monkeypatch.setattr(expert_index, "INDEX", ProcessIndex())
        say(expert, PARKS)

    def test_a_small_site_stores_none(self, monkeypatch):
        monkeypatch.setattr(expert_index, "FEW_EXPERTS", 200)
        assert not expert_index.store(now=stories.NOW)
        assert not ExpertIndexSnapshot.objects.exists()

    def test_it_is_stored_once_and_again_only_after_a_change(self, expert):
        assert expert_index.store(now=stories.NOW)
        assert not expert_index.store(now=stories.NOW)
        say(expert, "Buses.")
        assert expert_index.store(now=stories.NOW)
        assert ExpertIndexSnapshot.objects.count() == 1

    def test_a_new_process_loads_it_and_reads_what_is_newer(
        self, expert, other_expert, django_assert_num_queries, monkeypatch
    ):
        expert_index.store(now=stories.NOW)
        versions = current_versions()
        # The snapshot alone.
        with django_assert_num_queries(1), ProcessIndex().at(versions) as loaded:
            assert [piece.text for piece in loaded.evidence()] == [PARKS]
        say(other_expert, "Buses.")
        with pytest.raises(IndexNotReadyError):
            pieces(ProcessIndex())
        monkeypatch.setattr(expert_index, "FEW_EXPERTS", 1)
        assert {text for _, text in pieces(ProcessIndex())} == {"Buses.", PARKS}

    def test_one_of_other_word_lists_is_read_anew(self, expert, monkeypatch):
        expert_index.store(now=stories.NOW)
        monkeypatch.setattr("askexpert.matching.storage.fingerprint", lambda: "other")
        with ProcessIndex().at(current_versions(), however_many=True) as found:
            assert [piece.text for piece in found.evidence()] == [PARKS]

    def test_a_new_process_without_one_reads_nothing_in_a_request(self, expert):
        with pytest.raises(IndexNotReadyError), ProcessIndex().at(current_versions()):
            pass

    def test_a_page_says_that_it_is_being_prepared_until_it_is_stored(
        self, member, coordinator, monkeypatch
    ):
        question = stories.matching(member, coordinator)
        waiting = candidates.shortlist(question, now=stories.NOW)
        assert (waiting.is_ready, waiting.candidates) == (False, [])
        expert_index.store(now=stories.NOW)
        monkeypatch.setattr(expert_index, "INDEX", ProcessIndex())
        found = candidates.shortlist(question, now=stories.NOW)
        assert (found.is_ready, len(found.candidates)) == (True, 1)

    def test_an_invitation_by_hand_does_not_wait_for_it(self, member, coordinator, expert):
        question = stories.matching(member, coordinator)
        assert candidates.suggestion_for(question, expert, now=stories.NOW) is None
        assert candidates.exclusion_of(question, expert, now=stories.NOW) is None

    def test_what_is_withdrawn_does_not_rest_in_it(self, expert):
        tip = write_tip(expert)
        expert_index.store(now=stories.NOW)
        tip.unpublish()
        assert not ExpertIndexSnapshot.objects.exists()

    def test_one_that_is_no_longer_worth_it_goes(self, expert):
        expert_index.store(now=stories.NOW)
        ExpertAvailability.objects.filter(user=expert).update(consented_at=None)
        expert_index.store(now=stories.NOW)
        assert not ExpertIndexSnapshot.objects.exists()


ANOTHER_PROCESS = """
import json, sys
from datetime import datetime
import django
django.setup()
from askexpert import candidates
from askexpert.models import Question
for line in sys.stdin:
    question = Question.objects.get(pk=int(line))
    found = candidates.shortlist(question, now=datetime.fromisoformat(sys.argv[1]))
    print(json.dumps([
        [one.user.pk, one.suggestion.score, list(one.suggestion.reasons), one.passage]
        for one in found.candidates
    ]), flush=True)
"""


def test_two_processes_give_the_same_while_texts_change(
    shared, member, coordinator, expert, other_expert
):
    """This process changes texts; another, real one has indexed before and answers after each."""
    say(expert, "Nothing of this kind.")
    question = stories.matching(member, coordinator)
    settings = {"DATABASE_URL": shared, "DJANGO_SETTINGS_MODULE": "network.settings.test"}
    other = subprocess.Popen(
        [sys.executable, "-c", ANOTHER_PROCESS, stories.NOW.isoformat()],
        cwd=ROOT,
        env={**os.environ, **settings},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def ask_the_other() -> list:
        other.stdin.write(f"{question.pk}\n")
        other.stdin.flush()
        return json.loads(other.stdout.readline())

    def ask_here() -> list:
        return [
            [one.user.pk, one.suggestion.score, list(one.suggestion.reasons), one.passage]
            for one in candidates.shortlist(question, now=stories.NOW).candidates
        ]

    try:
        before = ask_the_other()
        assert before == ask_here()
        say(expert, PARKS)
        tip = write_tip(other_expert, "How to explain the drawing to families: say why.")
        after = ask_the_other()
        assert after == ask_here()
        assert after != before
        tip.unpublish()
        say(expert, "Nothing of this kind.")
        assert ask_the_other() == ask_here() == before
    finally:
        other.kill()
        other.communicate()
