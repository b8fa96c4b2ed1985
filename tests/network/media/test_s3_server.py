"""Files in a bucket of a real protocol, an S3 of this machine's own: kept, and sent by a signed
link."""

import io
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile, File
from django.test import RequestFactory
from environ import Env

from network.media.serving import send_file
from network.media.storages import PrivateS3Storage
from network.safeguarding.files import check_upload, without_properties
from network.settings.storage import private_storage
from tests.network.safeguarding import upload_corpus as corpus

CONTENT = bytes(range(256)) * 4096


@dataclass
class Field:
    storage: PrivateS3Storage
    name: str


@dataclass
class Kept:
    file: Field
    content_type: str = "application/pdf"
    pk: int = 1


@pytest.fixture(scope="module")
def s3():
    """The address of a server that keeps everything in memory."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def storage(s3):
    """The private storage on an empty bucket."""
    bucket = f"files-{uuid.uuid4().hex}"
    env = Env()
    env.ENVIRON = {
        "S3_BUCKET": bucket,
        "S3_REGION": "eu-west-2",
        "S3_ENDPOINT_URL": s3,
        "S3_ACCESS_KEY_ID": "key",
        "S3_SECRET_ACCESS_KEY": "secret",
    }
    storage = PrivateS3Storage(**private_storage(env, folder=None)["OPTIONS"])
    where = {"LocationConstraint": "eu-west-2"}
    storage.connection.create_bucket(Bucket=bucket, CreateBucketConfiguration=where)
    return storage


def test_a_file_is_kept_read_and_deleted(storage):
    name = storage.save("documents/ab/abc.pdf", ContentFile(CONTENT))
    with storage.open(name) as file:
        assert file.read() == CONTENT
    assert (storage.exists(name), storage.size(name)) == (True, len(CONTENT))
    storage.delete(name)
    assert not storage.exists(name)


def test_what_was_stored_is_still_open_for_whoever_has_it(storage):
    file = io.BytesIO(CONTENT)
    name = storage.save("held/abc", File(file, name="held"))
    file.seek(0)
    assert file.read() == CONTENT
    assert storage.size(name) == len(CONTENT)


def test_a_file_that_is_held_is_looked_into_where_it_lies(storage):
    name = storage.save("held/abc", ContentFile(corpus.docx()))
    with storage.open(name) as file, without_properties(file, "docx") as bare:
        assert check_upload(file, filename="form.docx").size == storage.size(name)
        assert storage.size(storage.save("documents/ab/form.docx", File(bare, name="form"))) > 0


def test_a_second_file_of_a_name_overwrites_nothing(storage):
    first = storage.save("documents/ab/abc.pdf", ContentFile(b"first"))
    second = storage.save("documents/ab/abc.pdf", ContentFile(b"second"))
    assert first != second
    with storage.open(first) as file:
        assert file.read() == b"first"


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        ("Prüfung.pdf", "attachment; filename*=utf-8''Pr%C3%BCfung.pdf"),
        ('the "open" plan.pdf', 'attachment; filename="the \\"open\\" plan.pdf"'),
    ],
)
def test_the_signed_link_sends_the_file_under_its_name(storage, filename, header):
    name = storage.save("documents/ab/abc.pdf", ContentFile(CONTENT))
    response = send_file(RequestFactory().get("/"), Kept(Field(storage, name)), filename)
    assert urlsplit(response["Location"]).hostname.endswith("127.0.0.1")
    with urllib.request.urlopen(response["Location"], timeout=10) as sent:  # noqa: S310
        assert sent.read() == CONTENT
        assert sent.headers["Content-Type"] == "application/pdf"
        assert sent.headers["Cache-Control"] == "private, no-store"
        assert sent.headers["Content-Disposition"] == header


def test_the_link_answers_a_range(storage):
    name = storage.save("documents/ab/abc.pdf", ContentFile(CONTENT))
    response = send_file(RequestFactory().get("/"), Kept(Field(storage, name)), "a.pdf")
    asked = urllib.request.Request(response["Location"], headers={"Range": "bytes=5-9"})  # noqa: S310
    with urllib.request.urlopen(asked, timeout=10) as sent:  # noqa: S310
        assert (sent.status, sent.read()) == (206, CONTENT[5:10])


def test_a_link_to_what_is_not_there_gives_nothing(storage):
    link = storage.signed_link("nowhere.pdf", filename="a.pdf", media_type="text/plain", seconds=9)
    with pytest.raises(urllib.error.HTTPError):
        urllib.request.urlopen(link, timeout=10)  # noqa: S310
