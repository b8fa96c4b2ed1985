"""How production serves the site: ``gunicorn --config deploy/gunicorn.conf.py``.

docs/decisions/0002-wsgi-server.md says why. A web server stands in front, ends TLS and buffers slow
visitors. Each thread may hold one database connection: workers × threads, and the worker's, must
stay below PostgreSQL's ``max_connections``. Without a web server that sends files, each slow
download holds a thread: ``FILES_SENT_AT_ONCE`` (24) stays below the threads of one process, so that
pages are answered whatever is being downloaded.
"""

import gc
import os

wsgi_app = "network.wsgi:application"
bind = os.environ.get("GUNICORN_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_WORKERS", "2"))
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS", "32"))

# Load the site once for all processes, which then share its memory: a quarter less for each. A
# reload (HUP) starts processes of the code that is loaded, so new code needs a restart: meanwhile
# requests wait at the socket of deploy/systemd/network-web.socket.
preload_app = os.environ.get("WEB_LOADED_ONCE", "yes") == "yes"

# A request longer than this has gone wrong; PostgreSQL gives up on a statement after 30 seconds.
timeout = 60
graceful_timeout = 30
keepalive = 5
# A worker is renewed now and then, so that no leak grows for weeks; not all at the same moment.
max_requests = 5000
max_requests_jitter = 500
# Heartbeats go to memory: a slow disk must not look like a dead worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108

# The proxy writes the access log, without addresses (deploy/nginx.conf); errors go to the journal.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True


def when_ready(server) -> None:
    """Before the first process starts: what is loaded is looked at by no collector, whose marks
    would make each process write a copy of its own."""
    if preload_app:
        gc.collect()
        gc.freeze()
