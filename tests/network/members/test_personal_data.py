"""What "everything you hold about me" says of an account, a profile and a membership."""

import io
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from network.members import workflow
from network.members.models import InterruptedForm, PreviousEmployment, ProfilePhoto
from network.members.profile.photos import save_photo
from network.members.profile.writing import save_previous_employers, save_visibility
from network.privacy.holdings import all_holdings
from network.privacy.retention import all_rules
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def holding(model: str):
    return next(found for found in all_holdings() if found.model == f"members.{model}")


def rows(model: str, user) -> list[dict]:
    return list(holding(model).rows(user))


@pytest.fixture
def with_photo(expert):
    target = io.BytesIO()
    Image.new("RGB", (300, 300), "teal").save(target, format="JPEG")
    file = SimpleUploadedFile("me.jpg", target.getvalue())
    save_photo(profile=expert.profile, file=file, now=NOW)
    return expert


def test_the_account_and_no_password(expert):
    (row,) = rows("User", expert)
    assert (row["name"], row["email address"]) == ("Esme Expert", expert.email)
    assert "password" not in " ".join(row)


def test_the_profile_with_who_sees_what(expert):
    save_visibility(profile=expert.profile, choices={"role": "coordinators"}, now=NOW)
    (row,) = rows("Profile", expert)
    assert (row["role"], row["organisation"]) == ("Practitioner", "Southmere Council")
    assert "Role: Coordinators only" in row["who sees what"]
    assert [topic["topic"] for topic in rows("TopicExpertise", expert)] == [
        "Detached youth work",
        "Peer mapping",
        "Safety mapping",
    ]


def test_nobody_gets_what_is_held_about_another(member, expert):
    for model in ("User", "Profile", "TopicExpertise", "Membership", "MembershipEvent"):
        assert "Esme" not in str(rows(model, member))
        assert "Southmere" not in str(rows(model, member))


def test_steps_that_one_took_as_a_coordinator_name_nobody(coordinator, member):
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="Mina asked.")
    last = rows("MembershipEvent", coordinator)[-1]
    assert (last["of"], last["words"]) == ("Somebody else's membership", "")


def test_the_photo_comes_along_and_goes_when_leaving_is_final(
    with_photo, django_capture_on_commit_callbacks
):
    (file,) = holding("ProfilePhoto").files(with_photo)
    assert file.open().read(3) == b"\xff\xd8\xff"
    photo = ProfilePhoto.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        holding("ProfilePhoto").on_final(with_photo, NOW)
    assert not photo.large.storage.exists(photo.large.name)
    assert not ProfilePhoto.objects.exists()
    holding("ProfilePhoto").on_final(with_photo, NOW)


def test_interrupted_words_go_at_once_when_somebody_leaves(member, expert):
    for user in (member, expert):
        InterruptedForm.objects.create(
            user=user, page="/me/about/", fields={"statement": ["Half a thought"]}, kept_at=NOW
        )
    assert rows("InterruptedForm", member)[0]["what you had written"] == ["Half a thought"]
    holding("InterruptedForm").on_leave(member, NOW)
    assert [form.user for form in InterruptedForm.objects.all()] == [expert]


def test_a_previous_employer_is_deleted_after_24_months(member):
    rule = next(rule for rule in all_rules() if rule.code == "previous-employers")
    old, recent = (make_organisation(f"{name} Council", name) for name in ("Old", "Recent"))
    today = date(2026, 3, 2)
    until = {old: today - timedelta(days=732), recent: today - timedelta(days=731)}
    save_previous_employers(profile=member.profile, until=until)
    assert rule.remove(rule.due(NOW), NOW) == 1
    assert [row.organisation for row in PreviousEmployment.objects.all()] == [recent]
