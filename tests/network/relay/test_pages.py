"""Pages of letters: who gets in, and what happens to what somebody writes."""

import re
import uuid

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from network.members.interrupted import signature
from network.members.models import InterruptedForm, Profile
from network.relay import workflow
from network.relay.models import Block, Conversation, Letter
from tests.network.relay.exchange import (
    BLOCKED,
    DOUBTFUL,
    HARMLESS,
    NOW,
    URGENT,
    fields,
    send,
    suspend,
)


@pytest.fixture
def letter(member, expert):
    """From the member to the expert."""
    return send(member, expert)


@pytest.fixture
def conversation(letter):
    return letter.conversation


def write_url(user) -> str:
    return reverse("letter_write", args=[user.public_id])


def text_of(answer) -> str:
    return answer.content.decode()


def own_addresses(letter) -> dict[str, str]:
    """Every address of one letter's conversation, with the method that it takes."""
    conversation = letter.conversation
    return {
        conversation.get_absolute_url(): "get",
        reverse("letter_report", args=[letter.public_id]): "get",
        reverse("conversation_read", args=[conversation.public_id]): "post",
        reverse("conversation_block", args=[conversation.public_id]): "post",
    }


# --- Who gets in --------------------------------------------------------------------------------


def test_the_page_for_writing_says_in_whole_sentences_where_to_read_of_danger(
    client, member, expert
):
    client.force_login(member)
    page = BeautifulSoup(client.get(write_url(expert)).content, "html.parser").main
    link = page.select_one(f"p > a[href='{reverse('urgent_help')}']")
    assert link.get_text() == "Read what to do if a child is at risk now"
    assert link.parent.get_text().endswith(
        "round the clock. Read what to do if a child is at risk now."
    )


@pytest.mark.parametrize("name", ["letters", "letter_settings", "letters_blocked"])
def test_a_visitor_signs_in_first(client, db, name):
    page = reverse(name)
    assert client.get(page).url == f"/account/login/?next={page}"


def test_a_visitor_signs_in_before_any_page_of_a_conversation(client, letter):
    for page, method in own_addresses(letter).items():
        answer = getattr(client, method)(page)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, "/account/login/")


@pytest.mark.parametrize(
    "who", ["other_expert", "outsider", "coordinator", "safeguarding_lead", "researcher", "editor"]
)
def test_nobody_else_finds_a_conversation(request, client, letter, who):
    client.force_login(request.getfixturevalue(who))
    for page, method in own_addresses(letter).items():
        answer = getattr(client, method)(page, {"through": str(letter.public_id)})
        assert answer.status_code == 404
    assert client.post(letter.conversation.get_absolute_url(), fields()).status_code == 404
    assert Letter.objects.count() == 1
    assert Block.objects.count() == 0


def test_somebody_elses_block_is_not_there(client, member, expert, other_expert):
    workflow.block(blocker=member, blocked=expert, now=NOW)
    client.force_login(other_expert)
    answer = client.post(reverse("letters_unblock", args=[expert.public_id]))
    assert answer.status_code == 404
    assert Block.objects.count() == 1


def test_reading_far_into_somebody_elses_conversation_is_not_possible(
    client, letter, expert, other_expert
):
    foreign = send(other_expert, expert)
    client.force_login(expert)
    page = reverse("conversation_read", args=[letter.conversation.public_id])
    assert client.post(page, {"through": str(foreign.public_id)}).status_code == 404
    assert client.post(page, {"through": "nonsense"}).status_code == 404
    assert Letter.objects.filter(read_at=None).count() == 2


@pytest.mark.parametrize("name", ["conversation_read", "conversation_block"])
def test_opening_an_address_of_a_button_does_nothing(client, conversation, expert, name):
    client.force_login(expert)
    assert client.get(reverse(name, args=[conversation.public_id])).status_code == 405
    assert Letter.objects.filter(read_at=None).count() == 1
    assert Block.objects.count() == 0


def test_reading_marks_nothing_as_read(client, conversation, expert):
    client.force_login(expert)
    client.get("/me/letters/")
    client.get(conversation.get_absolute_url())
    assert Letter.objects.unread_by(expert).count() == 1


# --- Writing ------------------------------------------------------------------------------------


def test_a_member_writes_and_is_led_to_the_conversation(client, member, expert):
    client.force_login(member)
    assert client.get(write_url(expert)).context["name"] == "Esme Expert"
    answer = client.post(write_url(expert), fields())
    assert answer.url == Conversation.objects.get().get_absolute_url()
    assert HARMLESS in text_of(client.get(answer.url))


def test_the_writing_page_leads_to_a_conversation_that_exists(client, conversation, member, expert):
    client.force_login(member)
    assert client.get(write_url(expert)).url == conversation.get_absolute_url()


