"""``/me/``: one's own pages."""

from datetime import UTC, date, datetime

import pytest

from network.members import workflow
from network.members.models import PreviousEmployment, Profile, User
from network.members.profile.writing import save_topics
from network.taxonomy.models import Context, Topic
from tests.personas import make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
PAGES = [
    "",
    "profile/",
    "about/",
    "topics/",
    "photo/",
    "visibility/",
    "visibility/members/",
    "visibility/everybody/",
    "previous-employers/",
]


@pytest.mark.parametrize("page", [*PAGES, "reply/", "messages/"])
def test_visitors_sign_in_first(client, db, page):
    assert client.get(f"/me/{page}").url == f"/account/login/?next=/me/{page}"


@pytest.mark.parametrize("page", PAGES)
def test_members_have_every_page_and_no_cache_keeps_it(client, member, page):
    client.force_login(member)
    answer = client.get(f"/me/{page}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("page", PAGES[1:])
def test_pages_of_a_profile_need_one(client, outsider, page):
    client.force_login(outsider)
    assert client.get(f"/me/{page}").status_code == 404


def test_an_account_without_application_is_invited_to_join(client, outsider):
    client.force_login(outsider)
    page = client.get("/me/").content.decode()
    assert "You have an account, but you have not asked to join yet" in page


def test_each_state_is_said_in_plain_words(client, applicant, coordinator):
    client.force_login(applicant)
    assert "A coordinator is reading your application" in client.get("/me/").content.decode()
    workflow.ask(
        membership=applicant.membership, actor=coordinator, now=NOW, reason="Which club is it?"
    )
    assert "Which club is it?" in client.get("/me/").content.decode()
    workflow.decline(membership=applicant.membership, actor=coordinator, now=NOW, reason="Sorry.")
    assert "We could not approve your application" in client.get("/me/").content.decode()


def test_an_applicant_replies(client, applicant, coordinator):
    workflow.ask(membership=applicant.membership, actor=coordinator, now=NOW, reason="Which club?")
    client.force_login(applicant)
    assert client.post("/me/reply/", {"text": "The rowing club."}).url == "/me/"
    applicant.membership.refresh_from_db()
    assert (applicant.membership.status, applicant.membership.reply) == (
        "applied",
        "The rowing club.",
    )


def test_nobody_replies_who_was_not_asked(client, applicant):
    client.force_login(applicant)
    assert client.post("/me/reply/", {"text": "Hello?"}).status_code == 404


def test_editing_keeps_what_the_form_does_not_ask(client, expert):
    profile = expert.profile
    Profile.objects.filter(pk=profile.pk).update(name_visibility="coordinators")
    client.force_login(expert)
    form = client.get("/me/profile/").context["form"]
    client.post(
        "/me/profile/",
        {
            "name": "Esme Expert",
            "pronouns": "she/her",
            "sectors": [sector.pk for sector in form.initial["sectors"]],
            "role_title": "Deputy head",
            "organisation": form.initial["organisation"],
            "nation": profile.nation_id,
            "area": profile.area_id,
        },
    )
    profile.refresh_from_db()
    assert (profile.role_title, profile.pronouns, profile.name_visibility) == (
        "Deputy head",
        "she/her",
        "coordinators",
    )
    assert profile.statement.startswith("I map peer groups")
    assert profile.organisation.name == "Southmere Council"
    assert profile.contexts.count() == 2
    assert profile.topic_expertise.count() == 3


def test_a_sector_is_required(client, member):
    client.force_login(member)
    page = client.post("/me/profile/", {"name": "Mina", "sectors": []}).content.decode()
    assert "Choose at least one." in page
    assert member.profile.sectors.count() == 1


def test_topics_and_contexts_are_set_and_taken_back(client, member):
    client.force_login(member)
    context = Context.objects.get(slug="online")
    answer = client.post(
        "/me/topics/",
        {"topic-bullying": "lead", "topic-peer-mapping": "", "contexts": [context.pk]},
    )
    assert answer.url == "/me/"
    assert list(member.profile.topic_expertise.values_list("topic__slug", "level")) == [
        ("bullying", "lead")
    ]
    assert list(member.profile.contexts.all()) == [context]


def test_own_topics_stand_first_and_open_and_every_topic_is_there_once(client, member):
    client.force_login(member)
    groups = client.get("/me/topics/").context["form"].groups()
    assert (groups[0]["heading"], groups[0]["is_open"]) == ("Your topics", True)
    assert [field.label for field in groups[0]["fields"]] == ["Peer mapping"]
    assert [group["is_open"] for group in groups[1:]] == [False] * (len(groups) - 1)
    shown = [field.label for group in groups for field in group["fields"]]
    assert sorted(shown) == sorted(Topic.objects.values_list("name", flat=True))


def test_a_level_that_does_not_exist_is_refused_and_its_group_opens(client, member):
    client.force_login(member)
    answer = client.post("/me/topics/", {"topic-bullying": "guru"})
    assert "There is a problem" in answer.content.decode()
    groups = answer.context["form"].groups()
    assert [g["is_open"] for g in groups if g["heading"] == "A–C"] == [True]
    assert member.profile.topic_expertise.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_topics_page_costs_the_same_at_any_number(
    client, member, count, django_assert_num_queries
):
    topics = Topic.objects.all()[:count]
    save_topics(profile=member.profile, levels=dict.fromkeys(topics, "working"))
    client.force_login(member)
    # session, user, profile, its topics, its contexts, kept words, topics, contexts; navigation:
    # membership; frame: site, root paths, menus, groups, unread messages
    with django_assert_num_queries(14):
        client.get("/me/topics/")


def test_previous_employers_say_what_they_are_for(client, member):
    client.force_login(member)
    assert "What this is for" in client.get("/me/previous-employers/").content.decode()


def test_a_previous_employer_is_kept_and_taken_out(client, member):
    southmere = make_organisation("Southmere Council", "Southmere")
    client.force_login(member)
    today = datetime.now(tz=UTC).date()
    row = {"employer_1": "southmere council", "until_1": f"{today.year - 1}-12-01"}
    client.post("/me/previous-employers/", row)
    kept = PreviousEmployment.objects.get(profile=member.profile)
    assert (kept.organisation, kept.until_date) == (southmere, date(today.year - 1, 12, 1))
    client.post("/me/previous-employers/", {"employer_1": "", "until_1": ""})
    assert not PreviousEmployment.objects.filter(profile=member.profile).exists()


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"employer_1": "Nobody Knows Ltd", "until_1": "2026-01-01"}, "Choose an organisation"),
        ({"employer_1": "Southmere Council", "until_1": ""}, "Say when you left"),
        ({"employer_1": "Southmere Council", "until_1": "2199-01-01"}, "has not come yet"),
        ({"employer_1": "Southmere Council", "until_1": "2010-01-01"}, "more than 24 months ago"),
        ({"employer_1": "Southmere Council", "until_1": "soon"}, "Write a date such as"),
    ],
)
def test_a_wrong_row_is_explained(client, member, row, words):
    make_organisation("Southmere Council", "Southmere")
    client.force_login(member)
    assert words in client.post("/me/previous-employers/", row).content.decode()
    assert not PreviousEmployment.objects.exists()


def test_a_name_of_another_person_is_never_on_my_page(client, member, expert):
    client.force_login(member)
    assert "Esme" not in client.get("/me/").content.decode()
    assert User.objects.filter(name="Esme Expert").exists()
