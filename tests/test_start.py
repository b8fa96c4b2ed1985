"""What a server's process holds before anybody has asked it for anything."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

START = """
import sys
from django.urls import get_resolver
from network.wsgi import application
get_resolver().url_patterns
from django.db import connections
assert [each for each in connections.all(initialized_only=True) if each.connection] == []
print(" ".join(sorted({name.partition(".")[0] for name in sys.modules})))
"""
# Each takes megabytes of every process and is needed by few requests: imported where it is used.
FOR_FEW = {
    "docx",
    "holidays",
    "icalendar",
    "openpyxl",
    "pikepdf",
    "pptx",
    "pypdfium2",
    "reportlab",
    "stream_zip",
}


def test_what_few_requests_need_is_imported_for_them():
    """And nothing is asked of the database: processes may be forked off what is loaded."""
    ran = subprocess.run(
        [sys.executable, "-c", START], cwd=ROOT, capture_output=True, check=True, text=True
    )
    loaded = set(ran.stdout.split())
    assert {"django", "wagtail", "resources", "askexpert"} <= loaded
    assert loaded & FOR_FEW == set()
