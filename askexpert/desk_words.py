"""What coordinators and leads write to askers, to experts and into the records.

Nobody else reads it before it goes out, so every verb that takes such words calls :func:`check`:
what surely identifies somebody is held back, and neither side is named to the other.
"""

import re
from collections.abc import Iterable

from askexpert.errors import WordsHeldBack
from askexpert.models import Question
from network.members.screening import blocked_phrases


def check(words: str, *, names: Iterable[str] = (), why: str = "") -> None:
    """Let the words pass. ``names`` must not stand in them; ``why`` says it to the writer.

    :raises WordsHeldBack: with a sentence for each phrase that has to go.
    """
    held = [f"Leave this out. {phrase}" for phrase in blocked_phrases(words)]
    held += [f"Leave out “{name}”: {why}" for name in names if _stands_in(name, words)]
    if held:
        raise WordsHeldBack(held)


def check_for_asker(words: str, question: Question) -> None:
    """Words that the asker reads: they do not learn who is asked, or who answers.

    :raises WordsHeldBack: see :func:`check`.
    """
    asked = question.assignments.select_related("expert")
    check(words, names=_named(ask.expert.name for ask in asked), why="the asker never learns who.")


def check_for_expert(words: str, question: Question) -> None:
    """Words that the expert reads: they do not learn who asked without a name, nor from where.

    :raises WordsHeldBack: see :func:`check`.
    """
    check(
        words,
        names=names_of_asker(question) if question.is_anonymous else (),
        why="the question was asked without a name.",
    )


def names_of_asker(question: Question) -> list[str]:
    """What would tell an expert who asked: the person, their organisation and area, now and when
    the question was sent."""
    profile = question.asker.profile
    places = (
        question.asker_organisation,
        question.asker_area,
        profile.organisation,
        profile.area,
    )
    names = (question.asker.name, profile.proposed_organisation, *map(str, filter(None, places)))
    return _named(names)


def _named(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(name for name in names if name.strip()))


def _stands_in(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE) is not None
