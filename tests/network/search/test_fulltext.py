"""Full-text search on the database at hand: spellings, synonyms, ranks, closed files."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from network.search import bits, closed_files
from network.search.forgetting import forget_deleted_words
from network.search.fulltext.hits import Hits, Joined
from network.search.fulltext.wanted import wanted
from network.search.models import CatalogueVersion, PageText, SameWords
from network.search.texts import write_text
from tests.factories.pages import make_tip

pytestmark = pytest.mark.django_db


def hits_of(text: str, *, ranked: bool = True) -> Hits:
    version = CatalogueVersion.current()
    return Hits(wanted(text, version), AnonymousUser(), timezone.now(), version, ranked=ranked)


def found(text: str) -> list[str]:
    hits = hits_of(text)
    titles = dict(PageText.objects.values_list("pk", "title"))
    in_titles = bits.numbers_of(hits.pages & hits.in_titles)[::-1]
    others = bits.numbers_of(hits.pages & ~hits.in_titles)[::-1]
    return [titles[pk] for pk in hits.best_first(in_titles, others)[:]]


def test_titles_are_known_after_an_order_that_did_not_need_them(django_assert_num_queries):
    make_tip("A walk", summary="With a quokka.")
    make_tip("Quokka")
    unranked = hits_of("quokka", ranked=False)
    assert unranked.pages.bit_count() == 2
    with pytest.raises(ValueError, match="not ranked"):
        _ = unranked.in_titles
    assert found("quokka") == ["Quokka", "A walk"]
    again = hits_of("quokka", ranked=False)
    with django_assert_num_queries(1):  # whose files are closed
        assert again.pages == unranked.pages


def test_british_and_american_spellings_find_each_other():
    make_tip("Quokka behaviour")
    make_tip("Quokka behaviors")
    assert sorted(found("quokka behavior")) == ["Quokka behaviors", "Quokka behaviour"]
    assert sorted(found("quokka behaviours")) == ["Quokka behaviors", "Quokka behaviour"]


@pytest.mark.parametrize("typed", ["multiagency quokka", "multi-agency quokka"])
def test_a_word_written_together_and_one_with_a_hyphen_find_each_other(typed):
    make_tip("Multi-agency quokka")
    make_tip("Multiagency quokka")
    make_tip("A quokka of an agency")
    assert sorted(found(typed)) == ["Multi-agency quokka", "Multiagency quokka"]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("HSB", "harmful sexual behaviour"),
        ("CSE", "child sexual exploitation"),
        ("CCE", "child criminal exploitation"),
        ("MASH", "multi-agency safeguarding hub"),
        ("LADO", "local authority designated officer"),
    ],
)
def test_the_field_s_acronyms_and_what_they_stand_for_find_each_other(short, whole):
    make_tip(f"Quokka {short}")
    make_tip(f"Quokka {whole}")
    assert sorted(found(f"quokka {short.lower()}")) == sorted(found(f"quokka {whole}"))
    assert len(found(f"quokka {whole}")) == 2


def test_editors_add_words_that_mean_the_same():
    make_tip("Quokka depot")
    assert found("wallaby depot") == []
    SameWords.objects.create(words="quokka\nwallaby")
    assert found("wallaby depot") == ["Quokka depot"]
    SameWords.objects.filter(words__contains="quokka").first().delete()
    assert found("wallaby depot") == []


def test_words_that_every_text_has_are_not_demanded():
    make_tip("Quokka depot", summary="Short.")
    assert found("the quokka of a depot") == ["Quokka depot"]


def test_signs_join_no_words():
    make_tip("Quokka/wallaby.School")
    assert found("wallaby school") == ["Quokka/wallaby.School"]


def test_a_title_with_all_the_words_comes_first_then_the_better_match():
    make_tip("Other", body=[("text", "<p>Quokka depot. Quokka depot. Quokka depot.</p>")])
    make_tip("Another", summary="A quokka depot.")
    make_tip("The depot of the quokka", summary="Nothing.")
    assert found("quokka depot")[0] == "The depot of the quokka"
    assert set(found("quokka depot")) == {"The depot of the quokka", "Another", "Other"}


def test_of_many_hits_the_newest_are_ranked_and_the_rest_follow(monkeypatch):
    monkeypatch.setattr("network.search.fulltext.hits.MOST_RANKED", 2)
    for number in range(4):
        make_tip(f"Quokka {number}")
    assert found("quokka")[2:] == ["Quokka 1", "Quokka 0"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        (slice(None), [1, 2, 5, 6]),
        (slice(0, 1), [1]),
        (slice(1, 3), [2, 5]),
        (slice(2, 4), [5, 6]),
        (slice(3, 9), [6]),
        (slice(4, 9), []),
    ],
)
def test_two_sequences_are_read_as_one_from_any_place(asked, found):
    joined = Joined([1, 2], [3, 4, 5, 6], 2)
    assert (len(joined), joined[asked]) == (4, found)


def test_words_inside_files_count_where_the_files_are_open(monkeypatch):
    tip = make_tip("Quokka")
    PageText.objects.filter(page=tip).update(files="wallaby inside")
    assert found("quokka wallaby") == ["Quokka"]
    assert found("wallaby") == ["Quokka"]
    closed = PageText.objects.filter(page=tip).values_list("pk", flat=True)
    monkeypatch.setattr(closed_files, "_providers", [lambda user, now: closed])
    assert found("wallaby") == []
    assert found("quokka wallaby") == []
    assert found("quokka") == ["Quokka"]


def test_a_page_written_again_loses_its_old_words():
    tip = make_tip("Quokka", summary="Wallaby.")
    tip.summary = "Bilby."
    write_text(tip)
    forget_deleted_words()
    assert found("wallaby") == []
    assert found("bilby") == ["Quokka"]


def test_a_page_that_is_withdrawn_leaves_nothing_behind():
    tip = make_tip("Quokka")
    tip.unpublish()
    assert not PageText.objects.filter(title="Quokka").exists()
    assert found("quokka") == []
