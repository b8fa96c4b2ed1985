"""LibreOffice, played by a small program: within limits, with a folder of its own."""

import json
import sys
import time
from dataclasses import replace

import pytest

from network.media.previews import office
from tests.network.media.previews.samples import pdf


@pytest.fixture
def played(tmp_path, settings):
    """A program in LibreOffice's place, and the folder that it works in."""
    folder = tmp_path / "work"
    folder.mkdir()

    def play(code: str, name: str = "file.docx"):
        program = tmp_path / "soffice"
        program.write_text(f"#!{sys.executable} -I\nimport json, os, resource, sys, time\n{code}")
        program.chmod(0o700)
        settings.SOFFICE = str(program)
        return office.as_pdf(folder / name, folder)

    play.folder = folder
    return play


def test_what_it_made_is_found(played):
    (played.folder / "ready").write_bytes(pdf(pages=1))
    made = played("os.rename('ready', 'file.pdf')")
    assert made == played.folder / "file.pdf"


def test_nothing_made_is_an_outcome(played):
    assert played("sys.exit(1)") is None


@pytest.mark.parametrize(("name", "hidden_too"), [("file.docx", False), ("file.pptx", True)])
def test_hidden_slides_have_their_place_among_the_others(played, name, hidden_too):
    played("json.dump(sys.argv, open('arguments', 'w'))", name)
    arguments = json.loads((played.folder / "arguments").read_text())
    wanted = arguments[arguments.index("--convert-to") + 1]
    assert ("ExportHiddenSlides" in wanted) == hidden_too


def test_it_is_bound_in_memory_work_and_what_it_writes(played):
    played(
        "kinds = [resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE]\n"
        "json.dump([resource.getrlimit(kind) for kind in kinds], open('limits', 'w'))"
    )
    limits = json.loads((played.folder / "limits").read_text())
    wanted = [
        office.LIMITS.memory_bytes,
        office.LIMITS.cpu_seconds,
        office.LIMITS.written_bytes,
    ]
    assert limits == [[most, most] for most in wanted]


def test_what_it_leaves_behind_lies_in_its_own_folder(played):
    played("open('places', 'w').write(os.environ['TMPDIR'] + ' ' + os.environ['HOME'])")
    assert (played.folder / "places").read_text().split() == [str(played.folder)] * 2


def test_after_too_long_it_ends_with_what_it_started(played, monkeypatch):
    monkeypatch.setattr(office, "LIMITS", replace(office.LIMITS, wall_seconds=1))
    code = "if os.fork():\n    time.sleep(60)\nelse:\n    time.sleep(4); open('late', 'w')"
    assert played(code) is None
    time.sleep(4)
    assert not (played.folder / "late").exists()
