import threading

import pytest

from resources.usage import buffer as buffers
from resources.usage.buffer import Buffer


def test_without_seconds_every_note_is_written_at_once():
    written = []
    Buffer(written.extend, 0).add("a")
    assert written == ["a"]


def test_notes_are_written_together_after_a_while():
    written, done = [], threading.Event()

    def write(notes):
        written.append(list(notes))
        done.set()

    buffer = Buffer(write, 0.05)
    buffer.add("a")
    buffer.add("b")
    assert done.wait(5)
    assert written == [["a", "b"]]


def test_what_could_not_be_written_waits_in_its_order_for_the_next_time():
    def refuse(notes):
        raise OSError("no database")

    buffer = Buffer(refuse, 60)
    buffer.waiting.extend(["a", "b"])
    with pytest.raises(OSError, match="no database"):
        buffer.flush()
    assert list(buffer.waiting) == ["a", "b"]


def test_newest_notes_stay_when_too_many_wait(monkeypatch, caplog):
    monkeypatch.setattr(buffers, "MOST", 2)
    buffer = Buffer(lambda notes: None, 60)
    buffer.timer = threading.Timer(60, lambda: None)
    for note in "abc":
        buffer.add(note)
    assert list(buffer.waiting) == ["b", "c"]
    assert len(caplog.records) == 1


def test_end_of_the_process_writes_what_waits():
    written = []
    buffer = Buffer(written.extend, 60)
    buffer.waiting.append("a")
    buffer.at_exit()
    assert written == ["a"]
