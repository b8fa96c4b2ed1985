"""Who sees which part of a profile: in HTML, in previews, in the photo, and by default."""

import io
import uuid
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import AnonymousUser
from PIL import Image

from network.members import workflow
from network.members.models import DirectoryEntry, Profile, ProfilePhoto
from network.members.profile.photos import remove_photo, save_photo
from network.members.profile.squaring import LARGE, SMALL
from network.members.profile.visibility import all_parts, choices, initials_of, seen_by, view_for
from network.members.profile.writing import save_about, save_visibility
from tests.network.members.profile.pictures import picture

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PRIVATE_WORDS = {
    "pronouns": "she/they",
    "languages": "Welsh",
    "role": "Practitioner",
    "organisation": "Southmere Council",
    "statement": "I map peer groups",
    "links": "example.org",
    "nation": "England",
    "topics": "leads on this",
    "contexts": "Peer group",
}


def choose(person, **chosen) -> None:
    profile = Profile.objects.get(user=person)
    save_visibility(profile=profile, choices=chosen, now=NOW)


@pytest.fixture
def full(expert):
    """A member who has filled in everything."""
    profile = expert.profile
    Profile.objects.filter(pk=profile.pk).update(pronouns="she/they")
    profile.refresh_from_db()
    save_about(
        profile=profile,
        statement="I map peer groups with young people and with the adults around them.",
        languages=["cy"],
        links=["https://www.example.org/me"],
        now=NOW,
    )
    save_photo(profile=profile, file=picture(), now=NOW)
    return expert


def page_of(client, person) -> str:
    answer = client.get(f"/members/{person.public_id}/")
    return BeautifulSoup(answer.content, "html.parser").main.get_text(" ", strip=True)


def test_nothing_is_public_before_the_member_says_so(full):
    assert "public" not in choices(full.profile).values()
    assert view_for(full.profile, "public") is None
    assert not DirectoryEntry.objects.filter(profile=full.profile, audience="public").exists()


def test_members_see_every_part_by_default(client, member, full):
    client.force_login(member)
    page = page_of(client, full)
    assert [part for part, words in PRIVATE_WORDS.items() if words not in page] == []


@pytest.mark.parametrize("part", PRIVATE_WORDS)
def test_a_part_for_coordinators_is_hidden_from_members_only(
    client, member, coordinator, full, part
):
    choose(full, **{part: "coordinators"}, topics="coordinators") if part == "nation" else choose(
        full, **{part: "coordinators"}
    )
    client.force_login(member)
    assert PRIVATE_WORDS[part] not in page_of(client, full)
    client.force_login(coordinator)
    assert PRIVATE_WORDS[part] in page_of(client, full)


def test_a_public_page_shows_public_parts_only(client, full):
    choose(full, name="public", role="public")
    page = page_of(client, full)
    assert "Esme Expert" in page
    assert [part for part, words in PRIVATE_WORDS.items() if words in page] == ["role"]


def test_public_parts_show_nobody_whose_name_is_not_public(client, full):
    choose(full, **dict.fromkeys(PRIVATE_WORDS, "public"))
    assert client.get(f"/members/{full.public_id}/").status_code == 404


def test_no_cache_keeps_a_public_page(client, full):
    choose(full, name="public")
    assert "no-store" in client.get(f"/members/{full.public_id}/")["Cache-Control"]


@pytest.mark.parametrize("verb", ["suspend", "leave the table"])
def test_a_public_page_ends_with_the_membership(client, full, coordinator, verb):
    choose(full, name="public")
    assert client.get(f"/members/{full.public_id}/").status_code == 200
    if verb == "suspend":
        workflow.suspend(
            membership=full.membership, actor=coordinator, now=NOW, reason="A concern."
        )
    else:
        type(full).objects.filter(pk=full.pk).update(is_active=False)
    assert client.get(f"/members/{full.public_id}/").status_code == 404


def test_a_member_who_lapsed_sees_what_the_public_sees(client, member, full, coordinator):
    client.force_login(member)
    assert client.get(f"/members/{full.public_id}/").status_code == 200
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A pause.")
    assert client.get(f"/members/{full.public_id}/").status_code == 404


def test_a_stored_value_that_is_no_choice_hides(full):
    Profile.objects.filter(pk=full.profile.pk).update(visibility={"role": "the-press"})
    view = view_for(Profile.objects.get(pk=full.profile.pk), "members")
    assert view.role == ""


def test_one_sees_oneself_as_members_do(full):
    choose(full, role="coordinators")
    profile = Profile.objects.for_list().get(user=full)
    assert (seen_by(profile, full).audience, seen_by(profile, full).role) == ("members", "")
    choose(full, name="coordinators")
    profile = Profile.objects.for_list().get(user=full)
    assert seen_by(profile, full).audience == "coordinators"
    assert seen_by(profile, AnonymousUser()) is None


