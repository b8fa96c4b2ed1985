"""What code sets out under a page is read back in the order it was given."""

import pytest

from network.pages.models import PageAuthor
from network.pages.ordering import in_order
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def test_children_are_numbered_from_nought_and_keep_their_order():
    page = make_tip()
    page.authors = in_order(PageAuthor(name=name) for name in ("Third", "First", "Second"))
    page.save()
    rows = PageAuthor.objects.filter(page=page).values_list("name", "sort_order")
    assert sorted(rows, key=lambda row: row[1]) == [("Third", 0), ("First", 1), ("Second", 2)]
