"""Pages of letters for the two who write: who gets in, what they show, what they cost."""

import re
import uuid

import pytest
from django.urls import reverse

from network.members.interrupted import signature
from network.members.models import InterruptedForm, Profile
from network.relay import workflow
from network.relay.enums import ReportReason
from network.relay.models import Block, Conversation, Letter, LetterReport, LetterSettings
from tests.network.relay.exchange import (
    BLOCKED,
    DOUBTFUL,
    HARMLESS,
    MINUTE,
    NOW,
    URGENT,
    fields,
    fresh,
    leave,
    send,
    suspend,
)
from tests.personas import make_member


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
    assert client.post(write_url(expert), fields()).status_code == 200
    assert Letter.objects.count() == 0


def test_what_was_typed_when_the_session_ended_is_there_again(client, conversation, expert):
    page = conversation.get_absolute_url()
    client.post(page, fields("Half a thought.", kept_for=signature(expert), kept_from=page))
    assert InterruptedForm.objects.get().user == expert
    client.force_login(expert)
    assert client.get(page).context["form"]["text"].value() == "Half a thought."
    assert Letter.objects.count() == 1


# --- Reading ------------------------------------------------------------------------------------


def test_an_answer_reads_what_it_answers(client, conversation, letter, expert):
    client.force_login(expert)
    client.post(conversation.get_absolute_url(), fields("Gladly.", through=str(letter.public_id)))
    assert Letter.objects.unread_by(expert).count() == 0
    assert [row.text for row in conversation.letters.in_order()] == [HARMLESS, "Gladly."]


def test_the_button_marks_as_read_and_opens_the_conversation(client, conversation, letter, expert):
    client.force_login(expert)
    answer = client.post(
        reverse("conversation_read", args=[conversation.public_id]),
        {"through": str(letter.public_id)},
    )
    assert answer.url == conversation.get_absolute_url()
    assert Letter.objects.unread_by(expert).count() == 0


def test_unread_conversations_stand_first_then_the_newest(client, member):
    people = [make_member(f"Pat Number{n}") for n in range(3)]
    letters = [send(person, member, now=NOW + n * MINUTE) for n, person in enumerate(people)]
    for letter in letters[1:]:
        workflow.mark_read(
            conversation=letter.conversation, user=member, through=letter, now=NOW + 9 * MINUTE
        )
    client.force_login(member)
    rows = client.get("/me/letters/").context["rows"]
    assert [row["name"] for row in rows] == ["Pat Number0", "Pat Number2", "Pat Number1"]
    assert [row["conversation"].unread for row in rows] == [1, 0, 0]


def test_twenty_conversations_stand_on_a_page(client, member):
    for n in range(21):
        send(make_member(f"Pat Number{n}"), member, now=NOW + n * MINUTE)
    client.force_login(member)
    assert len(client.get("/me/letters/").context["rows"]) == 20
    assert len(client.get("/me/letters/?page=2").context["rows"]) == 1


def test_a_long_conversation_shows_its_newest_letters_with_the_last_at_the_bottom(
    client, member, expert
):
    for n in range(32):
        pair = (member, expert) if n % 2 else (expert, member)
        send(*pair, text=f"Letter {n}", now=NOW + n * MINUTE)
    client.force_login(member)
    page = Conversation.objects.get().get_absolute_url()
    newest = [entry.text for entry in client.get(page).context["entries"]]
    assert newest == [f"Letter {n}" for n in range(2, 32)]
    earlier = [entry.text for entry in client.get(f"{page}?page=2").context["entries"]]
    assert earlier == ["Letter 0", "Letter 1"]


def test_somebody_who_has_left_is_a_former_member_and_cannot_be_written_to(
    client, conversation, member, expert
):
    leave(expert)
    client.force_login(member)
    page = client.get(conversation.get_absolute_url())
    assert page.context["name"] == "Former member"
    assert page.context["profile_url"] == ""
    assert page.context["may_write"].reason == "This member does not take letters at the moment."
    assert "Esme" not in text_of(page)


def test_a_name_that_has_become_hidden_is_not_told_by_letters(client, conversation, member, expert):
    """The expert has written nothing, so their name is shown as far as their profile shows it."""
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    client.force_login(member)
    for page in ("/me/letters/", conversation.get_absolute_url()):
        assert "Esme" not in text_of(client.get(page))
    send(expert, member, now=NOW + MINUTE)
    for page in ("/me/letters/", conversation.get_absolute_url()):
        assert "Esme" in text_of(client.get(page))


# --- Choosing -----------------------------------------------------------------------------------


def test_blocking_from_a_conversation_and_unblocking_from_the_list(client, conversation, expert):
    client.force_login(expert)
    client.post(reverse("conversation_block", args=[conversation.public_id]))
    block = Block.objects.get()
    assert block.blocker == expert
    rows = client.get("/me/letters/blocked/").context["rows"]
    assert [row["name"] for row in rows] == ["Mina Member"]
    client.post(reverse("letters_unblock", args=[block.blocked.public_id]))
    assert Block.objects.count() == 0


