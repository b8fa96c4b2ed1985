"""A sheet and a ZIP become resources, all or none, with every fault named by row and column."""

import zipfile
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.management import CommandError, call_command

from network.media.models import SiteDocument
from network.search.models import CatalogueEntry, CatalogueVersion
from resources.importing import storing
from resources.importing.running import run
from resources.models import ResourcePage
from tests.network.safeguarding import upload_corpus
from tests.resources.building import make_resource
from tests.resources.importing.sheets import FILES, ROW, TODAY, errors, pair, write_xlsx, write_zip

pytestmark = pytest.mark.django_db


def stored_files() -> set[Path]:
    root = Path(storages["private"].location)
    return {path for path in root.rglob("*") if path.is_file()}


def test_a_row_becomes_a_draft_with_all_it_says(tmp_path):
    outcome = run(*pair(tmp_path, [ROW]), today=TODAY)

    assert outcome.errors == []
    page = ResourcePage.objects.get(slug="walk-the-route")
    assert not page.live
    assert page.published_date == date(2026, 3, 2)
    assert [sector.slug for sector in page.sectors.order_by("slug")] == ["police", "youth-work"]
    assert [context.slug for context in page.contexts.all()] == ["school"]
    assert [topic.slug for topic in page.topics.all()] == ["peer-mapping"]
    assert list(page.authors.values_list("sort_order", "name", "role")) == [
        (0, "Network research team", "Wrote it"),
        (1, "Hartwell Youth Service", ""),
    ]
    assert [block.block_type for block in page.body] == ["heading", "text"]
    file = page.versions.get().files.get()
    assert (file.label, file.document.filename) == ("Form to fill in", "form.txt")
    assert file.document.file.read() == FILES["form.txt"]


def test_rows_of_a_version_are_its_files_in_order(tmp_path):
    rows = [
        ROW,
        {"slug": "walk-the-route", "file": "guide.txt", "label": "Guide"},
        {
            "slug": "walk-the-route",
            "version": 2,
            "change_note": "Shorter.",
            "file": "second/form.txt",
        },
    ]
    files = {**FILES, "guide.txt": b"How to.", "second/form.txt": b"Who was there?"}

    assert run(*pair(tmp_path, rows, files), today=TODAY).errors == []
    page = ResourcePage.objects.get(slug="walk-the-route")
    assert [
        (version.number, [file.label for file in version.files.order_by("sort_order")])
        for version in page.versions.all()
    ] == [(1, ["Form to fill in", "Guide"]), (2, ["Form"])]


def test_published_resources_are_found_at_once(tmp_path, client):
    outcome = run(*pair(tmp_path, [ROW]), today=TODAY, publish=True)
    assert outcome.errors == []
    assert client.get("/resources/walk-the-route/").status_code == 200
    assert client.get("/resources/walk-the-route/download/").status_code == 200


def test_a_dry_run_changes_nothing(tmp_path):
    before = stored_files()
    assert errors(tmp_path, [ROW], dry_run=True) == []
    assert stored_files() == before


def test_all_faults_are_named_together(tmp_path):
    rows = [
        {**ROW, "type": "pamphlet", "sectors": "police; wizards", "published": "Tuesday"},
        {**ROW, "slug": "other", "file": "absent.txt", "files_for": "nobody", "version": "two"},
        {**ROW, "slug": "third", "title": "", "file": "", "review_due": "2026-13-01"},
        {**ROW, "slug": "third", "summary": "Another summary."},
        {**ROW, "slug": "fourth", "adapted_from": "no-such-resource", "open_to": "Strangers"},
        {**ROW, "slug": "feed", "summary": "x" * 301},
    ]
    assert set(errors(tmp_path, rows)) == {
        (2, "type"),
        (2, "sectors"),
        (2, "published"),
        (3, "files_for"),
        (3, "version"),
        (4, "title"),
        (4, "file"),
        (4, "review_due"),
        (5, "title"),
        (5, "summary"),
        (5, "review_due"),
        (6, "adapted_from"),
        (6, "open_to"),
        (7, "summary"),
        (7, "slug"),
    }


def test_words_of_an_error_help(tmp_path):
    outcome = run(*pair(tmp_path, [{**ROW, "sectors": "polise"}]), today=TODAY)
    assert [str(error) for error in outcome.errors] == [
        "Row 2, sectors: “polise” is none of this site's. Did you mean “police”?"
    ]


@pytest.mark.parametrize(
    ("columns", "wrong"),
    [
        (["slug", "title", "type", "file", "colour"], [(1, "colour")]),
        (["slug", "title", "title", "type", "file"], [(1, "title")]),
        (["slug", "title"], [(1, "type"), (1, "file")]),
    ],
)
def test_wrong_columns_stop_it(tmp_path, columns, wrong):
    sheet = write_xlsx(tmp_path / "s.xlsx", [ROW], columns)
    outcome = run(sheet, write_zip(tmp_path / "f.zip", FILES), today=TODAY)
    assert [(error.row, error.column) for error in outcome.errors] == wrong


