"""Structured logs without personal data.

A record is one JSON line: time in UTC, level, logger, message, request id and, for requests,
method, route and status. Bodies, query strings, tokens, cookies and e-mail addresses are never
written: only the fields named here leave the process, and addresses inside messages are masked.
"""

import json
import logging
import re
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime

request_id: ContextVar[str] = ContextVar("request_id", default="-")

EMAIL_ADDRESS = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,255}")
QUERY_STRING = re.compile(r"\?\S+")
FIELDS = (
    *("method", "route", "status", "duration_ms"),
    *("kind", "message_id", "page", "action", "count"),
)


def masked(text: str) -> str:
    """Return ``text`` with e-mail addresses and query strings replaced."""
    return QUERY_STRING.sub("?…", EMAIL_ADDRESS.sub("<address>", text))


def message_of(record: logging.LogRecord) -> str:
    """Return the record's message, masked.

    Django's records about a request end with its path, and a path may hold a token: it is left
    out. Our own record of the same request names the route.
    """
    if hasattr(record, "request") and record.args and isinstance(record.args, tuple):
        return masked(record.msg % (*record.args[:-1], "…"))
    return masked(record.getMessage())


class RequestIdFilter(logging.Filter):
    """Put the current request's id on every record."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = request_id.get()
        return True


class JsonFormatter(logging.Formatter):
    """Format a record as one JSON line of known fields.

    An exception is written as its class and the code lines that it passed, without its message:
    messages of database and form errors quote what somebody typed.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, tz=UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": message_of(record),
            "request": getattr(record, "request_id", "-"),
        }
        for field in FIELDS:
            if hasattr(record, field):
                line[field] = getattr(record, field)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            line["at_lines"] = [
                f"{frame.filename}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(record.exc_info[2])
            ][-12:]
        return json.dumps(line, ensure_ascii=False)
