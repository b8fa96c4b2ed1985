"""DOCX and PPTX as PDF, by LibreOffice where it is installed (``SOFFICE``)."""

import os
from pathlib import Path

from django.conf import settings

from network.media.previews import children


def is_there() -> bool:
    return bool(settings.SOFFICE)


def as_pdf(source: Path, folder: Path) -> Path | None:
    """Convert ``source`` into ``folder``; None when LibreOffice gives none within the time.

    It runs with a profile of its own, which ends with the folder: no macro, no history, no lock
    that another conversion would wait for.
    """
    command = [
        settings.SOFFICE,
        "--headless",
        "--norestore",
        "--nolockcheck",
        f"-env:UserInstallation=file://{folder}/profile",
        *("--convert-to", "pdf", "--outdir", str(folder), str(source)),
    ]
    environment = {"PATH": os.defpath, "HOME": str(folder), "LANG": "en_GB.UTF-8"}
    children.run_bounded(command, stdin=None, environment=environment, folder=folder)
    made = folder / f"{source.stem}.pdf"
    return made if made.is_file() else None
