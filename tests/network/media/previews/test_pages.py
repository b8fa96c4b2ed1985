"""Pictures of pages: as many as are shown, of every shape, and a reason for what has none."""

import io
import json

from PIL import Image

from network.media.previews import pages
from tests.network.media.previews.samples import pdf


def lines(folder) -> list[dict]:
    return [json.loads(line) for line in (folder / "pages.jsonl").read_text().splitlines()]


def test_each_page_becomes_a_picture_a_thousand_pixels_wide(tmp_path):
    assert pages.picture_pages(io.BytesIO(pdf(pages=2)), tmp_path) == "ok"
    assert lines(tmp_path) == [
        {"pages": 2},
        {"number": 1, "width": 1000, "height": 1500},
        {"number": 2, "width": 1000, "height": 1500},
    ]
    with Image.open(tmp_path / "2.webp") as picture:
        assert (picture.format, picture.size) == ("WEBP", (1000, 1500))


def test_of_a_file_of_two_thousand_pages_the_first_are_drawn(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "PICTURED_PAGES", 3)
    assert pages.picture_pages(io.BytesIO(pdf(pages=2000)), tmp_path) == "ok"
    drawn = lines(tmp_path)
    assert (drawn[0]["pages"], len(drawn) - 1) == (2000, 3)


def test_a_page_like_a_ribbon_stays_small(tmp_path):
    assert pages.picture_pages(io.BytesIO(pdf(pages=1, size=(20, 14000))), tmp_path) == "ok"
    assert lines(tmp_path)[1]["height"] <= pages.WIDTH * pages.TALLEST + 1


def test_a_locked_file_and_a_broken_one_say_so(tmp_path):
    assert pages.picture_pages(io.BytesIO(pdf(password="secret")), tmp_path) == "encrypted"
    assert pages.picture_pages(io.BytesIO(b"%PDF-1.7 no"), tmp_path) == "broken"
