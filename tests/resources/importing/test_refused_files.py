"""What an import says of files that the gate refuses, and what becomes of them."""

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import ModelLogEntry

from network.media.marks import LOOKED_AT
from network.media.models import DocumentMarks, HeldFile, HeldState
from resources.importing.running import run
from resources.models import ResourcePage
from tests.resources.importing.sheets import FILES, ROW, TODAY, errors, pair

pytestmark = pytest.mark.django_db


def test_files_that_the_gate_refuses_are_listed_and_stop_it(tmp_path):
    rows = [ROW, {**ROW, "slug": "bad", "file": "bad.docx"}, {**ROW, "slug": "b", "file": "d.pdf"}]
    files = {**FILES, "bad.docx": b"not a document", "d.pdf": b"%PDF-1.7 nothing"}
    assert errors(tmp_path, rows, files) == [(3, "file"), (4, "file")]


def test_a_file_that_identifies_somebody_is_listed_with_its_reason(tmp_path):
    outcome = run(
        *pair(tmp_path, [ROW], {"form.txt": b"The NHS number is 943 476 5919."}), today=TODAY
    )
    assert [(error.row, error.words) for error in outcome.errors] == [
        (2, "form.txt: It identifies somebody: an NHS number inside.")
    ]
    assert not ResourcePage.objects.filter(slug="walk-the-route").exists()


@pytest.mark.parametrize(
    ("dry_run", "noted"),
    [
        (False, [("form.txt", HeldState.HELD), ("bad.docx", HeldState.REFUSED)]),
        (True, []),
    ],
)
def test_what_is_refused_is_noted_and_held_for_the_leads(tmp_path, editor, dry_run, noted):
    rows = [ROW, {**ROW, "slug": "bad", "file": "bad.docx"}]
    files = {"form.txt": b"The NHS number is 943 476 5919.", "bad.docx": b"not a document"}
    run(*pair(tmp_path, rows, files), today=TODAY, dry_run=dry_run, user=editor)
    held = HeldFile.objects.order_by("pk")
    assert [(row.name, row.state) for row in held] == noted
    assert {row.uploaded_by for row in held} <= {editor}


def test_the_terminal_learns_kinds_and_never_words(tmp_path, capsys):
    files = {
        "form.txt": b"Call me on 07700 900123, says Jayden.",
        "b.txt": b"The NHS number is 943 476 5919.",
        "Kayden Castellane-Ward.txt": b"A plan.",
    }
    rows = [{**ROW, "slug": name[:1].lower(), "file": name} for name in files]
    with pytest.raises(CommandError):
        call_command("import_resources", *pair(tmp_path, rows, files), "--verbosity", "2")
    words = capsys.readouterr().out
    assert "the screening marked" in words
    assert "(name withheld).txt" in words
    for private in ("07700", "Jayden", "943", "Kayden"):
        assert private not in words, private


def test_refused_files_may_be_left_out(tmp_path):
    rows = [ROW, {**ROW, "slug": "bad", "file": "bad.docx"}, {"slug": "bad", "file": "bad.pdf"}]
    files = {**FILES, "bad.docx": b"not a document", "bad.pdf": b"nor this"}
    outcome = run(*pair(tmp_path, rows, files), today=TODAY, leave_out_refused=True)
    assert outcome.errors == []
    assert [(problem.row, problem.column) for problem in outcome.left_out] == [
        (3, "file"),
        (4, "file"),
        (3, "version"),
        (3, "slug"),
    ]
    assert set(ResourcePage.objects.values_list("slug", flat=True)) == {"walk-the-route"}


MARKED = {"form.txt": b"Call me on 07700 900123, says Jayden Okafor."}


@pytest.mark.parametrize("dry_run", [True, False])
def test_marked_files_are_not_published_before_somebody_has_looked(tmp_path, dry_run):
    rows = [ROW, {"slug": ROW["slug"], "file": "b.txt", "label": "Second"}]
    files = {**MARKED, "b.txt": b"Words."}
    assert errors(tmp_path, rows, files, publish=True, dry_run=dry_run) == [(2, "file")]
    outcome = run(*pair(tmp_path, rows, files), today=TODAY, publish=True, dry_run=True)
    [error] = outcome.errors
    assert "form.txt: the screening marked a name and a telephone number." in error.words
    assert "--marks-looked-at" in error.words


def test_without_publishing_it_is_only_said(tmp_path):
    outcome = run(*pair(tmp_path, [ROW], MARKED), today=TODAY)
    assert outcome.errors == []
    assert "Look at it before it is published." in outcome.warnings[0].words
    assert DocumentMarks.objects.get().looked_at is None


def test_the_operator_says_that_the_marks_were_looked_at(tmp_path, editor):
    pages = pair(tmp_path, [ROW], MARKED)
    options = ("--publish", "--marks-looked-at", "--by", editor.email)
    call_command("import_resources", *pages, *options)
    assert ResourcePage.objects.get(slug="walk-the-route").live
    marks = DocumentMarks.objects.get()
    assert (marks.looked_by, marks.looked_at is None) == (editor, False)
    entry = ModelLogEntry.objects.get(action=LOOKED_AT)
    assert (entry.user, entry.data["by_command"]) == (editor, True)
    assert "by a command" in entry.message
    # The same file needs no second look.
    again = [{**ROW, "slug": "again"}]
    assert run(*pair(tmp_path, again, MARKED), today=TODAY, publish=True).errors == []
