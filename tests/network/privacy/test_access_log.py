"""Looks at private data are appended, once in ten minutes, and stay as they are."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import InternalError, connection, transaction

from network.privacy import access_log
from network.privacy.models import AccessRecord
from network.privacy.models.access import AppendOnlyError

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 9, 1, 10, 2, tzinfo=UTC)


@pytest.fixture
def look(rf, coordinator, member):
    """Record a look of the coordinator at the member, some minutes after ``NOW``."""

    def look(
        minutes: float = 0, *, about: str = "a", who=coordinator, session=None, **more
    ) -> None:
        request = rf.get("/")
        request.user, request.session = who, session or {}
        access_log.record_view(
            request,
            what="application",
            subject=more.pop("subject", member),
            about=about,
            now=NOW + timedelta(minutes=minutes),
            **more,
        )

    return look


def test_a_look_names_who_at_whom_and_in_which_role(look, coordinator, member):
    look()
    record = AccessRecord.objects.get()
    assert (record.actor, record.subject, record.acting_as) == (coordinator, member, None)
    assert (record.what, record.about, record.role) == ("application", "a", "Coordinator")


@pytest.mark.parametrize(("minutes", "records"), [(0, 1), (7.9, 1), (8, 2), (30, 2)])
def test_looks_within_the_same_ten_minutes_are_one(look, minutes, records):
    """``NOW`` is two minutes past; the next ten minutes begin eight minutes later."""
    look()
    look(minutes)
    assert AccessRecord.objects.count() == records


def test_a_look_through_somebody_s_eyes_has_their_role(look, coordinator, member, expert):
    look(who=coordinator, session={access_log.REALLY: str(expert.public_id)})
    record = AccessRecord.objects.get()
    assert (record.actor, record.acting_as, record.role) == (expert, coordinator, "Coordinator")


def test_looks_at_several_people_are_one_each_and_none_at_oneself(
    rf, coordinator, member, expert, django_assert_num_queries
):
    request = rf.get("/")
    request.user, request.session = coordinator, {}
    people = [member, None, coordinator, expert, member]
    with django_assert_num_queries(2):  # the person's roles, the records
        access_log.record_views(request, what="application", subjects=people, now=NOW)
    found = AccessRecord.objects.order_by("pk").values_list("actor", "subject")
    assert list(found) == [
        (coordinator.pk, member.pk),
        (coordinator.pk, None),
        (coordinator.pk, expert.pk),
    ]


def test_looks_of_others_and_at_other_things_are_their_own(look, safeguarding_lead, expert):
    look()
    look(about="b")
    look(who=safeguarding_lead)
    look(subject=expert)
    assert AccessRecord.objects.count() == 4


def test_what_leaves_the_site_is_recorded_each_time(look):
    look(each_time=True)
    look(each_time=True)
    assert AccessRecord.objects.count() == 2


def test_looking_at_ones_own_data_is_no_look(look, coordinator):
    look(subject=coordinator)
    assert not AccessRecord.objects.exists()


def test_an_unknown_kind_is_refused(coordinator):
    with pytest.raises(KeyError):
        access_log.record_access(actor=coordinator, what="nonsense", now=NOW)


def test_two_kinds_may_not_share_a_code():
    with pytest.raises(ValueError, match="application"):
        access_log.register(application="Something else")


def test_it_costs_one_statement(look, coordinator, django_assert_num_queries):
    access_log.role_of(coordinator)
    with django_assert_num_queries(1):
        look()


def test_who_views_as_somebody_else_is_named_beside_them(look, member, expert):
    look(who=member, subject=expert, session={access_log.REALLY: str(expert.public_id)})
    record = AccessRecord.objects.get()
    assert (record.actor, record.acting_as) == (expert, member)


def test_an_account_that_is_gone_is_not_named(rf):
    request = rf.get("/")
    request.user = AnonymousUser()
    request.session = {access_log.REALLY: "7c9f4e9e-6f0f-4a44-9a5c-000000000000"}
    assert access_log.really(request) is None


def test_a_record_can_be_neither_changed_nor_deleted(look):
    look()
    record = AccessRecord.objects.get()
    record.about = "forged"
    attempts = [
        record.save,
        record.delete,
        AccessRecord.objects.all().delete,
        lambda: AccessRecord.objects.update(about="forged"),
        lambda: AccessRecord.objects.filter(pk=record.pk).update(about="forged"),
        lambda: AccessRecord.objects.bulk_update([record], ["about"]),
        lambda: AccessRecord.objects.update_or_create(pk=record.pk, defaults={"about": "forged"}),
    ]
    for attempt in attempts:
        with pytest.raises(AppendOnlyError):
            attempt()
    assert AccessRecord.objects.get().about == "a"


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the guard is PostgreSQL's")
def test_the_database_refuses_to_change_a_record(look):
    look()
    with (
        pytest.raises(InternalError, match="never changed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE privacy_accessrecord SET about = 'forged'")
    assert AccessRecord.objects.get().about == "a"


def test_the_retention_rule_forgets(look):
    look()
    assert AccessRecord.objects.filter(at__lte=NOW).forget() == 1
    assert not AccessRecord.objects.exists()


def test_the_subject_learns_when_and_in_which_role(look, member):
    look()
    assert [(row.role, row.at) for row in access_log.looks_at(member)] == [("Coordinator", NOW)]


def test_the_subject_does_not_learn_of_a_report(coordinator, member):
    access_log.record_access(actor=coordinator, subject=member, what="reported_letter", now=NOW)
    assert list(access_log.looks_at(member)) == []
