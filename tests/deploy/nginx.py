"""nginx as ``deploy/nginx.conf`` configures it, on free ports of this machine and without TLS."""

import os
import re
import shutil
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
INSTALLED = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")

MAIN = """
{user}
daemon off;
pid {folder}/nginx.pid;
error_log stderr error;
worker_processes 1;
events {{ worker_connections 1024; }}
http {{
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


def write_configuration(folder: Path, *, site_port: int, port: int, files: Path, tls: bool) -> Path:
    """Put ``deploy/nginx.conf`` into ``folder`` with the ports and folders of a test."""
    site = (ROOT / "deploy/nginx.conf").read_text()
    site = re.sub(r"\n    listen \[::\][^;]*;", "", site)
    site = site.replace("127.0.0.1:8000", f"127.0.0.1:{site_port}")
    site = site.replace("listen 80;", f"listen 127.0.0.1:{port + 1};")
    site = site.replace("/srv/network/files/private/", f"{files}/")
    site = site.replace("/var/log/nginx/", f"{folder}/")
    if tls:
        site = site.replace("listen 443 ssl", f"listen 127.0.0.1:{port} ssl")
        site = site.replace("/etc/ssl/network.example.org/", f"{folder}/")
    else:
        site = site.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
        site = re.sub(r"\n    ssl_[^;]*;", "", site)
    (folder / "site.conf").write_text(site)
    shutil.copy(ROOT / "deploy/proxy_params_practitioners_network", folder)
    main = folder / "nginx.conf"
    user = "user root;" if os.geteuid() == 0 else ""
    main.write_text(MAIN.format(folder=folder, user=user))
    return main


class Nginx:
    """A running nginx before the site on ``site_port``: started on entry, ended on exit."""

    def __init__(self, folder: Path, *, site_port: int, port: int, files: Path) -> None:
        self.port = port
        self.configuration = write_configuration(
            folder, site_port=site_port, port=port, files=files, tls=False
        )

    def __enter__(self) -> "Nginx":
        self.process = subprocess.Popen([INSTALLED, "-c", str(self.configuration)])
        deadline = time.monotonic() + 10
        while True:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return self
            if time.monotonic() > deadline or self.process.poll() is not None:
                self.__exit__()
                raise RuntimeError("nginx did not start")
            time.sleep(0.05)

    def __exit__(self, *exc_info) -> None:
        self.process.terminate()
        self.process.wait(10)
