"""What is kept of common words never answers otherwise than the index would."""

from datetime import timedelta

import pytest
from django.db import connection, connections
from django.utils import timezone
from wagtail.models import Page

from network.search import common_words
from network.search.common_words import keep_common_words, make_common_words
from network.search.fulltext import postgresql
from network.search.fulltext.wanted import understood
from network.search.models import PageText
from network.search.texts import write_text
from tests.factories.pages import make_tip

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="PostgreSQL's own"),
]
SAME = {("mob",): (("mob", "of", "wallabies"),), ("quokka",): (("bilby",),)}
SEARCHES = (
    "quokka",
    "quokkas wallaby",
    "wallaby numbat",
    "numbat",
    "dingo",
    "quokka dingo",
    "mob",
    "mob quokka",
    "bilby",
    "quokka behaviour",
    "behavior",
)


@pytest.fixture(autouse=True)
def _few_are_many(monkeypatch):
    monkeypatch.setattr(common_words, "LEAST_PAGES", 2)


@pytest.fixture
def tips():
    """Words in titles, bodies and files, in most of the texts or in one."""
    made = [
        make_tip("Quokka and wallaby", summary="Behaviour of a numbat."),
        make_tip("Wallaby", summary="A mob of wallabies."),
        make_tip("Quokka", summary="Behaviors."),
        make_tip("Bilby", summary="A wallaby, wallabies in a mob."),
        make_tip("Numbat", summary="Quokka behaviour."),
    ]
    PageText.objects.filter(page=made[3]).update(files="quokka inside")
    return made


@pytest.fixture
def another(shared):
    """A second connection to the shared database, in a transaction of its own."""
    made = connections["default"].copy()
    made.set_autocommit(False)
    yield made
    made.rollback()
    made.close()


def asked(text: str):
    return understood(text, SAME)


def kept() -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT word, part, blocks, pages FROM search_commonword ORDER BY 1, 2")
        return cursor.fetchall()


def changed() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM search_changedtext")
        return cursor.fetchone()[0]


def answers() -> dict[str, tuple]:
    found = {}
    for text in SEARCHES:
        both = postgresql.matches(asked(text), with_titles=True)
        alone = postgresql.matches(asked(text), with_titles=False)
        assert alone.everywhere == both.everywhere
        outside = postgresql.outside_files(asked(text))
        found[text] = (both.everywhere, both.in_titles, outside)
    return found


def by_the_index_alone() -> dict[str, tuple]:
    """The same with nothing kept."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE put_away ON COMMIT DROP AS TABLE search_commonword")
        cursor.execute("DELETE FROM search_commonword")
        found = answers()
        cursor.execute("INSERT INTO search_commonword SELECT * FROM put_away")
        cursor.execute("DROP TABLE put_away")
    return found


def test_what_is_kept_answers_as_the_index_does(tips):
    before = answers()
    assert before["quokka"][0].bit_count() == 4
    assert make_common_words(now=timezone.now()) > 2
    assert {"quokka", "wallabi", "behaviour"} <= {word for word, *_ in kept()}
    assert "dingo" not in {word for word, *_ in kept()}
    assert changed() == 0
    assert answers() == before == by_the_index_alone()


def test_a_search_for_common_words_does_not_ask_the_index(tips):
    make_common_words(now=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_commonword SET blocks = '{0}', pages = '{6}'")
    assert postgresql.matches(asked("quokka wallaby"), with_titles=False).everywhere == 6


def test_a_text_that_has_changed_since_is_looked_at_itself(tips):
    first, second, third, fourth, _ = tips
    make_common_words(now=timezone.now())
    before = answers()
    first.title = "Nothing of the kind"
    first.summary = "Dingo."
    write_text(first)
    PageText.objects.filter(page=third).update(body="wallaby numbat")
    PageText.objects.filter(page=fourth).update(files="")
    PageText.objects.filter(page=second).delete()
    make_tip("Another quokka", summary="A wallaby.")
    assert changed() == 5
    now = answers()
    assert now != before
    assert now == by_the_index_alone()
    make_common_words(now=timezone.now())
    assert changed() == 0
    assert answers() == now


def test_what_is_written_again_as_it_was_has_not_changed(tips):
    make_common_words(now=timezone.now())
    for tip in tips[:3]:
        write_text(tip)
    assert changed() == 0


def test_after_very_many_changes_only_the_index_is_asked(tips):
    make_common_words(now=timezone.now())
    before = answers()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_commonword SET blocks = '{0}', pages = '{6}'")
        cursor.execute(
            "INSERT INTO search_changedtext (page_id) SELECT generate_series(900000, 901000)"
        )
    assert answers() == before


def test_it_is_made_when_there_are_enough_texts_and_again_when_it_is_old(tips, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(common_words, "LEAST_PAGES", 500)
    assert keep_common_words(now=now) == 0
    monkeypatch.setattr(common_words, "LEAST_PAGES", 2)
    assert keep_common_words(now=now) > 0
    assert keep_common_words(now=now + timedelta(days=2)) == 0, "nothing has changed"
    make_tip("Dingo")
    assert keep_common_words(now=now + timedelta(hours=23)) == 0
    assert keep_common_words(now=now + timedelta(hours=24)) > 0


def test_after_many_changes_it_is_made_sooner_but_not_at_every_run(tips, monkeypatch):
    now = timezone.now()
    monkeypatch.setattr(common_words, "MANY_CHANGES", 2)
    keep_common_words(now=now)
    make_tip("Dingo")
    assert keep_common_words(now=now + timedelta(hours=1)) == 0
    make_tip("Dingo again")
    assert keep_common_words(now=now + timedelta(minutes=14)) == 0
    assert keep_common_words(now=now + timedelta(minutes=15)) > 0
    assert changed() == 0


def test_a_change_that_is_going_on_while_it_is_made_is_not_forgotten(shared, tips, another):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_pagetext SET body = body || ' dingo'")
    with another.cursor() as cursor:
        cursor.execute(
            "UPDATE search_pagetext SET body = 'wallaby only' WHERE page_id = %s", [tips[2].pk]
        )
    assert make_common_words(now=timezone.now()) > 0
    assert changed() == 1
    another.commit()
    found = answers()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_commonword")
    assert found == answers()


def test_two_machines_do_not_make_it_at_once(shared, tips, another):
    with another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [common_words._LOCK])
    assert make_common_words(now=timezone.now()) == 0
    another.rollback()
    assert make_common_words(now=timezone.now()) > 0


def test_a_page_that_is_gone_is_no_hit(tips):
    make_common_words(now=timezone.now())
    gone = tips[0].pk
    Page.objects.get(pk=gone).delete()
    everywhere = postgresql.matches(asked("quokka"), with_titles=False).everywhere
    assert not everywhere >> gone & 1
