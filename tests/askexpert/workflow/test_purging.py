"""At the end of its time a question loses its words and its asker; the skeleton stays."""

from datetime import timedelta

import pytest

from askexpert import workflow
from askexpert.models import (
    Answer,
    AnswerPage,
    Assignment,
    Publication,
    Question,
    QuestionEvent,
)
from askexpert.workflow import purging
from network.notifications.models import Message
from network.privacy import retention
from network.privacy.models import AccessRecord
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import publications, stories
from tests.askexpert.stories import fresh, status_of
from tests.network.privacy.database import places_with
from tests.personas import make_member, make_organisation

NOW = publications.NOW
DAY = timedelta(days=1)
ONLY_HERE = "Hollyhock"


def withdrawn(member, coordinator, expert) -> Question:
    question = stories.submitted(member, text=f"{stories.TEXT} {ONLY_HERE}")
    return workflow.withdraw(question=question, actor=member, now=NOW)


def declined(member, coordinator, expert) -> Question:
    question = stories.submitted(member, text=f"{stories.TEXT} {ONLY_HERE}")
    return workflow.decline(question=question, actor=coordinator, now=NOW, reason=ONLY_HERE)


def closed(member, coordinator, expert) -> Question:
    question = stories.answered(member, coordinator, expert, text=f"{stories.TEXT} {ONLY_HERE}")
    Assignment.objects.filter(question=question).update(
        reasons=["3 of 4 topics", f"passage: “{ONLY_HERE}”"], note_to_coordinator=ONLY_HERE
    )
    Answer.objects.filter(question=question).update(draft=ONLY_HERE, note_to_expert=ONLY_HERE)
    return workflow.close(question=question, actor=member, now=NOW, helped=True, outcome=ONLY_HERE)


def apply_rules(now) -> dict[str, int]:
    return {
        rule.code: rule.remove(rule.due(now), now)
        for rule in retention.all_rules()
        if rule.code.startswith(("questions-", "publications-"))
    }


CASES = [(withdrawn, 30), (declined, 365), (closed, 730)]


@pytest.mark.parametrize(("story", "days"), CASES)
def test_kept_until_its_day_and_gone_on_it(story, days, member, coordinator, expert):
    question = story(member, coordinator, expert)
    apply_rules(NOW + days * DAY - timedelta(seconds=1))
    assert ONLY_HERE in fresh(question).text
    assert sum(apply_rules(NOW + days * DAY).values()) == 1
    row = fresh(question)
    assert (row.title, row.text, row.reason, row.outcome, row.justifications) == (
        "",
        "",
        "",
        "",
        [],
    )
    assert (row.asker, row.asker_organisation, row.asker_area) == (None, None, None)
    assert row.anonymised_at == NOW + days * DAY
    assert places_with(ONLY_HERE) == set()


def test_the_skeleton_stays(member, coordinator, expert):
    question = closed(member, coordinator, expert)
    before = Question.objects.values("status", "nation", "submitted_at", "answered_at").get()
    apply_rules(NOW + 730 * DAY)
    row = fresh(question)
    assert (
        Question.objects.values("status", "nation", "submitted_at", "answered_at").get() == before
    )
    assert sorted(topic.slug for topic in row.topics.all()) == [
        "detached-youth-work",
        "peer-mapping",
    ]
    assert [context.slug for context in row.contexts.all()] == ["peer-group"]
    assert row.asker_sector.slug == "education"
    ask = Assignment.objects.get(question=row)
    assert (ask.expert, ask.status, ask.reasons, ask.note_to_coordinator) == (
        expert,
        "completed",
        ["3 of 4 topics"],
        "",
    )
    answer = Answer.objects.get(question=row)
    assert (answer.text, answer.released_text, answer.draft, answer.note_to_expert) == (
        "",
        "",
        "",
        "",
    )
    assert answer.purged_at == NOW + 730 * DAY


def test_nothing_leads_from_the_skeleton_to_the_asker(member, coordinator, expert):
    question = closed(member, coordinator, expert)
    apply_rules(NOW + 730 * DAY)
    assert not QuestionEvent.objects.filter(question=question, actor=member).exists()
    assert not Message.objects.filter(
        recipient=member, url__contains=str(question.public_id)
    ).exists()
    assert QuestionEvent.objects.filter(question=question).last().action == "purge"


def test_an_attempt_to_ask_the_asker_names_nobody_any_more(member, coordinator, expert):
    question = closed(member, coordinator, expert)
    Question.objects.filter(pk=question.pk).update(status="matching")
    with pytest.raises(workflow.ExpertNotEligible):
        workflow.invite(question=question, expert=member, actor=coordinator, now=NOW)
    assert QuestionEvent.objects.get(action="refuse_invitation").about == member
    Question.objects.filter(pk=question.pk).update(status="closed")
    apply_rules(NOW + 730 * DAY)
    assert QuestionEvent.objects.get(action="refuse_invitation").about is None


def test_a_second_run_does_nothing(member, coordinator, expert):
    closed(member, coordinator, expert)
    moment = NOW + 730 * DAY
    assert apply_rules(moment)["questions-closed"] == 1
    events = QuestionEvent.objects.count()
    assert sum(apply_rules(moment + DAY).values()) == 0
    assert QuestionEvent.objects.count() == events


def test_two_machines_purge_once(member, coordinator, expert):
    question = closed(member, coordinator, expert)
    moment = NOW + 730 * DAY
    assert purging.purge(question, moment) is True
    assert purging.purge(question, moment) is False


