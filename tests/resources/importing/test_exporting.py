"""What is exported can be imported into an empty library and gives the same."""

import errno
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Page

from network.media.models import SiteDocument
from network.pages import gone
from network.pages.models import PageAuthor
from network.reported import workflow as reported
from resources.importing import exporting
from resources.importing.columns import Author, joined, parts, read_authors
from resources.importing.exporting import export
from resources.importing.running import run
from resources.importing.sheets import read_sheet
from resources.models import ResourcePage, VersionFile
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def make_library(member) -> None:
    source = make_resource(
        "source",
        summary="=1+1 is how it begins.",
        sectors=["police", "health"],
        topics=["peer-mapping"],
        stages=["assess"],
        nations=["wales"],
        licence="CC BY 4.0",
        review_due_date=date(2027, 1, 1),
        body=[
            ("heading", "How to use it"),
            ("text", '<p data-block-key="abc12">Go <b>together</b>.</p>'),
            ("quote", {"text": "We asked.", "source": "Youth worker"}),
            ("steps", {"steps": [{"title": "Walk", "text": '<p data-block-key="x">Slowly.</p>'}]}),
        ],
        authors=(
            PageAuthor(member=member, role="Wrote it; tested it", sort_order=0),
            PageAuthor(name="A team", sort_order=1),
            PageAuthor(name="Safe Streets", is_body=True, sort_order=2),
        ),
        versions=[
            make_version(1, document("form.txt", b"One.")),
            make_version(
                2,
                document("form.txt", b"Two."),
                document("form.txt", b"Three."),
                note="Two forms;\nsecond line.",
            ),
        ],
    )
    make_resource(
        "adapted",
        adapted_from=source,
        files_for="members",
        files_from=datetime(2030, 1, 1, 9, 30, tzinfo=UTC),
    )
    restrict(make_resource("closed"))
    restrict(make_resource("for-editors"), "Editors")
    make_resource("draft", publish=False)


def described(page: ResourcePage) -> dict:
    restriction = page.view_restrictions.first()
    return {
        **{
            name: getattr(page, name)
            for name in (
                *("title", "slug", "summary", "organisation", "licence", "law_or_guidance"),
                *("how_tested", "published_date", "reviewed_date", "review_due_date"),
                *("files_for", "files_from", "live", "resource_type"),
            )
        },
        "adapted_from": page.adapted_from and page.adapted_from.slug,
        "terms": {
            facet: sorted(term.slug for term in terms)
            for facet, terms in page.taxonomy_terms().items()
        },
        "body": str(page.body),
        "authors": [(author.credit, author.role, author.is_body) for author in page.authors.all()],
        "open_to": restriction
        and (restriction.restriction_type, [group.name for group in restriction.groups.all()]),
        "versions": [
            (version.number, version.released_date, version.change_note, files_of(version))
            for version in page.versions.all()
        ],
    }


def files_of(version) -> list[tuple]:
    return [
        (file.label, file.document.filename, file.document.sha256, file.document.file.read())
        for file in version.files.order_by("sort_order")
    ]


def library() -> list[dict]:
    return [described(page) for page in ResourcePage.objects.filter(live=True).order_by("slug")]


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_an_export_gives_the_same_library(tmp_path, member, ending):
    make_library(member)
    sheet, archive = tmp_path / f"sheet.{ending}", tmp_path / "files.zip"
    before = library()
    assert export(sheet, archive, say=lambda line: None) == (4, 6)
    for page in ResourcePage.objects.all():
        Page.objects.get(pk=page.pk).delete()
    SiteDocument.objects.all().delete()

    outcome = run(sheet, archive, today=date(2026, 3, 2))

    assert [str(error) for error in outcome.errors] == []
    for page in ResourcePage.objects.all():
        page.get_latest_revision().publish()
    assert library() == before


def test_an_export_of_drafts_holds_what_was_last_saved(tmp_path):
    page = make_resource("draft", publish=False)
    page.summary = "Newer words."
    page.save_revision()
    sheet, archive = tmp_path / "s.csv", tmp_path / "f.zip"
    assert export(sheet, archive, say=lambda line: None) == (0, 0)
    assert export(sheet, archive, drafts=True, say=lambda line: None) == (1, 1)
    assert "Newer words." in sheet.read_text("utf-8-sig")
    with zipfile.ZipFile(archive) as written:
        assert written.namelist() == ["draft/1/form.txt"]


