"""How long things are kept: the rules, the report, and the table in the documentation."""

import re
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from network.members import workflow
from network.members.models import Membership, MembershipEvent, User
from network.notifications.models import Message
from network.privacy import due, retention
from network.privacy.models import AccessRecord, Departure
from network.privacy.retention import RetentionRule, all_rules
from tests.personas import JOINED, make_account, make_applicant

NOW = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


def due_of(code: str, now: datetime) -> int:
    return next(rule for rule in all_rules() if rule.code == code).due(now).count()


def old_account(name: str, *, joined: datetime, **fields) -> User:
    user = make_account(name)
    User.objects.filter(pk=user.pk).update(date_joined=joined, **fields)
    return User.objects.get(pk=user.pk)


def test_the_table_in_the_documentation_is_the_registry():
    text = (Path(settings.BASE_DIR) / "docs" / "security.md").read_text()
    rows = re.findall(r"^\| `([a-z_-]+)` \| (.+?) \| (.+?) \| (.+?) \|$", text, re.MULTILINE)
    assert rows == [(rule.code, rule.what, rule.kept_for, rule.why) for rule in all_rules()]


def test_one_rule_that_fails_stops_no_other(db, monkeypatch, caplog):
    ran = []

    def broken(now):
        raise ValueError("this rule is broken")

    def rule(code, find):
        return RetentionRule(
            code, "", "", "", due=find, remove=lambda rows, now: ran.append(code) or 0
        )

    monkeypatch.setattr(
        due,
        "all_rules",
        lambda: [rule("a", lambda now: None), rule("b", broken), rule("c", lambda now: None)],
    )
    with pytest.raises(due.RulesFailed, match=r"^b$"):
        due.run_due(now=NOW)
    assert ran == ["a", "c"]


def test_every_rule_runs_on_an_empty_site(db):
    assert set(due.run_due(now=NOW).values()) == {0}


def test_the_report_counts_and_changes_nothing(coordinator, member):
    AccessRecord.objects.create(at=JOINED, actor=coordinator, subject=member, what="application")
    out = StringIO()
    call_command("retention_report", now="2028-06-01T10:00", stdout=out)
    lines = {line.split()[0]: line.split()[-1] for line in out.getvalue().splitlines()[2:]}
    assert list(lines) == [rule.code for rule in all_rules()]
    assert lines["access-log"] == "1"
    assert AccessRecord.objects.count() == 1


def test_looks_are_kept_two_years(coordinator, member):
    AccessRecord.objects.create(at=JOINED, actor=coordinator, subject=member, what="application")
    assert due_of("access-log", JOINED + timedelta(days=729)) == 0
    due.run_due(now=JOINED + timedelta(days=730))
    assert AccessRecord.objects.count() == 0


def test_an_account_that_nobody_confirmed_goes_after_14_days(db):
    user = old_account("Nora Never", joined=NOW)
    EmailAddress.objects.update(verified=False)
    due.run_due(now=NOW + timedelta(days=14) - timedelta(seconds=1))
    assert User.objects.filter(pk=user.pk).count() == 1
    due.run_due(now=NOW + timedelta(days=14))
    assert User.objects.filter(pk=user.pk).count() == 0
    assert EmailAddress.objects.count() == 0


def test_an_unconfirmed_account_with_anything_else_stays(db):
    user = old_account("Nora Never", joined=NOW)
    EmailAddress.objects.update(verified=False)
    Departure.objects.create(
        user=user,
        state="final",
        keeps_credit=False,
        left_at=NOW,
        undo_until=NOW,
        ended_at=NOW,
    )
    due.run_due(now=NOW + timedelta(days=20))
    assert User.objects.filter(pk=user.pk).count() == 1


@pytest.mark.parametrize("fields", [{"is_superuser": True}, {"last_login": NOW}])
def test_an_account_that_was_used_is_never_taken_for_unconfirmed(db, fields):
    old_account("Nora Never", joined=NOW, **fields)
    EmailAddress.objects.update(verified=False)
    assert due_of("accounts-never-confirmed", NOW + timedelta(days=400)) == 0


