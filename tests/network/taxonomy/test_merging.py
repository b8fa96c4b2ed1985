"""Two entries that are one organisation: everything moves, nothing is lost."""

from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models

from askexpert.models import Question
from network.members.models import Membership, PreviousEmployment, Profile
from network.members.organisations import merges
from network.taxonomy import merging
from network.taxonomy.models import Organisation, OrganisationAlias, OrganisationMerge
from network.taxonomy.organisations import find
from network.workflows import NotPermitted
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def keep(db):
    return make_organisation("Southmere Council", "Southmere")


@pytest.fixture
def duplicate(db):
    return Organisation.objects.create(name="Southmere C.", slug="southmere-c", kind="council")


def merge(keep, duplicate, actor):
    return merges.merge(keep=keep, duplicate=duplicate, actor=actor, now=NOW)


def test_no_relation_to_organisations_is_forgotten(db):
    by_hand = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if isinstance(field, models.ForeignKey) and field.related_model is Organisation
    }
    assert {reference.name for reference in merging.references()} == by_hand
    assert {
        "members.profile.organisation",
        "members.previousemployment.organisation",
        "members.membership.confirmed_organisation",
        "askexpert.question.asker_organisation",
        "taxonomy.organisation.parent",
        "taxonomy.organisationalias.organisation",
    } <= by_hand


def test_every_relation_is_moved(member, coordinator, keep, duplicate):
    Profile.objects.filter(user=member).update(organisation=duplicate)
    Membership.objects.filter(user=member).update(confirmed_organisation=duplicate)
    PreviousEmployment.objects.create(
        profile=member.profile, organisation=duplicate, until_date=date(2026, 1, 1)
    )
    question = Question.objects.create(
        asker=member, asker_organisation=duplicate, created_at=NOW, updated_at=NOW
    )
    OrganisationAlias.objects.create(organisation=duplicate, name="SC")
    child = Organisation.objects.create(name="A school", slug="a-school", parent=duplicate)
    done = merge(keep, duplicate, coordinator)
    question.refresh_from_db()
    child.refresh_from_db()
    assert Profile.objects.get(user=member).organisation == keep
    assert Membership.objects.get(user=member).confirmed_organisation == keep
    assert PreviousEmployment.objects.get(profile=member.profile).organisation == keep
    assert question.asker_organisation == keep
    assert (child.parent, child.root) == (keep, keep)
    assert not Organisation.objects.filter(slug="southmere-c").exists()
    assert (done.kept, done.merged_name, done.merged_slug, done.merged_by, done.merged_at) == (
        keep,
        "Southmere C.",
        "southmere-c",
        coordinator,
        NOW,
    )
    assert done.moved == {"profiles": 1, "other names": 1, "organisations under it": 1}


def test_its_names_stay_findable(coordinator, keep, duplicate):
    OrganisationAlias.objects.create(organisation=duplicate, name="SC")
    merge(keep, duplicate, coordinator)
    assert find("southmere c.").organisation == keep
    assert find("sc").organisation == keep


def test_a_name_that_both_had_is_kept_once(coordinator, keep, duplicate):
    OrganisationAlias.objects.create(organisation=keep, name="SC")
    OrganisationAlias.objects.create(organisation=duplicate, name="Sc")
    OrganisationAlias.objects.create(organisation=keep, name="Southmere c.")
    merge(keep, duplicate, coordinator)
    assert list(keep.aliases.values_list("name", flat=True)) == ["SC", "Southmere c."]


@pytest.mark.parametrize(("until_keep", "until_duplicate"), [(1, 2), (2, 1)])
def test_who_worked_for_both_worked_for_one_until_the_later_day(
    member, coordinator, keep, duplicate, until_keep, until_duplicate
):
    for organisation, month in ((keep, until_keep), (duplicate, until_duplicate)):
        PreviousEmployment.objects.create(
            profile=member.profile, organisation=organisation, until_date=date(2026, month, 1)
        )
    merge(keep, duplicate, coordinator)
    (job,) = PreviousEmployment.objects.filter(profile=member.profile)
    assert (job.organisation, job.until_date) == (keep, date(2026, 2, 1))


def test_what_is_missing_is_taken_over_and_nothing_else(coordinator, keep, duplicate):
    area = keep.area
    merge(keep, duplicate, coordinator)
    keep.refresh_from_db()
    assert (keep.name, keep.kind, keep.area) == ("Southmere Council", "council", area)


def test_a_parent_is_merged_into_what_stands_under_it(coordinator, duplicate):
    between = Organisation.objects.create(name="Between", slug="between", parent=duplicate)
    keep = Organisation.objects.create(name="Below", slug="below", parent=between)
    merge(keep, duplicate, coordinator)
    keep.refresh_from_db()
    between.refresh_from_db()
    assert (keep.parent, keep.root, between.parent, between.root) == (None, keep, keep, keep)


def test_merges_of_merges_keep_their_record(coordinator, keep, duplicate):
    merge(keep, duplicate, coordinator)
    third = make_organisation("Hillbeck Council", "Hillbeck")
    merge(third, keep, coordinator)
    assert list(OrganisationMerge.objects.values_list("merged_name", "kept__name")) == [
        ("Southmere Council", "Hillbeck Council"),
        ("Southmere C.", "Hillbeck Council"),
    ]
    assert find("Southmere C.").organisation == third


def test_one_and_the_same_is_refused(coordinator, keep):
    with pytest.raises(merging.MergeRefused):
        merge(keep, keep, coordinator)


def test_one_that_is_gone_is_refused(coordinator, keep, duplicate):
    merge(keep, Organisation.objects.get(pk=duplicate.pk), coordinator)
    with pytest.raises(merging.MergeRefused):
        merge(keep, duplicate, coordinator)
    assert OrganisationMerge.objects.count() == 1


def test_rows_that_nobody_can_make_one_stop_the_merge(member, coordinator, keep, duplicate):
    for organisation, month in ((keep, 1), (duplicate, 2)):
        PreviousEmployment.objects.create(
            profile=member.profile, organisation=organisation, until_date=date(2026, month, 1)
        )
    with pytest.raises(merging.MergeRefused):
        merging.merge(keep=keep, duplicate=duplicate, actor=coordinator, now=NOW)
    assert PreviousEmployment.objects.filter(profile=member.profile).count() == 2
    assert Organisation.objects.filter(pk=duplicate.pk).exists()


@pytest.mark.parametrize("who", ["member", "safeguarding_lead", "editor"])
def test_only_coordinators_merge(request, keep, duplicate, who):
    with pytest.raises(NotPermitted):
        merge(keep, duplicate, request.getfixturevalue(who))
