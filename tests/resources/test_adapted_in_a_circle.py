"""What a resource was adapted from is not adapted from it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from resources.editing.checklist import checks
from resources.models import ResourcePage
from resources.models.resource import IN_A_CIRCLE
from tests.network.pages.test_own_rows import form_of
from tests.resources.building import make_resource
from tests.resources.editing.test_publishing import ready

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(db):
    """The third was adapted from the second, and that from the first."""
    first = make_resource("first")
    second = make_resource("second", adapted_from=first)
    return first, second, make_resource("third", adapted_from=second)


@pytest.mark.parametrize("place", [1, 2])
def test_a_circle_is_refused_at_any_length(chain, place):
    first = chain[0]
    first.adapted_from = chain[place]
    with pytest.raises(ValidationError) as refused:
        first.full_clean()
    assert refused.value.message_dict == {"adapted_from": [IN_A_CIRCLE]}


def test_two_may_be_adapted_from_the_same(chain):
    make_resource("fourth", adapted_from=chain[0]).full_clean()


def test_a_circle_elsewhere_does_not_end_in_a_loop(chain):
    ResourcePage.objects.filter(pk=chain[0].pk).update(adapted_from=chain[1])
    assert not make_resource("fourth", adapted_from=chain[2]).is_adapted_in_a_circle()


def test_the_second_of_two_drafts_is_not_published():
    one, two = ready("one", body=[]), ready("two", body=[])
    for page, source in ((one, two), (two, one)):
        page.adapted_from = source
        page.save_revision()
    one.get_latest_revision().publish()
    draft = ResourcePage.objects.get(pk=two.pk).get_latest_revision_as_object()
    found = [check.words for check in checks(draft, timezone.localdate()) if check.blocks]
    assert found == [IN_A_CIRCLE]


def test_the_form_says_so(client, editor):
    one = ready("one", body=[])
    two = ready("two", body=[], adapted_from=one)
    client.force_login(editor)
    address = reverse("wagtailadmin_pages:edit", args=[one.pk])
    data = form_of(client.get(address))
    data.update({"body-count": ["0"], "adapted_from": [str(two.pk)], "action-publish": ["1"]})
    assert IN_A_CIRCLE in client.post(address, data).content.decode()
    assert ResourcePage.objects.get(pk=one.pk).adapted_from is None