def test_an_unused_account_is_warned_once_and_closed_14_days_later(db):
    user = old_account("Ulla Unused", joined=NOW)
    later = NOW + timedelta(days=180)
    due.run_due(now=later - timedelta(seconds=1))
    assert Message.objects.count() == 0
    for moment in (later, later + timedelta(days=1), later + timedelta(days=13)):
        due.run_due(now=moment)
    assert Message.objects.filter(recipient=user, kind="account_unused").count() == 1
    assert Departure.objects.count() == 0
    due.run_due(now=later + timedelta(days=14))
    departure = Departure.objects.get()
    assert (departure.user, departure.cause) == (user, "unused")


def test_signing_in_after_the_warning_keeps_the_account(db):
    user = old_account("Ulla Unused", joined=NOW)
    later = NOW + timedelta(days=180)
    due.run_due(now=later)
    User.objects.filter(pk=user.pk).update(last_login=later + timedelta(days=3))
    due.run_due(now=later + timedelta(days=100))
    assert Departure.objects.count() == 0


def test_members_and_applicants_are_never_unused(member, applicant, coordinator):
    assert due_of("accounts-unused", NOW + timedelta(days=4000)) == 0
    due.run_due(now=NOW + timedelta(days=4000))
    assert Message.objects.filter(kind="account_unused").count() == 0


def test_the_words_of_a_declined_application_go_after_a_year(coordinator):
    membership = make_applicant("Dora Declined")
    workflow.decline(membership=membership, actor=coordinator, now=NOW, reason="Not our field.")
    due.run_due(now=NOW + timedelta(days=365) - timedelta(seconds=1))
    assert Membership.objects.get(pk=membership.pk).why != ""
    due.run_due(now=NOW + timedelta(days=365))
    emptied = Membership.objects.get(pk=membership.pk)
    assert (emptied.why, emptied.reply, emptied.reason, emptied.status) == ("", "", "", "declined")
    assert emptied.decided_at == NOW
    assert set(emptied.events.values_list("reason", flat=True)) == {""}


def test_a_lapsed_membership_is_warned_and_closed_after_two_years(member):
    Membership.objects.filter(user=member).update(status="lapsed")
    MembershipEvent.objects.create(
        membership=member.membership,
        action="lapse",
        from_status="approved",
        to_status="lapsed",
        at=NOW,
    )
    over = NOW + timedelta(days=730)
    due.run_due(now=over - timedelta(days=28, seconds=1))
    assert Message.objects.filter(kind="membership_long_lapsed").count() == 0
    due.run_due(now=over - timedelta(days=28))
    due.run_due(now=over - timedelta(seconds=1))
    assert Message.objects.filter(kind="membership_long_lapsed").count() == 1
    assert Departure.objects.count() == 0
    due.run_due(now=over)
    assert (Departure.objects.get().user, Departure.objects.get().cause) == (member, "lapsed")
    assert Membership.objects.get(user=member).status == "left"
    assert Membership.objects.get(user=member).events.last().actor is None


def test_a_clock_that_stood_still_warns_first(member):
    """No run for ten years: the warning still comes before the end, by its full time."""
    Membership.objects.filter(user=member).update(status="lapsed")
    MembershipEvent.objects.create(
        membership=member.membership,
        action="lapse",
        from_status="approved",
        to_status="lapsed",
        at=NOW,
    )
    late = NOW + timedelta(days=3650)
    due.run_due(now=late)
    assert Departure.objects.count() == 0
    due.run_due(now=late + timedelta(days=28))
    assert Departure.objects.count() == 1


def test_the_mail_with_the_link_is_forgotten_once_it_has_left(db, settings):
    settings.DEMO_MODE = False
    Message.objects.create(
        key="k",
        kind="account_departure",
        to_address="gone@people.example",
        in_site=False,
        subject="You have left the network",
        created_at=NOW,
        send_at=NOW,
    )
    assert due_of("departure-mails", NOW + timedelta(days=13)) == 0
    Message.objects.update(email_state="sent", sent_at=NOW)
    assert due_of("departure-mails", NOW + timedelta(minutes=1)) == 1
    Message.objects.update(email_state="parked", sent_at=None)
    assert due_of("departure-mails", NOW + timedelta(days=14)) == 1


def test_registering_twice_replaces(monkeypatch):
    monkeypatch.setattr(retention, "_rules", {})
    one = RetentionRule("x", "", "", "", due=timezone.now, remove=timezone.now)
    retention.register(one, one)
    assert list(retention._rules) == ["x"]
