from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError

from network.members.directory.entries import rebuild
from network.members.models import Profile, User
from network.members.profile.writing import save_visibility
from network.pages.models import PageAuthor
from tests.factories.pages import make_tip
from tests.personas import make_member, make_organisation

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)

pytestmark = pytest.mark.django_db


def test_a_member_is_printed_by_name(member):
    assert PageAuthor(member=member).credit == member.name


def test_a_printed_name_goes_before_the_accounts(member):
    assert PageAuthor(member=member, name="Dr A. Writer").credit == "Dr A. Writer"


@pytest.mark.parametrize("name", ["", "Dr A. Writer"])
def test_somebody_who_left_is_a_former_member_whatever_was_printed(member, name):
    member.is_active = False
    assert PageAuthor(member=member, name=name).credit == "Former member"


def test_a_team_without_an_account_is_printed_by_name():
    assert PageAuthor(name="Four schools").credit == "Four schools"


def test_an_author_without_account_or_name_is_refused():
    with pytest.raises(ValidationError) as refusal:
        PageAuthor().clean()
    assert refusal.value.message_dict == {"name": ["Give a name, or choose a member."]}


def test_a_member_is_no_organisation(member):
    assert refusal(PageAuthor(member=member, is_body=True)) == ["is_body"]


def test_a_new_row_is_of_a_person_until_somebody_ticks_that_it_is_of_a_body():
    tip = make_tip("One", authors=["Safe Streets"])
    author = tip.authors.get()
    assert author.is_body is False
    author.is_body = True
    tip.authors = [author]
    assert [row.is_body for row in tip.save_revision().as_object().authors.all()] == [True]


def test_the_names_of_many_pages_cost_one_query(member, django_assert_num_queries):
    one = make_tip("One", authors=["B", member, "A"])
    two = make_tip("Two", authors=["C"])
    none = make_tip("Three")
    with django_assert_num_queries(1):
        names = PageAuthor.objects.credits([one.pk, two.pk, none.pk])
    assert names == {one.pk: ["B", member.name, "A"], two.pk: ["C"]}


# In the page editor


def edit_form(client, tip) -> str:
    return client.get(f"/admin/pages/{tip.pk}/edit/").content.decode()


def work_offered(client, words: str) -> list[str]:
    """What stands beside the names in the list to choose from."""
    rows = BeautifulSoup(
        client.get(f"/admin/choose_member/?q={words}").json()["html"], "html.parser"
    )
    return [cell.get_text(strip=True) for cell in rows.select("tbody td:last-child")]


def refusal(author: PageAuthor) -> list[str]:
    try:
        author.clean()
    except ValidationError as error:
        return list(error.message_dict)
    return []


def test_the_editor_offers_a_chooser_and_no_list_of_accounts(client, editor, member, expert):
    tip = make_tip("One", authors=[member])
    client.force_login(editor)
    form = BeautifulSoup(edit_form(client, tip), "html.parser")
    assert form.find("select", {"name": "authors-0-member"}) is None
    assert form.find("input", {"name": "authors-0-member"})["value"] == str(member.pk)
    assert expert.name not in form.get_text()


def test_names_that_cannot_be_told_apart_have_their_work_beside(client, editor, expert):
    for organisation in ("Ash Council", "Birch Council"):
        frozen_area = organisation.split()[0]
        make_member(
            f"{organisation} twin", organisation=make_organisation(organisation, frozen_area)
        )
    User.objects.filter(name__endswith="twin").update(name="Toni Twin")
    rebuild()
    client.force_login(editor)
    assert work_offered(client, "twin") == [
        "Practitioner, Ash Council",
        "Practitioner, Birch Council",
    ]


def test_work_that_members_do_not_see_is_not_beside_the_name(client, editor, expert):
    save_visibility(
        profile=expert.profile,
        choices={"role": "coordinators", "organisation": "coordinators"},
        now=NOW,
    )
    client.force_login(editor)
    assert work_offered(client, "esme") == [""]


def test_only_members_who_show_their_name_are_named_anew(member, expert, applicant):
    Profile.objects.filter(user=expert).update(name_visibility="coordinators")
    assert [refusal(PageAuthor(member=who)) for who in (member, expert, applicant)] == [
        [],
        ["member"],
        ["member"],
    ]


def test_whoever_is_credited_stays_so_when_they_hide_their_name_or_lapse(member):
    make_tip("One", authors=[member])
    Profile.objects.filter(user=member).update(name_visibility="coordinators")
    assert refusal(PageAuthor(member=member)) == []


def test_whoever_may_write_no_page_finds_no_list(client, researcher):
    client.force_login(researcher)
    assert client.get("/admin/choose_member/").status_code == 404