@pytest.mark.parametrize("decision", [None, "keep_down", "restore"])
def test_what_was_taken_down_is_in_no_export(tmp_path, safeguarding_lead, decision):
    page = make_resource("about-a-child")
    row = reported.report(page=page, now=NOW)
    if decision:
        getattr(reported, decision)(report=row, actor=safeguarding_lead, now=timezone.now())
    # Another address, so that the report alone tells.
    ResourcePage.objects.filter(pk=page.pk).update(slug="moved", url_path="/home/resources/moved/")
    sheet, archive = tmp_path / "s.csv", tmp_path / "f.zip"
    count = export(sheet, archive, drafts=True, say=lambda line: None)
    assert count == ((1, 1) if decision == "restore" else (0, 0))


def test_what_was_withdrawn_otherwise_is_in_no_export_either(tmp_path):
    make_resource("draft", publish=False)
    gone.take_down(make_resource("withdrawn"), now=NOW)
    sheet, archive = tmp_path / "s.csv", tmp_path / "f.zip"
    assert export(sheet, archive, drafts=True, say=lambda line: None) == (1, 1)
    assert "withdrawn" not in sheet.read_text("utf-8-sig")


def test_the_command_replaces_nothing_unasked(tmp_path, capsys):
    make_resource()
    sheet, archive = tmp_path / "s.xlsx", tmp_path / "f.zip"
    call_command("export_resources", sheet, archive)
    assert capsys.readouterr().out == "1 resource with 1 file written.\n"
    with pytest.raises(CommandError, match="is there already"):
        call_command("export_resources", sheet, archive)
    with pytest.raises(CommandError, match=r"ends in \.xlsx or \.csv"):
        call_command("export_resources", tmp_path / "s.ods", archive)


def test_the_command_says_where_it_cannot_write(tmp_path):
    nowhere = tmp_path / "nowhere"
    with pytest.raises(CommandError, match=f"There is no folder {nowhere}."):
        call_command("export_resources", nowhere / "s.xlsx", tmp_path / "f.zip")
    with pytest.raises(CommandError, match=f"There is no folder {nowhere}."):
        call_command("export_resources", tmp_path / "s.xlsx", nowhere / "f.zip")
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "f.zip").mkdir()
    with pytest.raises(CommandError, match="cannot be written: Is a directory"):
        call_command("export_resources", tmp_path / "s.xlsx", tmp_path / "f.zip", "--overwrite")


def test_an_export_that_fails_leaves_nothing_and_the_next_one_runs(tmp_path, monkeypatch):
    make_resource()
    sheet, archive = tmp_path / "s.xlsx", tmp_path / "f.zip"

    def no_room(path, rows):
        path.write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as broken:
        broken.setattr(exporting, "write_sheet", no_room)
        with pytest.raises(CommandError, match=f"{sheet} cannot be written: No space left"):
            call_command("export_resources", sheet, archive)
    assert list(tmp_path.iterdir()) == []
    call_command("export_resources", sheet, archive)
    assert {path.name for path in tmp_path.iterdir()} == {"s.xlsx", "f.zip"}
    before = archive.read_bytes()

    with monkeypatch.context() as broken:
        broken.setattr(exporting, "write_sheet", no_room)
        with pytest.raises(CommandError):
            call_command("export_resources", sheet, archive, "--overwrite")
    assert archive.read_bytes() == before


def test_a_control_character_that_was_kept_stops_no_export(tmp_path):
    make_resource()
    VersionFile.objects.update(label="Slides\x0bwith")
    sheet, archive = tmp_path / "s.xlsx", tmp_path / "f.zip"
    assert export(sheet, archive, say=lambda line: None) == (1, 1)
    assert read_sheet(sheet, [])[0]["label"] == "Slides with"


@pytest.mark.parametrize("entries", [[], ["a"], ["a; b"], ["a", "b; c"], ["one | two"]])
def test_a_cell_holds_any_entries(entries):
    assert parts(joined(entries)) == entries


@pytest.mark.parametrize(
    ("entry", "author"),
    [
        ("Ana Ruiz", Author("Ana Ruiz")),
        ("Ana Ruiz | Wrote | it", Author("Ana Ruiz", "Wrote | it")),
        ("Safe Streets | Wrote it | organisation", Author("Safe Streets", "Wrote it", True)),
        ("Safe Streets |  | organisation", Author("Safe Streets", "", True)),
        ("Safe Streets | organisation", Author("Safe Streets", "organisation")),
    ],
)
def test_an_author_is_read_as_it_is_written(entry, author):
    assert read_authors(entry) == [author]
    assert str(author) == entry
