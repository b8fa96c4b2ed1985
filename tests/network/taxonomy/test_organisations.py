"""The tree of organisations, and finding one by what people write."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from network.taxonomy.models import Area, Nation, Organisation, OrganisationAlias
from network.taxonomy.naming import folded
from network.taxonomy.organisations import find, label_of, search
from tests.personas import make_organisation


def make(name: str, parent=None, area=None) -> Organisation:
    slug = f"o-{Organisation.objects.count()}"
    return Organisation.objects.create(name=name, slug=slug, parent=parent, area=area)


@pytest.fixture
def northfield(db):
    return make_organisation("Northfield Council", "Northfield")


def test_names_are_the_same_in_any_case_and_with_any_spaces():
    assert folded("  Health  &  Care\u00a0TEAM ") == "health and care team"
    assert folded("Northfield Council") != folded("Northfield  Councils")


def test_the_key_is_kept_by_every_way_of_saving(northfield):
    assert northfield.key == "northfield council"
    northfield.name = "Northfield CITY Council"
    northfield.save(update_fields=["name"])
    northfield.refresh_from_db()
    assert northfield.key == "northfield city council"
    Organisation.objects.bulk_create([Organisation(name="In Bulk", slug="in-bulk")])
    assert Organisation.objects.get(slug="in-bulk").key == "in bulk"


@pytest.mark.parametrize(
    "words", ["Northfield Council", " northfield  COUNCIL", "Northfield Council (Northfield)"]
)
def test_a_name_finds_its_organisation(northfield, words):
    assert find(words).organisation == northfield


@pytest.mark.parametrize("words", ["", "  ", "Northfield", "Northfield Council (Elsewhere)", "%"])
def test_other_words_find_none(northfield, words):
    assert find(words).organisation is None


def test_another_name_finds_it_too(northfield):
    OrganisationAlias.objects.create(organisation=northfield, name="NCC")
    assert find("ncc").organisation == northfield
    assert search("NCC") == [northfield]


def test_the_area_tells_two_of_one_name_apart(db):
    nation = Nation.objects.get(slug="england")
    here, there = (
        make("St Aldate’s School", area=Area.objects.create(name=name, slug=name, nation=nation))
        for name in ("here", "there")
    )
    assert find("St Aldate's School").several == [here, there]
    assert find(label_of(there)).organisation == there


def test_searching_finds_every_word_anywhere_and_beginnings_first(db):
    late, early = make("Upper Peerless Council"), make("Peerless Youth Trust")
    make("Something else")
    assert search("peerless") == [early, late]
    assert search("council peer") == [late]


@pytest.mark.parametrize("words", ["", "p", "%", "__", "peerless' OR 1=1"])
def test_too_little_or_odd_words_find_nothing(db, words):
    make("Peerless Council")
    assert search(words) == []


def test_a_search_is_one_query_and_never_long(db, django_assert_num_queries):
    for number in range(12):
        make(f"Peerless {number}")
    with django_assert_num_queries(1):
        assert len(search("peerless")) == 8


def test_children_move_with_their_parent(db):
    old, new = make("Old"), make("New")
    trust = make("Trust", old)
    school = make("School", trust)
    trust.parent = new
    trust.save()
    school.refresh_from_db()
    assert (trust.root_id, school.root_id) == (new.pk, new.pk)


def test_no_circle_is_saved_whoever_asks(db):
    top = make("Top")
    below = make("Below", make("Between", top))
    top.parent = below
    with pytest.raises(ValidationError) as refusal:
        top.save()
    assert refusal.value.message_dict == {
        "parent": ["An organisation cannot stand under itself. Choose another parent."]
    }
    top.refresh_from_db()
    assert (top.parent_id, top.root_id) == (None, top.pk)


def test_what_nothing_points_to_can_be_deleted_and_nothing_else(db):
    top = make("Top")
    below = make("Below", top)
    with pytest.raises(ProtectedError):
        top.delete()
    assert Organisation.objects.get(pk=top.pk).root_id == top.pk
    below.delete()
    top.delete()
    assert not Organisation.objects.filter(name__in=["Top", "Below"]).exists()