def test_the_blocked_side_reads_nothing_of_it(client, conversation, member, expert):
    workflow.block(blocker=expert, blocked=member, now=NOW)
    client.force_login(member)
    page = client.get(conversation.get_absolute_url())
    assert page.context["may_write"].reason == "This member does not take letters at the moment."
    assert page.context["is_blocked"] is False


def test_letters_are_switched_off_and_on(client, member):
    client.force_login(member)
    page = client.get("/me/letters/settings/")
    assert page.context["form"].initial == {"takes_letters": "yes"}
    client.post("/me/letters/settings/", {"takes_letters": "no"})
    assert LetterSettings.objects.get(user=member).takes_letters is False
    page = client.get("/me/letters/settings/")
    assert page.context["form"].initial == {"takes_letters": "no"}
    client.post("/me/letters/settings/", {"takes_letters": "yes"})
    assert LetterSettings.objects.get(user=member).takes_letters is True


# --- Reporting ----------------------------------------------------------------------------------


def test_the_report_page_says_what_the_staff_will_read(client, letter, expert):
    client.force_login(expert)
    page = text_of(client.get(reverse("letter_report", args=[letter.public_id])))
    assert "reads this letter and up to 3 letters before it" in page


def test_a_report_of_a_child_hides_the_letter_from_both_in_the_same_request(
    client, letter, member, expert
):
    client.force_login(expert)
    answer = client.post(
        reverse("letter_report", args=[letter.public_id]),
        {"reason": ReportReason.IDENTIFIES_A_CHILD, "text": ""},
    )
    assert answer.url == letter.conversation.get_absolute_url()
    for user in (expert, member):
        client.force_login(user)
        for page in (answer.url, "/me/letters/"):
            assert HARMLESS not in text_of(client.get(page))


def test_a_report_sent_twice_is_one_report(client, letter, expert):
    client.force_login(expert)
    page = reverse("letter_report", args=[letter.public_id])
    for _ in range(2):
        client.post(page, {"reason": ReportReason.HARASSMENT, "text": ""})
    assert LetterReport.objects.count() == 1
    assert client.get(page).context["report"].reporter == expert


def test_the_writer_does_not_learn_of_a_report(client, letter, member, expert):
    workflow.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)
    client.force_login(member)
    page = client.get(reverse("letter_report", args=[letter.public_id]))
    assert page.context["report"] is None
    assert "Your report" not in text_of(client.get(letter.conversation.get_absolute_url()))


def test_the_reporter_reads_the_decision_and_the_writer_why_a_letter_is_gone(
    client, letter, member, expert, coordinator
):
    report = workflow.report(
        letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW
    )
    workflow.remove(report=report, actor=coordinator, now=NOW, words="It hurts people.")
    client.force_login(member)
    assert "It hurts people." in text_of(client.get(letter.conversation.get_absolute_url()))
    client.force_login(expert)
    page = text_of(client.get(reverse("letter_report", args=[letter.public_id])))
    assert "The letter has been taken away" in page
    assert "It hurts people." not in page


# --- What it costs ------------------------------------------------------------------------------


# session, user, groups, membership, unread messages, site, menus
FRAME = 7


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_at_any_length(client, member, rows, django_assert_num_queries):
    for n in range(rows):
        send(make_member(f"Pat Number{n}"), member, now=NOW + n * MINUTE)
    client.force_login(fresh(member))
    client.get("/me/letters/")
    # the number of conversations, the conversations, one's own settings
    with django_assert_num_queries(FRAME + 3):
        client.get("/me/letters/")


@pytest.mark.parametrize("rows", [1, 3])
def test_a_conversation_costs_the_same_at_any_length(
    client, member, expert, rows, django_assert_num_queries
):
    for n in range(rows):
        send(member, expert, now=NOW + n * MINUTE)
    client.force_login(fresh(expert))
    page = Conversation.objects.get().get_absolute_url()
    client.get(page)
    # the conversation with both people, kept words, number of letters, letters, their reports,
    # settings of both, blocks between them, the last three letters, letters of the day,
    # one's own block, the other's profile
    with django_assert_num_queries(FRAME + 12):
        client.get(page)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_blocked_cost_the_same_at_any_number(client, member, rows, django_assert_num_queries):
    for n in range(rows):
        workflow.block(blocker=member, blocked=make_member(f"Pat Number{n}"), now=NOW)
    client.force_login(member)
    client.get("/me/letters/blocked/")
    # the number of blocks, the blocks, who of them has written, whose profile is visible
    with django_assert_num_queries(FRAME + 4):
        client.get("/me/letters/blocked/")
