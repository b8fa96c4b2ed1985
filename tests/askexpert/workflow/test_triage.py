"""The verbs of coordinators, safeguarding leads and the system on a question."""

from datetime import timedelta

import pytest
from wagtail.models import Page

from askexpert import workflow
from askexpert.enums import QuestionStatus
from askexpert.errors import StaleForm
from askexpert.models import Question
from network.notifications.models import Message
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import stories
from tests.askexpert.stories import NOW, fresh, status_of, told

pytestmark = pytest.mark.django_db


COORDINATORS_STEPS = {
    "approve": lambda question, actor: workflow.approve(
        question=question,
        actor=actor,
        now=NOW,
        topics=list(question.topics.all()),
        nation=question.nation,
        is_anonymous=True,
    ),
    "request_changes": lambda question, actor: workflow.request_changes(
        question=question, actor=actor, now=NOW, reason="Please"
    ),
    "decline": lambda question, actor: workflow.decline(
        question=question, actor=actor, now=NOW, reason="Elsewhere"
    ),
    "mark_duplicate": lambda question, actor: workflow.mark_duplicate(
        question=question, actor=actor, now=NOW, page=Page.objects.get(slug="ask"), reason="See"
    ),
}


@pytest.mark.parametrize(
    ("step", "target"),
    [
        ("approve", QuestionStatus.MATCHING),
        ("request_changes", QuestionStatus.CHANGES_REQUESTED),
        ("decline", QuestionStatus.DECLINED),
        ("mark_duplicate", QuestionStatus.DUPLICATE),
    ],
)
def test_a_coordinator_takes_a_new_question_further(member, coordinator, step, target):
    question = stories.submitted(member)
    COORDINATORS_STEPS[step](question, coordinator)
    question = fresh(question)
    assert (question.status, question.coordinator) == (target, coordinator)
    event = question.events.last()
    assert (event.action, event.from_status, event.to_status, event.actor) == (
        step,
        "submitted",
        target,
        coordinator,
    )


@pytest.mark.parametrize("step", COORDINATORS_STEPS)
@pytest.mark.parametrize(
    "who", ["member", "expert", "conflicted_coordinator", "safeguarding_lead", "outsider"]
)
def test_nobody_else_triages(request, member, step, who):
    question = stories.submitted(member)
    with pytest.raises(NotPermitted):
        COORDINATORS_STEPS[step](question, request.getfixturevalue(who))
    assert status_of(question) == QuestionStatus.SUBMITTED


@pytest.mark.parametrize(
    ("missing", "words"),
    [
        ({"topics": []}, "Choose at least one topic"),
        ({"nation": None}, "Choose a nation"),
        ({"is_anonymous": False}, "let nobody be recognised"),
    ],
)
def test_nothing_goes_to_matching_unconfirmed(member, coordinator, missing, words):
    question = stories.submitted(member)
    confirmed = {
        "topics": list(question.topics.all()),
        "nation": question.nation,
        "is_anonymous": True,
    }
    with pytest.raises(NotPermitted, match=words):
        workflow.approve(question=question, actor=coordinator, now=NOW, **confirmed | missing)
    assert status_of(question) == QuestionStatus.SUBMITTED


@pytest.mark.parametrize("what", ["name", "organisation", "proposed"])
def test_words_that_say_who_asks_do_not_go_to_an_expert(member, coordinator, what):
    said = {
        "name": member.name,
        "organisation": str(member.profile.organisation),
        "proposed": "The Larkspur Project",
    }
    question = stories.submitted(member)
    if what == "proposed":
        type(member.profile).objects.filter(pk=member.profile.pk).update(
            organisation=None, proposed_organisation=said[what]
        )
    Question.objects.filter(pk=question.pk).update(text=f"We at {said[what].upper()} wonder.")
    with pytest.raises(NotPermitted, match="asked without a name"):
        COORDINATORS_STEPS["approve"](question, coordinator)
    assert status_of(question) == QuestionStatus.SUBMITTED


def test_who_asks_by_name_may_say_where_they_work(member, coordinator):
    question = stories.submitted(member, is_anonymous=False)
    Question.objects.filter(pk=question.pk).update(text=f"We at {member.profile.organisation}.")
    COORDINATORS_STEPS["approve"](question, coordinator)
    assert status_of(question) == QuestionStatus.MATCHING


@pytest.mark.parametrize("step", COORDINATORS_STEPS)
def test_triage_is_over_once_the_question_has_gone_on(member, coordinator, step):
    question = stories.matching(member, coordinator)
    with pytest.raises(TransitionNotAllowed):
        COORDINATORS_STEPS[step](question, coordinator)


def test_a_form_from_before_somebody_elses_step_is_refused(member, coordinator):
    question = stories.submitted(member)
    seen = question.version
    workflow.request_changes(question=question, actor=coordinator, now=NOW, reason="One")
    workflow.submit(question=question, actor=member, now=NOW)
    with pytest.raises(StaleForm):
        workflow.decline(question=question, actor=coordinator, now=NOW, reason="Two", version=seen)
    assert status_of(question) == QuestionStatus.SUBMITTED


def test_a_duplicate_must_be_visible_to_the_asker(member, coordinator):
    question = stories.submitted(member)
    hidden = Page.objects.get(slug="ask")
    hidden.live = False
    hidden.save()
    with pytest.raises(NotPermitted):
        COORDINATORS_STEPS["mark_duplicate"](question, coordinator)


