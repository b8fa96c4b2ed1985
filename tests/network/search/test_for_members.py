"""Wagtail's "any logged-in users": for members here, wherever a page or a file is reached."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.test import Client
from wagtail.admin.forms.collections import CollectionViewRestrictionForm
from wagtail.admin.forms.pages import PageViewRestrictionForm
from wagtail.models import Collection, CollectionViewRestriction

from network.media.models import SiteDocument
from network.members.models import Membership, User
from network.members.roles import reads_as_member
from network.search.findable import findable_pages
from network.search.models import CatalogueEntry
from tests.factories.pages import make_tip, restrict

KEPT_OUT = ["applied", "lapsed", "suspended", "declined", "appealed", "left"]

pytestmark = pytest.mark.django_db


def with_status(user, status: str) -> User:
    Membership.objects.filter(user=user).update(status=status)
    return User.objects.get(pk=user.pk)


def browser_of(user) -> Client:
    browser = Client()
    browser.force_login(user)
    return browser


@pytest.fixture
def tip():
    tip = make_tip("Nightshift notes")
    restrict(tip)
    return tip


@pytest.fixture
def document(tip):
    document = SiteDocument.objects.create(
        title="Nightshift notes", file=ContentFile(b"%PDF-1.4 a", name="only-for-us.pdf")
    )
    tip.body = [("text", f'<p><a linktype="document" id="{document.pk}">Take it</a></p>')]
    tip.save_revision().publish()
    return document


def test_a_member_opens_what_is_for_members(tip, document, member):
    browser = browser_of(member)
    assert browser.get(tip.url).status_code == 200
    assert b"Nightshift notes" in browser.get("/tips/").content
    assert b"Nightshift notes" in browser.get("/search/?q=nightshift").content
    assert browser.get(document.url).status_code == 200


def test_a_visitor_is_asked_to_sign_in(tip, client):
    assert client.get(tip.url)["Location"] == f"/account/login/?next={tip.url}"


@pytest.mark.parametrize("status", KEPT_OUT)
def test_whoever_is_only_signed_in_meets_nothing(status, tip, document, member):
    browser = browser_of(with_status(member, status))
    assert browser.get(tip.url).status_code == 404
    assert browser.get(document.url).status_code == 404
    for path in ("/tips/", "/search/?q=nightshift", "/tips/feed/", "/"):
        assert b"Nightshift notes" not in browser.get(path).content, path


def test_an_account_that_never_asked_to_join_meets_nothing(tip, outsider):
    assert browser_of(outsider).get(tip.url).status_code == 404
    assert not findable_pages(outsider).filter(pk=tip.pk).exists()
    assert not CatalogueEntry.objects.visible_to(outsider).exists()


def test_who_reads_as_a_member(member, applicant, outsider, researcher):
    staff = User.objects.create_user("staff@people.example", name="Staff")
    staff.groups.set(researcher.groups.filter(name="Researchers"))
    people = [member, researcher, staff, applicant, outsider, AnonymousUser()]
    assert [reads_as_member(person) for person in people] == [True, True, True, False, False, False]
    assert not reads_as_member(with_status(researcher, "suspended"))


def test_a_private_collection_is_for_members(member, outsider, document):
    document.collection = Collection.get_first_root_node().add_child(name="For us")
    document.save()
    CollectionViewRestriction.objects.create(
        collection=document.collection, restriction_type=CollectionViewRestriction.LOGIN
    )
    assert browser_of(member).get(document.url).status_code == 200
    assert browser_of(outsider).get(document.url).status_code == 404


def test_the_dialogs_say_for_whom_it_is():
    offered = ["none", "login", "groups"]
    for form in (
        PageViewRestrictionForm(private_page_options=offered),
        CollectionViewRestrictionForm(),
    ):
        labels = dict(form.fields["restriction_type"].choices)
        assert labels["login"] == "Private, for members of the network"
