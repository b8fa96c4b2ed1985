"""Logs tell what happened, never what somebody typed or who they are."""

import io
import json
import logging
import sys

import pytest

from network.logs import JsonFormatter, RequestIdFilter, masked

pytestmark = pytest.mark.urls("tests.network.sample_urls")


class Lines:
    """What the production handler would have written."""

    def __init__(self):
        self.stream = io.StringIO()
        self.handler = logging.StreamHandler(self.stream)
        self.handler.setFormatter(JsonFormatter())
        self.handler.addFilter(RequestIdFilter())

    @property
    def text(self) -> str:
        return self.stream.getvalue()

    @property
    def parsed(self) -> list[dict]:
        return [json.loads(line) for line in self.text.splitlines()]


@pytest.fixture
def logged(client):
    lines = Lines()
    client.raise_request_exception = False
    root = logging.getLogger()
    before = root.level
    root.setLevel(logging.INFO)
    root.addHandler(lines.handler)
    yield lines
    root.removeHandler(lines.handler)
    root.setLevel(before)


def format_record(message: str, *args, exc_info=None, **extra) -> dict:
    record = logging.LogRecord("network.test", logging.INFO, "", 0, message, args, exc_info)
    for name, value in extra.items():
        setattr(record, name, value)
    return json.loads(JsonFormatter().format(record))


def test_a_record_is_one_json_line_with_a_time_in_utc():
    line = format_record("e-mail sent", kind="ask.invited", count=3)
    assert line.pop("at").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "network.test",
        "message": "e-mail sent",
        "request": "-",
        "kind": "ask.invited",
        "count": 3,
    }


def test_fields_that_are_not_listed_stay_out():
    assert "body" not in format_record("saved", body="We support a girl in Year 9")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("sent to ada@people.example now", "sent to <address> now"),
        ("GET /search/?q=Tamsin HTTP/1.1", "GET /search/?… HTTP/1.1"),
        ("three messages sent", "three messages sent"),
    ],
)
def test_addresses_and_queries_are_masked(text, result):
    assert masked(text) == result


def test_a_line_break_in_a_message_does_not_start_a_second_record():
    record = logging.LogRecord("x", logging.INFO, "", 0, 'one\n{"level": "two"}', (), None)
    assert len(JsonFormatter().format(record).splitlines()) == 1


def test_an_exception_is_its_class_and_its_lines_without_its_message():
    try:
        int("Tamsin, Year 9")
    except ValueError:
        line = format_record("failed", exc_info=sys.exc_info())
    assert line["error"] == "ValueError"
    assert [entry.rpartition(" ")[2] for entry in line["at_lines"]] == [
        "test_an_exception_is_its_class_and_its_lines_without_its_message"
    ]
    assert "Tamsin" not in json.dumps(line)


def test_a_crash_is_logged_with_route_and_request_id(client, logged):
    response = client.get("/crash/")
    crash, request = logged.parsed
    assert response.status_code == 500
    assert (crash["logger"], crash["error"]) == ("django.request", "ValueError")
    assert (request["logger"], request["route"], request["status"]) == (
        "network.requests",
        "crash/",
        500,
    )
    assert crash["request"] == request["request"] == response.headers["X-Request-ID"]


@pytest.mark.parametrize("path", ["/crash/", "/crash/a-secret-token/", "/a-secret-token/"])
def test_nothing_that_was_typed_or_given_reaches_the_log(client, logged, path):
    client.post(
        f"{path}?q=Tamsin&reset=a-secret-token",
        {"text": "We support Tamsin, 07700 900123"},
        headers={
            "Authorization": "Bearer a-secret-token",
            "Cookie": "__Host-session=a-secret-token",
            "Referer": "https://mail.example/?to=tamsin@people.example",
        },
    )
    assert len(logged.parsed) >= 1
    found = [
        word
        for word in ("Tamsin", "07700", "@people", "a-secret-token", "mail.example")
        if word in logged.text
    ]
    assert found == []


@pytest.mark.parametrize(
    ("path", "status", "message"),
    [
        ("/answer/a-secret-token/?q=1", 405, "Method Not Allowed (PUT): …"),
        ("/crash/a-secret-token/", 500, "Internal Server Error: …"),
    ],
)
def test_django_s_own_records_keep_the_reason_and_lose_the_path(
    client, logged, path, status, message
):
    assert client.put(path).status_code == status
    assert logged.parsed[0]["message"] == message


def test_a_request_that_goes_well_is_not_logged(client, logged):
    client.get("/answer/")
    assert logged.text == ""


def test_each_request_has_an_id_of_its_own(client):
    ids = {client.get("/answer/").headers["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


def test_an_id_that_a_client_sends_is_not_taken_over(client):
    response = client.get("/answer/", headers={"X-Request-ID": "forged\u2028id"})
    assert len(response.headers["X-Request-ID"]) == 16