def test_an_asker_who_still_needs_help_is_heard_again(member, coordinator):
    question = stories.submitted(member)
    COORDINATORS_STEPS["mark_duplicate"](question, coordinator)
    workflow.reopen(question=question, actor=member, now=NOW + timedelta(days=1))
    assert status_of(question) == QuestionStatus.SUBMITTED
    assert told(coordinator)[-1] == "desk_still_needs_help"


def test_quarantine_leaves_the_question_to_safeguarding_leads_alone(
    member, coordinator, expert, safeguarding_lead
):
    assignment = stories.invited(member, coordinator, expert)
    question = workflow.quarantine(
        question=assignment.question, actor=expert, now=NOW + timedelta(hours=3), label="risk"
    )
    readers = [
        user
        for user in (member, coordinator, expert, safeguarding_lead)
        if Question.objects.visible_to(user).filter(pk=question.pk).exists()
    ]
    assert readers == [member, safeguarding_lead]
    assert status_of(assignment) == "cancelled"
    assert told(safeguarding_lead) == ["lead_quarantined"]
    assert told(member)[-1] == "ask_with_lead"


def test_quarantine_is_refused_to_somebody_who_cannot_read_the_question(
    member, expert, conflicted_coordinator
):
    question = stories.submitted(member)
    for stranger in (expert, conflicted_coordinator, member):
        with pytest.raises(NotPermitted):
            workflow.quarantine(question=question, actor=stranger, now=NOW)


@pytest.mark.parametrize(
    ("verb", "target", "extra"),
    [
        (workflow.return_to_asker, QuestionStatus.CHANGES_REQUESTED, {"reason": "No school"}),
        (workflow.return_to_queue, QuestionStatus.SUBMITTED, {}),
    ],
)
def test_a_lead_decides_what_becomes_of_a_quarantined_question(
    member, coordinator, safeguarding_lead, verb, target, extra
):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW)
    with pytest.raises(NotPermitted):
        verb(question=question, actor=coordinator, now=NOW, **extra)
    verb(question=question, actor=safeguarding_lead, now=NOW, **extra)
    assert status_of(question) == target


def test_nobody_fits_for_now_and_then_the_search_goes_on(member, coordinator, expert):
    assignment = stories.invited(member, coordinator, expert)
    question = workflow.mark_unmatched(question=assignment.question, actor=coordinator, now=NOW)
    assert (question.status, status_of(assignment)) == (QuestionStatus.UNMATCHED, "cancelled")
    workflow.widen(question=question, actor=member, now=NOW)
    assert status_of(question) == QuestionStatus.MATCHING


def test_a_late_first_check_is_shown_to_the_leads_once(member, safeguarding_lead):
    question = stories.submitted(member)
    late = question.triage_by + timedelta(minutes=1)
    assert workflow.escalate_triage(question=question, now=NOW) is False
    assert workflow.escalate_triage(question=question, now=late) is True
    assert workflow.escalate_triage(question=question, now=late) is False
    assert told(safeguarding_lead) == ["lead_triage_late"]
    assert list(Question.objects.visible_to(safeguarding_lead)) == [question]


def test_an_old_draft_is_deleted_but_never_a_question_that_was_sent(member, coordinator):
    old = stories.draft(member)
    sent = stories.submitted(member)
    later = NOW + timedelta(days=31)
    assert workflow.delete_old_draft(question=old, now=later) is True
    assert workflow.delete_old_draft(question=sent, now=later) is False
    assert list(Question.objects.all()) == [sent]


def test_a_draft_that_was_written_on_since_it_was_found_old_is_kept(member):
    old = stories.draft(member)
    later = NOW + timedelta(days=31)
    workflow.save_draft(question=old, actor=member, now=later, text="I am still at it.")
    assert workflow.delete_old_draft(question=old, now=later) is False
    assert fresh(old).text == "I am still at it."


def test_a_draft_goes_with_its_writer_however_new_and_a_sent_question_does_not(member):
    sent, draft = stories.submitted(member), stories.draft(member)
    assert workflow.delete_draft(question=draft) is True
    assert workflow.delete_draft(question=sent) is False
    assert list(Question.objects.all()) == [sent]


def test_a_draft_that_another_machine_has_deleted_is_passed_over(member):
    draft = stories.draft(member)
    gone = fresh(draft)
    draft.events.all().delete()
    draft.delete()
    assert workflow.delete_old_draft(question=gone, now=NOW) is False


def test_the_asker_hears_that_a_question_was_found_safe(member, coordinator, safeguarding_lead):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="risk")
    workflow.return_to_queue(question=question, actor=safeguarding_lead, now=NOW)
    assert told(member) == ["ask_received", "ask_with_lead", "ask_found_safe"]


def test_no_message_says_that_a_coordinator_asked_when_a_lead_did(
    member, coordinator, safeguarding_lead
):
    question = stories.submitted(member)
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="risk")
    workflow.return_to_asker(
        question=question, actor=safeguarding_lead, now=NOW, reason="Without the park."
    )
    message = Message.objects.get(recipient=member, kind="ask_changes_requested")
    assert "oordinator" not in f"{message.subject} {message.body}"
