"""Files in an S3 bucket: links signed for one file and one minute. No request leaves the machine:
signing needs none, and every connection is refused."""

import socket
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import RequestFactory
from environ import Env

from network.media.serving import send_file
from network.media.storages import PrivateS3Storage
from network.settings.storage import private_storage, sender


@dataclass
class Field:
    storage: PrivateS3Storage
    name: str


@dataclass
class Kept:
    file: Field
    content_type: str = "application/pdf"
    pk: int = 1


@pytest.fixture
def storage(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("a test asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    options = private_storage(
        environment(
            S3_BUCKET="network-files",
            S3_REGION="eu-west-2",
            S3_ENDPOINT_URL="https://files.example.org",
            S3_ACCESS_KEY_ID="key",
            S3_SECRET_ACCESS_KEY="secret",
        ),
        folder=None,
    )["OPTIONS"]
    return PrivateS3Storage(**options)


def environment(**values: str) -> Env:
    env = Env()
    env.ENVIRON = values
    return env


def link_to(storage, name: str, filename: str = "form.pdf", media_type: str = "application/pdf"):
    kept = Kept(Field(storage, name), media_type)
    return send_file(RequestFactory().get("/"), kept, filename, restricted=True)


def test_a_download_is_a_link_signed_for_a_minute(storage):
    response = link_to(storage, "documents/ab/abc.pdf", "Prüfung.pdf")
    link = urlsplit(response["Location"])
    asked = {name: value[0] for name, value in parse_qs(link.query).items()}
    assert response.status_code == 302
    assert link.netloc.endswith("files.example.org")
    assert link.path.endswith("documents/ab/abc.pdf")
    assert asked["X-Amz-Expires"] == "60"
    assert asked["response-content-disposition"] == "attachment; filename*=utf-8''Pr%C3%BCfung.pdf"
    assert asked["response-content-type"] == "application/pdf"
    assert len(asked["X-Amz-Signature"]) == 64


def test_the_link_is_kept_by_no_cache_and_told_to_nobody(storage):
    response = link_to(storage, "documents/ab/abc.pdf")
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_link_is_signed_for_its_file_alone(storage):
    signatures = {
        parse_qs(urlsplit(link_to(storage, name)["Location"]).query)["X-Amz-Signature"][0]
        for name in ("documents/ab/abc.pdf", "documents/ab/abd.pdf")
    }
    assert len(signatures) == 2


def test_a_dangerous_type_is_none_behind_the_link_either(storage):
    location = link_to(storage, "documents/ab/abc.svg", "a.svg", "image/svg+xml")["Location"]
    asked = parse_qs(urlsplit(location).query)
    assert asked["response-content-type"] == ["application/octet-stream"]


def test_a_bucket_is_private_and_overwrites_nothing(storage):
    assert (storage.default_acl, storage.file_overwrite, storage.querystring_auth) == (
        None,
        False,
        True,
    )


def test_without_a_bucket_files_are_in_a_folder_of_the_site_alone(tmp_path):
    chosen = private_storage(environment(), tmp_path)
    assert chosen["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert chosen["OPTIONS"]["file_permissions_mode"] == 0o600
    assert chosen["OPTIONS"]["directory_permissions_mode"] == 0o700


def test_a_web_server_that_sends_files_reads_them_as_a_member_of_the_group(tmp_path):
    chosen = private_storage(environment(SEND_FILES_BY="x-accel-redirect"), tmp_path)
    assert chosen["OPTIONS"]["file_permissions_mode"] == 0o640
    assert chosen["OPTIONS"]["directory_permissions_mode"] == 0o750


def test_an_unknown_sender_stops_the_start():
    with pytest.raises(ImproperlyConfigured, match="SEND_FILES_BY must be one of site, "):
        sender(environment(SEND_FILES_BY="nginx"))
    assert sender(environment(SEND_FILES_BY="")) == "site"
