"""Downloads: the right bytes under the right name to the right people, and nothing else."""

import pytest
from django.utils import timezone
from wagtail.models import ReferenceIndex

from network.members.roles import RESEARCHERS
from network.pages.gone import take_down
from resources.models import ResourcePage, ResourceVersion
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db

# how far the catalogue has changed; the page; the file
DOWNLOAD_QUERIES = 3


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def two_versions(db):
    return make_resource(
        "audit",
        versions=[
            make_version(1, document("old.txt", b"old")),
            make_version(2, document("new.txt", b"new"), document("extra.txt", b"extra")),
        ],
    )


@pytest.mark.parametrize("rows", [1, 3])
def test_a_download_takes_as_many_queries_for_one_file_as_for_three(
    client, django_assert_num_queries, rows
):
    make_resource(
        "audit", versions=[make_version(1, *[document(f"file-{n}.txt") for n in range(rows)])]
    )
    # The restrictions are read once in a process.
    client.head("/resources/audit/")
    with django_assert_num_queries(DOWNLOAD_QUERIES):
        response = client.get("/resources/audit/download/")
    assert response.status_code == 200


def test_the_download_is_the_first_file_of_the_latest_version(client, two_versions):
    response = client.get("/resources/audit/download/")
    assert body(response) == b"new"
    assert response["Content-Disposition"] == 'attachment; filename="new.txt"'


def test_each_file_of_each_version_has_its_address(client, two_versions):
    found = {}
    for version in ResourceVersion.objects.all():
        for file in version.files.all():
            url = file.address("audit", version.number)
            found[url.split("/")[4], file.label] = body(client.get(url))
    assert found == {
        ("1", "old.txt"): b"old",
        ("2", "new.txt"): b"new",
        ("2", "extra.txt"): b"extra",
    }


def test_the_address_of_a_file_stays_when_the_page_is_published_again(client, two_versions):
    file = ResourceVersion.objects.get(number=1).files.get()
    url = file.address("audit", 1)
    two_versions.title = "Audit, again"
    two_versions.save_revision().publish()
    assert body(client.get(url)) == b"old"


def test_the_answer_cannot_run_or_be_guessed_at(client, two_versions):
    response = client.get("/resources/audit/download/")
    assert response["Content-Type"] == "text/plain"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Content-Length"] == "3"
    assert "Content-Encoding" not in response
    assert response["Cache-Control"] == "no-cache"


def test_head_tells_the_same_without_the_bytes(client, two_versions):
    full = client.get("/resources/audit/download/")
    head = client.head("/resources/audit/download/")
    assert head.status_code == 200
    assert head.content == b""
    for name in ("Content-Type", "Content-Length", "Content-Disposition"):
        assert head[name] == full[name]


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_other_methods_are_refused(client, two_versions, method):
    assert getattr(client, method)("/resources/audit/download/").status_code == 405


@pytest.mark.parametrize(
    ("name", "header"),
    [
        (
            "Prüfung – Kontext.txt",
            "attachment; filename*=utf-8''Pr%C3%BCfung%20%E2%80%93%20Kontext.txt",
        ),
        ("an %22open%22 plan.txt", 'attachment; filename="an \\"open\\" plan.txt"'),
        ('a"b\r\nSet-Cookie: x=1.txt', 'attachment; filename="a\\"b Set-Cookie: x=1.txt"'),
    ],
)
def test_names_are_safe_in_the_header(client, name, header):
    make_resource("audit", versions=[make_version(1, document(name))])
    response = client.get("/resources/audit/download/")
    assert response["Content-Disposition"] == header
    assert "Set-Cookie" not in response


def test_a_file_of_another_resource_is_not_found_here(client, two_versions):
    other = document("other.txt", b"other")
    make_resource("other", versions=[make_version(1, other)])
    assert client.get(f"/resources/audit/versions/1/download/{other.pk}/").status_code == 404
    assert client.get(f"/resources/other/versions/1/download/{other.pk}/").status_code == 200


def test_a_file_of_another_version_is_not_found_here(client, two_versions):
    old = ResourceVersion.objects.get(number=1).files.get()
    assert client.get(f"/resources/audit/versions/2/download/{old.document_id}/").status_code == 404


def test_a_document_of_nobody_is_not_found(client, two_versions):
    loose = document("loose.txt")
    assert client.get(f"/resources/audit/versions/1/download/{loose.pk}/").status_code == 404


def test_a_lost_file_is_not_found(client, two_versions):
    stored = ResourceVersion.objects.get(number=2).files.first().document.file
    stored.storage.delete(stored.name)
    assert client.get("/resources/audit/download/").status_code == 404
    assert client.head("/resources/audit/download/").status_code == 404


