"""Steps at the desk: errors, faster colleagues, editing and releasing."""

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.askexpert import stories
from tests.personas import make_member, make_organisation

WORDS = "Please leave out the place, and tell us what you have tried."


def step(name: str, question) -> str:
    return reverse(f"askexpert_desk:{name}", args=[question.public_id])


EMPTY = {
    "request_changes": ("request_changes", "words", "id_request_changes-words"),
    "decline": ("decline", "words", "id_decline-words"),
    "mark_duplicate": ("mark_duplicate", "address", "id_mark_duplicate-address"),
    "quarantine": ("quarantine", "label", "id_quarantine-label_0"),
    "approve": ("approve", "topics", "id_approve-topics_0"),
}


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_form_comes_back_with_one_summary_first_that_leads_to_the_field(
    name, member, coordinator, browser_of
):
    question = stories.submitted(member)
    answer = browser_of(coordinator).post(step(name, question), {"x": "y"})
    page = answer.content.decode()
    form, field, target = EMPTY[name]
    assert answer.status_code == 422
    assert field in answer.context["forms"][form].errors
    assert page.count("data-error-summary") == 1
    assert page.index("data-error-summary") < page.index("<h1>")
    assert f'href="#{target}"' in page
    assert page.count(f'id="{target}"') == 1
    assert page[: page.index("</title>")].count("Error: ") == 1
    assert stories.status_of(question) == "submitted"


def test_an_approval_without_the_tick_comes_back_and_with_it_goes(member, coordinator, browser_of):
    question = stories.submitted(member)
    chosen = {
        "approve-topics": [topic.pk for topic in question.topics.all()],
        "approve-nation": question.nation_id,
    }
    desk = browser_of(coordinator)
    refused = desk.post(step("approve", question), chosen)
    assert list(refused.context["forms"]["approve"].errors) == ["is_anonymous"]
    assert stories.status_of(question) == "submitted"
    desk.post(step("approve", question), {**chosen, "approve-is_anonymous": "on"})
    assert stories.status_of(question) == "matching"


def test_words_stay_when_the_address_is_wrong(member, coordinator, browser_of):
    question = stories.submitted(member)
    answer = browser_of(coordinator).post(
        step("mark_duplicate", question),
        {"mark_duplicate-address": "/nowhere/at-all/", "mark_duplicate-words": WORDS},
    )
    form = answer.context["forms"]["mark_duplicate"]
    assert list(form.errors) == ["address"]
    assert form["words"].value() == WORDS


def test_a_stale_form_says_so_and_keeps_the_words(
    member, coordinator, second_coordinator, browser_of
):
    question = stories.submitted(member)
    version = question.version
    stories.workflow.quarantine(question=question, actor=coordinator, now=stories.NOW)
    stories.workflow.return_to_queue(question=question, actor=_lead(), now=stories.NOW)
    answer = browser_of(second_coordinator).post(
        step("request_changes", question),
        {"version": version, "request_changes-words": WORDS},
    )
    assert answer.status_code == 409
    assert [str(message) for message in answer.context["messages"]] == [
        "Somebody has taken a step since you opened this page. This is how it stands now; "
        "nothing of yours was sent."
    ]
    assert answer.context["forms"]["request_changes"]["words"].value() == WORDS
    assert stories.status_of(question) == "submitted"


def _lead():
    from network.members.roles import SAFEGUARDING_LEADS

    return make_member(
        "Lena Lead",
        organisation=make_organisation("Uplands Council", "Uplands"),
        groups=(SAFEGUARDING_LEADS,),
    )


def test_words_for_a_step_that_is_over_are_shown_to_be_copied(
    member, coordinator, second_coordinator, browser_of
):
    question = stories.submitted(member)
    version = question.version
    stories.workflow.decline(
        question=question, actor=coordinator, now=stories.NOW, reason="Ask your lead."
    )
    answer = browser_of(second_coordinator).post(
        step("request_changes", question),
        {"version": version, "request_changes-words": WORDS},
    )
    assert (answer.status_code, answer.context["unsent"]) == (409, [WORDS])
    assert stories.fresh(question).reason == "Ask your lead."


def test_words_for_a_question_one_may_no_longer_see_are_given_back(
    member, coordinator, browser_of, monkeypatch
):
    """A colleague gives it to the safeguarding leads in the same second."""
    question = stories.submitted(member)

    def faster(*, question, actor, now, **_):
        stories.workflow.quarantine(question=question, actor=coordinator, now=now)
        raise stories.workflow.StaleForm("step", "quarantined")

    monkeypatch.setattr(stories.workflow, "request_changes", faster)
    answer = browser_of(coordinator).post(
        step("request_changes", question), {"request_changes-words": WORDS}
    )
    page = answer.content.decode()
    assert (answer.status_code, WORDS in page) == (409, True)
    assert (stories.TITLE in page, stories.TEXT in page) == (False, False)


