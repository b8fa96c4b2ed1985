"""What is in a data copy, and in which shape."""

import io
import json
import zipfile
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile

from network.privacy import archive, holdings
from network.privacy.holdings import HeldFile, Holding

NOW = datetime(2026, 7, 10, 10, 5, tzinfo=UTC)


def copy_of(user) -> zipfile.ZipFile:
    target = io.BytesIO()
    archive.write_archive(user, target, now=NOW)
    return zipfile.ZipFile(target)


@pytest.fixture
def only(monkeypatch):
    """Let these holdings be all there are."""

    def limit(*held: Holding) -> None:
        monkeypatch.setattr(archive, "all_holdings", lambda: list(held))

    return limit


class Outline(HTMLParser):
    """Headings, links and everything that is loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.ids, self.links, self.loaded, self.headings = [], [], [], []

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.links.append(attrs["href"])
        if tag in ("link", "script", "img", "iframe", "source"):
            self.loaded.append(attrs.get("href") or attrs.get("src"))
        if tag in ("h1", "h2"):
            self.headings.append(tag)


def test_members_of_the_archive(member):
    assert sorted(copy_of(member).namelist()) == [
        "README.txt",
        "data.json",
        "index.html",
        "style.css",
    ]


def test_json_has_the_documented_shape(member, only):
    only(
        Holding(
            "made.Up",
            "Made up",
            lambda user: [{"words": "“Ja” & <b>", "on": date(2026, 3, 1), "yes": True, "no": None}],
        )
    )
    assert json.loads(copy_of(member).read("data.json")) == {
        "format": "everything-held-about-me",
        "version": 1,
        "site": "Contextual Safeguarding Practitioners' Network",
        "made_at": "2026-07-10T10:05:00Z",
        "account": str(member.public_id),
        "sections": [
            {
                "model": "made.Up",
                "title": "Made up",
                "files": [],
                "rows": [{"words": "“Ja” & <b>", "on": "2026-03-01", "yes": True, "no": None}],
            }
        ],
    }


def test_page_speaks_plainly_and_escapes(member, only):
    only(
        Holding(
            "made.Up",
            "Made up",
            lambda user: [
                {
                    "words": "<b>bold</b>",
                    "on": date(2026, 3, 1),
                    "at": datetime(2026, 7, 1, 9, 30, tzinfo=UTC),
                    "yes": True,
                    "nothing": "",
                    "many": ["one", "two"],
                }
            ],
        ),
        Holding("made.Empty", "Nothing here", lambda user: []),
    )
    page = copy_of(member).read("index.html").decode()
    assert "<dd>&lt;b&gt;bold&lt;/b&gt;</dd>" in page
    assert "<dt>On</dt><dd>1 March 2026</dd>" in page
    assert "<dt>At</dt><dd>1 July 2026, 10:30</dd>" in page
    assert "<dt>Yes</dt><dd>Yes</dd>" in page
    assert "<dt>Nothing</dt><dd>–</dd>" in page
    assert "<dt>Many</dt><dd>one</dd><dd>two</dd>" in page
    assert "<summary>We hold nothing under 1 other heading</summary>" in page
    assert "<li>Nothing here</li>" in page


def test_page_loads_nothing_from_outside_and_its_contents_lead_somewhere(member):
    outline = Outline()
    outline.feed(copy_of(member).read("index.html").decode())
    assert outline.loaded == ["style.css"]
    assert outline.headings[0] == "h1"
    assert outline.headings.count("h1") == 1
    contents = [link[1:] for link in outline.links if link.startswith("#s")]
    assert len(contents) > 1
    assert [target for target in contents if target not in outline.ids] == []


def test_uploads_are_copied_under_safe_names(member, only):
    only(
        Holding(
            "made.Up",
            "Made up",
            lambda user: [],
            files=lambda user: [
                HeldFile("../../etc/passwd", lambda: ContentFile(b"one")),
                HeldFile("me.jpg", lambda: ContentFile(b"two")),
            ],
        )
    )
    copy = copy_of(member)
    names = json.loads(copy.read("data.json"))["sections"][0]["files"]
    assert names == ["files/01-001-passwd", "files/01-002-me.jpg"]
    assert [copy.read(name) for name in names] == [b"one", b"two"]
    assert 'href="files/01-002-me.jpg"' in copy.read("index.html").decode()


def test_a_file_that_is_lost_is_named_and_stops_nothing(member, only):
    def lost():
        raise FileNotFoundError

    only(
        Holding(
            "made.Up", "Made up", lambda user: [], files=lambda user: [HeldFile("me.jpg", lost)]
        )
    )
    copy = copy_of(member)
    assert "should have and could not find" in copy.read("README.txt").decode()
    assert "Made up: me.jpg" in copy.read("README.txt").decode()


def test_readme_counts_what_is_in_it(member, only):
    only(
        Holding("made.Up", "Made up", lambda user: [{"a": 1}, {"a": 2}]),
        Holding("made.Empty", "Nothing here", lambda user: []),
    )
    readme = copy_of(member).read("README.txt").decode()
    assert "  Made up: 2 entries\n" in readme
    assert "We hold nothing under these headings: Nothing here." in readme


def test_a_part_of_another_holding_is_no_heading(member, only):
    only(Holding("made.Up", "A part", lambda user: [], is_part=True))
    copy = copy_of(member)
    assert json.loads(copy.read("data.json"))["sections"] == []
    assert "A part" not in copy.read("README.txt").decode()


def test_files_are_dated_like_the_copy_and_their_owners_alone(member):
    for entry in copy_of(member).infolist():
        assert (entry.date_time, entry.external_attr >> 16) == ((2026, 7, 10, 11, 5, 0), 0o600)


def test_memory_does_not_grow_with_what_is_held(member, only):
    """2,000 rows of 2,000 characters (4 MB) and a file of 30 MB pass through 4 MB."""
    import tempfile
    import tracemalloc

    text = "x" * 2000

    class Zeros(io.RawIOBase):
        left = 30 * 1024 * 1024

        def readable(self):
            return True

        def read(self, size=-1):
            size = min(size, self.left)
            self.left -= size
            return bytes(size)

    only(
        Holding(
            "made.Up",
            "Made up",
            lambda user: ({"text": text} for _ in range(2000)),
            files=lambda user: [HeldFile("big.bin", Zeros)],
        )
    )
    with tempfile.TemporaryFile() as target:
        archive.write_archive(member, target, now=NOW)
        tracemalloc.start()
        target.seek(0)
        archive.write_archive(member, target, now=NOW)
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_every_app_takes_part(member):
    titles = [
        section["title"] for section in json.loads(copy_of(member).read("data.json"))["sections"]
    ]
    shown = [holding.title for holding in holdings.all_holdings() if not holding.is_part]
    assert titles == shown


def test_addresses_of_the_site_can_be_opened_from_the_copy(member, only, settings):
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    page, words = f"{base}/terms-of-use/versions/1/", f"{base}/ is what I wrote"
    only(Holding("saved.SavedItem", "Things", lambda user: [{"page": page, "note": words}]))
    outline = Outline()
    outline.feed(copy_of(member).read("index.html").decode())
    assert page in outline.links
    assert words not in outline.links


def test_what_was_agreed_to_is_read_at_a_full_address(member, settings):
    rows = json.loads(copy_of(member).read("data.json"))["sections"]
    agreed = next(row for row in rows if row["model"] == "consents.Agreement")["rows"]
    base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
    assert agreed
    assert [row["Read it at"][: len(base) + 1] for row in agreed] == [f"{base}/"] * len(agreed)