def test_a_withdrawn_resource_gives_no_file(client, two_versions):
    url = ResourceVersion.objects.get(number=1).files.get().address("audit", 1)
    two_versions.unpublish()
    assert client.get("/resources/audit/download/").status_code == 404
    assert client.get(url).status_code == 404


def test_what_a_member_downloads_is_stored_nowhere(client, member, two_versions):
    restrict(two_versions)
    client.force_login(member)
    response = client.get("/resources/audit/download/")
    assert body(response) == b"new"
    assert "no-store" in response["Cache-Control"]


# Wagtail's own address of a document


def document_url(page) -> str:
    return page.versions.get(number=2).files.first().document.url


def test_the_document_address_serves_what_is_public(client, two_versions):
    response = client.get(document_url(two_versions))
    assert body(response) == b"new"
    assert response["Content-Disposition"] == 'attachment; filename="new.txt"'
    assert "Content-Encoding" not in response


def test_the_document_address_is_closed_with_the_resource(client, member, researcher, two_versions):
    url = document_url(two_versions)
    restrict(two_versions, RESEARCHERS)
    assert client.get(url).status_code == 404
    client.force_login(member)
    assert client.get(url).status_code == 404
    client.force_login(researcher)
    assert body(client.get(url)) == b"new"


@pytest.mark.parametrize("header", ["HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"])
def test_a_conditional_request_learns_no_more(client, two_versions, header):
    file = two_versions.versions.get(number=2).files.first().document
    restrict(two_versions)
    values = {
        "HTTP_IF_NONE_MATCH": f'"{file.file_hash}"',
        "HTTP_IF_MODIFIED_SINCE": "Fri, 01 Jan 2999 00:00:00 GMT",
    }
    answers = [
        client.get(file.url, **{header: values[header]}).status_code,
        client.head(file.url, **{header: values[header]}).status_code,
        client.get(file.url).status_code,
    ]
    assert answers == [404, 404, 404]


def test_the_document_of_a_draft_version_is_not_public(client, two_versions):
    coming = document("coming.txt", b"coming")
    two_versions.versions.add(make_version(3, coming))
    two_versions.save_revision()
    assert client.get(coming.url).status_code == 404


def test_a_document_on_no_page_is_for_editors_only(client, editor, member):
    loose = document("loose.txt", b"loose")
    assert client.get(loose.url).status_code == 404
    client.force_login(member)
    assert client.get(loose.url).status_code == 404
    client.force_login(editor)
    assert body(client.get(loose.url)) == b"loose"


def test_a_document_under_a_wrong_name_is_not_found(client, two_versions):
    file = two_versions.versions.get(number=2).files.first().document
    assert client.get(f"/documents/{file.pk}/other.txt").status_code == 404


def test_a_document_open_in_one_resource_stays_open_when_another_closes(client):
    shared = document("shared.txt", b"shared")
    make_resource("open", versions=[make_version(1, shared)])
    restrict(make_resource("closed", versions=[make_version(1, shared)]))
    assert client.get(shared.url).status_code == 200


def taken_out(page) -> str:
    """Take the page down and publish it without its second version, the one way out of what was
    public; the address that the version's file had."""
    url = document_url(page)
    take_down(page, now=timezone.now())
    changed = ResourcePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    changed.versions.remove(changed.versions.get(number=2))
    changed.save_revision().publish()
    assert [row.number for row in ResourcePage.objects.get(pk=page.pk).versions.all()] == [1]
    return url


@pytest.mark.parametrize("person", [None, "member"])
def test_what_was_taken_out_of_a_resource_is_closed_before_any_task_has_run(
    client, request, settings, two_versions, person
):
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    if person:
        client.force_login(request.getfixturevalue(person))
    url = document_url(two_versions)
    assert client.get(url).status_code == 200
    assert taken_out(two_versions) == url
    assert client.get(url).status_code == 404


def test_an_index_that_names_a_version_that_is_gone_opens_nothing(client, editor, two_versions):
    url = document_url(two_versions)
    file = two_versions.versions.get(number=2).files.first()
    two_versions.versions.get(number=2).delete()
    stale = ReferenceIndex.objects.filter(to_object_id=str(file.document_id))
    assert stale.filter(model_path__startswith="versions.").exists()
    assert client.get(url).status_code == 404
    client.force_login(editor)
    assert client.get(url).status_code == 200


def test_what_a_page_links_on_purpose_stays_public(client, two_versions):
    loose = document("policy.txt", b"policy")
    words = f'<p data-block-key="a"><a linktype="document" id="{loose.pk}">Policy</a></p>'
    make_resource("other", body=[("text", words)])
    assert body(client.get(loose.url)) == b"policy"