@pytest.mark.parametrize("expert_id", ["", "x", "1", "00000000-0000-4000-8000-000000000000"])
def test_inviting_nobody_is_not_found(member, coordinator, browser_of, expert_id):
    question = stories.matching(member, coordinator)
    answer = browser_of(coordinator).post(step("invite", question), {"expert": expert_id})
    assert answer.status_code == 404


def test_inviting_twice_is_one_invitation(member, coordinator, expert, browser_of):
    question = stories.matching(member, coordinator, now=timezone.now())
    browser = browser_of(coordinator)
    for _ in range(2):
        browser.post(step("invite", question), {"expert": expert.public_id})
    assert question.assignments.count() == 1


def test_quarantine_takes_the_question_from_the_coordinator(member, coordinator, browser_of):
    question = stories.submitted(member)
    answer = browser_of(coordinator).post(
        step("quarantine", question), {"quarantine-label": "identifies"}
    )
    assert answer["Location"] == "/desk/"
    assert stories.status_of(question) == "quarantined"


EDITED = "The Jones family is invented. " + stories.ANSWER


def release(browser, question, **more):
    return browser.post(step("release_answer", question), more)


def test_an_answer_is_released_as_edited_and_the_original_is_kept(
    member, coordinator, expert, browser_of
):
    question = stories.reviewing(member, coordinator, expert).question
    release(browser_of(coordinator), question, **{"release_answer-text": "Shorter."})
    answer = stories.fresh(question).answer
    assert (answer.text, answer.released_text) == (stories.ANSWER, "Shorter.")


def test_a_warning_that_an_edit_brings_in_needs_a_reason(member, coordinator, expert, browser_of):
    question = stories.reviewing(member, coordinator, expert).question
    browser = browser_of(coordinator)
    refused = release(browser, question, **{"release_answer-text": EDITED})
    assert refused.status_code == 422
    assert refused.context["forms"]["release_answer"].errors == {
        "text": ["“Jones” may identify somebody. Change it, or say why not."]
    }
    (field,) = refused.context["reasons"].fields
    release(
        browser,
        question,
        **{
            "release_answer-text": EDITED,
            "reasons_shown": "yes",
            f"release_reasons-{field}": "An invented name.",
        },
    )
    assert stories.fresh(question).answer.released_text == EDITED


def test_an_identifier_in_an_edit_stops_the_release(member, coordinator, expert, browser_of):
    question = stories.reviewing(member, coordinator, expert).question
    text = f"{stories.ANSWER} Ring 07700 900123."
    answer = release(browser_of(coordinator), question, **{"release_answer-text": text})
    assert answer.status_code == 422
    (error,) = answer.context["forms"]["release_answer"].errors["text"]
    assert error.startswith("“07700 900123”: ")
    assert answer.context["forms"]["release_answer"]["text"].value() == text
    assert stories.status_of(question) == "reviewing"


def test_words_from_a_session_that_ended_come_back_above_the_forms(member, coordinator, browser_of):
    question = stories.submitted(member)
    browser = browser_of(coordinator)
    context = browser.get(question.desk_url).context
    sent = {
        "kept_for": str(context["keeper"]),
        "kept_from": question.desk_url,
        "request_changes-words": WORDS,
    }
    strict = browser_of(strict=True)
    answer = strict.post(step("request_changes", question), sent)
    assert answer["Location"] == f"/account/login/?next={question.desk_url}"
    assert browser.get(question.desk_url).context["kept_words"] == [WORDS]
    browser.post(step("request_changes", question), {"request_changes-words": WORDS})
    assert browser.get(question.desk_url).context["kept_words"] == []


@pytest.mark.parametrize("name", ["request_changes", "decline"])
def test_what_identifies_a_child_does_not_go_to_the_asker(name, member, coordinator, browser_of):
    question = stories.submitted(member)
    words = "Please leave out that the NHS number is 943 476 5870."
    answer = browser_of(coordinator).post(
        step(name, question), {f"{name}-words": words, "version": question.version}
    )
    form = answer.context["forms"][name]
    assert (answer.status_code, list(form.errors), form["words"].value()) == (422, ["words"], words)
    assert stories.status_of(question) == "submitted"


@pytest.mark.parametrize("told", ["Mina Member", "northfield council", "the Northfield team"])
def test_a_note_to_the_expert_does_not_say_who_asked(told, member, coordinator, expert, browser_of):
    question = stories.reviewing(member, coordinator, expert).question
    answer = browser_of(coordinator).post(
        step("return_answer", question), {"return_answer-words": f"Say more for {told}."}
    )
    assert answer.status_code == 422
    assert "asked without a name" in answer.content.decode()
    assert stories.status_of(question) == "reviewing"


def test_a_note_may_name_whoever_chose_to_be_named(member, coordinator, expert, browser_of):
    question = stories.reviewing(member, coordinator, expert).question
    type(question).objects.filter(pk=question.pk).update(is_anonymous=False)
    browser_of(coordinator).post(
        step("return_answer", question), {"return_answer-words": "Say more for Northfield."}
    )
    assert stories.status_of(question) == "answering"
