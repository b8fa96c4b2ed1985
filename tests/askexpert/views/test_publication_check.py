"""The page of the second person, for whoever must not be that person."""

import pytest
from django.urls import reverse

from tests.askexpert import publications, stories

NOTE = "The week could be named less exactly."


@pytest.fixture
def written(member, coordinator, expert):
    return publications.written(member, coordinator, expert)


@pytest.fixture
def url(written):
    return reverse("askexpert_publishing:check", args=[written.question.public_id])


def test_whoever_wrote_it_is_told_that_somebody_else_checks(written, url, coordinator, browser_of):
    page = browser_of(coordinator).get(url)
    assert page.status_code == 200
    words = page.content.decode()
    assert "You have written this yourself, so somebody else checks it." in words
    assert ('name="step"' in words, stories.TEXT in words) == (False, False)


def test_what_they_send_all_the_same_is_refused_in_words_and_given_back(
    written, url, coordinator, browser_of
):
    answer = browser_of(coordinator).post(url, {"step": "back", "note": NOTE})
    assert answer.status_code == 403
    words = answer.content.decode()
    assert "You have written this yourself, so somebody else checks it." in words
    assert NOTE in words
    assert stories.status_of(written) == "checking"
