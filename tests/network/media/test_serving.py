"""Ranges, conditions, types and senders of stored files, without a database."""

from dataclasses import dataclass

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import Http404
from django.test import RequestFactory
from django.utils.http import http_date

from network.media import streaming
from network.media.serving import send_file, send_picture

CONTENT = bytes(range(100))
get = RequestFactory().get
head = RequestFactory().head


@dataclass
class Field:
    storage: FileSystemStorage
    name: str


@dataclass
class Kept:
    file: Field
    content_type: str = "application/pdf"
    pk: int = 1


@pytest.fixture
def storage(tmp_path):
    return FileSystemStorage(location=tmp_path)


@pytest.fixture
def kept(storage):
    return Kept(Field(storage, storage.save("documents/ab/abc.pdf", ContentFile(CONTENT))))


def sent(kept, *, restricted=False, method=get, name="form.pdf", **headers):
    request = method("/", headers=headers)
    return send_file(request, kept, name, restricted=restricted)


def body(response) -> bytes:
    return b"".join(response.streaming_content)


@pytest.mark.parametrize(
    ("asked", "part", "content_range"),
    [
        ("bytes=0-9", CONTENT[:10], "bytes 0-9/100"),
        ("bytes=90-", CONTENT[90:], "bytes 90-99/100"),
        ("bytes=95-400", CONTENT[95:], "bytes 95-99/100"),
        ("bytes=-7", CONTENT[-7:], "bytes 93-99/100"),
        ("bytes=-700", CONTENT, "bytes 0-99/100"),
        ("Bytes = 0-0", CONTENT[:1], "bytes 0-0/100"),
    ],
)
def test_a_range_gives_that_part(kept, asked, part, content_range):
    response = sent(kept, Range=asked)
    assert (response.status_code, body(response)) == (206, part)
    assert response["Content-Range"] == content_range
    assert response["Content-Length"] == str(len(part))
    assert response["Content-Disposition"] == 'attachment; filename="form.pdf"'


@pytest.mark.parametrize("asked", ["bytes=100-", "bytes=900-901", "bytes=-0"])
def test_a_range_outside_the_file_is_told_its_size(kept, asked):
    response = sent(kept, Range=asked)
    assert (response.status_code, response.content) == (416, b"")
    assert response["Content-Range"] == "bytes */100"
    assert "Content-Disposition" not in response


@pytest.mark.parametrize(
    "asked",
    ["bytes=9-3", "bytes=-", "bytes=a-b", "items=0-1", "0-1", "bytes=0-1,5-6", "bytes=--1", ""],
)
def test_what_is_no_single_range_gets_the_whole_file(kept, asked):
    response = sent(kept, Range=asked)
    assert (response.status_code, body(response)) == (200, CONTENT)
    assert response["Accept-Ranges"] == "bytes"
    assert "Content-Range" not in response


def test_head_tells_the_size_and_ignores_ranges(kept):
    response = sent(kept, method=head, Range="bytes=0-9")
    assert (response.status_code, response["Content-Length"], response.content) == (200, "100", b"")


def test_an_unchanged_file_is_not_sent_again(kept):
    first = sent(kept)
    for headers in (
        {"If-None-Match": first["ETag"]},
        {"If-Modified-Since": first["Last-Modified"]},
    ):
        response = sent(kept, **headers)
        assert (response.status_code, response.content) == (304, b"")
        assert response["ETag"] == first["ETag"]


def test_another_tag_gets_the_file(kept):
    assert sent(kept, **{"If-None-Match": '"other"'}).status_code == 200


def test_a_failed_precondition_sends_nothing(kept):
    assert sent(kept, **{"If-Match": '"other"'}).status_code == 412


