import gzip
from itertools import chain, repeat
from types import SimpleNamespace

import pytest
from django.test import Client

from network.page_cache import changes
from network.page_cache.middleware import without_following
from network.page_cache.store import store
from resources.usage import recording
from tests.resources.building import make_resource, restrict

pytestmark = pytest.mark.django_db
LIBRARY = "/resources/"


def told(visitor, address: str = LIBRARY, **headers) -> str:
    response = visitor.get(address, headers=headers)
    assert response.status_code == 200
    return response.content.decode()


def test_second_visitor_gets_the_ready_answer_without_a_query(visitor, django_assert_num_queries):
    first = visitor.get(LIBRARY)
    with django_assert_num_queries(0):
        second = Client().get(LIBRARY)
    assert second.content == first.content
    own = {"X-Request-ID": "", "Content-Length": ""}
    assert dict(second.headers) | own == dict(first.headers) | own
    assert second["X-Request-ID"] != first["X-Request-ID"]


def test_statistics_cookie_and_parameters_make_no_difference(visitor, django_assert_num_queries):
    told(visitor, f"{LIBRARY}?sector=police")
    visitor.cookies["_ga"] = "GA1.2.345"
    with django_assert_num_queries(0):
        told(visitor, f"{LIBRARY}?utm_source=a&sector=police&utm_medium=b&fbclid=c")
    assert len(store.answers) == 1


@pytest.mark.parametrize(
    ("query", "rest"),
    [
        ("", ""),
        ("utm_source=x", ""),
        ("q=utm_source%3Dx", "q=utm_source%3Dx"),
        ("a=1&gclid=2&b=3", "a=1&b=3"),
        ("sector=police&sector=health", "sector=police&sector=health"),
        ("utm=1", "utm=1"),
        ("gclidx=1", "gclidx=1"),
    ],
)
def test_parameters_that_only_follow_people_are_left_out(query, rest):
    assert without_following(query) == rest


def test_other_choices_are_other_answers(visitor):
    make_resource("audit", sectors=["police"])
    make_resource("form", sectors=["health"])
    assert "Audit" in told(visitor, f"{LIBRARY}?sector=police")
    assert "Audit" not in told(visitor, f"{LIBRARY}?sector=health")


def test_fragment_and_page_are_two_answers(visitor):
    assert "<html" in told(visitor)
    assert "<html" not in told(visitor, **{"hx-request": "true"})
    assert "<html" in told(visitor)


def test_somebody_signed_in_gets_neither_gives_a_ready_answer(visitor, member):
    make_resource("audit")
    told(visitor)
    visitor.force_login(member)
    page = visitor.get(LIBRARY)
    assert "no-store" in page["Cache-Control"]
    assert "Your account" in page.content.decode()
    assert "Your account" not in told(Client())
    assert len(store.answers) == 1


@pytest.mark.parametrize(
    "address", ["/account/login/", "/account/signup/", "/healthz", "/demo/mailbox/", "/admin/"]
)
def test_doors_and_checks_are_never_kept(visitor, address):
    visitor.get(address)
    assert len(store.answers) == 0


def test_page_with_a_form_token_is_not_kept(visitor):
    visitor.get("/complaints/")
    assert len(store.answers) == 0


@pytest.mark.parametrize("address", ["/nothing-here/", "/members/", "/resources/nothing/"])
def test_refusals_are_not_kept(visitor, address):
    visitor.get(address)
    assert len(store.answers) == 0


@pytest.mark.parametrize("how", ["unpublish", "restrict", "delete"])
def test_what_goes_is_gone_at_once(visitor, how, committed):
    page = make_resource("audit")
    assert "Audit" in told(visitor)
    told(visitor, "/resources/audit/")
    told(visitor, "/resources/feed/")
    with committed():
        if how == "restrict":
            restrict(page)
        else:
            getattr(page, how)()
    assert visitor.get("/resources/audit/").status_code != 200
    assert "Audit" not in told(visitor)
    assert "Audit" not in told(visitor, "/resources/feed/")


def test_draft_never_shows(visitor, committed):
    page = make_resource("audit")
    told(visitor, "/resources/audit/")
    page.title = "Something else"
    with committed():
        page.save_revision()
    assert "Something else" not in told(visitor, "/resources/audit/")


def test_change_in_another_process_is_heard_of(visitor, look_at_once):
    told(visitor)
    assert len(store.answers) == 1
    changes.ContentVersion.objects.update_or_create(pk=1, defaults={"token": "from elsewhere"})
    told(visitor)
    assert [answer.token for answer in store.answers.values()] == ["from elsewhere"]


def test_answer_made_during_a_change_is_not_kept(visitor, monkeypatch):
    tokens = chain(["before"], repeat("after"))
    monkeypatch.setattr(changes.known, "current", lambda: next(tokens))
    told(visitor)
    assert len(store.answers) == 0


def test_without_the_token_everything_is_made_anew(visitor, monkeypatch):
    monkeypatch.setattr(changes.known, "current", lambda: None)
    told(visitor)
    assert len(store.answers) == 0


def test_answer_is_compressed_once_for_those_who_can_read_it(visitor):
    plain = visitor.get(LIBRARY)
    packed = visitor.get(LIBRARY, headers={"accept-encoding": "gzip, br"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content)
    assert "Accept-Encoding" in packed["Vary"]


def test_whoever_has_it_is_told_so(visitor):
    first = visitor.get(LIBRARY)
    again = visitor.get(LIBRARY, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert visitor.get(LIBRARY, headers={"if-none-match": '"another"'}).status_code == 200


def test_head_is_answered_from_memory_and_keeps_nothing(visitor, django_assert_num_queries):
    visitor.head(LIBRARY)
    assert len(store.answers) == 0
    told(visitor)
    with django_assert_num_queries(0):
        assert visitor.head(LIBRARY).status_code == 200


def test_switched_off_it_keeps_nothing(settings, db):
    store.clear()
    settings.PAGE_CACHE = False
    Client().get(LIBRARY)
    assert len(store.answers) == 0


def test_every_look_at_a_ready_page_is_noted(visitor, monkeypatch, settings):
    settings.USAGE_WRITE_SECONDS = 60
    make_resource("audit")
    noted = []
    monkeypatch.setattr(recording, "waiting", lambda: SimpleNamespace(add=noted.append))
    for _ in range(3):
        visitor.get("/resources/audit/")
    assert [(note.version, note.user_id) for note in noted] == [(1, None)] * 3


def test_what_follows_one_visitor_is_in_nobody_elses_page(visitor):
    make_resource("audit")
    first = told(visitor, "/resources/audit/?fbclid=of-one-person")
    assert "of-one-person" not in first
    assert told(Client(), "/resources/audit/") == first


def test_harvesters_are_not_shut_out_by_what_follows_people(visitor):
    asked = "/oai?verb=Identify"
    assert "badArgument" not in told(visitor, f"{asked}&utm_source=x")
    assert "badArgument" not in told(Client(), asked)
