"""The directory and a member's page: who gets in, who is listed, what it costs."""

import uuid
from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup

from network.members import workflow
from network.members.directory import browsing
from network.members.models import DirectoryEntry
from network.members.profile.writing import save_visibility
from network.notifications.models import Message
from network.privacy.models import AccessRecord
from tests.personas import make_member, make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def names(answer) -> list[str]:
    return [card.name for card in answer.context["cards"]]


def counts(answer, facet: str) -> dict[str, int]:
    found = [row for row in answer.context["facets"] if row["key"] == facet]
    return {option["value"]: option["count"] for row in found for option in row["options"]}


def words_of(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").main.get_text()


def choose(person, **choices) -> None:
    save_visibility(profile=person.profile, choices=choices, now=NOW)


def test_a_visitor_signs_in_first(client, db):
    assert client.get("/members/").url == "/account/login/?next=/members/"


@pytest.mark.parametrize("who", ["outsider", "applicant"])
def test_who_is_not_approved_reads_why(request, client, who):
    client.force_login(request.getfixturevalue(who))
    answer = client.get("/members/")
    assert answer.status_code == 403
    assert "This page is for members" in answer.content.decode()


def test_members_are_listed_by_name_and_applicants_are_not(client, member, expert, applicant):
    client.force_login(member)
    assert names(client.get("/members/")) == ["Esme Expert", "Mina Member"]


@pytest.mark.parametrize(
    ("query", "facets"),
    [
        ({"sector": "zzz"}, "field of work"),
        ({"sector": ["education", "zzz"], "area": "<b>"}, "field of work and area"),
    ],
)
def test_a_choice_that_is_in_no_list_is_said_so(client, member, query, facets):
    client.force_login(member)
    answer = client.get("/members/", query)
    assert f"We do not know that choice for {facets}, so" in words_of(answer)
    assert names(answer) == ["Mina Member"]


@pytest.mark.parametrize("query", [{}, {"sector": "education"}, {"sector": ""}, {"q": "zzz"}])
def test_nothing_is_said_of_choices_that_are_known(client, member, query):
    client.force_login(member)
    assert "We do not know" not in words_of(client.get("/members/", query))


def test_accents_and_case_do_not_move_a_name(client, member):
    for name in ("Émile Early", "alex last", "Zoe Zero"):
        make_member(name)
    client.force_login(member)
    assert names(client.get("/members/")) == ["alex last", "Émile Early", "Mina Member", "Zoe Zero"]


def test_who_shows_their_name_to_coordinators_only_is_in_no_list_and_no_count(
    client, member, expert
):
    choose(expert, name="coordinators")
    client.force_login(member)
    answer = client.get("/members/")
    assert names(answer) == ["Mina Member"]
    assert answer.context["number"] == 1
    assert counts(answer, "topic") == {"peer-mapping": 1}
    assert names(client.get("/members/?q=esme")) == []
    assert client.get(expert.profile.get_absolute_url()).status_code == 404


def test_nor_in_the_list_of_coordinators_who_open_their_page_on_record(client, coordinator, expert):
    choose(expert, name="coordinators")
    client.force_login(coordinator)
    assert names(client.get("/members/")) == ["Corin Coordinator"]
    assert client.get(expert.profile.get_absolute_url()).status_code == 200
    record = AccessRecord.objects.get()
    assert (record.actor, record.subject, record.what) == (coordinator, expert, "hidden_profile")


def test_whose_name_is_for_coordinators_only_see_their_own_page(client, coordinator, expert):
    choose(expert, name="coordinators")
    client.force_login(expert)
    assert names(client.get("/members/")) == ["Corin Coordinator"]
    assert client.get(expert.profile.get_absolute_url()).status_code == 200


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sector=education", ["Mina Member"]),
        ("nation=wales", ["Wyn Wales"]),
        ("topic=peer-mapping", ["Esme Expert", "Mina Member"]),
        ("sector=youth-work&topic=peer-mapping", ["Esme Expert"]),
        ("sector=police", []),
        ("sector=no-such-field", ["Esme Expert", "Mina Member", "Wyn Wales"]),
        ("sector=education&sector=youth-work", ["Esme Expert", "Mina Member", "Wyn Wales"]),
        ("area=bryn", ["Wyn Wales"]),
        ("context=peer-group", ["Esme Expert"]),
        ("q=esme", ["Esme Expert"]),
        ("q=southmere+council", ["Esme Expert"]),
        ("q=PEER+map", ["Esme Expert", "Mina Member"]),
        ("q=mapping+bryn", []),
        ("q=%25", ["Esme Expert", "Mina Member", "Wyn Wales"]),
        ("q=esme&context=school", ["Esme Expert"]),
    ],
)
def test_the_list_is_narrowed(client, member, expert, query, expected):
    make_member("Wyn Wales", organisation=make_organisation("Bryn Council", "Bryn", "wales"))
    client.force_login(member)
    assert names(client.get(f"/members/?{query}")) == expected


