"""An empty Wagtail site to measure against: what ``wagtail start`` makes, with one page.

wagtail/bakerydemo, the site that the promises name, is no package that could be installed here. Its
blog index takes about 7.4 times the processor time of an empty Wagtail page (0.12 to 0.15 of it,
measured in November 2026), and its processes take about 90 MB each.
"""

import os
import subprocess
import sys
from pathlib import Path

NAME = "emptysite"
SETTINGS = """
from emptysite.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-a-benchmark"
ALLOWED_HOSTS = ["127.0.0.1"]
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
CONN_MAX_AGE = 60
"""
PAGE = '{% extends "base.html" %}{% block content %}<h1>{{ page.title }}</h1>{% endblock %}\n'
BLOG_INDEX_IN_EMPTY_PAGES = 7.4
BAKERYDEMO_MIB = 90


def environment(folder: Path) -> dict[str, str]:
    """What a process that serves the site needs."""
    return {"PYTHONPATH": str(folder), "DJANGO_SETTINGS_MODULE": f"{NAME}.settings.bench"}


def make(folder: Path) -> str:
    """Make the site in ``folder`` and return the name of its application."""
    start = "from wagtail.bin.wagtail import main; main()"
    run([sys.executable, "-c", start, "start", NAME, str(folder)], folder)
    (folder / NAME / "settings" / "bench.py").write_text(SETTINGS)
    (folder / "home" / "templates" / "home" / "home_page.html").write_text(PAGE)
    run([sys.executable, "manage.py", "migrate", "--verbosity", "0"], folder)
    return f"{NAME}.wsgi:application"


def run(command: list[str], folder: Path) -> None:
    subprocess.run(
        command,
        cwd=folder,
        check=True,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **environment(folder)},
    )
