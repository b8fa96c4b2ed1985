"""A ZIP of many files by many hands: each is taken or listed with its reason, and nothing hangs."""

import random
import time
from datetime import date

import pytest

from network.media.models import SiteDocument
from resources.importing.running import run
from tests.network.safeguarding import upload_corpus as corpus
from tests.resources.importing.sheets import ROW, pair

pytestmark = pytest.mark.django_db


def strangers() -> dict[str, bytes]:
    """Whole, cut, scrambled, renamed and empty documents of every kind."""
    rng = random.Random(11)
    whole = {"docx": corpus.docx(), "pptx": corpus.pptx(), "xlsx": corpus.xlsx()}
    files = {}
    for kind, content in {**whole, "txt": b"Plain words.", "csv": b"a,b\n1,2\n"}.items():
        for count in range(12):
            changed = bytearray(content)
            for _ in range(count * 3):
                changed[rng.randrange(len(changed))] = rng.randrange(256)
            files[f"{kind}/{count}.{kind}"] = bytes(changed[: len(changed) - count])
    files["pdf/whole.pdf"] = corpus.pdf()
    files["pdf/cut.pdf"] = corpus.pdf()[:200]
    files["pdf/renamed.pdf"] = whole["docx"]
    files["old/letter.doc"] = corpus.COMPOUND + bytes(4000)
    files["odd/no-ending"] = b"x"
    files["odd/empty.txt"] = b""
    files["odd/\u202egnp.txt"] = b"A name that reads backwards."
    return files


def test_every_file_is_taken_or_listed(tmp_path):
    files = strangers()
    rows = [
        {**ROW, "slug": f"stranger-{number}", "file": name}
        for number, name in enumerate(files, start=2)
    ]
    began = time.monotonic()
    outcome = run(*pair(tmp_path, rows, files), today=date(2026, 3, 2), leave_out_refused=True)

    assert outcome.errors == []
    refused = {problem.row for problem in outcome.left_out if problem.column == "file"}
    assert refused
    assert len(refused) + SiteDocument.objects.count() == len(files)
    assert all(problem.words for problem in outcome.left_out)
    assert time.monotonic() - began < 120