@pytest.mark.parametrize(("story", "days"), CASES)
def test_a_hold_stops_the_clock_until_it_is_lifted(
    story, days, member, coordinator, expert, safeguarding_lead
):
    question = story(member, coordinator, expert)
    workflow.place_hold(
        question=question, actor=safeguarding_lead, now=NOW, reason="Order of a court"
    )
    late = NOW + (days + 100) * DAY
    assert sum(apply_rules(late).values()) == 0
    assert purging.purge(question, late) is False
    assert ONLY_HERE in fresh(question).text
    workflow.lift_hold(question=question, actor=safeguarding_lead, now=late)
    assert sum(apply_rules(late).values()) == 1
    assert fresh(question).text == ""


def test_live_questions_have_no_end(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    assert sum(apply_rules(NOW + 5000 * DAY).values()) == 0
    assert fresh(question).text == stories.TEXT


def test_in_portions(monkeypatch, member, coordinator, expert):
    from askexpert import retention_rules

    monkeypatch.setattr(retention_rules, "PORTION", 1)
    for _ in range(2):
        withdrawn(member, coordinator, expert)
    moment = NOW + 30 * DAY
    assert apply_rules(moment)["questions-withdrawn"] == 1
    assert apply_rules(moment)["questions-withdrawn"] == 1
    assert apply_rules(moment)["questions-withdrawn"] == 0


@pytest.mark.parametrize("who", ["coordinator", "member", "expert"])
def test_only_safeguarding_leads_hold(who, request, member, coordinator, expert, safeguarding_lead):
    question = stories.answered(member, coordinator, expert)
    person = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        workflow.place_hold(question=question, actor=person, now=NOW, reason="x")
    workflow.place_hold(question=question, actor=safeguarding_lead, now=NOW, reason="x")
    with pytest.raises(NotPermitted):
        workflow.lift_hold(question=question, actor=person, now=NOW)


def test_placed_twice_it_is_one_and_lifted_twice_is_refused(
    member, coordinator, expert, safeguarding_lead
):
    question = stories.answered(member, coordinator, expert)
    for _ in range(2):
        workflow.place_hold(question=question, actor=safeguarding_lead, now=NOW, reason="x")
    assert question.legal_holds.count() == 1
    workflow.lift_hold(question=question, actor=safeguarding_lead, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        workflow.lift_hold(question=question, actor=safeguarding_lead, now=NOW)
    actions = QuestionEvent.objects.filter(question=question).values_list("action", flat=True)
    assert list(actions)[-2:] == ["place_hold", "lift_hold"]


def test_a_published_page_outlives_the_question_and_can_still_be_taken_back(
    member, coordinator, expert, second_coordinator, client
):
    publication, page = publications.published(member, coordinator, expert, second_coordinator)
    workflow.close(question=publication.question, actor=member, now=NOW + DAY, helped=True)
    question = publication.question
    apply_rules(NOW + 731 * DAY)
    row = fresh(publication)
    assert (fresh(question).text, row.question, row.status) == ("", None, "published")
    assert client.get(page.url).status_code == 200
    client.force_login(member)
    address = f"/ask/publications/{row.asker_key}/"
    assert client.get(address).status_code == 200
    assert client.post(f"{address}take-back/").status_code == 302
    assert client.get(page.url).status_code == 410
    assert AnswerPage.objects.count() == 0


def test_what_was_not_published_ends_with_the_question(member, coordinator, expert):
    publication = publications.written(member, coordinator, expert)
    workflow.withdraw(question=publication.question, actor=member, now=NOW + DAY)
    apply_rules(NOW + 31 * DAY)
    row = fresh(publication)
    assert (row.status, row.ended_because, row.title, row.answer_text, row.question) == (
        "refused",
        "question_ended",
        "",
        "",
        None,
    )


def test_the_words_of_a_refused_text_go_after_30_days(member, coordinator, expert):
    publication = publications.written(member, coordinator, expert)
    workflow.refuse_publication(
        publication=publication, actor=coordinator, now=NOW + DAY, because="recognisable"
    )
    apply_rules(NOW + 31 * DAY - timedelta(seconds=1))
    assert fresh(publication).title == publications.WORDS["title"]
    assert apply_rules(NOW + 31 * DAY)["publications-ended"] == 1
    row = fresh(publication)
    assert (row.title, row.answer_text, row.ended_because) == ("", "", "recognisable")
    assert Publication.objects.count() == 1


def test_a_removed_question_loses_its_words_at_once_and_its_asker_after_30_days(
    member, coordinator, safeguarding_lead
):
    second = make_member(
        "Sol Second",
        organisation=make_organisation("Gorse Council", "Gorse"),
        groups=("Safeguarding leads",),
    )
    question = stories.submitted(member, text=f"{stories.TEXT} {ONLY_HERE}")
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="identifies")
    decision = workflow.propose(
        kind="remove", question=question, actor=safeguarding_lead, now=NOW, reason="A name."
    )
    workflow.agree(decision=decision, actor=second, now=NOW, words="It named somebody.")
    assert status_of(question) == "removed"
    assert places_with(ONLY_HERE) == set()
    assert apply_rules(NOW + 29 * DAY)["questions-removed"] == 0
    assert fresh(question).asker == member
    assert apply_rules(NOW + 30 * DAY)["questions-removed"] == 1
    assert fresh(question).asker is None


def test_records_of_who_looked_do_not_lead_from_the_asker_to_what_is_left(
    member, coordinator, expert, browser_of
):
    question = closed(member, coordinator, expert)
    browser_of(coordinator).get(question.desk_url)
    (record,) = AccessRecord.objects.filter(subject=member, what="question")
    assert record.about == str(question.public_id)
    assert purging.purge(question, NOW + 800 * DAY)
    left = fresh(question)
    assert places_with(str(left.public_id)) == set()
    assert not Question.objects.filter(public_id=record.about).exists()
