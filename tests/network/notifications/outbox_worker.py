"""A worker of its own process: ``python -m tests.network.notifications.outbox_worker PORT NOW``.

Delivers what is due at NOW to the mail server at PORT, from the database of ``DATABASE_URL``, and
prints how many left.
"""

import sys
from datetime import datetime

import django


def main(port: str, now: str) -> None:
    django.setup()
    from django.conf import settings

    from network.notifications.delivery import deliver_due
    from tests.network.notifications.mail_servers import SMTP_BACKEND

    settings.EMAIL_BACKEND = SMTP_BACKEND
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", int(port)
    settings.EMAIL_TIMEOUT = 30
    _say("ready")
    sys.stdin.readline()
    _say(str(deliver_due(now=datetime.fromisoformat(now))))


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
