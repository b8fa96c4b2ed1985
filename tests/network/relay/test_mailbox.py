"""Read letters, choose whose one takes, report one; and what the pages cost."""

import uuid

import pytest
from django.urls import reverse

from network.members.models import Profile
from network.relay import workflow
from network.relay.enums import ReportReason
from network.relay.models import Block, Conversation, Letter, LetterReport, LetterSettings
from tests.network.relay.exchange import (
    HARMLESS,
    MINUTE,
    NOW,
    fields,
    fresh,
    leave,
    send,
)
from tests.personas import make_member


@pytest.fixture
def letter(member, expert):
    """From the member to the expert."""
    return send(member, expert)


@pytest.fixture
def conversation(letter):
    return letter.conversation


def text_of(answer) -> str:
    return answer.content.decode()


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
    # the number of conversations, the conversations, who is of the team, one's own settings
    with django_assert_num_queries(FRAME + 4):
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
    # whether they are of the team, one's own block, the other's profile
    with django_assert_num_queries(FRAME + 13):
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


# --- Blocking from a profile --------------------------------------------------------------------


def test_a_member_is_blocked_from_their_page_and_unblocked(client, member, expert):
    client.force_login(fresh(member))
    page = f"/members/{expert.public_id}/"
    assert "Block letters from Esme Expert" in text_of(client.get(page))
    answer = client.post(f"/me/letters/to/{expert.public_id}/block/")
    assert (answer.status_code, answer.url) == (302, page)
    assert Block.objects.filter(blocker=member, blocked=expert).count() == 1
    assert "You take no letters from Esme Expert." in text_of(client.get(page))
    client.post(f"/me/letters/blocked/{expert.public_id}/unblock/")
    assert Block.objects.count() == 0


def test_blocking_from_a_page_twice_is_one_block(client, member, expert):
    client.force_login(fresh(member))
    for _ in range(2):
        client.post(f"/me/letters/to/{expert.public_id}/block/")
    assert Block.objects.count() == 1


def test_opening_the_address_blocks_nobody(client, member, expert):
    client.force_login(fresh(member))
    assert client.get(f"/me/letters/to/{expert.public_id}/block/").status_code == 405
    assert Block.objects.count() == 0


def test_nobody_blocks_whom_they_may_not_see(client, member, applicant):
    client.force_login(fresh(member))
    assert client.post(f"/me/letters/to/{applicant.public_id}/block/").status_code == 404
    assert client.post(f"/me/letters/to/{uuid.uuid4()}/block/").status_code == 404
    assert Block.objects.count() == 0


def test_nobody_blocks_themselves(client, member):
    client.force_login(fresh(member))
    answer = client.post(f"/me/letters/to/{member.public_id}/block/", follow=True)
    assert "You cannot block yourself." in text_of(answer)
    assert "Block letters" not in text_of(client.get(f"/members/{member.public_id}/"))


def test_nobody_is_offered_to_block_who_has_left(client, conversation, member, expert):
    client.force_login(fresh(expert))
    address = conversation.get_absolute_url()
    assert f"Block {member.name}" in text_of(client.get(address))
    leave(member)
    shown = text_of(client.get(address))
    assert ("Former member" in shown, "Block" in shown) == (True, False)


def test_a_visitor_signs_in_before_blocking(client, expert):
    address = f"/me/letters/to/{expert.public_id}/block/"
    assert client.post(address).url == f"/account/login/?next={address}"


def test_a_profile_costs_the_same_with_and_without_a_block(
    client, member, expert, django_assert_num_queries
):
    client.force_login(fresh(member))
    page = f"/members/{expert.public_id}/"
    client.get(page)
    for blocks in (0, 1):
        if blocks:
            workflow.block(blocker=member, blocked=expert, now=NOW)
        # the person's profile with what it refers to (5), what "willing to answer" says, whether
        # they are of the team, what one follows, the block
        with django_assert_num_queries(FRAME + 8):
            client.get(page)
