"""Confined processes: bounded in memory, time and what they write; nothing of theirs stays."""

import io
import os
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from network.confined import Limits, NotStarted, run_module, run_on_copy, run_program, running

MIB = 1024 * 1024
QUICK = Limits(memory_bytes=512 * MIB, cpu_seconds=5, wall_seconds=20, written_bytes=8 * MIB)


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run these lines as a module of a folder of the test's own."""

    def write_and_run(code: str, *arguments: str, limits: Limits = QUICK, words=b"", result=None):
        (tmp_path / "played_child.py").write_text(code)
        monkeypatch.syspath_prepend(str(tmp_path))
        source = tmp_path / "source"
        source.write_bytes(words)
        with source.open("rb") as file:
            return run_module("played_child", *arguments, source=file, limits=limits, result=result)

    return write_and_run


def test_it_reads_its_input_and_its_words_come_back(run):
    outcome = run("import sys\nprint(sys.stdin.read(), *sys.argv[1:])", "one", words=b"read")
    assert (outcome.ended_well, outcome.said) == (True, b"read one\n")


def test_the_result_goes_to_its_own_file(run, tmp_path):
    with (tmp_path / "result").open("w+b") as result:
        outcome = run("import os, sys\nos.write(int(sys.argv[1]), b'bytes')", result=result)
        result.seek(0)
        assert (outcome.ended_well, result.read()) == (True, b"bytes")


def test_a_file_without_a_number_is_copied_and_the_result_comes_back(tmp_path, monkeypatch):
    (tmp_path / "played_child.py").write_text(
        "import os, sys\nos.write(int(sys.argv[2]), sys.stdin.buffer.read() + sys.argv[1].encode())"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    file = io.BytesIO(b"What was read")
    file.seek(3)
    outcome = run_on_copy("played_child", ", and said", file=file, limits=QUICK)
    with outcome.result as result:
        assert (outcome.ended_well, result.read()) == (True, b"What was read, and said")
    assert file.tell() == 0


def test_a_result_is_gone_when_nobody_holds_it():
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    run_on_copy("json.tool", file=io.BytesIO(b"{}"), limits=QUICK)
    after = len(os.listdir("/proc/self/fd")) if before else 0
    assert after == before


def test_it_has_no_environment_and_finds_the_project(run, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    monkeypatch.delenv("TMPDIR", raising=False)
    code = "import os, network.confined\nprint(sorted(set(os.environ) - {'LC_CTYPE'}))"
    assert run(code).said == b"['PATH']\n"


def test_too_much_memory_is_an_outcome(run):
    outcome = run("print('before', flush=True)\nbytearray(900 * 1024 * 1024)")
    assert (outcome.ended_well, outcome.said) == (False, b"before\n")


def test_too_much_work_is_an_outcome(run):
    started = time.monotonic()
    assert not run("while True: pass", limits=replace(QUICK, cpu_seconds=1)).ended_well
    assert time.monotonic() - started < 15


def test_too_long_a_time_is_an_outcome_and_what_was_said_is_kept(run):
    code = "import time\nprint('first', flush=True)\ntime.sleep(60)"
    outcome = run(code, limits=replace(QUICK, wall_seconds=2))
    assert (outcome.ended_well, outcome.said) == (False, b"first\n")


def test_too_large_a_file_is_an_outcome(run, tmp_path):
    target = tmp_path / "large"
    assert not run(f"open({str(target)!r}, 'wb').write(bytes(20 * 1024 * 1024))").ended_well
    assert target.stat().st_size <= 8 * MIB


def test_of_endless_words_only_so_many_are_read(run, monkeypatch):
    monkeypatch.setattr(running, "MOST_SAID_BYTES", 1000)
    assert len(run("print('x' * 5000)").said) == 1000


def test_what_it_started_ends_with_it(run, tmp_path):
    note = tmp_path / "note"
    code = (
        "import subprocess, sys\n"
        "subprocess.Popen([sys.executable, '-c', "
        f"\"import time; time.sleep(2); open({str(note)!r}, 'w')\"])"
    )
    run(code)
    time.sleep(3)
    assert not note.exists()


def test_a_program_has_the_limits_too(tmp_path):
    code = "import resource; print(resource.getrlimit(resource.RLIMIT_AS)[0])"
    outcome = run_program(
        sys.executable, "-c", code, limits=QUICK, environment={"PATH": ""}, folder=tmp_path
    )
    assert outcome.said == f"{512 * MIB}\n".encode()


def test_no_file_stays_open(run):
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0
    for code in ("print(1)", "1 / 0"):
        run(code)
    after = len(os.listdir("/proc/self/fd")) if before else 0
    assert after == before


def test_a_source_needs_a_number():
    with pytest.raises(io.UnsupportedOperation):
        run_module("json.tool", source=io.BytesIO(b"{}"))


@pytest.mark.parametrize("program", [None, "", "/nowhere/python"])
def test_where_no_process_can_be_started_that_is_no_outcome(run, monkeypatch, program):
    monkeypatch.setattr(running.sys, "executable", program)
    with pytest.raises(NotStarted):
        run("print('never')")


@pytest.mark.parametrize("error", [OSError(12, "Cannot allocate memory"), MemoryError()])
def test_nor_where_there_is_no_memory_for_one(run, monkeypatch, error):
    def refuse(*arguments, **options):
        raise error

    monkeypatch.setattr(running.subprocess, "Popen", refuse)
    with pytest.raises(NotStarted):
        run("print('never')")
