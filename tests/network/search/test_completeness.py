import pytest
from wagtail.search.models import IndexEntry

from network.pages.models import StandardPage
from network.search.completeness import index_missing_pages
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def test_a_page_without_an_entry_is_indexed_once():
    tip = make_tip("Quokka")
    IndexEntry.objects.filter(object_id=str(tip.pk), content_type=tip.content_type).delete()
    assert index_missing_pages() == 1
    assert index_missing_pages() == 0
    assert (
        IndexEntry.objects.filter(object_id=str(tip.pk), content_type=tip.content_type).count() == 1
    )


def test_after_migrate_every_standard_page_is_in_the_index():
    pages = StandardPage.objects.all()
    assert pages.count() == 8
    content_type = pages[0].content_type
    known = IndexEntry.objects.filter(content_type=content_type).values_list("object_id", flat=True)
    assert set(known) == {str(page.pk) for page in pages}
