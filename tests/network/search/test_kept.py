"""What a process keeps of the catalogue follows every change, also one that is taken back."""

import pytest
from django.contrib.auth.models import Group
from django.db import transaction

from network.members.roles import RESEARCHERS
from network.search import kept
from network.search.kept import Catalogue, shelf_of
from network.search.kinds import Kind
from network.search.models import CatalogueEntry, CatalogueVersion
from network.search.shelf import NEWEST
from tests.factories.pages import make_tip, restrict


def titles() -> list[str]:
    shelf = shelf_of(Kind.TIP, CatalogueVersion.current())
    pages = shelf.in_order(NEWEST, shelf.everything, 0, 99)
    names = dict(CatalogueEntry.objects.values_list("page_id", "title"))
    return sorted(names.get(pk, "gone") for pk in pages)


@pytest.mark.django_db
def test_nothing_is_read_twice(django_assert_num_queries):
    make_tip("Walk first")
    version = CatalogueVersion.current()
    shelf_of(Kind.TIP, version)
    with django_assert_num_queries(1):  # how far the catalogue has changed
        shelf_of(Kind.TIP, CatalogueVersion.current())


@pytest.mark.django_db
def test_publishing_and_withdrawing_are_seen_at_once():
    tip = make_tip("Walk first")
    assert titles() == ["Walk first"]
    make_tip("Then talk")
    assert titles() == ["Then talk", "Walk first"]
    tip.unpublish()
    assert titles() == ["Then talk"]


@pytest.mark.django_db
def test_a_change_that_is_rolled_back_leaves_nothing_behind():
    tip = make_tip("Walk first")
    assert titles() == ["Walk first"]

    with transaction.atomic():
        tip.unpublish()
        assert titles() == []
        transaction.set_rollback(True)
    assert titles() == ["Walk first"]


@pytest.mark.django_db
def test_what_was_committed_is_brought_up_to_date_by_its_changes_alone(monkeypatch):
    one, two = make_tip("One"), make_tip("Two")
    # A test is one transaction; as if what it has done so far were committed.
    monkeypatch.setattr(kept, "may_be_rolled_back", lambda: False)
    monkeypatch.setattr(kept, "_shelves", {})
    assert titles() == ["One", "Two"]
    monkeypatch.setattr(kept, "_read", lambda kind: pytest.fail("everything was read again"))
    CatalogueEntry.objects.filter(page=one).update(used=4)
    make_tip("Three")
    two.unpublish()
    assert titles() == ["One", "Three"]
    shelf = shelf_of(Kind.TIP, CatalogueVersion.current())
    assert shelf.in_order("used", shelf.everything, 0, 1) == [one.pk]


@pytest.mark.django_db
def test_what_a_transaction_read_of_itself_is_not_built_upon(monkeypatch):
    make_tip("One")
    titles()
    read = []
    monkeypatch.setattr(
        kept, "_read", lambda kind, really=kept._read: read.append(1) or really(kind)
    )
    make_tip("Two")
    assert titles() == ["One", "Two"]
    assert read == [1]


@pytest.mark.django_db
def test_who_passes_a_restriction_follows_its_groups(rf, researcher):
    tip = make_tip("Walk first")
    restriction = restrict(tip, Group.objects.get(name="Editors"))
    assert not seen(rf, researcher)
    restriction.groups.add(Group.objects.get(name=RESEARCHERS))
    assert seen(rf, researcher)
    restriction.delete()
    assert seen(rf, researcher)


def seen(rf, user) -> bool:
    request = rf.get("/")
    request.user = user
    return Catalogue.of(request).visible(Kind.TIP) != 0
