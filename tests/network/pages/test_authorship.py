import pytest
from django.core.exceptions import ValidationError

from network.pages.models import PageAuthor
from tests.factories.pages import make_tip

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


def test_the_names_of_many_pages_cost_one_query(member, django_assert_num_queries):
    one = make_tip("One", authors=["B", member, "A"])
    two = make_tip("Two", authors=["C"])
    none = make_tip("Three")
    with django_assert_num_queries(1):
        names = PageAuthor.objects.credits([one.pk, two.pk, none.pk])
    assert names == {one.pk: ["B", member.name, "A"], two.pk: ["C"]}
