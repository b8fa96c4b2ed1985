"""What letters hold about somebody: in their copy, when they leave, and for how long."""

from datetime import timedelta

import pytest

from network.privacy.holdings import all_holdings
from network.privacy.retention import all_rules
from network.relay import workflow
from network.relay.enums import ReportReason
from network.relay.models import (
    Block,
    Conversation,
    Letter,
    LetterReport,
    LetterReportEvent,
    LetterSettings,
)
from tests.network.relay.exchange import HARMLESS, MINUTE, NOW, leave, send

YEARS = timedelta(days=731)


def rows_of(model: str, user) -> list[dict]:
    holding = next(held for held in all_holdings() if held.model == f"relay.{model}")
    return list(holding.rows(user))


def on_final(user) -> None:
    for holding in all_holdings():
        if holding.model.startswith("relay."):
            holding.on_final(user, NOW)


def rule(code: str):
    return next(found for found in all_rules() if found.code == code)


def apply(code: str, now) -> int:
    return rule(code).remove(rule(code).due(now), now)


def test_the_copy_has_letters_from_and_to_the_person(member, expert, other_expert):
    send(member, expert, text="To you.")
    send(expert, member, text="And back.", now=NOW + MINUTE)
    send(other_expert, expert, text="Not the member's.")
    rows = rows_of("Letter", member)
    assert [(row["from"], row["to"], row["words"]) for row in rows] == [
        ("You", "Esme Expert", "To you."),
        ("Esme Expert", "You", "And back."),
    ]


def test_the_copy_does_not_tell_when_others_read_a_letter(member, expert):
    letter = send(member, expert)
    workflow.mark_read(
        conversation=letter.conversation, user=expert, through=letter, now=NOW + MINUTE
    )
    assert rows_of("Letter", member)[0]["read"] is None
    assert rows_of("Letter", expert)[0]["read"] == NOW + MINUTE


def test_a_hidden_letter_is_not_given_out_again(member, expert):
    letter = send(member, expert)
    workflow.report(letter=letter, reporter=expert, reason=ReportReason.IDENTIFIES_A_CHILD, now=NOW)
    for user in (member, expert):
        assert [row["words"] for row in rows_of("Letter", user)] == [
            "Hidden until a safeguarding lead has decided"
        ]


def test_only_the_reporter_has_the_report_in_their_copy(member, expert):
    letter = send(member, expert)
    workflow.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)
    assert [row["reason"] for row in rows_of("LetterReport", expert)] == [
        "It is threatening, insulting or unwanted"
    ]
    assert rows_of("LetterReport", member) == []
    assert rows_of("LetterReportEvent", member) == []
    assert [row["step"] for row in rows_of("LetterReportEvent", expert)] == ["Reported"]


def test_only_the_blocker_has_the_block_in_their_copy(member, expert):
    send(expert, member)
    workflow.block(blocker=member, blocked=expert, now=NOW)
    assert rows_of("Block", member) == [{"whom": "Esme Expert", "since": NOW}]
    assert rows_of("Block", expert) == []


def test_conversations_and_choices_are_in_the_copy(member, expert):
    send(member, expert)
    workflow.choose_letters(user=member, takes_letters=False, now=NOW)
    assert rows_of("Conversation", member) == [
        {
            "writing with": "Esme Expert",
            "begun by you": True,
            "begun": NOW,
            "last letter": NOW,
        }
    ]
    assert rows_of("LetterSettings", member) == [{"takes letters": False, "chosen": NOW}]


def test_leaving_for_good_deletes_choices_and_keeps_the_others_mailbox(member, expert):
    send(member, expert)
    workflow.choose_letters(user=member, takes_letters=False, now=NOW)
    workflow.block(blocker=member, blocked=expert, now=NOW)
    workflow.block(blocker=expert, blocked=member, now=NOW)
    leave(member)
    on_final(member)
    assert LetterSettings.objects.count() == 0
    # What the others set stays: it holds for a new account of the same address.
    assert list(Block.objects.values_list("blocker", flat=True)) == [expert.pk]
    assert Letter.objects.get().text == HARMLESS


def test_what_nobody_can_open_any_more_is_deleted(member, expert):
    send(member, expert)
    leave(expert)
    leave(member)
    on_final(member)
    assert Conversation.objects.count() == 0


def test_a_reported_letter_outlives_both(member, expert):
    letter = send(member, expert)
    workflow.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)
    leave(expert)
    leave(member)
    on_final(member)
    assert Letter.objects.count() == 1


def test_leaving_is_told_beforehand(member, expert):
    holding = next(held for held in all_holdings() if held.model == "relay.Conversation")
    assert holding.says(member) == []
    send(member, expert)
    assert holding.says(member)[0].startswith("You have exchanged letters with one other member.")


def test_a_conversation_goes_two_years_after_its_last_letter(member, expert, other_expert):
    send(member, expert)
    send(member, other_expert, now=NOW + MINUTE)
    assert apply("letters", NOW + timedelta(days=730)) == 0
    assert apply("letters", NOW + timedelta(days=730) + MINUTE) == 1
    assert Letter.objects.count() == 1


def test_a_report_keeps_its_conversation(member, expert, coordinator):
    letter = send(member, expert)
    send(expert, member, now=NOW + MINUTE)
    report = workflow.report(
        letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW
    )
    workflow.remove(report=report, actor=coordinator, now=NOW + YEARS, words="Too much.")
    assert apply("letters", NOW + YEARS + YEARS) == 0
    assert apply("letter_reports", NOW + YEARS + YEARS) == 1
    assert (LetterReport.objects.count(), LetterReportEvent.objects.count()) == (0, 0)
    letter.refresh_from_db()
    assert letter.text == ""
    assert apply("letters", NOW + YEARS + YEARS) == 1


def test_a_report_that_waits_is_never_removed_by_time(member, expert):
    letter = send(member, expert)
    workflow.report(letter=letter, reporter=expert, reason=ReportReason.HARASSMENT, now=NOW)
    assert apply("letter_reports", NOW + 9 * YEARS) == 0


@pytest.mark.parametrize("code", ["letters", "letter_reports"])
def test_applying_a_rule_twice_is_harmless(member, expert, code):
    send(member, expert)
    later = NOW + 2 * YEARS
    apply(code, later)
    assert apply(code, later) == 0
