"""The phrase stands in every place where it can stand; after two people's yes it stands nowhere."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from wagtail.admin.models import FormState
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from askexpert import workflow
from askexpert.models import (
    Answer,
    Assignment,
    FollowUp,
    JointDecision,
    Offer,
    OpenQuestion,
    Question,
    QuestionEvent,
)
from askexpert.workflow.redacting import phrases_of
from network.media.models import SiteDocument
from network.members.models import InterruptedForm
from network.notifications.models import Message
from network.privacy import copies
from network.privacy.models import DataCopy
from network.search.models import CatalogueEntry
from network.workflows import NotPermitted, TransitionNotAllowed
from tests.askexpert import publications, stories
from tests.askexpert.stories import fresh, status_of
from tests.network.privacy.database import places_with
from tests.personas import make_member, make_organisation

PHRASE = "the Larkspur barge"
WORD = "larkspur"
NOW = publications.NOW + timedelta(days=3)


@pytest.fixture
def everywhere(member, coordinator, second_coordinator, expert, other_expert):
    """A question whose phrase is in every text that this app and the site keep of it."""
    publication, page = publications.published(
        member,
        coordinator,
        expert,
        second_coordinator,
        title="What of the Larkspur barge?",
        answer_text="Go to the LARKSPUR  barge first.",
    )
    question = publication.question
    spoken = f"It was at {PHRASE.upper()} again"
    Question.objects.filter(pk=question.pk).update(
        title=f"At {PHRASE}",
        text=f"We met near the\nLarkspur   barge and {PHRASE}.",
        reason=spoken,
        outcome=spoken,
        justifications=[{"type": "name", "phrase": PHRASE, "why": spoken}],
    )
    answer = Answer.objects.get(question=question)
    Answer.objects.filter(pk=answer.pk).update(
        draft=spoken,
        text=spoken,
        released_text=spoken,
        note_to_expert=spoken,
        justifications=[{"type": "name", "phrase": PHRASE, "why": "x"}],
    )
    Assignment.objects.filter(question=question).update(
        note_to_coordinator=spoken,
        colleague="of the Larkspur barge",
        reasons=[f"passage: {spoken}"],
    )
    FollowUp.objects.create(question=question, round=1, text=spoken, asked_at=NOW)
    opened = OpenQuestion.objects.create(
        question=question, wanted_at=NOW, title=spoken, text=spoken
    )
    Offer.objects.create(open_question=opened, member=other_expert, note=spoken, offered_at=NOW)
    page.short_answer = spoken
    page.save_revision(user=coordinator)
    page.refresh_from_db()
    Redirect.objects.create(old_path="/ask/the-larkspur-barge-then", redirect_page=page)
    log(instance=page, action="wagtail.rename", data={"title": {"old": PHRASE, "new": spoken}})
    FormState.objects.update_or_create_by_instance(
        page, user=coordinator, defaults={"data": f"title={PHRASE}", "last_updated_at": NOW}
    )
    document = SiteDocument.objects.create(
        title=f"Map of {PHRASE}",
        file=ContentFile(b"%PDF-1.4", name="map.pdf"),
        original_name="the larkspur barge.pdf",
    )
    page.answer += f'<p><a linktype="document" id="{document.pk}">the <i>Larkspur</i> barge</a></p>'
    page.save_revision(user=coordinator).publish()
    Message.objects.filter(url__contains=str(question.public_id)).update(body=spoken)
    InterruptedForm.objects.create(
        user=member, page=question.get_absolute_url(), fields={"outcome": [spoken]}, kept_at=NOW
    )
    copies.ask_for_copy(user=member, now=NOW)
    copies.make_due_copies(now=NOW)
    return question, fresh(page)


def propose(question, actor, *, phrases=(PHRASE,), reason="It names a place of one family."):
    return workflow.propose_redaction(
        question=question, actor=actor, now=NOW, phrases=list(phrases), reason=reason
    )


def test_the_phrase_is_in_every_place_before(everywhere):
    """Otherwise the sweep below would prove nothing."""
    places = places_with(WORD)
    for place in (
        ("askexpert.Question", "title"),
        ("askexpert.Question", "text"),
        ("askexpert.Question", "reason"),
        ("askexpert.Question", "outcome"),
        ("askexpert.Question", "justifications"),
        ("askexpert.Answer", "draft"),
        ("askexpert.Answer", "text"),
        ("askexpert.Answer", "released_text"),
        ("askexpert.Answer", "note_to_expert"),
        ("askexpert.Answer", "justifications"),
        ("askexpert.Assignment", "note_to_coordinator"),
        ("askexpert.Assignment", "colleague"),
        ("askexpert.Assignment", "reasons"),
        ("askexpert.FollowUp", "text"),
        ("askexpert.OpenQuestion", "title"),
        ("askexpert.OpenQuestion", "text"),
        ("askexpert.Offer", "note"),
        ("askexpert.Publication", "title"),
        ("askexpert.Publication", "answer_text"),
        ("askexpert.AnswerPage", "answer"),
        ("wagtailcore.Page", "title"),
        ("wagtailcore.Page", "slug"),
        ("wagtailcore.Revision", "content"),
        ("wagtailcore.PageLogEntry", "label"),
        ("wagtailcore.PageLogEntry", "data"),
        ("wagtailadmin.FormState", "data"),
        ("wagtailredirects.Redirect", "old_path"),
        ("wagtailsearch.IndexEntry", "body"),
        ("search.CatalogueEntry", "title"),
        ("media.SiteDocument", "title"),
        ("members.InterruptedForm", "fields"),
        ("notifications.Message", "body"),
    ):
        if place[0] != "wagtailsearch.IndexEntry" or place in places:
            assert place in places, place
    assert DataCopy.objects.filter(state="ready").count() == 1


def test_after_two_people_it_is_in_no_column_and_no_file(
    everywhere, coordinator, second_coordinator, client, django_capture_on_commit_callbacks
):
    question, page = everywhere
    copy = DataCopy.objects.get().file.name
    assert storages["private"].exists(copy)
    decision = propose(question, coordinator)
    assert places_with(WORD) != set()
    with django_capture_on_commit_callbacks(execute=True):
        workflow.agree(decision=decision, actor=second_coordinator, now=NOW)
    assert places_with(WORD) == set()
    assert DataCopy.objects.count() == 0
    assert not storages["private"].exists(copy)
    page = fresh(page)
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "[removed]" in answer.content.decode()
    for place in (page.url, "/ask/", "/ask/feed/", "/sitemap.xml"):
        assert WORD not in client.get(place).content.decode().lower(), place
    found = client.get("/search/?q=Larkspur").content.decode()
    assert page.url not in found
    assert CatalogueEntry.objects.get(page=page).title == "What of [removed]?"


def test_the_page_stays_reachable_under_a_new_address(everywhere, coordinator, second_coordinator):
    question, page = everywhere
    workflow.agree(decision=propose(question, coordinator), actor=second_coordinator, now=NOW)
    page = fresh(page)
    assert page.slug == f"answer-{page.pk}"
    assert page.url == f"/ask/answer-{page.pk}/"
    assert WORD not in str(page.get_latest_revision_as_object().slug)


def test_an_old_version_brings_nothing_back(everywhere, coordinator, second_coordinator, client):
    question, page = everywhere
    workflow.agree(decision=propose(question, coordinator), actor=second_coordinator, now=NOW)
    for revision in fresh(page).revisions.order_by("pk"):
        revision.publish()
        assert WORD not in client.get(fresh(page).url).content.decode().lower()


def test_the_record_says_that_and_why_and_not_what(everywhere, coordinator, second_coordinator):
    question, _ = everywhere
    decision = workflow.agree(
        decision=propose(question, coordinator), actor=second_coordinator, now=NOW
    )
    row = fresh(decision)
    assert (row.status, row.sealed, row.reason, row.decided_by) == (
        "agreed",
        "",
        "It names a place of one family.",
        second_coordinator,
    )
    events = QuestionEvent.objects.filter(question=question, at=NOW).values_list("action", "actor")
    assert list(events) == [
        ("propose_redact", coordinator.pk),
        ("agree_redact", second_coordinator.pk),
        ("redact", second_coordinator.pk),
    ]


def test_while_it_waits_the_words_are_sealed_and_nothing_has_changed(everywhere, coordinator):
    question, _ = everywhere
    decision = propose(question, coordinator)
    assert WORD not in decision.sealed.lower()
    assert phrases_of(fresh(decision)) == [PHRASE]
    assert PHRASE in fresh(question).title


def test_one_person_is_not_two(everywhere, coordinator):
    question, _ = everywhere
    decision = propose(question, coordinator)
    with pytest.raises(NotPermitted, match="proposed this yourself"):
        workflow.agree(decision=decision, actor=coordinator, now=NOW)
    assert PHRASE in fresh(question).title


@pytest.mark.parametrize("who", ["member", "expert", "conflicted_coordinator", "safeguarding_lead"])
def test_nobody_else_proposes_or_agrees(who, request, everywhere, coordinator):
    question, _ = everywhere
    person = request.getfixturevalue(who)
    with pytest.raises(NotPermitted):
        propose(question, person)
    decision = propose(question, coordinator)
    with pytest.raises(NotPermitted):
        workflow.agree(decision=decision, actor=person, now=NOW)


def test_refused_or_taken_back_the_words_are_nowhere_in_the_proposal(
    everywhere, coordinator, second_coordinator
):
    question, _ = everywhere
    refused = propose(question, coordinator)
    workflow.refuse(decision=refused, actor=second_coordinator, now=NOW)
    taken_back = propose(question, coordinator)
    workflow.take_back(decision=taken_back, actor=coordinator, now=NOW)
    for row in (refused, taken_back):
        assert fresh(row).sealed == ""
        assert phrases_of(fresh(row)) == []
    assert PHRASE in fresh(question).title


def test_the_reason_may_not_repeat_the_words(everywhere, coordinator):
    question, _ = everywhere
    with pytest.raises(NotPermitted, match="do not repeat"):
        propose(question, coordinator, reason="Because of THE larkspur barge")
    assert JointDecision.objects.count() == 0


def test_words_that_stand_nowhere_are_not_proposed(member, coordinator, expert):
    question = stories.answered(member, coordinator, expert)
    with pytest.raises(NotPermitted, match="nowhere"):
        propose(question, coordinator)


def test_decided_once_is_decided(everywhere, coordinator, second_coordinator):
    question, _ = everywhere
    decision = propose(question, coordinator)
    workflow.agree(decision=decision, actor=second_coordinator, now=NOW)
    with pytest.raises(TransitionNotAllowed):
        workflow.agree(decision=decision, actor=second_coordinator, now=NOW)


def test_leads_take_words_out_of_what_is_with_them(member, coordinator, expert, safeguarding_lead):
    second = make_member(
        "Sol Second",
        organisation=make_organisation("Gorse Council", "Gorse"),
        groups=("Safeguarding leads",),
    )
    question = stories.submitted(member)
    Question.objects.filter(pk=question.pk).update(text=f"At {PHRASE}.")
    workflow.quarantine(question=question, actor=coordinator, now=NOW, label="identifies")
    decision = propose(question, safeguarding_lead)
    workflow.agree(decision=decision, actor=second, now=NOW)
    assert (fresh(question).text, status_of(question)) == ("At [removed].", "quarantined")


def test_other_questions_and_pages_keep_their_words(
    everywhere, coordinator, second_coordinator, other_expert
):
    question, _ = everywhere
    other = stories.submitted(other_expert)
    Question.objects.filter(pk=other.pk).update(text=f"Another one near {PHRASE}.")
    own = InterruptedForm.objects.create(
        user=second_coordinator, page="/me/edit/", fields={"a": [PHRASE]}, kept_at=NOW
    )
    workflow.agree(decision=propose(question, coordinator), actor=second_coordinator, now=NOW)
    assert fresh(other).text == f"Another one near {PHRASE}."
    assert InterruptedForm.objects.filter(pk=own.pk).exists()


def test_a_page_without_a_question_behind_it_can_be_cleaned_too(
    coordinator, second_coordinator, editor
):
    from tests.factories.pages import make_answer

    page = make_answer("A quiet page", question=f"What of {PHRASE}?")
    decision = workflow.propose_redaction(
        page=page, actor=editor, now=NOW, phrases=[PHRASE], reason="A name."
    )
    workflow.agree(decision=decision, actor=coordinator, now=NOW)
    assert places_with(WORD) == set()
    assert fresh(page).question == "What of [removed]?"
    assert not PageLogEntry.objects.filter(label__icontains=WORD).exists()
