"""ZIPs that every system can unpack, made while they are sent."""

import io
import zipfile
from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from network.media import streaming
from network.media.zips import Member, Names, safe_part, send_zip, text_member, zipped

NOW = datetime(2026, 11, 21, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("a/b\\c:d?.txt", "a b c d.txt"),
        ("CON.txt", "CON_.txt"),
        ("nul", "nul_"),
        ("Prüfung – Kontext.docx", "Prüfung – Kontext.docx"),
        ("x" * 200 + ".pdf", "x" * 76 + ".pdf"),
        ("ends in dots...", "ends in dots"),
        ("Say %22no%22 to it.txt", "Say no to it.txt"),
        ("a%2522b%250Ac.txt", "a%2522b%250Ac.txt"),
        ("%22.pdf", "file.pdf"),
        ("%\u202e22.pdf", "%22.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("...", "file"),
    ],
)
def test_parts_are_safe_on_every_system(text, part):
    assert safe_part(text) == part


def test_each_path_is_given_once_whatever_the_case():
    names = Names()
    assert [names.path("A", name) for name in ("b.txt", "B.txt", "b.txt", "b")] == [
        "A/b.txt",
        "A/B (2).txt",
        "A/b (3).txt",
        "A/b",
    ]


def test_a_zip_is_made_piece_by_piece():
    asked = []

    def pieces(number):
        def read():
            for _ in range(4):
                asked.append(number)
                yield b"x" * 100_000

        return read

    members = [Member(f"{n}.pdf", NOW, 400_000, pieces(n)) for n in (1, 2)]
    stream = zipped(members)
    next(stream)
    assert 2 not in asked
    with zipfile.ZipFile(_whole(members)) as archive:
        assert archive.testzip() is None


def _whole(members) -> io.BytesIO:
    return io.BytesIO(b"".join(zipped(members)))


def test_names_and_text_keep_every_letter():
    members = [text_member("Ünterlagen/Größe.txt", "Größe", modified=NOW)]
    with zipfile.ZipFile(_whole(members)) as archive:
        assert archive.namelist() == ["Ünterlagen/Größe.txt"]
        assert archive.read("Ünterlagen/Größe.txt").decode() == "Größe"


@pytest.mark.django_db
def test_a_zip_takes_a_seat_and_gives_it_back(settings, client):
    settings.FILES_SENT_AT_ONCE = 1
    members = [text_member("a.txt", "a", modified=NOW)]
    request = RequestFactory().get("/")
    first = send_zip(request, "a.zip", members, restricted=False)
    busy = send_zip(client.get("/healthz").wsgi_request, "a.zip", members, restricted=False)
    assert (first.status_code, busy.status_code) == (200, 503)
    b"".join(first.streaming_content)
    assert streaming.SEATS.taken == 0
    abandoned = send_zip(request, "a.zip", members, restricted=True)
    next(iter(abandoned.streaming_content))
    abandoned.close()
    assert streaming.SEATS.taken == 0
