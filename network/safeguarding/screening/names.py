"""Names of people, by given-name lists, capitals and what surrounds them.

Each capitalised word starts with what the lists say about it and gains or loses by context;
two points make a warning, three a block. The lists carry no surnames: a surname is what
follows a given name, an initial or a title, and every later mention of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import name_context as context
from . import name_signs
from .full_names import PARTICLES, end_of, initials_before, last_word, surname_weight
from .name_citations import cites
from .name_neighbours import everyday_beside, share_between
from .name_quoting import public_words, quoted_words
from .name_words import (
    KNOWN,
    MONTHS,
    POSSIBLE,
    SURE,
    UNKNOWN,
    WORD_LIKE,
    double_barrelled,
    is_plural,
    kind_of,
    shape,
    unmarked_possessive,
    written_as_name,
)
from .reading import Reading, Word
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists

_LOWER_INTRODUCED = re.compile(r"\b(?:name is|name's|named|nicknamed) $")
_LOWER_AGED = re.compile(r",? \(?(?:aged )?1\d\b")

# "Big Issue", "Big Lottery": capitals after "Big" that are no nickname.
_BIG = frozenset(
    [
        *("issue", "lottery", "brother", "society", "data", "mac", "apple", "bang", "mix"),
        *("sister", "thing", "lunch", "conversation", "local", "shot", "picture", "question"),
    ]
)

REASON = "This looks like a name. Leave it out, or write “the young person” or “Child A”."
ADULT_REASON = (
    "This looks like the name of an adult. Write their role, such as “her social worker”."
)
MAYBE_REASON = (
    "This could be somebody's name, and a first name alone can be enough to recognise a child. If "
    "it is a name, leave it out; if you cite an author, add the year."
)


@dataclass(slots=True)
class _Candidate:
    """Words ``first`` to ``last`` of a reading as a name, with its points so far."""

    first: int
    last: int
    start: int
    end: int
    kind: str
    score: int
    adult: bool = False


def find_names(reading: Reading) -> Iterator[Span]:
    """Find names: score each candidate, then those beside a name, then every later mention."""
    public = public_words(reading)
    candidates = _candidates(reading, public)
    share_between(reading, candidates)
    candidates += [
        _Candidate(place, place, reading.words[place].start, reading.words[place].end, KNOWN, 2)
        for place in everyday_beside(reading, candidates)
    ]
    quoted = quoted_words(reading, public)
    accepted = [
        candidate
        for candidate in candidates
        if candidate.score >= 2 and not _only_quoted(reading, candidate, quoted)
    ]
    yield from (_span(candidate) for candidate in accepted)
    yield from _later_mentions(reading, accepted)


def _only_quoted(reading: Reading, candidate: _Candidate, quoted: frozenset[str]) -> bool:
    """Whether a single word is quoted elsewhere and nothing here speaks of a person in a case."""
    word = reading.words[candidate.first]
    if candidate.first != candidate.last or word.lower not in quoted:
        return False
    return not (context.aged(reading, word.tail) or context.related(reading, word.start))


def _candidates(reading: Reading, public: frozenset[str]) -> list[_Candidate]:
    found = []
    next_index = 0
    for index, word in enumerate(reading.words):
        if index < next_index or len(word.text) < 2 or word.lower in public:
            continue
        kind = kind_of(word)
        if written_as_name(reading, word, kind):
            candidate = _capitalised(reading, public, index, kind)
        else:
            candidate = _in_small_letters(reading, index, kind)
        if candidate is not None:
            found.append(candidate)
            next_index = candidate.last + 1
    return found


def _capitalised(
    reading: Reading, public: frozenset[str], index: int, kind: str
) -> _Candidate | None:
    words, word = reading.words, reading.words[index]
    titled = context.honorific(reading, word.start)
    initials = initials_before(reading, word)
    kin = context.kin_title(reading, word.start - initials)
    if kind == KNOWN and not (
        _known_surname(reading, word, titled=titled, initials=bool(initials), kin=bool(kin))
        or _nickname(reading, word)
    ):
        return None
    last = index if initials else last_word(reading, index, kind)
    end = end_of(reading, words[last]) if last == index else words[last].end
    full = last > index or end > word.end
    if cites(reading, word.start, end, sure=kind == SURE and not full):
        return None
    if any(part.lower in public for part in words[index : last + 1]):
        return None
    score = _score(reading, word, kind, words[last], end)
    if full and kind in {POSSIBLE, UNKNOWN}:
        score += max(surname_weight(reading, index, last), 2 * int(kind == POSSIBLE))
    score += 3 * int(titled) + 3 * int(bool(initials)) + 3 * int(bool(kin))
    score += 2 * int(kind == UNKNOWN and double_barrelled(word))
    start = word.start - initials - (kin or context.pet_word(reading, word.start))
    return _Candidate(index, last, start, end, kind, score, adult=titled or bool(initials))


def _known_surname(
    reading: Reading, word: Word, *, titled: bool, initials: bool, kin: bool
) -> bool:
    """Whether an everyday word is a name here: "Mrs Field", "Big Tone", but not "A. Question"."""
    lists = word_lists()
    if not word.title or word.opens_sentence or word.lower in lists.field_words:
        return False
    if kin:
        return context.certain_kin(reading, word.start) or (
            word.lower not in _BIG and context.acts(reading, word.tail) > 0
        )
    return titled or (initials and (word.lower in lists.cited or word.lower in lists.surnames))


def _nickname(reading: Reading, word: Word) -> bool:
    """Whether an everyday word is said to be what somebody is called: "she goes by Ace"."""
    if not word.title or word.lower in word_lists().elsewhere:
        return False
    return context.nicknamed(reading, word.start)


def _in_small_letters(reading: Reading, index: int, kind: str) -> _Candidate | None:
    """A name typed without capitals: a sure one, or any that the words before announce.

    A sure one is as sure as with a capital when the words beside it speak of a person, unless it is
    an everyday thing too ("amber").
    """
    word = reading.words[index]
    shouted = word.capitals and reading.shouted
    if not (word.text.islower() or shouted) or len(word.text) < 4:
        return None
    aged = context.aged(reading, word.tail)
    if kind == SURE:
        placed = shouted or aged or word.possessive or len(word.text) >= 5
        named = placed or context.speaks_of_person(reading, word.start, word.end)
    elif kind == UNKNOWN and not shouted:
        related = context.related(reading, word.start)
        beside = reading.before(word.start, 2) == ", "
        named = (
            (related and (aged or shape(word) > 0 or name_signs.who_follows(reading, word.end)))
            or (
                beside and shape(word) > 0 and bool(_LOWER_AGED.match(reading.after(word.tail, 12)))
            )
            or (unmarked_possessive(word) and name_signs.owned(reading, word.end))
            or bool(_LOWER_INTRODUCED.search(reading.before(word.start, 12)))
        )
    else:
        named = False
    if not named:
        return None
    plain = kind == SURE and word.lower not in WORD_LIKE
    speaks = plain and context.speaks_of_person(reading, word.start, word.end)
    score = 2 + int(aged or speaks or context.introduced(reading, word.start))
    return _Candidate(index, index, word.start, word.end, kind, score)


def _score(reading: Reading, word: Word, kind: str, last: Word, end: int) -> int:
    """Points of a capitalised word: by its kind, by signs of a person, by the flow around."""
    flowing = not word.opens_sentence
    month = word.lower in MONTHS
    after_the = reading.before(word.start, 4) == "the "
    elsewhere = month or word.lower in word_lists().elsewhere
    if elsewhere or (after_the and kind != SURE):
        person = kind == POSSIBLE and not month and context.related(reading, word.start)
        score, flowing = -int(kind != SURE and not person), False
    elif kind == SURE:
        thing = word.opens_sentence and word.lower in WORD_LIKE and not context.acts(reading, end)
        # "the Jay report": a child is not "the" anyone
        score = 1 if after_the or (thing and last is word and not last.possessive) else 3
    elif kind == POSSIBLE:
        score = int(flowing)
    else:
        score = max(0, shape(word) - int(not flowing)) if kind == UNKNOWN else 0
    score += 3 * int(context.aged(reading, last.tail, month=month))
    score += 3 * int(context.introduced(reading, word.start))
    score += 2 * int(context.related(reading, word.start))
    score += 2 * int(last.possessive and context.owns(reading, last.tail))
    score += int(last.possessive and context.owns_kin(reading, last.tail))
    score += 3 * int(context.family(reading, word.start, last.tail))
    if not elsewhere and (kind == UNKNOWN or (kind == POSSIBLE and flowing)):
        score += name_signs.points(reading, word, last, flowing=flowing)
    elif kind == POSSIBLE and not elsewhere and context.acts(reading, end) == 2:
        score += int(name_signs.one_person(reading, last) > 0)
    return score + _flow(reading, word, kind, max(end, last.end), flowing=flowing)


def _flow(reading: Reading, word: Word, kind: str, end: int, *, flowing: bool) -> int:
    """Points for a verb after a doubtful name and for the word before it."""
    verb = context.acts(reading, end)
    in_flow = context.in_flow(reading, word.start)
    if kind == POSSIBLE:
        return int(verb == 2 or (flowing and bool(verb or in_flow)))
    if kind != UNKNOWN:
        return 0
    if not flowing:
        return int(verb > 0 and shape(word) > 0)
    points = 0 if is_plural(word) else verb
    points += 2 * int(context.object_of(reading, word.start))
    return points + int(in_flow and shape(word) > 0)


def _later_mentions(reading: Reading, accepted: list[_Candidate]) -> Iterator[Span]:
    """Every other mention of a word of a certain name."""
    covered = {
        position
        for candidate in accepted
        for position in range(candidate.first, candidate.last + 1)
    }
    adults = _certain_words(reading, accepted)
    for position, word in enumerate(reading.words):
        if position in covered or word.lower not in adults or not (word.title or word.capitals):
            continue
        opens = word.opens_sentence and word.lower in word_lists().known
        if opens and not context.acts(reading, word.end):
            continue
        if cites(reading, word.start, word.end, sure=True):
            continue
        yield _span(
            _Candidate(position, position, word.start, word.end, SURE, 3, adults[word.lower])
        )


def _certain_words(reading: Reading, accepted: list[_Candidate]) -> dict[str, bool]:
    """The words of certain names, with whether each belongs to adults only."""
    adults: dict[str, bool] = {}
    sure_names = word_lists().sure_names
    for candidate in accepted:
        if candidate.score < 3:
            continue
        for word in reading.words[candidate.first : candidate.last + 1]:
            if len(word.text) < 3 or word.lower in PARTICLES:
                continue
            adults[word.lower] = adults.get(word.lower, True) and candidate.adult
            for part in word.lower.split("-"):
                if len(part) > 3 and part in sure_names:
                    adults.setdefault(part, candidate.adult)
    return adults


def _span(candidate: _Candidate) -> Span:
    if candidate.adult:
        return Span(candidate.start, candidate.end, "name", WARN, ADULT_REASON)
    if candidate.score >= 3:
        return Span(candidate.start, candidate.end, "name", BLOCK, REASON)
    return Span(candidate.start, candidate.end, "name", WARN, MAYBE_REASON)
