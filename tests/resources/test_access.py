"""Who may have the files of a resource: one answer for a page, the same for a list."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser

from network.members import workflow
from network.members.models import User
from resources.access import closed_files, files_open, may_have_files, with_open_files
from resources.enums import AccessState, FilesFor, FilesReason
from resources.models import AccessRequest, ResourcePage, VersionFile
from tests.resources.building import document, make_resource, make_version, restrict

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(hours=1)

pytestmark = pytest.mark.django_db


def grant(page, member, *, until, state=AccessState.GRANTED):
    return AccessRequest.objects.create(
        resource=page,
        member=member,
        reason="A review.",
        state=state,
        asked_at=NOW,
        expires_at=until,
    )


def fresh(user) -> User:
    """The user as the next request reads them."""
    return User.objects.get(pk=user.pk)


def answer(user, page) -> FilesReason:
    """The reason of the page's answer, after a look that lists say the same."""
    access = may_have_files(user, page, NOW)
    assert with_open_files(user, NOW).filter(pk=page.pk).exists() is access.allowed
    assert (page.pk in closed_files(user, NOW)) is not access.allowed
    assert bool(access) is access.allowed
    return access.reason


def test_files_for_readers_are_for_everybody(member, django_assert_num_queries):
    page = make_resource()
    assert answer(AnonymousUser(), page) == FilesReason.OPEN
    assert answer(member, page) == FilesReason.OPEN
    with django_assert_num_queries(0):
        may_have_files(fresh_user := AnonymousUser(), page, NOW)
    assert fresh_user.is_anonymous


def test_files_for_members_are_closed_to_visitors_and_people_not_approved(member, outsider):
    page = make_resource(files_for=FilesFor.MEMBERS)
    assert answer(AnonymousUser(), page) == FilesReason.SIGN_IN
    assert answer(outsider, page) == FilesReason.MEMBERS
    assert answer(member, page) == FilesReason.OPEN


def test_a_suspended_member_has_the_files_no_longer(member, coordinator):
    page = make_resource(files_for=FilesFor.MEMBERS)
    workflow.suspend(membership=member.membership, actor=coordinator, now=NOW, reason="A check.")
    assert answer(fresh(member), page) == FilesReason.MEMBERS


def test_files_on_request_are_for_those_with_a_standing_grant(member, expert):
    page = make_resource(files_for=FilesFor.REQUEST)
    grant(page, expert, until=LATER)
    assert answer(AnonymousUser(), page) == FilesReason.SIGN_IN
    assert answer(member, page) == FilesReason.ASK
    assert answer(expert, page) == FilesReason.GRANTED


def test_a_grant_ends_by_itself_at_its_moment(member):
    page = make_resource(files_for=FilesFor.REQUEST)
    grant(page, member, until=NOW)
    assert answer(member, page) == FilesReason.ASK
    assert may_have_files(member, page, NOW - timedelta(seconds=1))


def test_a_grant_that_was_revoked_is_none(member):
    page = make_resource(files_for=FilesFor.REQUEST)
    grant(page, member, until=LATER, state=AccessState.REVOKED)
    assert answer(member, page) == FilesReason.ASK


def test_a_grant_is_for_one_resource(member):
    page = make_resource(files_for=FilesFor.REQUEST)
    grant(make_resource("other", files_for=FilesFor.REQUEST), member, until=LATER)
    assert answer(member, page) == FilesReason.ASK


@pytest.mark.parametrize("files_for", FilesFor.values)
def test_an_embargo_closes_the_files_for_all_but_those_who_keep_the_library(
    files_for, member, editor, coordinator
):
    page = make_resource(files_for=files_for, files_from=LATER)
    grant(page, member, until=LATER + timedelta(days=1))
    access = may_have_files(member, page, NOW)
    assert answer(member, page) == FilesReason.LATER
    assert answer(AnonymousUser(), page) == FilesReason.LATER
    assert access.opens_at == LATER
    assert access.words == (
        "The files will be here from 2 March 2026, 11:00. Please come back then."
    )
    assert answer(editor, page) == FilesReason.KEEPER
    assert answer(coordinator, page) == FilesReason.KEEPER


def test_an_embargo_ends_at_its_moment(member):
    page = make_resource(files_from=NOW)
    assert answer(member, page) == FilesReason.OPEN
    assert answer(AnonymousUser(), page) == FilesReason.OPEN


def test_who_may_not_open_the_page_is_not_in_the_list_of_open_files(member, researcher):
    page = make_resource()
    restrict(page, "Researchers")
    assert list(with_open_files(member, NOW)) == []
    assert list(with_open_files(researcher, NOW)) == [page]


def test_the_condition_works_from_files(member, outsider):
    open_doc, closed_doc = document("open.txt"), document("closed.txt")
    make_resource("open", versions=[make_version(1, open_doc)])
    make_resource("closed", versions=[make_version(1, closed_doc)], files_for=FilesFor.MEMBERS)

    def documents(user):
        rows = VersionFile.objects.filter(files_open(user, NOW, "version__resource__"))
        return set(rows.values_list("document_id", flat=True))

    assert documents(outsider) == {open_doc.pk}
    assert documents(member) == {open_doc.pk, closed_doc.pk}


def test_the_catalogue_knows_the_rules():
    page = make_resource(files_for=FilesFor.MEMBERS, files_from=LATER)
    details = ResourcePage.objects.get(pk=page.pk).catalogue_entry.details
    assert (details["files_for"], details["files_from"]) == ("members", LATER.isoformat())


# What answers a request for a file


def test_a_visitor_is_sent_to_sign_in_for_files_of_members(client):
    make_resource(files_for=FilesFor.MEMBERS)
    response = client.get("/resources/audit/download/")
    assert (response.status_code, response["Location"]) == (
        302,
        "/account/login/?next=/resources/audit/download/",
    )
    assert client.get("/resources/audit/").status_code == 200


def test_files_on_request_are_refused_with_the_reason(client, member):
    make_resource(files_for=FilesFor.REQUEST)
    client.force_login(member)
    response = client.get("/resources/audit/download/")
    assert response.status_code == 403
    html = response.content.decode()
    assert "The files are given on request." in html
    assert 'href="/resources/audit/request/"' in html
    assert "no-store" in response["Cache-Control"]


def test_whom_asking_does_not_help_is_led_to_no_form(client, member):
    make_resource(files_for=FilesFor.REQUEST, files_from=datetime(2999, 1, 1, tzinfo=UTC))
    client.force_login(member)
    response = client.get("/resources/audit/download/")
    assert response.status_code == 403
    assert 'href="/resources/audit/request/"' not in response.content.decode()


def test_the_document_address_is_closed_with_the_files(client, member):
    form = document()
    page = make_resource(versions=[make_version(1, form)], files_for=FilesFor.MEMBERS)
    url = page.versions.get().files.get().document.url
    assert client.get(url).status_code == 404
    client.force_login(member)
    assert client.get(url).status_code == 200
