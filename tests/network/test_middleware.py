"""Headers, limits and caching, as production sends them."""

import re

import pytest
from django.core import mail
from django.test import Client

from tests.network.production import middleware_settings

HOST = "network.example.org"
SAMPLES = pytest.mark.urls("tests.network.sample_urls")
STRICT = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
    "object-src": "'none'",
}


@pytest.fixture(scope="session")
def production_values():
    return middleware_settings()


@pytest.fixture
def production(settings, production_values):
    """The middleware's settings as in production; a client that comes over HTTPS."""
    for name, value in production_values.items():
        setattr(settings, name, value)
    return Client(headers={"host": HOST}, raise_request_exception=False)


def policy(response) -> dict[str, str]:
    """The content security policy, by directive; nonces taken out."""
    text = re.sub(r" 'nonce-[^']+'", "", response.headers["Content-Security-Policy"])
    return {part.split()[0]: " ".join(part.split()[1:]) for part in text.split(";")}


@SAMPLES
def test_every_page_has_the_security_headers(production):
    headers = production.get("/answer/", secure=True).headers
    assert {
        name: headers.get(name)
        for name in (
            "Strict-Transport-Security",
            "X-Content-Type-Options",
            "X-Frame-Options",
            "Referrer-Policy",
            "Cross-Origin-Opener-Policy",
            "Cross-Origin-Resource-Policy",
            "Permissions-Policy",
        )
    } == {
        "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": (
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"
        ),
    }


@SAMPLES
def test_the_site_has_the_strict_policy(production):
    assert policy(production.get("/answer/", secure=True)) == STRICT


@SAMPLES
def test_only_the_admin_has_the_relaxed_policy(production):
    relaxed = policy(production.get("/admin/", secure=True))
    assert relaxed["script-src"] == "'self' 'unsafe-inline' 'unsafe-eval'"
    assert relaxed["frame-ancestors"] == "'self'"
    assert relaxed["object-src"] == "'none'"


@SAMPLES
@pytest.mark.parametrize("path", ["/crash/", "/nowhere/", "/administrator/"])
def test_error_pages_have_the_strict_policy(production, path, db):
    assert policy(production.get(path, secure=True)) == STRICT


@SAMPLES
def test_http_is_sent_to_https(production):
    response = production.get("/answer/?page=2")
    assert (response.status_code, response.headers["Location"]) == (
        301,
        f"https://{HOST}/answer/?page=2",
    )


def test_probes_are_answered_over_http(production):
    assert production.get("/healthz").status_code == 200


@SAMPLES
def test_a_proxy_says_whether_the_visitor_came_over_https(production):
    response = production.get("/answer/", headers={"X-Forwarded-Proto": "https"})
    assert response.status_code == 200


@SAMPLES
@pytest.mark.parametrize(
    "host", ["evil.example", f"{HOST}.evil.example", f"evil.example#{HOST}", "127.0.0.1"]
)
def test_other_hosts_are_refused(production, host):
    assert production.get("/answer/", secure=True, headers={"host": host}).status_code == 400


@pytest.mark.django_db
def test_a_forwarded_host_does_not_reach_an_e_mail(
    production, member, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        production.post(
            "/account/password/reset/",
            {"email": member.email},
            secure=True,
            headers={"X-Forwarded-Host": "evil.example", "Referer": f"https://{HOST}/"},
        )
    [message] = mail.outbox
    assert "evil.example" not in message.body
    assert f"https://{HOST}/account/password/reset/key/" in message.body


# --- The body limit -----------------------------------------------------------------------------


class Unread:
    """A body that must not be read."""

    def read(self, *args):
        raise AssertionError("the body was read")

    readline = __iter__ = read


def post_body(client, size: str, **environ):
    """Post to a view that reads its body, announcing ``size`` bytes."""
    return client.post(
        "/count/",
        content_type="application/octet-stream",
        **{"CONTENT_LENGTH": size, "wsgi.input": Unread(), **environ},
    )


@SAMPLES
@pytest.mark.django_db
def test_a_body_over_the_limit_is_refused_unread(client, settings):
    settings.REQUEST_MAX_BYTES = 1000
    response = post_body(client, "1001")
    assert response.status_code == 413
    assert "That is too large to send" in response.text


@SAMPLES
@pytest.mark.django_db
def test_a_body_of_unknown_length_is_refused_unread(client):
    assert post_body(client, "", HTTP_TRANSFER_ENCODING="chunked").status_code == 411


@SAMPLES
def test_a_body_at_the_limit_is_read(client, settings):
    settings.REQUEST_MAX_BYTES = 1000
    response = client.post("/count/", b"x" * 1000, content_type="application/octet-stream")
    assert (response.status_code, response.text) == (200, "1000")


@SAMPLES
@pytest.mark.django_db
def test_a_form_too_large_for_memory_is_refused_with_words(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1000
    response = client.post("/count/", b"x" * 1001, content_type="application/octet-stream")
    assert response.status_code == 413


@SAMPLES
@pytest.mark.django_db
def test_a_refused_body_gets_the_headers_of_any_other_page(production, settings):
    settings.REQUEST_MAX_BYTES = 1000
    response = production.post(
        "/count/", b"x" * 1001, content_type="application/octet-stream", secure=True
    )
    assert (response.status_code, policy(response)) == (413, STRICT)
    assert response.headers["Strict-Transport-Security"] != ""


# --- Caches -------------------------------------------------------------------------------------


@SAMPLES
def test_pages_for_visitors_may_be_cached_per_cookie_and_are_asked_for_again(client):
    response = client.get("/answer/")
    assert response["Cache-Control"] == "no-cache"
    assert "Cookie" in response.headers["Vary"]


@SAMPLES
@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/answer/", "/crash/", "/nowhere/"])
def test_nothing_shown_to_a_signed_in_person_is_stored(client, member, path):
    client.raise_request_exception = False
    client.force_login(member)
    cache_control = client.get(path).headers["Cache-Control"]
    assert {part.strip() for part in cache_control.split(",")} == {"no-store", "private"}


@SAMPLES
@pytest.mark.django_db
def test_the_answer_to_a_form_is_never_stored(client):
    response = client.post("/count/", b"x", content_type="application/octet-stream")
    assert "no-store" in response.headers["Cache-Control"]


# --- Pages when something is wrong ---------------------------------------------------------------


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_the_site_s_frame(client):
    response = client.get("/no-such-page/")
    assert response.status_code == 404
    assert "We cannot find that page" in response.text
    assert '<main id="main"' in response.text


@SAMPLES
def test_a_crash_shows_a_page_that_needs_no_database(client):
    client.raise_request_exception = False
    response = client.get("/crash/")
    assert response.status_code == 500
    assert "Something went wrong" in response.text
    assert "Tamsin" not in response.text


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words():
    client = Client(enforce_csrf_checks=True)
    response = client.post("/account/login/", {"login": "ada@people.example"})
    assert response.status_code == 403
    assert "Please send the form again" in response.text
