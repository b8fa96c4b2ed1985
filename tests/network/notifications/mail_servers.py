"""Real mail servers on this machine, well and ill, for the tests of delivery."""

import asyncio
import threading
from collections import Counter
from contextlib import contextmanager
from email import message_from_bytes

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP

SMTP_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


class Mailbox:
    """Keeps what it acknowledges. ``answers`` maps the start of an address to what is said to it.

    ``rcpt``: refused by name, ``once``: refused by name the first time, ``drop``: the connection
    is cut after the message was read, ``slow``: no answer for that many seconds.
    """

    def __init__(self, *, rcpt=None, once=None, drop=(), slow=None):
        self.rcpt, self.once = rcpt or {}, dict(once or {})
        self.drop, self.slow = set(drop), dict(slow or {})
        self.received: list[tuple[str, str]] = []
        self.connections = 0
        self.holding = threading.Event()
        self.hold: set[str] = set()
        self.let_go = threading.Event()

    @property
    def copies(self) -> Counter:
        """How often each address was sent each Message-ID."""
        return Counter(self.received)

    @property
    def addresses(self) -> list[str]:
        return sorted(address for address, _ in self.received)

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        name = address.partition("@")[0]
        if name in self.rcpt:
            return self.rcpt[name]
        if name in self.once:
            return self.once.pop(name)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session, envelope):  # noqa: N802
        [address] = envelope.rcpt_tos
        name = address.partition("@")[0]
        if name in self.slow:
            await asyncio.sleep(self.slow.pop(name))
            return "451 too late"
        if name in self.drop:
            self.drop.discard(name)
            server.transport.abort()
            return "451 never heard"
        if name in self.hold:
            self.hold.discard(name)
            self.holding.set()
            while not self.let_go.is_set():
                await asyncio.sleep(0.02)
            return "451 held too long"
        message_id = message_from_bytes(envelope.content)["Message-ID"]
        self.received.append((address, message_id))
        return "250 OK"


class OnAFreePort(Controller):
    """The machine chooses the port, so that tests can run side by side."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def running(mailbox: Mailbox):
    """Start a server and yield its port."""
    controller = OnAFreePort(mailbox, hostname="127.0.0.1", port=0)
    controller.start()
    try:
        yield controller.port
    finally:
        mailbox.let_go.set()
        controller.stop()