def test_if_range_goes_on_with_the_same_file_only(kept):
    first = sent(kept)
    answers = {
        first["ETag"]: 206,
        first["Last-Modified"]: 206,
        f"W/{first['ETag']}": 200,
        '"other"': 200,
        http_date(0): 200,
        "nonsense": 200,
    }
    found = {
        value: sent(kept, **{"Range": "bytes=0-9", "If-Range": value}).status_code
        for value in answers
    }
    assert found == answers


def test_two_files_of_the_same_content_have_their_own_tags(storage, kept):
    other = Kept(Field(storage, storage.save("documents/cd/cde.pdf", ContentFile(CONTENT))))
    assert sent(other)["ETag"] != sent(kept)["ETag"]


@pytest.mark.parametrize(
    "media_type", ["text/html", "image/svg+xml", "application/xhtml+xml", "text/javascript", ""]
)
def test_what_a_browser_might_run_is_sent_as_unknown_bytes(kept, media_type):
    kept.content_type = media_type
    response = sent(kept)
    assert response["Content-Type"] == "application/octet-stream"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Disposition"].startswith("attachment")


def test_a_restricted_file_is_kept_nowhere(kept):
    restricted = sent(kept, restricted=True)
    assert restricted["Cache-Control"] == "private, no-store"
    assert sent(kept)["Cache-Control"] == "no-cache"


def test_a_picture_of_the_site_is_shown_in_the_page(kept):
    kept.content_type = "image/webp"
    response = send_picture(get("/"), kept, restricted=True)
    assert (response["Content-Type"], response["Content-Disposition"]) == ("image/webp", "inline")
    assert response["Cache-Control"] == "private, no-store"


def test_a_lost_file_is_404_whoever_sends_it(kept, settings):
    kept.file.storage.delete(kept.file.name)
    for sender in ("site", "x-accel-redirect", "x-sendfile"):
        settings.SEND_FILES_BY = sender
        with pytest.raises(Http404):
            sent(kept)


def test_nginx_is_told_the_file_and_the_headers_that_survive(kept, settings):
    settings.SEND_FILES_BY = "x-accel-redirect"
    kept.file.name = kept.file.storage.save("documents/ab/ö b.pdf", ContentFile(b"x"))
    response = sent(kept, Range="bytes=0-0")
    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == "/-/files/documents/ab/%C3%B6%20b.pdf"
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="form.pdf"'


def test_other_web_servers_are_told_the_path(kept, settings):
    settings.SEND_FILES_BY = "x-sendfile"
    assert sent(kept)["X-Sendfile"] == kept.file.storage.path(kept.file.name)


@pytest.fixture
def large(storage):
    content = b"x" * (streaming.LARGE_FROM_BYTES + 1)
    return Kept(Field(storage, storage.save("documents/ab/large.pdf", ContentFile(content))))


@pytest.mark.django_db
def test_more_large_downloads_than_there_are_seats_wait(large, kept, settings, client):
    settings.FILES_SENT_AT_ONCE = 2
    on_their_way = [sent(large), sent(large)]
    response = send_file(client.get("/healthz").wsgi_request, large, "form.pdf")
    assert (response.status_code, response["Retry-After"]) == (503, "30")
    assert "Content-Disposition" not in response
    assert sent(kept).status_code == 200
    on_their_way[0].close()
    assert sent(large).status_code == 200


def test_a_finished_and_a_forgotten_download_give_their_seats_back(large, settings):
    settings.FILES_SENT_AT_ONCE = 1
    assert len(body(sent(large))) == streaming.LARGE_FROM_BYTES + 1
    forgotten = sent(large)
    del forgotten
    assert sent(large).status_code == 200
    assert streaming.SEATS.taken == 0


@pytest.fixture
def _connections_stay():
    """The end of an answer closes old connections to the database, as Django's client knows too."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.mark.usefixtures("_connections_stay")
def test_the_file_is_closed_when_the_visitor_goes_away(kept):
    response = sent(kept)
    pieces = response._iterator
    next(iter(response.streaming_content))
    response.close()
    assert pieces.file.closed
