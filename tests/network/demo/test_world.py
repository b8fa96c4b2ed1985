from datetime import UTC, date, datetime

import pytest

from network.demo.world import World, read_content, read_file

NOW = datetime(2026, 11, 20, 15, 0, tzinfo=UTC)


def test_files_are_read_in_the_order_of_their_names(tmp_path):
    (tmp_path / "b.md").write_text('+++\nslug = "b"\n+++\nSecond.\n')
    (tmp_path / "a.md").write_text('+++\nslug = "a"\n+++\n\n## First\n')
    assert read_content(tmp_path) == [({"slug": "a"}, "## First"), ({"slug": "b"}, "Second.")]


@pytest.mark.parametrize(
    "text", ["No front matter.", "+++\nslug = \n+++\nBody.", "+++\nslug = 1\n"]
)
def test_a_file_without_proper_front_matter_is_refused(tmp_path, text):
    path = tmp_path / "x.md"
    path.write_text(text)
    with pytest.raises(ValueError, match=r"x\.md"):
        read_file(path)


def test_two_worlds_draw_the_same_chances():
    draws = [[World(now=NOW).rng.random() for _ in range(1)] for _ in range(2)]
    assert draws[0] == draws[1]


def test_days_are_counted_from_now():
    world = World(now=NOW)
    assert world.ago(2) == datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
    assert world.ago(200, hour=9) == datetime(2026, 5, 4, 8, 0, tzinfo=UTC)
    assert world.ago(-3, hour=16) == datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
    assert world.date_ago(-1) == date(2026, 11, 21)


def test_nothing_of_the_past_lies_in_the_future():
    assert World(now=NOW).ago(0, hour=18) == NOW