def test_a_member_is_listed_once_whatever_they_chose(client, member):
    make_member("Two Fields", sectors=("education", "police"), topics={"bullying": "lead"})
    client.force_login(member)
    assert names(client.get("/members/")) == ["Mina Member", "Two Fields"]


def test_twenty_a_page_and_the_choice_goes_along(client, member):
    for number in range(20):
        make_member(f"Zed {number:02}", sectors=("education",))
    client.force_login(member)
    answer = client.get("/members/?sector=education")
    assert len(names(answer)) == 20
    assert 'href="?sector=education&amp;page=2"' in answer.content.decode()
    assert names(client.get("/members/?sector=education&page=2")) == ["Zed 19"]


def test_a_count_is_what_choosing_gives(client, member, expert):
    make_member("Ed Ucation", sectors=("education",), topics={"peer-mapping": "lead"})
    client.force_login(member)
    for query in ("", "topic=peer-mapping", "sector=education", "q=peer"):
        answer = client.get(f"/members/?{query}")
        for facet in ("sector", "topic", "context", "nation", "area"):
            if f"{facet}=" in query:
                continue
            for slug, count in counts(answer, facet).items():
                chosen = client.get(f"/members/?{query}&{facet}={slug}")
                assert chosen.context["number"] == count


@pytest.mark.parametrize("part", ["sectors", "nation", "area", "topics", "contexts"])
def test_a_hidden_part_is_in_no_facet_and_no_count(client, member, expert, part):
    facet = part.removesuffix("s")
    client.force_login(member)
    before = counts(client.get("/members/"), facet)
    choose(expert, **{part: "coordinators"})
    answer = client.get("/members/")
    assert names(answer) == ["Esme Expert", "Mina Member"]
    after = counts(answer, facet)
    slug = {
        "sectors": "youth-work",
        "nation": "england",
        "area": "southmere",
        "topics": "detached-youth-work",
        "contexts": "peer-group",
    }[part]
    assert after.get(slug, 0) == before[slug] - 1
    assert "Esme Expert" not in names(client.get(f"/members/?{facet}={slug}"))


@pytest.mark.parametrize(
    ("part", "words"), [("nation", "england"), ("topics", "detached"), ("contexts", "peer group")]
)
def test_a_hidden_term_is_found_by_no_words(client, member, expert, part, words):
    choose(expert, statement="coordinators")
    client.force_login(member)
    assert "Esme Expert" in names(client.get(f"/members/?q={words}"))
    choose(expert, **{part: "coordinators"})
    assert "Esme Expert" not in names(client.get(f"/members/?q={words}"))


@pytest.mark.parametrize(
    ("part", "words"), [("role", "practitioner"), ("organisation", "council"), ("statement", "map")]
)
def test_hidden_words_find_nobody(client, member, expert, part, words):
    choose(expert, topics="coordinators")
    client.force_login(member)
    assert "Esme Expert" in names(client.get(f"/members/?q={words}"))
    choose(expert, **{part: "coordinators"})
    assert "Esme Expert" not in names(client.get(f"/members/?q={words}"))


@pytest.mark.parametrize("words", ["sector=youth-work", "q=adults"])
def test_coordinators_find_by_nothing_that_members_do_not_see(client, coordinator, expert, words):
    client.force_login(coordinator)
    assert "Esme Expert" in names(client.get(f"/members/?{words}"))
    choose(expert, sectors="coordinators", statement="coordinators")
    assert "Esme Expert" not in names(client.get(f"/members/?{words}"))
    assert not DirectoryEntry.objects.filter(audience="coordinators").exists()


