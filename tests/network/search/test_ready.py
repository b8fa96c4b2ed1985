"""Parts of lists that are written once are those that the templates write."""

from dataclasses import replace
from datetime import date

import pytest
from django.template.loader import render_to_string

from network.search.cards import ResourceCard
from network.search.fulltext.hits import Snippet
from network.search.templatetags.ready import resource_card

CARD = ResourceCard(
    title="Walk <first>",
    url="/resources/walk/",
    summary="With young people & adults.",
    type_label="Briefing",
    formats=("PDF", "DOCX"),
    contexts=("School",),
    reviewed_date=date(2026, 3, 2),
    is_stale=False,
)
FOUND = Snippet("Page 2", "What <we> did", (("walk ", False), ("first", True), (" & talk", False)))
ELSEWHERE = Snippet("Slide 1", "", (("first", True),))


@pytest.mark.parametrize("passage", [None, FOUND, ELSEWHERE])
@pytest.mark.parametrize("level", [2, 3])
def test_a_card_is_the_template_s_with_and_without_a_passage(passage, level):
    item = replace(CARD, passage=passage)
    whole = {"item": item, "heading_level": level}
    written = render_to_string("components/resource_card.html", whole)
    assert resource_card(item, level) == written
    assert ("card__passage" in written) is (passage is not None)
