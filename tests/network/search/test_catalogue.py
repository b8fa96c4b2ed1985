"""The catalogue follows what editors do with a page's privacy."""

import pytest

from network.search.models import CatalogueEntry, CatalogueTerm
from tests.factories.pages import make_tip, restrict

pytestmark = pytest.mark.django_db


def rows() -> list[tuple]:
    return list(CatalogueEntry.objects.values_list("title", "restriction_id"))


def test_a_page_whose_restriction_is_lifted_is_public_again_with_its_terms():
    restriction = restrict(make_tip("Walk first", topics=("peer-mapping",)))
    assert rows() == [("Walk first", restriction.pk)]
    restriction.delete()
    assert rows() == [("Walk first", None)]
    assert list(CatalogueTerm.objects.values_list("facet", "slug")) == [("topic", "peer-mapping")]


def test_lifting_the_nearer_of_two_restrictions_leaves_the_other():
    tip = make_tip("Walk first")
    outer = restrict(tip.get_parent())
    restrict(tip).delete()
    assert rows() == [("Walk first", outer.pk)]


def test_a_restricted_page_can_be_deleted():
    tip = make_tip("Walk first")
    restrict(tip)
    tip.delete()
    assert rows() == []


def test_a_section_with_restricted_pages_can_be_deleted():
    tip = make_tip("Walk first")
    restrict(tip)
    restrict(tip.get_parent())
    tip.get_parent().specific.delete()
    assert rows() == []
