"""Emptying a profile when its owner leaves, and putting it back."""

import json
from datetime import UTC, date, datetime

import pytest

from network.members.models import DirectoryEntry, Profile, TopicExpertise, User
from network.members.profile.snapshot import clear_profile, profile_snapshot, restore_profile
from network.members.profile.writing import save_about, save_previous_employers, save_visibility
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


@pytest.fixture
def full(expert):
    """A member with everything that a profile can hold."""
    profile = expert.profile
    save_about(
        profile=profile,
        statement="I walk the estate with the young people who live there.",
        languages=["cy", "bfi"],
        links=["https://www.example.org/me"],
        now=NOW,
    )
    save_visibility(profile=profile, choices={"name": "public", "area": "coordinators"}, now=NOW)
    save_previous_employers(
        profile=profile, until={make_organisation("Old Council", "Oldtown"): date(2025, 6, 30)}
    )
    return User.objects.get(pk=expert.pk)


def test_a_snapshot_is_plain_json_and_restores_everything(full):
    before = profile_snapshot(full)
    rows = list(DirectoryEntry.objects.order_by("audience").values("audience", "words", "terms"))
    kept = json.loads(json.dumps(before))
    clear_profile(full, NOW)
    restore_profile(User.objects.get(pk=full.pk), kept)
    assert profile_snapshot(User.objects.get(pk=full.pk)) == before
    assert (
        list(DirectoryEntry.objects.order_by("audience").values("audience", "words", "terms"))
        == rows
    )


def test_a_cleared_profile_holds_nothing_and_is_in_no_list(full):
    clear_profile(full, NOW)
    assert profile_snapshot(User.objects.get(pk=full.pk)) == {
        "name": "",
        "role_title": "",
        "proposed_organisation": "",
        "statement": "",
        "name_visibility": "coordinators",
        "pronouns": "",
        "languages": [],
        "links": [],
        "visibility": {},
        "organisation": "",
        "nation": "",
        "area": "",
        "sectors": [],
        "contexts": [],
        "topics": {},
        "previous_employers": {},
    }
    assert not DirectoryEntry.objects.filter(profile=full.profile).exists()
    assert not TopicExpertise.objects.filter(profile=full.profile).exists()


def test_a_term_that_is_gone_meanwhile_is_left_out(full):
    kept = profile_snapshot(full) | {"organisation": "closed-down", "sectors": ["no-such-sector"]}
    clear_profile(full, NOW)
    restore_profile(User.objects.get(pk=full.pk), kept)
    profile = Profile.objects.get(user=full)
    assert profile.organisation is None
    assert profile.sectors.count() == 0


def test_an_account_without_a_profile_keeps_its_name_only(outsider):
    kept = profile_snapshot(outsider)
    assert kept == {"name": "Orla Outsider"}
    clear_profile(outsider, NOW)
    assert User.objects.get(pk=outsider.pk).name == ""
    restore_profile(outsider, kept)
    assert User.objects.get(pk=outsider.pk).name == "Orla Outsider"