def test_a_double_click_is_one_letter(client, member, expert):
    client.force_login(member)
    form = fields()
    first, second = (client.post(write_url(expert), form) for _ in range(2))
    assert first.url == second.url
    assert Letter.objects.count() == 1


def test_nobody_writes_to_a_person_they_may_not_see(client, member, expert, applicant):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    client.force_login(member)
    for url in (write_url(expert), write_url(applicant), write_url(member)):
        assert client.get(url).status_code == 404
        assert client.post(url, fields()).status_code == 404
    nobody = reverse("letter_write", args=[uuid.uuid4()])
    assert client.get(nobody).status_code == 404
    assert Letter.objects.count() == 0


def test_blocked_and_switched_off_give_the_same_page(client, member, expert, other_expert):
    workflow.block(blocker=expert, blocked=member, now=NOW)
    workflow.choose_letters(user=other_expert, takes_letters=False, now=NOW)
    client.force_login(member)

    def page_of(person):
        page = text_of(client.get(write_url(person)))
        page = page.replace(person.name, "X").replace(str(person.public_id), "id")
        return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)

    pages = {page_of(person) for person in (expert, other_expert)}
    assert len(pages) == 1
    assert "This member does not take letters at the moment." in pages.pop()


def test_an_empty_letter_is_refused_with_the_page_as_it_was(client, member, expert):
    client.force_login(member)
    answer = client.post(write_url(expert), fields(""))
    assert answer.context["form"].errors["text"] == ["Write something before you send it."]
    assert Letter.objects.count() == 0


def test_what_identifies_somebody_is_marked_and_nothing_is_lost(client, member, expert):
    client.force_login(member)
    answer = client.post(write_url(expert), fields(BLOCKED))
    page = text_of(answer)
    assert "What may identify somebody" in page
    assert BLOCKED in answer.context["form"]["text"].value()
    assert Letter.objects.count() == 0


@pytest.mark.parametrize("text", [DOUBTFUL, URGENT])
def test_a_tick_lets_a_letter_pass_that_has_been_looked_at(client, member, expert, text):
    client.force_login(member)
    form = fields(text)
    page = client.post(write_url(expert), form)
    assert list(page.context["form"].errors) == ["looked"]
    shown = page.context["form"]["shown"].value()
    page = client.post(write_url(expert), {**form, "shown": shown})
    assert list(page.context["form"].errors) == ["looked"]
    client.post(write_url(expert), {**form, "shown": shown, "looked": "on"})
    assert Letter.objects.get().text == text


def test_words_of_danger_bring_the_urgent_help(client, member, expert):
    client.force_login(member)
    answer = client.post(write_url(expert), fields(URGENT))
    assert answer.context["urgent"].nation.slug == "england"
    assert "notice--urgent" in text_of(answer)


def test_a_letter_over_a_limit_is_shown_again_with_the_reason(client, member, expert, monkeypatch):
    monkeypatch.setattr("network.relay.permissions.LETTERS_A_DAY", 0)
    client.force_login(member)
    answer = client.post(write_url(expert), fields())
    assert answer.context["form"].non_field_errors() == [
        "You have written 0 letters within a day. Please go on tomorrow."
    ]
    assert answer.context["form"]["text"].value() == HARMLESS


def test_a_lapsed_member_keeps_reading_and_is_refused_in_the_same_request(
    client, conversation, member
):
    client.force_login(member)
    suspend(member)
    page = client.get(conversation.get_absolute_url())
    assert HARMLESS in text_of(page)
    assert 'id="letter-form"' not in text_of(page)
    answer = client.post(conversation.get_absolute_url(), fields("One more thing."))
    assert answer.context["form"].non_field_errors()[0].startswith("Letters are written by")
    assert answer.context["form"]["text"].value() == "One more thing."
    assert Letter.objects.count() == 1


def test_a_lapsed_member_begins_no_conversation(client, member, expert):
    suspend(member)
    client.force_login(member)
    page = client.get(write_url(expert))
    assert page.context["name"] == "A member"
    answer = client.post(write_url(expert), fields())
    assert answer.status_code == 403
    assert answer.context["form"]["text"].value() == HARMLESS
    assert Letter.objects.count() == 0


def test_what_was_typed_when_the_session_ended_is_there_again(client, conversation, expert):
    page = conversation.get_absolute_url()
    client.post(page, fields("Half a thought.", kept_for=signature(expert), kept_from=page))
    assert InterruptedForm.objects.get().user == expert
    client.force_login(expert)
    assert client.get(page).context["form"]["text"].value() == "Half a thought."
    assert Letter.objects.count() == 1
