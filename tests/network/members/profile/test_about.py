"""One's own words, languages and links; and what the directory keeps in step with."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from network.demo.scale import ScaleOrder
from network.members import scale, transitions
from network.members.directory import entries
from network.members.models import DirectoryEntry, Membership, Profile, User
from network.members.profile.links import checked_link, host_of
from network.members.profile.writing import save_about
from network.members.screening import TextHeldBack
from network.taxonomy.models import Topic
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
URL = "/me/about/"


def test_words_languages_and_links_are_saved(client, member):
    client.force_login(member)
    answer = client.post(
        URL,
        {
            "statement": "I listen in corridors.",
            "language_1": "cy",
            "language_3": "bfi",
            "link_2": " https://www.example.org/me ",
        },
    )
    assert answer.url == "/me/"
    profile = Profile.objects.get(user=member)
    assert (profile.statement, profile.languages, profile.links) == (
        "I listen in corridors.",
        ["cy", "bfi"],
        ["https://www.example.org/me"],
    )


def test_what_identifies_somebody_has_to_go_and_nothing_typed_is_lost(client, member):
    client.force_login(member)
    text = "Ask me about the boy whose NHS number is 943 476 5919."
    answer = client.post(URL, {"statement": text, "language_1": "cy"})
    assert "Take this out: “943 476 5919”" in answer.content.decode()
    assert answer.context["form"]["statement"].value() == text
    assert Profile.objects.get(user=member).statement == ""
    with pytest.raises(TextHeldBack):
        save_about(profile=member.profile, statement=text, languages=[], links=[], now=NOW)


def test_what_may_identify_somebody_stays_once_it_has_been_looked_at(client, member):
    client.force_login(member)
    text = "The Jones family moved away last year, and I learned from it."
    answer = client.post(URL, {"statement": text})
    assert list(answer.context["form"].errors) == ["looked"]
    client.post(URL, {"statement": text, "looked": "on"})
    assert Profile.objects.get(user=member).statement == text


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/",
        "javascript:alert(1)",
        "https://",
        "https://example.org:8443/",
        "https://gov.uk@example.org/",
        "https://" + "a" * 250 + ".org/",
        "data:text/html,x",
        "https://127.0.0.1/x",
        "https://127.1/x",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://①②⑦.0.0.1/",
        "https://10.0.0.8/",
        "https://93.184.216.34/",
        "https://[::1]/",
        "https://[2001:db8::1]/",
        "https://localhost/",
        "https://LOCALHOST./",
        "https://a.localhost/",
        "https://intranet/",
        "https://wiki.corp/",
        "https://printer.local/",
        "https://router.home.arpa/",
        "https://service.internal/",
    ],
)
def test_links_that_could_hide_something_are_refused(address):
    with pytest.raises(ValidationError):
        checked_link(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.example.org/me",
        "https://example.org./",
        "https://localhost.example.org/",
        "https://1.2.3.4.example.org/",
        "https://münchen.example/",
        "https://example.xn--p1ai/",
        "https://test.org/",
    ],
)
def test_public_pages_are_taken(address):
    assert checked_link(address) == address


def test_an_address_of_no_public_host_is_explained(client, member):
    client.force_login(member)
    answer = client.post(URL, {"link_1": "https://127.0.0.1/x"})
    assert answer.context["form"].errors == {
        "link_1": [
            "Use the address of a page that everybody can open, such as https://www.example.org/. "
            "A number or the name of one's own computer leads others nowhere."
        ]
    }


def test_a_wrong_link_is_explained_beside_its_field(client, member):
    client.force_login(member)
    answer = client.post(URL, {"link_1": "http://example.org/"})
    assert answer.context["form"].errors == {"link_1": ["Begin the address with https://."]}


def test_a_language_that_is_not_in_the_list_is_refused(client, member):
    client.force_login(member)
    assert list(client.post(URL, {"language_1": "tlh"}).context["form"].errors) == ["language_1"]
    with pytest.raises(ValueError, match="no language 'tlh'"):
        save_about(profile=member.profile, statement="", languages=["tlh"], links=[], now=NOW)


# --- the directory's rows ------------------------------------------------------------------------


def rows() -> list[tuple]:
    return list(
        DirectoryEntry.objects.order_by("profile", "audience").values_list(
            "profile", "audience", "sort_key", "words", "terms", "card"
        )
    )


def test_rebuilding_gives_what_was_kept_in_step(client, member, expert):
    client.force_login(member)
    client.post(URL, {"statement": "I listen in corridors."})
    client.post("/me/topics/", {"topic-bullying": "lead"})
    kept = rows()
    DirectoryEntry.objects.all().delete()
    assert entries.rebuild() == 2
    assert rows() == kept


def test_a_renamed_organisation_or_topic_is_found_by_its_new_name(member, expert):
    organisation = make_organisation("Southmere Council", "Southmere")
    organisation.name = "Greater Lakeside Partnership"
    organisation.save()
    topic = Topic.objects.get(slug="detached-youth-work")
    topic.synonyms = "streetwork"
    topic.save()
    found = DirectoryEntry.objects.for_audience("members")
    for words in (["lakeside"], ["streetwork"]):
        assert [row.profile.user for row in found.with_words(words)] == [expert]
    assert not found.with_words(["southmere", "council"]).filter(profile__user=expert).exists()


def test_a_name_changed_by_an_administrator_sorts_anew(member):
    user = User.objects.get(pk=member.pk)
    user.name = "Zora Member"
    user.save()
    keys = set(DirectoryEntry.objects.filter(profile__user=user).values_list("sort_key", flat=True))
    assert keys == {"zora member"}


def test_somebody_without_a_name_is_in_no_list(member):
    User.objects.filter(pk=member.pk).update(name="")
    entries.refresh([member.profile.pk])
    assert not DirectoryEntry.objects.filter(profile=member.profile).exists()


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Émile O’Neill-Ash", "emile oneill ash"), ("  A  b ", "a b"), ("50%", "50"), ("", "")],
)
def test_folding(text, folded):
    assert entries.fold(text) == folded


# --- large data ----------------------------------------------------------------------------------


def test_many_members_stand_where_the_table_of_steps_leads(db):
    made = scale.load(ScaleOrder(now=NOW, members=60, seed=3))
    assert made == 60
    assert scale.load(ScaleOrder(now=NOW, members=60, seed=3)) == 0
    for membership in Membership.objects.prefetch_related("events"):
        status = ""
        for event in membership.events.all():
            step = transitions.MEMBERSHIP[event.action]
            assert status in step.sources or (status == "" and step.sources == ())
            assert (event.from_status, event.to_status) == (status, step.target)
            assert membership.user.date_joined < event.at < NOW
            status = event.to_status
        assert membership.status == status


def test_the_rows_of_many_are_those_of_a_rebuild(db):
    scale.load(ScaleOrder(now=NOW, members=30))
    kept = rows()
    entries.rebuild()
    assert rows() == kept


@pytest.mark.parametrize(
    ("address", "label"),
    [
        ("https://www.example.org/team", "example.org"),
        ("https://EXAMPLE.org", "example.org"),
        ("https://p\u0430ypal.example/", "xn--pypal-4ve.example"),
        ("https://bücher.example", "xn--bcher-kva.example"),
        ("https://xn--bcher-kva.example", "xn--bcher-kva.example"),
    ],
)
def test_a_link_is_called_by_the_host_that_a_browser_looks_up(address, label):
    assert host_of(address) == label