def test_the_choices_page_saves_every_choice(client, full):
    client.force_login(full)
    chosen = {part.code: "coordinators" for part in all_parts()} | {"name": "public"}
    assert client.post("/me/visibility/", chosen).url == "/me/visibility/"
    assert choices(Profile.objects.get(user=full)) == chosen


def test_a_choice_that_does_not_exist_is_refused(client, full):
    client.force_login(full)
    before = choices(full.profile)
    chosen = {part.code: "members" for part in all_parts()} | {"role": "the-press"}
    page = client.post("/me/visibility/", chosen).content.decode()
    assert "There is a problem" in page
    assert choices(Profile.objects.get(user=full)) == before
    with pytest.raises(ValueError, match="no choice 'members' for 'shoe size'"):
        save_visibility(profile=full.profile, choices={"shoe size": "members"}, now=NOW)


def test_previews_are_what_others_get(client, full, member):
    choose(full, name="public", role="public")
    client.force_login(full)
    everybody = client.get("/me/visibility/everybody/").content.decode()
    members = client.get("/me/visibility/members/").content.decode()
    assert ("Practitioner" in everybody, "I map peer groups" in everybody) == (True, False)
    assert "I map peer groups" in members
    assert client.get("/me/visibility/coordinators/").status_code == 404


def test_a_preview_says_when_there_is_nothing(client, full):
    client.force_login(full)
    page = client.get("/me/visibility/everybody/").content.decode()
    assert "You have not made your name public" in page


def test_links_say_where_they_lead_and_pass_nothing_on(client, member, full):
    client.force_login(member)
    link = BeautifulSoup(client.get(f"/members/{full.public_id}/").content, "html.parser").find(
        "a", href="https://www.example.org/me"
    )
    assert link.get_text() == "example.org"
    assert set(link["rel"]) == {"nofollow", "noopener", "noreferrer", "ugc"}


# --- the photo ----------------------------------------------------------------------------------


def photo_url(person, size="large") -> str:
    return f"/members/{person.public_id}/photo/{size}/"


def test_members_get_the_photo_square_and_stored_by_no_cache(client, member, full):
    client.force_login(member)
    for size, side in (("large", LARGE), ("small", SMALL)):
        answer = client.get(photo_url(full, size))
        image = Image.open(io.BytesIO(b"".join(answer.streaming_content)))
        assert (image.format, image.size) == ("JPEG", (side, side))
        assert "no-store" in answer["Cache-Control"]
        assert answer["Content-Type"] == "image/jpeg"


def test_no_photo_a_hidden_one_and_an_unknown_member_look_alike(client, member, full, expert):
    client.force_login(full)
    client.force_login(member)
    choose(full, photo="coordinators")
    addresses = [photo_url(full), photo_url(member), f"/members/{uuid.uuid4()}/photo/large/"]
    answers = [client.get(address) for address in addresses]
    assert [answer.status_code for answer in answers] == [404, 404, 404]
    texts = {BeautifulSoup(a.content, "html.parser").main.get_text() for a in answers}
    assert len(texts) == 1
    assert client.get(photo_url(full, "original")).status_code == 404


def test_the_owner_sees_their_photo_whoever_else_may(client, full):
    choose(full, photo="coordinators")
    client.force_login(full)
    assert client.get(photo_url(full)).status_code == 200
    assert photo_url(full) in client.get("/me/photo/").content.decode()
    remove_photo(profile=full.profile)
    assert client.get(photo_url(full)).status_code == 404


def test_visitors_and_applicants_get_no_photo(client, applicant, full):
    assert client.get(photo_url(full)).status_code == 404
    client.force_login(applicant)
    assert client.get(photo_url(full)).status_code == 404


def test_a_hidden_photo_leaves_initials_in_page_and_directory(client, member, full):
    client.force_login(member)
    assert photo_url(full, "small") in client.get("/members/").content.decode()
    choose(full, photo="coordinators")
    assert photo_url(full, "small") not in client.get("/members/").content.decode()
    assert "photo" not in client.get(f"/members/{full.public_id}/").content.decode()


def test_a_photo_is_deleted_by_its_owner_only(client, member, full):
    client.force_login(member)
    assert client.post("/me/photo/remove/").status_code == 302
    assert ProfilePhoto.objects.filter(profile=full.profile).exists()
    client.force_login(full)
    assert client.get("/me/photo/remove/").status_code == 405
    client.post("/me/photo/remove/")
    assert not ProfilePhoto.objects.exists()
    assert remove_photo(profile=full.profile) is False


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Mina Member", "MM"), ("Prince", "P"), ("", ""), ("anne marie o’neill", "AO")],
)
def test_initials(name, letters):
    assert initials_of(name) == letters
