"""DOCX and PPTX as PDF, by LibreOffice where it is installed (``SOFFICE``)."""

import os
from pathlib import Path

from django.conf import settings

from network.confined import Limits, run_program

MIB = 1024 * 1024
# LibreOffice asks for more addresses than it uses memory: half a GiB before it opens anything.
LIMITS = Limits(memory_bytes=2048 * MIB)
# Hidden slides are counted and read too: without them, later pictures would have others' words.
FORMATS = {
    ".pptx": 'pdf:impress_pdf_Export:{"ExportHiddenSlides":{"type":"boolean","value":"true"}}'
}


def is_there() -> bool:
    return bool(settings.SOFFICE)


def as_pdf(source: Path, folder: Path) -> Path | None:
    """Convert ``source`` into ``folder``; None when LibreOffice gives none within its limits.

    It runs with a profile and temporary files of its own, which end with the folder: no macro, no
    history, no lock that another conversion would wait for. What it started ends with it.
    """
    arguments = [
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation=file://{folder}/profile",
        *("--convert-to", FORMATS.get(source.suffix, "pdf"), "--outdir", str(folder), str(source)),
    ]
    environment = {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "en_GB.UTF-8",
    }
    run_program(settings.SOFFICE, *arguments, limits=LIMITS, environment=environment, folder=folder)
    made = folder / f"{source.stem}.pdf"
    return made if made.is_file() else None
