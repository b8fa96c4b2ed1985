"""deploy/nginx.conf with a real nginx: its grammar, and files sent after the site has checked."""

import http.client
import re
import subprocess
import threading
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from network.settings import base
from tests.benchmarks.wsgi_servers import free_port
from tests.deploy.nginx import INSTALLED, ROOT, Nginx, write_configuration

pytestmark = pytest.mark.skipif(INSTALLED is None, reason="nginx is not installed")
CONTENT = bytes(range(200))


class Quiet(WSGIRequestHandler):
    def log_message(self, *args) -> None:
        """Say nothing."""


def site(environ, start_response):
    """Answers like network.media.serving: the file's name for one path, 403 for every other."""
    if environ["PATH_INFO"] == "/download":
        start_response(
            "200 OK",
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", 'attachment; filename="form.pdf"'),
                ("Cache-Control", "private, no-store"),
                ("X-Accel-Redirect", "/-/files/documents/ab/%C3%B6.pdf"),
                ("Content-Length", "0"),
            ],
        )
    else:
        start_response("403 Forbidden", [("Content-Length", "0")])
    return [b""]


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nginx")
    files = folder / "private"
    (files / "documents/ab").mkdir(parents=True)
    (files / "documents/ab/ö.pdf").write_bytes(CONTENT)
    with make_server("127.0.0.1", 0, site, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            with Nginx(
                folder, site_port=server.server_port, port=free_port(), files=files
            ) as nginx:
                yield nginx.port
        finally:
            server.shutdown()
            thread.join()


def ask(port: int, path: str, method: str = "GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request(method, path, headers={"Host": "network.example.org", **headers})
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_the_configuration_with_tls_is_accepted(tmp_path):
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1"),
            *("-subj", "/CN=network.example.org", "-keyout", "privkey.pem"),
            *("-out", "fullchain.pem"),
        ],
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    main = write_configuration(tmp_path, site_port=8000, port=free_port(), files=tmp_path, tls=True)
    result = subprocess.run(
        [INSTALLED, "-t", "-c", str(main)], check=False, capture_output=True, text=True
    )
    assert result.returncode == 0, result.stderr
    assert "warn" not in result.stderr


def test_nginx_sends_what_the_site_names(port):
    response, body = ask(port, "/download")
    assert (response.status, body) == (200, CONTENT)
    kept = {
        "Content-Type": "application/pdf",
        "Content-Disposition": 'attachment; filename="form.pdf"',
        "Cache-Control": "private, no-store",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "X-Accel-Redirect": None,
    }
    assert {name: response.getheader(name) for name in kept} == kept


def test_nginx_answers_ranges_and_conditions(port):
    part, body = ask(port, "/download", Range="bytes=10-19")
    assert (part.status, body) == (206, CONTENT[10:20])
    assert part.getheader("Content-Range") == "bytes 10-19/200"
    assert ask(port, "/download", Range="bytes=200-")[0].status == 416
    etag = part.getheader("ETag")
    assert ask(port, "/download", **{"If-None-Match": etag})[0].status == 304
    whole, body = ask(port, "/download", Range="bytes=0-1", **{"If-Range": '"other"'})
    assert (whole.status, body) == (200, CONTENT)


def test_what_is_too_large_is_refused_with_words(port):
    for length, status in ((21 * 1024**2, None), (21 * 1024**2 + 1, 413)):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        connection.putrequest("POST", "/admin/resources/from-files/")
        connection.putheader("Content-Length", str(length))
        connection.endheaders()
        try:
            response = connection.getresponse()
        except TimeoutError:
            # It waits for the body.
            assert status is None
        else:
            assert response.status == status
            assert "Nothing was saved." in response.read().decode()
        connection.close()


def test_nginx_and_the_site_refuse_at_the_same_size():
    said = re.search(r"client_max_body_size (\d+)m;", (ROOT / "deploy/nginx.conf").read_text())
    assert int(said[1]) * 1024**2 == base.UPLOAD_MAX_BYTES + 1024**2 == base.REQUEST_MAX_BYTES


def test_head_tells_the_size(port):
    response, body = ask(port, "/download", "HEAD")
    assert (response.status, response.getheader("Content-Length"), body) == (200, "200", b"")


@pytest.mark.parametrize(
    "path",
    [
        "/-/files/documents/ab/%C3%B6.pdf",
        "/-/files/",
        "/-/files/../files/documents/ab/%C3%B6.pdf",
        "/%2d/files/documents/ab/%C3%B6.pdf",
    ],
)
def test_nobody_gets_a_file_past_the_site(port, path):
    assert ask(port, path)[0].status == 404
