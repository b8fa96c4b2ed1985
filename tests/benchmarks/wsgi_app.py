"""The site behind two addresses of its own, which the server benchmark needs.

``/-/constant`` answers two bytes without Django: the price of the server alone. ``/-/file`` streams
8 MiB in pieces of 64 KiB, as the library's downloads do. Everything else is the site.
"""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.demo")

from network.wsgi import application as site

PIECE = b"\0" * 65_536
PIECES = 128


def application(environ, start_response):
    """WSGI entry point."""
    if environ["PATH_INFO"] == "/-/constant":
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", "2")])
        return [b"ok"]
    if environ["PATH_INFO"] == "/-/file":
        start_response(
            "200 OK",
            [
                ("Content-Type", "application/octet-stream"),
                ("Content-Length", str(len(PIECE) * PIECES)),
            ],
        )
        return (PIECE for _ in range(PIECES))
    return site(environ, start_response)
