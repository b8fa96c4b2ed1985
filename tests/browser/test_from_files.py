"""Several files at once in a browser: nothing that was chosen is lost to something forgotten."""

import re

import pytest
from playwright.sync_api import expect

from resources.models import ResourcePage
from tests.browser import journey

ADDRESS = "/admin/resources/from-files/"


def choose(page, *files: tuple[str, int]) -> None:
    page.locator("input[type=file]").set_input_files(
        [
            {"name": name, "mimeType": "text/plain", "buffer": b"Words. " * (size // 7 + 1)}
            for name, size in files
        ]
    )


def chosen(page) -> list[str]:
    return page.locator("input[type=file]").evaluate("input => [...input.files].map(f => f.name)")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_forgotten_type_loses_no_file(browser_page, editor, scripts):
    page = browser_page(ADDRESS, user=editor, scripts=scripts)
    choose(page, ("walk.txt", 100), ("guide.txt", 100))
    journey.press(page, "Make a draft")
    assert page.locator("select:invalid").count() == 1
    assert not ResourcePage.objects.exists()
    page.get_by_label("What kind of resource is it?").select_option(label="Briefing")
    journey.press(page, "Make a draft")
    expect(page).to_have_url(re.compile(r"/edit/$"))
    assert ResourcePage.objects.get().versions.get().files.count() == 2


def test_what_is_too_large_is_said_of_that_file(browser_page, editor, settings):
    settings.UPLOAD_MAX_BYTES, settings.REQUEST_MAX_BYTES = 1024 * 1024, 2 * 1024 * 1024
    page = browser_page(ADDRESS, user=editor)
    complaint = page.locator("[data-too-large]")
    choose(page, ("long.txt", 1_200_000))
    expect(complaint).to_have_text(
        "“long.txt” has 1.1 MB. Nothing was sent. One file may have up to 1.0\xa0MB: save it with "
        "smaller pictures, or as a PDF, or divide it."
    )
    choose(page, ("a.txt", 900_000), ("b.txt", 950_000))
    expect(complaint).to_have_text(
        "The 2 files together have 1.8 MB. Nothing was sent. Take some away: together they may "
        "have up to 1.8\xa0MB."
    )
    choose(page, *((f"{number}.txt", 10) for number in range(51)))
    expect(complaint).to_have_text(
        "These are 51 files. Nothing was sent. Take some away: at most 50 can be sent at once."
    )
    choose(page, ("a.txt", 900_000))
    expect(complaint).to_be_hidden()
