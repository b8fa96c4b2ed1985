"""The web process behind ``network-web.socket``: systemd holds the address and hands it over."""

import os
import re
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.test_start import ROOT

APPLICATION = "tests.deploy.one_process:application"
PATIENCE = 30


@pytest.fixture
def address():
    """A listening socket, as systemd makes one before it starts the service."""
    listening = socket.create_server(("127.0.0.1", 0), backlog=64)
    yield listening
    listening.close()


@contextmanager
def running(listening: socket.socket):
    """Start gunicorn with the socket as its third file, which is how systemd gives it."""
    serve = f"{sys.executable} -m gunicorn --config deploy/gunicorn.conf.py {APPLICATION}"
    # Nobody else's address is asked for, should the socket not be taken.
    environment = {**os.environ, "GUNICORN_BIND": "127.0.0.1:0", "WEB_WORKERS": "1"}
    process = subprocess.Popen(
        ["bash", "-c", f"LISTEN_PID=$$ LISTEN_FDS=1 exec {serve} 3<&{listening.fileno()}"],
        pass_fds=[listening.fileno()],
        cwd=ROOT,
        env=environment,
    )
    try:
        yield process
    finally:
        process.terminate()
        process.wait(PATIENCE)


def who_answers(listening: socket.socket) -> int:
    port = listening.getsockname()[1]
    with urlopen(f"http://127.0.0.1:{port}/", timeout=PATIENCE) as answer:
        return int(answer.read())


def test_requests_wait_through_a_restart(address):
    with running(address) as before:
        assert who_answers(address) == before.pid
    with ThreadPoolExecutor(3) as visitors:
        waiting = [visitors.submit(who_answers, address) for _ in range(3)]
        with running(address) as after:
            assert {visitor.result() for visitor in waiting} == {after.pid}
    assert before.pid != after.pid


def test_the_socket_is_where_the_web_server_asks():
    unit = (ROOT / "deploy/systemd/network-web.socket").read_text()
    service = (ROOT / "deploy/systemd/network-web.service").read_text()
    [place] = re.findall(r"^ListenStream=(.+)$", unit, re.MULTILINE)
    assert f"server {place};" in (ROOT / "deploy/nginx.conf").read_text()
    assert "Requires=network-web.socket" in service
    assert "ExecReload" not in service, "a reload would keep the old code"
