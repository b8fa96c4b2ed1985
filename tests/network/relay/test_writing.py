"""Write a letter: who may write to whom, how much, and what is held back."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from network.members.models import Profile
from network.notifications.models import Message
from network.relay import permissions, workflow
from network.relay.models import Block, Conversation, Letter
from network.relay.screening import LetterHeldBack, look_at
from network.workflows import NotPermitted
from tests.network.relay.exchange import (
    BLOCKED,
    DOUBTFUL,
    MINUTE,
    NOW,
    URGENT,
    fresh,
    leave,
    send,
    suspend,
)
from tests.personas import make_member

TAKES_NONE = "This member does not take letters at the moment."


def refusal(author, recipient, **more) -> str:
    """Why the letter was refused; nothing was written."""
    before = Letter.objects.count()
    with pytest.raises(NotPermitted) as caught:
        send(author, recipient, **more)
    assert Letter.objects.count() == before
    return caught.value.reason


def test_the_first_letter_opens_a_conversation(member, expert):
    letter = send(member, expert)
    conversation = Conversation.objects.get()
    assert letter.conversation == conversation
    assert {conversation.first, conversation.second} == {member, expert}
    assert (conversation.started_by, conversation.started_at) == (member, NOW)


def test_an_answer_goes_into_the_same_conversation(member, expert):
    first = send(member, expert)
    answer = send(expert, member, now=NOW + MINUTE)
    assert answer.conversation == first.conversation
    assert Conversation.objects.get().last_letter_at == NOW + MINUTE


def test_a_page_sent_twice_is_one_letter(member, expert):
    token = uuid.uuid4()
    first = send(member, expert, token=token)
    assert send(member, expert, token=token, now=NOW + MINUTE) == first
    assert Letter.objects.count() == 1
    assert Message.objects.filter(recipient=expert).count() == 1


def test_somebody_elses_token_sends_nothing_and_shows_nothing(member, expert, other_expert):
    token = uuid.uuid4()
    send(member, expert, token=token)
    assert refusal(other_expert, expert, token=token).startswith("This page had been open")


def test_a_token_does_not_reach_another_recipient(member, expert, other_expert):
    token = uuid.uuid4()
    send(member, expert, token=token)
    assert refusal(member, other_expert, token=token).startswith("This page had been open")


def test_nobody_writes_to_themselves(member):
    assert refusal(member, member) == "You cannot write to yourself."


@pytest.mark.parametrize("who", ["outsider", "applicant"])
def test_who_is_not_a_member_writes_to_nobody(request, who, expert):
    assert refusal(request.getfixturevalue(who), expert).startswith("Letters are written by")


def test_a_suspended_member_cannot_go_on_with_a_conversation(member, expert):
    send(member, expert)
    suspend(member)
    assert refusal(member, expert).startswith("Letters are written by members")


def test_a_first_letter_needs_a_profile_that_the_writer_may_see(member, expert):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    assert refusal(member, expert) == TAKES_NONE


def test_who_hides_their_profile_may_write_and_is_then_answered(member, expert):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    send(expert, member)
    assert send(member, expert, now=NOW + MINUTE).conversation.started_by == expert


def blocks(author, recipient):
    workflow.block(blocker=recipient, blocked=author, now=NOW)


def switches_off(author, recipient):
    workflow.choose_letters(user=recipient, takes_letters=False, now=NOW)


def is_suspended(author, recipient):
    suspend(recipient)


def has_left(author, recipient):
    leave(recipient)


@pytest.mark.parametrize("closed", [blocks, switches_off, is_suspended, has_left])
def test_every_reason_to_take_no_letters_reads_alike(member, expert, closed):
    send(member, expert)
    closed(member, expert)
    assert refusal(member, expert, now=NOW + MINUTE) == TAKES_NONE


def test_who_blocks_somebody_does_not_write_to_them_either(member, expert):
    send(expert, member)
    workflow.block(blocker=member, blocked=expert, now=NOW)
    assert refusal(member, expert) == "You have blocked this member. Unblock them to write."


def test_a_block_stops_one_person_only(member, expert, other_expert):
    workflow.block(blocker=expert, blocked=member, now=NOW)
    assert send(other_expert, expert).author == other_expert


def test_after_unblocking_letters_come_again(member, expert):
    workflow.block(blocker=expert, blocked=member, now=NOW)
    assert workflow.unblock(blocker=expert, blocked=member) is True
    assert send(member, expert).author == member


def test_who_takes_no_letters_writes_none(member, expert):
    workflow.choose_letters(user=member, takes_letters=False, now=NOW)
    assert refusal(member, expert).startswith("You take no letters yourself")


def test_five_conversations_are_begun_in_a_day_and_the_sixth_on_the_next(member):
    people = [make_member(f"Pat Number{n}") for n in range(6)]
    for person in people[:5]:
        send(member, person)
    assert refusal(member, people[5], now=NOW + MINUTE) == (
        "You have begun 5 conversations within a day. Please go on tomorrow."
    )
    send(member, people[5], now=NOW + timedelta(hours=24))
    assert Conversation.objects.filter(started_by=member).count() == 6


def test_conversations_that_others_began_do_not_count(member):
    for n in range(5):
        send(make_member(f"Pat Number{n}"), member)
    assert send(member, make_member("Pat Last")).author == member


def test_fifty_letters_go_out_in_a_day(member, expert, monkeypatch):
    monkeypatch.setattr(permissions, "LETTERS_A_DAY", 2)
    send(member, expert)
    send(member, expert, now=NOW + MINUTE)
    assert refusal(member, expert, now=NOW + 2 * MINUTE) == (
        "You have written 2 letters within a day. Please go on tomorrow."
    )
    send(member, expert, now=NOW + timedelta(hours=25))
    assert Letter.objects.count() == 3


def test_the_fourth_letter_in_a_row_waits_for_an_answer(member, expert):
    for n in range(3):
        send(member, expert, now=NOW + n * MINUTE)
    assert refusal(member, expert, now=NOW + 3 * MINUTE) == (
        "You have written three letters without an answer. Please wait for one."
    )
    send(expert, member, now=NOW + 4 * MINUTE)
    send(member, expert, now=NOW + 5 * MINUTE)
    assert Letter.objects.count() == 5


def test_what_surely_identifies_somebody_is_held_back_even_when_looked_at(member, expert):
    with pytest.raises(LetterHeldBack) as held:
        send(member, expert, text=BLOCKED, checked=look_at(BLOCKED).digest)
    assert [span.type for span in held.value.findings.blocking] == ["nhs"]
    assert Conversation.objects.count() == 0


@pytest.mark.parametrize("text", [DOUBTFUL, URGENT])
def test_what_may_matter_goes_only_after_the_writer_has_looked(member, expert, text):
    with pytest.raises(LetterHeldBack):
        send(member, expert, text=text)
    assert send(member, expert, text=text, checked=look_at(text).digest).text == text


def test_having_looked_does_not_cover_what_is_written_later(member, expert):
    checked = look_at(DOUBTFUL).digest
    with pytest.raises(LetterHeldBack):
        send(member, expert, text=f"{DOUBTFUL} Her handle there is kay_2011x.", checked=checked)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Esme,\n\nthank you.\n\nMina Member",
        "Hello Esme, thank you.",
        "Good morning Esme!\nThank you.\nBest wishes,\nMina",
    ],
)
def test_the_two_greet_and_sign_with_their_names(member, expert, text):
    assert send(member, expert, text=text).text == text


def test_their_names_elsewhere_are_looked_at(member, expert):
    text = "Thank you for the map of the park.\nI heard that Esme was on site that day, by the way."
    with pytest.raises(LetterHeldBack) as held:
        send(member, expert, text=text)
    assert [(span.type, span.severity) for span in held.value.findings.spans] == [("name", "warn")]


def test_other_names_in_a_greeting_are_held_back(member, expert):
    with pytest.raises(LetterHeldBack) as held:
        send(member, expert, text="Dear Kayleigh,\n\nthank you.")
    assert len(held.value.findings.blocking) == 1


def test_the_message_says_neither_who_nor_what(member, expert):
    letter = send(member, expert)
    message = Message.objects.get(recipient=expert)
    assert message.subject == "Somebody has written to you"
    assert message.url == letter.conversation.get_absolute_url()
    assert "Mina" not in message.body
    assert "mapping" not in message.body


def test_letters_that_pile_up_unread_are_told_of_once(member, expert):
    send(member, expert)
    send(member, expert, now=NOW + MINUTE)
    assert Message.objects.filter(recipient=expert).count() == 1


def test_after_reading_the_next_letter_is_told_of_again(member, expert):
    letter = send(member, expert)
    workflow.mark_read(
        conversation=letter.conversation, user=expert, through=letter, now=NOW + MINUTE
    )
    send(member, expert, now=NOW + 2 * MINUTE)
    assert Message.objects.filter(recipient=expert).count() == 2
    assert Message.objects.filter(recipient=expert, read_at=None).count() == 1


def test_reading_reaches_only_as_far_as_what_was_shown(member, expert):
    shown = send(member, expert)
    send(member, expert, now=NOW + MINUTE)
    conversation = shown.conversation
    marked = workflow.mark_read(
        conversation=conversation, user=expert, through=shown, now=NOW + 2 * MINUTE
    )
    assert marked == 1
    assert Letter.objects.unread_by(expert).count() == 1
    assert Message.objects.filter(recipient=expert, read_at=None).count() == 1


def test_an_answer_marks_what_it_answers_as_read(member, expert):
    shown = send(member, expert)
    workflow.write(
        author=expert,
        recipient=member,
        text="Gladly.",
        token=uuid.uuid4(),
        now=NOW + MINUTE,
        answering=shown,
    )
    assert Letter.objects.unread_by(expert).count() == 0


def test_nobody_else_marks_letters_as_read(member, expert, coordinator):
    letter = send(member, expert)
    with pytest.raises(NotPermitted):
        workflow.mark_read(
            conversation=letter.conversation, user=coordinator, through=letter, now=NOW + MINUTE
        )


def test_a_pair_has_one_conversation_in_the_database(member, expert):
    conversation = send(member, expert).conversation
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.create(
            first=conversation.first,
            second=conversation.second,
            started_by=member,
            started_at=NOW,
            last_letter_at=NOW,
        )


def test_a_conversation_is_begun_by_one_of_its_two(member, expert, coordinator):
    first, second = sorted((member, expert), key=lambda user: user.pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        Conversation.objects.create(
            first=first,
            second=second,
            started_by=coordinator,
            started_at=NOW,
            last_letter_at=NOW,
        )


def test_a_letter_has_words(member, expert):
    letter = send(member, expert)
    with pytest.raises(IntegrityError), transaction.atomic():
        Letter.objects.filter(pk=letter.pk).update(text="")


def test_nobody_blocks_themselves(member):
    with pytest.raises(NotPermitted):
        workflow.block(blocker=member, blocked=member, now=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Block.objects.create(blocker=member, blocked=member, at=NOW)


def test_blocking_twice_is_one_block(member, expert):
    for _ in range(2):
        workflow.block(blocker=member, blocked=expert, now=NOW)
    assert Block.objects.count() == 1


def test_letters_switched_on_again_come_again(member, expert):
    switches_off(member, expert)
    workflow.choose_letters(user=expert, takes_letters=True, now=NOW + MINUTE)
    assert send(member, fresh(expert)).author == member
