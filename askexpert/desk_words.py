"""What coordinators and leads write to askers, to experts and into the records.

Nobody else reads it before it goes out, so every verb that takes such words calls :func:`check`:
what surely identifies somebody is held back, and neither side is named to the other.
"""

from collections.abc import Iterable

from askexpert.conversation import texts_of
from askexpert.errors import WordsHeldBack
from askexpert.models import Assignment, Offer, Question
from askexpert.screening import YOURS
from askexpert.telling_names import (
    first_name_of,
    found_in,
    names_of,
    names_of_work,
    place_of,
    signs_with,
    unique,
)
from network.members.screening import blocked_phrases
from network.taxonomy.naming import folded
from network.workflows import Decision, decide


def check(words: str, *, names: Iterable[str] = (), why: str = "") -> None:
    """Let the words pass. ``names`` must not stand in them; ``why`` says it to the writer.

    :raises WordsHeldBack: with a sentence for each phrase that has to go.
    """
    held = [f"Leave this out. {phrase}" for phrase in blocked_phrases(words)]
    _hold_back([*held, *_leave_out(found_in(words, names), why)])


def check_for_asker(words: str, question: Question) -> None:
    """Words that the asker reads: they do not learn who is asked, who offered, or who answers, nor
    from where.

    :raises WordsHeldBack: see :func:`check`.
    """
    if words.strip():
        names = _names_of_other_side(question)
        check(words, names=names, why="the asker never learns who, nor from where.")


def check_for_expert(words: str, question: Question) -> None:
    """Words that the expert reads: they do not learn who asked without a name, nor from where.

    :raises WordsHeldBack: see :func:`check`.
    """
    check(
        words,
        names=names_of_asker(question) if question.is_anonymous else (),
        why="the question was asked without a name.",
    )


def hides_asker(question: Question) -> Decision:
    """Whether the words of a question that was asked without a name keep its asker unknown.

    Looked for are their name and every organisation of their tree. Whether a place tells too much
    is for the person who reads: many areas are called like everyday words.
    """
    if not question.is_anonymous:
        return Decision(True)
    whole = "\n".join(texts_of(question).values())
    found = found_in(whole, _asker_and_work(question))
    return decide(
        not found,
        f"The question was asked without a name, and its words hold “{'”, “'.join(found)}”. Ask "
        "for a change.",
    )


def check_release(words: str, assignment: Assignment) -> None:
    """An answer as its asker will read it: it says neither who gave it nor where they work.

    Blocking words are the business of the screening, which the verb calls as well.

    :raises WordsHeldBack: with a sentence for each name that has to go.
    """
    found = own_names_in(words, assignment.expert)
    _hold_back(_leave_out(found, "the asker never learns who answered, nor from where."))


def check_own_words(words: str, assignment: Assignment) -> None:
    """An answer as its expert sends it: without their name and where they work.

    :raises WordsHeldBack: with a sentence for each name that has to go.
    """
    _hold_back(f"“{name}”: {YOURS}" for name in own_names_in(words, assignment.expert))


def own_names_in(words: str, person) -> list[str]:
    """Somebody's name and organisations, every one of the tree, as far as they stand in the words;
    the first name alone where it signs a line. Many first names are everyday words too."""
    found = found_in(words, names_of(person))
    first = first_name_of(person)
    if person.name not in found and signs_with(first, words):
        found.append(first)
    return found


def check_words_of_asker(words: str, question: Question) -> None:
    """What the asker writes after the answer goes to the expert as it is: without a name, if the
    question was asked so.

    :raises WordsHeldBack: see :func:`check_release`.
    """
    if words.strip() and question.is_anonymous:
        found = found_in(words, _asker_and_work(question))
        _hold_back(_leave_out(found, "you have asked this without your name."))


def check_for_members(texts: Iterable[str], question: Question) -> None:
    """The version that members read, colleagues of the asker among them: it never says who asked.

    :raises WordsHeldBack: with a sentence for each name that has to go.
    """
    _hold_back(sentence for text in texts for sentence in told_to_members(text, question))


def told_to_members(words: str, question: Question) -> list[str]:
    """What in words for members would tell who asked, a sentence for each name: the asker, every
    organisation of their trees, and their area where it is written with a capital, since some
    areas are called like everyday words."""
    places = [place_of(str(area), words) for area in _areas_of_asker(question)]
    areas = [place.group() for place in places if place is not None and place.group()[0].isupper()]
    found = unique([*found_in(words, _asker_and_work(question)), *areas])
    return _leave_out(found, "members never learn who asked, nor from where.")


def _leave_out(names: Iterable[str], why: str) -> list[str]:
    return [f"Leave out “{name}”: {why}" for name in names]


def _hold_back(sentences: Iterable[str]) -> None:
    """:raises WordsHeldBack: with the sentences, if there are any."""
    held = list(sentences)
    if held:
        raise WordsHeldBack(held)


def _names_of_other_side(question: Question) -> list[str]:
    """Everybody who was asked or has offered, with every organisation of their trees; but for what
    is the asker's own, which tells them nothing. A handful of queries for each person."""
    asked = question.assignments.select_related("expert__profile__organisation")
    offers = Offer.objects.filter(open_question__question=question)
    people = [ask.expert for ask in asked]
    people += [row.member for row in offers.select_related("member__profile__organisation")]
    own = {folded(name) for name in _asker_and_work(question)} if question.asker else set()
    names = unique(name for person in dict.fromkeys(people) for name in names_of(person))
    return [name for name in names if folded(name) not in own]


def _asker_and_work(question: Question) -> list[str]:
    """The asker's name and every organisation of their trees, now and when the question was
    sent."""
    profile = question.asker.profile
    work = names_of_work([question.asker_organisation, profile.organisation])
    return unique((question.asker.name, profile.proposed_organisation, *work))


def names_of_asker(question: Question) -> list[str]:
    """What would tell an expert who asked: the person, the organisations of their trees and their
    area, now and when the question was sent."""
    return unique((*_asker_and_work(question), *map(str, _areas_of_asker(question))))


def _areas_of_asker(question: Question) -> list:
    """Their area now and when the question was sent."""
    return [area for area in (question.asker_area, question.asker.profile.area) if area]