def test_htmx_gets_the_list_alone(client, member):
    client.force_login(member)
    answer = client.get("/members/?sector=education", headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert answer["HX-Push-Url"] == "/members/?sector=education"
    assert answer["Vary"].count("HX-Request") == 1


def test_the_list_ends_at_the_tenth_page_with_a_word_why(client, member, monkeypatch):
    monkeypatch.setattr("network.members.directory.listing.PAGE_SIZE", 1)
    monkeypatch.setattr("network.members.directory.listing.DEEPEST_PAGE", 2)
    for number in range(3):
        make_member(f"Zed {number}")
    client.force_login(member)
    first, last = client.get("/members/"), client.get("/members/?page=99")
    assert (first.context["number"], names(first)) == (4, ["Mina Member"])
    assert "The list stops here" not in first.content.decode()
    assert (last.context["page_obj"].number, names(last)) == (2, ["Zed 0"])
    assert "The list stops here" in last.content.decode()


def test_nobody_copies_the_directory_page_by_page(client, member, expert, monkeypatch):
    monkeypatch.setattr(browsing, "LISTS_PER_HOUR", 2)
    monkeypatch.setattr(browsing, "PROFILES_PER_HOUR", 1)
    client.force_login(member)
    assert [client.get("/members/").status_code for _ in range(3)] == [200, 200, 429]
    address = expert.profile.get_absolute_url()
    assert [client.get(address).status_code for _ in range(2)] == [200, 429]
    client.force_login(expert)
    assert client.get("/members/").status_code == 200


def test_whoever_opens_too_much_is_told_when_they_can_go_on(client, member, monkeypatch):
    monkeypatch.setattr(browsing, "LISTS_PER_HOUR", 0)
    at = datetime(2026, 7, 2, 16, 40, 0, 5000, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    client.force_login(member)
    answer = client.get("/members/")
    assert (answer.status_code, answer["Retry-After"]) == (429, "1200")
    assert "<strong>18:00</strong>" in answer.content.decode()


def test_strangers_get_404_from_a_profile_that_exists(client, expert, applicant, outsider):
    address = expert.profile.get_absolute_url()
    unknown = client.get(f"/members/{uuid.uuid4()}/")
    assert client.get(address).status_code == 404
    assert words_of(client.get(address)) == words_of(unknown)
    for user in (applicant, outsider):
        client.force_login(user)
        assert client.get(address).status_code == 404


def test_an_applicant_has_no_page_for_members(client, member, applicant):
    client.force_login(member)
    assert client.get(applicant.profile.get_absolute_url()).status_code == 404
    assert client.get(f"/members/{uuid.uuid4()}/").status_code == 404


def test_a_profile_shows_work_and_no_address(client, member, expert):
    client.force_login(member)
    page = client.get(expert.profile.get_absolute_url()).content.decode()
    assert "Esme Expert" in page
    assert "leads on this" in page
    assert expert.email not in page


def test_a_suspended_member_loses_the_directory_at_once(client, member, coordinator):
    client.force_login(member)
    assert client.get("/members/").status_code == 200
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A concern.")
    assert client.get("/members/").status_code == 403


def test_nothing_is_written_by_looking(client, member, expert):
    client.force_login(member)
    client.get("/members/")
    client.get(expert.profile.get_absolute_url())
    assert not Message.objects.exists()
    assert client.post("/members/").status_code == 405


def test_what_a_coordinator_sees_beyond_members_is_recorded(client, coordinator, expert):
    client.force_login(coordinator)
    client.get(expert.profile.get_absolute_url())
    assert not AccessRecord.objects.exists()
    choose(expert, statement="coordinators")
    assert "I map peer groups" in client.get(expert.profile.get_absolute_url()).content.decode()
    record = AccessRecord.objects.get()
    assert (record.actor, record.subject, record.what) == (coordinator, expert, "hidden_profile")


def test_whoever_leaves_or_lapses_is_gone_from_every_list_at_once(client, member, expert):
    client.force_login(member)
    assert "Esme Expert" in names(client.get("/members/"))
    for status in ("lapsed", "suspended", "left"):
        # The directory must hold whatever verb wrote this.
        type(expert.membership).objects.filter(user=expert).update(status=status)
        assert names(client.get("/members/")) == ["Mina Member"]
        assert client.get(expert.profile.get_absolute_url()).status_code == 404
    assert DirectoryEntry.objects.filter(profile=expert.profile).count() == 1