def test_a_formula_is_refused(tmp_path):
    assert errors(tmp_path, [{**ROW, "licence": '=CONCATENATE("a","b")'}]) == [(2, "licence")]


def test_a_csv_from_a_spreadsheet_is_read(tmp_path):
    sheet = tmp_path / "sheet.csv"
    sheet.write_bytes(
        "\ufeffTitle;Type;File;Review due\r\nRoute;briefing;form.txt;02/03/2027\r\n".encode()
    )
    outcome = run(sheet, write_zip(tmp_path / "f.zip", FILES), today=TODAY)
    assert outcome.errors == []
    assert ResourcePage.objects.get(slug="route").review_due_date == date(2027, 3, 2)


def test_what_is_no_sheet_and_no_zip_is_said(tmp_path):
    sheet, archive = pair(tmp_path, [ROW])
    assert len(run(archive, archive, today=TODAY).errors) == 1
    assert [error.column for error in run(sheet, sheet.parent, today=TODAY).errors] == ["ZIP"]


def test_a_name_that_points_outside_stops_it(tmp_path):
    assert errors(tmp_path, [ROW], {**FILES, "../form.txt": b"x"}) == [(0, "ZIP")]
    assert errors(tmp_path, [ROW], {**FILES, "C:\\form.txt": b"x"}) == [(0, "ZIP")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_file_that_is_there_twice_is_not_guessed(tmp_path):
    sheet = write_xlsx(tmp_path / "s.xlsx", [ROW])
    archive = tmp_path / "f.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr("form.txt", b"One.")
        target.writestr("form.txt", b"Two.")
    outcome = run(sheet, archive, today=TODAY)
    assert [(error.row, error.column) for error in outcome.errors] == [(2, "file")]
    assert errors(tmp_path, [ROW], {"a/form.txt": b"One.", "b/form.txt": b"Two."}) == [(2, "file")]


def test_a_damaged_member_is_named_by_its_row(tmp_path):
    sheet, archive = pair(tmp_path, [ROW])
    data = archive.read_bytes()
    archive.write_bytes(data.replace(b"What did they see", b"What did they SEE"))
    outcome = run(sheet, archive, today=TODAY)
    assert [(error.row, error.column) for error in outcome.errors] == [(2, "file")]


def test_an_address_that_is_taken_is_refused(tmp_path):
    make_resource("walk-the-route")
    assert errors(tmp_path, [ROW]) == [(2, "slug")]


def test_adaptations_come_after_their_source_and_circles_are_refused(tmp_path):
    first = {**ROW, "slug": "after", "adapted_from": "before"}
    second = {**ROW, "slug": "before"}
    circle = [first, {**second, "adapted_from": "after"}]
    assert sorted(errors(tmp_path, circle)) == [(2, "adapted_from"), (3, "adapted_from")]
    assert run(*pair(tmp_path, [first, second]), today=TODAY).errors == []
    assert ResourcePage.objects.get(slug="after").adapted_from.slug == "before"


def test_a_catalogue_that_changes_is_free_until_the_last_moment(tmp_path, monkeypatch):
    """While pages are published the row that every other change waits for is not written."""
    numbers = []
    publish = ResourcePage.publish

    def publish_and_look(page, *args, **kwargs):
        publish(page, *args, **kwargs)
        numbers.append(CatalogueVersion.current().number)

    before = CatalogueVersion.current()
    monkeypatch.setattr(ResourcePage, "publish", publish_and_look)
    rows = [ROW, {**ROW, "slug": "second"}]
    run(*pair(tmp_path, rows), today=TODAY, publish=True)
    after = CatalogueVersion.current()
    assert numbers == [before.number, before.number]
    assert after.number == before.number + 1
    assert (after.entries, after.texts) != (before.entries, before.texts)
    entries = CatalogueEntry.objects.filter(page__slug__in=["walk-the-route", "second"])
    assert {entry.changed_in for entry in entries} == {after.number}


def test_nothing_stays_when_publishing_fails(tmp_path, monkeypatch, client):
    before, version = stored_files(), CatalogueVersion.current().number
    publish, calls = ResourcePage.publish, []

    def fail_at_the_second(page, *args, **kwargs):
        calls.append(page.slug)
        if len(calls) == 2:
            raise RuntimeError("the power went")
        publish(page, *args, **kwargs)

    monkeypatch.setattr(ResourcePage, "publish", fail_at_the_second)
    with pytest.raises(RuntimeError):
        run(*pair(tmp_path, [ROW, {**ROW, "slug": "second"}]), today=TODAY, publish=True)
    assert len(calls) == 2
    assert stored_files() == before
    assert (ResourcePage.objects.count(), SiteDocument.objects.count()) == (0, 0)
    assert CatalogueEntry.objects.filter(kind="resource").count() == 0
    assert CatalogueVersion.current().number == version


def test_content_that_is_stored_already_is_warned_of(tmp_path):
    run(*pair(tmp_path, [ROW]), today=TODAY)
    again = {**ROW, "slug": "again"}
    rows = [again, {"slug": "again", "file": "copy.txt"}]
    outcome = run(
        *pair(tmp_path, rows, {**FILES, "copy.txt": FILES["form.txt"]}), today=TODAY, dry_run=True
    )
    assert [(warning.row, warning.words) for warning in outcome.warnings] == [
        (2, "form.txt is stored already: “Walk the route: Form to fill in” (version 1 of “Walk "
            "the route”)."),
        (3, "copy.txt has the same content as the file of row 2."),
        (3, "copy.txt is stored already: “Walk the route: Form to fill in” (version 1 of “Walk "
            "the route”)."),
    ]  # fmt: skip


def test_a_stored_document_is_known_by_its_original_too(tmp_path):
    content = upload_corpus.docx()
    run(*pair(tmp_path, [{**ROW, "file": "a.docx"}], {"a.docx": content}), today=TODAY)
    rows = [{**ROW, "slug": "again", "file": "b.docx"}]
    outcome = run(*pair(tmp_path, rows, {"b.docx": content}), today=TODAY, dry_run=True)
    assert ["stored already" in warning.words for warning in outcome.warnings] == [True]


def test_publishing_asks_for_what_the_checklist_asks(tmp_path):
    bare = {"slug": "bare", "title": "Bare", "type": "briefing", "file": "form.txt"}
    assert sorted(errors(tmp_path, [bare], publish=True)) == [
        (2, "licence"),
        (2, "review_due"),
        (2, "sectors"),
        (2, "summary"),
    ]
    assert errors(tmp_path, [bare], dry_run=True) == []


@pytest.mark.parametrize("file", ["absent.txt", ""])
@pytest.mark.parametrize("leave_out", [False, True])
def test_a_file_that_is_not_there_is_one_fault(tmp_path, file, leave_out):
    rows = [{**ROW, "file": file}, {**ROW, "slug": "second"}]
    outcome = run(*pair(tmp_path, rows), today=TODAY, publish=True, leave_out_refused=leave_out)
    assert [(error.row, error.column) for error in outcome.errors] == [(2, "file")]
    assert outcome.left_out == []


def test_a_page_for_members_is_closed_from_the_first_moment(tmp_path, client, member):
    row = {**ROW, "open_to": "members"}
    assert run(*pair(tmp_path, [row]), today=TODAY, publish=True).errors == []
    assert client.get("/resources/walk-the-route/").status_code == 302
    assert b"Walk the route" not in client.get("/resources/").content
    client.force_login(member)
    assert client.get("/resources/walk-the-route/").status_code == 200


def test_files_are_removed_when_it_fails_in_the_middle(tmp_path, monkeypatch):
    rows = [ROW, {**ROW, "slug": "second"}]
    before = stored_files()
    calls = []

    def fail_at_the_second(page, plan):
        calls.append(plan.slug)
        if len(calls) == 2:
            raise RuntimeError("the power went")

    monkeypatch.setattr(storing, "restrict", fail_at_the_second)
    for row in rows:
        row["open_to"] = "members"
    with pytest.raises(RuntimeError):
        run(*pair(tmp_path, rows), today=TODAY)
    ROW.pop("open_to")
    assert stored_files() == before
    assert ResourcePage.objects.count() == 0
    assert SiteDocument.objects.count() == 0


def test_left_over_files_are_mentioned(tmp_path):
    outcome = run(*pair(tmp_path, [ROW], {**FILES, "extra.txt": b"x"}), today=TODAY)
    assert [(warning.row, warning.column) for warning in outcome.warnings] == [(0, "ZIP")]


def test_a_body_brings_no_script(tmp_path):
    blocks = (
        '[{"type": "text", "value": "<p onclick=\\"x()\\">Go<script>x()</script> '
        '<a href=\\"javascript:x()\\">here</a></p>"}, {"type": "image", "value": {"image": 1}}]'
    )
    assert run(*pair(tmp_path, [{**ROW, "about": blocks}]), today=TODAY).errors == []
    page = ResourcePage.objects.get(slug="walk-the-route")
    html = str(page.body[0].value)
    assert len(page.body) == 1
    assert "script" not in html
    assert "onclick" not in html


@pytest.mark.parametrize("about", ["[1]", '[{"type": "video", "value": ""}]', "[" * 5000])
def test_a_body_that_is_none_is_refused(tmp_path, about):
    assert errors(tmp_path, [{**ROW, "about": about}]) == [(2, "about")]


def test_the_command_says_what_would_happen(tmp_path, capsys):
    call_command("import_resources", *pair(tmp_path, [ROW]), "--dry-run")
    assert capsys.readouterr().out == "1 resource with 1 file would be imported, as drafts.\n"


def test_the_command_fails_with_all_faults(tmp_path, capsys):
    with pytest.raises(CommandError, match="2 things have to be mended"):
        call_command("import_resources", *pair(tmp_path, [{**ROW, "type": "x", "file": "y"}]))
    lines = capsys.readouterr().out.splitlines()
    assert [line[:13] for line in lines if line.startswith("  Row")] == [
        "  Row 2, type"[:13],
        "  Row 2, file",
    ]
