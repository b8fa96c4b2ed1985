"""Names of people, by given-name lists, capitals and what surrounds them.

Each capitalised word starts with what the lists say about it and gains or loses by context;
two points make a warning, three a block. The lists carry no surnames: a surname is what
follows a given name, an initial or a title, and every later mention of it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from . import name_context as context
from .name_shape import looks_like_name, sounds_like_name
from .reading import Reading, Word
from .spans import BLOCK, WARN, Span
from .wordlists import WordLists, word_lists

SURE, POSSIBLE, UNKNOWN, KNOWN = "sure", "possible", "unknown", "known"

# Mean log odds from which an unknown word is taken for a likely name, and a very likely one.
_LIKELY, _VERY_LIKELY = 0.8, 1.6

_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
_PARTICLES = frozenset(
    "de da do dos del della di van von der den bin ibn bint al el abu ap ab ferch o "
    "la le st".split()
)
_PLAIN_ENDING = re.compile(
    r"(?:ing|ed|ly|tion|tions|sion|ment|ments|ness|ity|ities|able|ible|ful|less|ology|ism|"
    r"ists?|ware|work|"
    r"works|book|line|lines|net|time|ship|ships|hood|wise|ward|craft|proof|ability|ance|"
    r"ences?|ised|ising|isation)$"
)
_INITIALS = re.compile(r"(?<![\w.&])(?:[A-Z]\.\s?){1,3}$")
_BARE_INITIAL = re.compile(r"(?<![\w.'’])[A-HJ-Z] $")
_LABEL_BEFORE = re.compile(
    r"\b(?:child|yp|person|boy|girl|part|section|appendix|plan|option|annex|tier|schedule|"
    r"paragraph|group|set) $"
)
_INITIAL_AFTER = re.compile(r" ([A-HJ-Z])(?![\w'’&+/])\.?(?! level)")
_GAP = re.compile(r" ")

REASON = "This looks like a name. Leave it out, or write “the young person” or “Child A”."
ADULT_REASON = (
    "This looks like the name of an adult. Write their role, such as “her social worker”."
)
MAYBE_REASON = (
    "This could be someone's name. If it is, leave it out; if you cite an author, add the year."
)


@dataclass(slots=True)
class _Candidate:
    first: int
    last: int
    start: int
    end: int
    kind: str
    score: int
    adult: bool = False


def find_names(reading: Reading) -> Iterator[Span]:
    """Find names: score each candidate, then those beside a name, then every later mention."""
    lists = word_lists()
    public = _public_words(reading, lists)
    candidates = _candidates(reading, lists, public)
    _share_between_neighbours(reading, candidates)
    quoted = _quoted(reading, public)
    accepted = [
        candidate
        for candidate in candidates
        if candidate.score >= 2 and not _only_quoted(reading, candidate, quoted)
    ]
    yield from (_span(candidate) for candidate in accepted)
    yield from _later_mentions(reading, lists, accepted)


def _quoted(reading: Reading, public: frozenset[str]) -> frozenset[str]:
    """Words that somewhere in the text are cited or have something named after them."""
    return public | {
        word.lower
        for word in reading.words
        if word.title and context.cites(reading, word.start, word.end, sure=True)
    }


def _only_quoted(reading: Reading, candidate: _Candidate, quoted: frozenset[str]) -> bool:
    """Whether a single word is quoted elsewhere and nothing here speaks of a person in a case."""
    word = reading.words[candidate.first]
    if candidate.first != candidate.last or word.lower not in quoted:
        return False
    return not (context.aged(reading, word.tail) or context.related(reading, word.start))


def kind_of(word: Word, lists: WordLists) -> str:
    """What the lists know of one word; a hyphenated word is as sure as its surest part."""
    if word.lower in lists.sure_names:
        return SURE
    if word.lower in lists.possible_names:
        return POSSIBLE
    if word.lower in lists.known:
        return KNOWN
    if "-" in word.text:
        parts = word.lower.split("-")
        if any(part in lists.sure_names for part in parts) and word.title:
            return SURE
        if all(part in lists.known for part in parts):
            return KNOWN
    if word.lower.endswith("s") and word.lower[:-1] in lists.known:
        return KNOWN
    if (
        ("-" not in word.text and _PLAIN_ENDING.search(word.lower))
        or re.search(r"['’]", word.text)
        and not re.match(r"[ODdA]['’][A-Z]", word.text)
    ):
        return KNOWN
    return UNKNOWN


def _public_words(reading: Reading, lists: WordLists) -> frozenset[str]:
    """Words that here belong to someone named in public: "Pierre" where Bourdieu is written."""
    present = {word.lower for word in reading.words}
    words = set()
    for person in lists.public_people:
        surname = person[-1].lower()
        if surname not in present:
            continue
        full = " ".join(person)
        if surname in lists.cited or full in reading.text:
            words.update(part.lower() for part in person)
    return frozenset(words)


def _candidates(reading: Reading, lists: WordLists, public: frozenset[str]) -> list[_Candidate]:
    found = []
    index = 0
    while index < len(reading.words):
        candidate = _candidate(reading, lists, public, index)
        if candidate is None:
            index += 1
            continue
        found.append(candidate)
        index = candidate.last + 1
    return found


def _candidate(
    reading: Reading, lists: WordLists, public: frozenset[str], index: int
) -> _Candidate | None:
    word = reading.words[index]
    if len(word.text) < 2:
        return None
    kind = kind_of(word, lists)
    start = word.start
    titled = context.honorific(reading, start)
    initials = _initials_before(reading, word)
    if word.lower in public:
        return None
    if kind == KNOWN and not (
        (titled or initials) and word.title and word.lower not in lists.field_words
    ):
        return None
    if kind == KNOWN and word.opens_sentence:
        return None
    if kind == KNOWN and initials and not titled and word.lower not in lists.cited:
        return None
    if not _written_as_name(reading, word, kind):
        if not _lower_case_name(reading, word, kind):
            return None
        score = (
            2 + int(context.aged(reading, word.end)) + int(context.introduced(reading, word.start))
        )
        return _Candidate(index, index, word.start, word.end, kind, score)
    last = _surname_end(reading, lists, index, kind) if not initials else index
    end = (
        _end_with_initial(reading, reading.words[last])
        if last == index
        else reading.words[last].end
    )
    full = last > index or end > word.end
    if context.cites(
        reading,
        start,
        max(end, reading.words[last].tail) if not reading.words[last].possessive else end,
        sure=kind == SURE and not full,
    ):
        return None
    if any(reading.words[position].lower in public for position in range(index, last + 1)):
        return None
    score = _score(reading, word, kind, reading.words[last], end)
    if full and kind == POSSIBLE:
        score += max(2, _surname_weight(reading, lists, index, last))
    if full and kind == UNKNOWN:
        score += _surname_weight(reading, lists, index, last)
    if titled:
        score += 3
    if initials:
        start, score = start - initials, score + 3
    if kind == UNKNOWN and _double_barrelled(word):
        score += 2
    start -= context.kin_title(reading, start)
    if start < word.start and not initials:
        score += 3
    return _Candidate(index, last, start, end, kind, score, adult=titled or bool(initials))


def _written_as_name(reading: Reading, word: Word, kind: str) -> bool:
    if word.title:
        inner = re.search(r"[a-z][A-Z]", word.text)
        return (
            not inner
            or bool(re.match(r"(?:Mc|Mac|De|O['’]|Fitz|Le|La|Van|Al|El|Di|Da)[A-Z]", word.text))
            or "-" in word.text
        )
    return word.capitals and kind == SURE and len(word.text) >= 4 and not reading.shouted


def _lower_case_name(reading: Reading, word: Word, kind: str) -> bool:
    """A name typed in small letters: a sure one in a person's place, any after "called"."""
    shouted = word.capitals and reading.shouted
    if not (word.text.islower() or shouted) or len(word.text) < 4:
        return False
    if kind == SURE:
        return (
            shouted
            or context.aged(reading, word.end)
            or context.related(reading, word.start)
            or context.introduced(reading, word.start)
            or context.acts(reading, word.end) > 0
            or context.in_flow(reading, word.start)
            or word.possessive
            or len(word.text) >= 5
        )
    if kind != UNKNOWN or shouted:
        return False
    person = context.related(reading, word.start)
    if person and (_shape(word) or context.aged(reading, word.tail)):
        return True
    beside_comma = reading.before(word.start, 2) == ", "
    return (
        beside_comma and bool(re.match(r",? \(?(?:aged )?1\d\b", reading.after(word.tail, 12)))
    ) or (
        re.search(r"\b(?:name is|name's|named|nicknamed) $", reading.before(word.start, 12))
        is not None
    )


def _initials_before(reading: Reading, word: Word) -> int:
    """How many characters of "J. " stand before a surname; 0 if none, or if it is a label."""
    before = reading.text[max(0, word.start - 10) : word.start]
    match = _INITIALS.search(before)
    if match is None and _double_barrelled(word):
        match = _BARE_INITIAL.search(before)
    if match is None or not word.title:
        return 0
    if _LABEL_BEFORE.search(reading.before(word.start - len(match.group()), 14)):
        return 0
    return len(match.group())


def _double_barrelled(word: Word) -> bool:
    parts = word.text.split("-")
    return len(parts) == 2 and all(
        len(part) > 2 and part[0].isupper() and part[1:].islower() for part in parts
    )


def _surname_end(reading: Reading, lists: WordLists, index: int, kind: str) -> int:
    """The last word of the full name that starts at ``index``."""
    words = reading.words
    last, position = index, index
    while position + 1 < len(words) and position - index < 4:
        word, following = words[position], words[position + 1]
        if word.possessive or reading.text[word.tail : following.start] != " ":
            break
        if (
            following.lower in _PARTICLES
            and following.text.islower()
            and position + 2 < len(words)
            and words[position + 2].title
        ):
            position += 1
            continue
        if not following.title and not (
            following.capitals and words[index].capitals and len(following.text) > 3
        ):
            if not re.fullmatch(r"[A-Z]-[A-Z][\w\-]+", following.text):
                break
        known = following.lower in lists.field_words and following.lower not in lists.cited
        if known and following.lower not in lists.possible_names:
            break
        if kind == UNKNOWN and (last > index or kind_of(following, lists) == KNOWN):
            break
        if (
            kind == POSSIBLE
            and kind_of(following, lists) == KNOWN
            and following.lower not in lists.cited
        ):
            break
        if following.lower in _MONTHS or context._NAMED_AFTER.match(" " + following.text):
            break
        position += 1
        last = position
    return last


def _surname_weight(reading: Reading, lists: WordLists, index: int, last: int) -> int:
    """How much the words after an unknown capitalised word make it a full name."""
    for word in reading.words[index + 1 : last + 1]:
        if _double_barrelled(word) or kind_of(word, lists) == SURE:
            return 3
    return 1


def _end_with_initial(reading: Reading, word: Word) -> int:
    if word.possessive:
        return word.end
    match = _INITIAL_AFTER.match(reading.text, word.end)
    return match.end(1) if match else word.end


def _score(reading: Reading, word: Word, kind: str, last: Word, end: int) -> int:
    flowing = not word.opens_sentence
    score = {SURE: 3, POSSIBLE: int(flowing), UNKNOWN: 0}.get(kind, 0)
    if kind == SURE and reading.before(word.start, 4) == "the ":
        score = 1  # "the Jay report"; a child is not "the" anyone
    lists = word_lists()
    elsewhere = word.lower in lists.elsewhere or word.lower in _MONTHS
    if kind == UNKNOWN:
        score = max(0, _shape(word) - int(not flowing))
    if elsewhere or (kind != SURE and reading.before(word.start, 4) == "the "):
        score, flowing = -int(kind != SURE), False
    after = max(end, last.end)
    if context.aged(reading, last.tail, month=word.lower in _MONTHS):
        score += 3
    if context.introduced(reading, word.start):
        score += 3
    if context.related(reading, word.start):
        score += 2
    if last.possessive and context.owns(reading, last.tail):
        score += 2
    if context.family(reading, word.start, last.tail):
        score += 3
    verb = context.acts(reading, after)
    if kind == POSSIBLE and flowing and (verb or context.in_flow(reading, word.start)):
        score += 1
    elif kind == POSSIBLE and verb == 2:
        score += 1
    elif kind == UNKNOWN and flowing:
        score += verb if not _is_plural(word) else 0
        score += int(context.object_of(reading, word.start)) * 2
    if kind == UNKNOWN and _shape(word):
        score += int(context.in_flow(reading, word.start)) if flowing else int(verb > 0)
    return score


def _shape(word: Word) -> int:
    """0, 1 or 2: how much an unknown word looks or sounds like a given name."""
    if sounds_like_name(word.lower) or looks_like_name(word.lower) >= _VERY_LIKELY:
        return 2
    return int(looks_like_name(word.lower) >= _LIKELY)


def _is_plural(word: Word) -> bool:
    return word.lower.endswith("s") and not word.lower.endswith(("as", "is", "us", "ss", "os"))


def _share_between_neighbours(reading: Reading, candidates: list[_Candidate]) -> None:
    """Raise a doubtful name that is listed beside a certain one: "Hope and Kayden"."""
    for left, right in zip(candidates, candidates[1:], strict=False):
        gap = reading.text[left.end : right.start]
        if not context._NEXT_NAME.fullmatch(gap):
            continue
        if left.score >= 3 and right.score < 2 and right.kind != SURE:
            right.score = 2
        elif right.score >= 3 and left.score < 2 and left.kind != SURE:
            left.score = 2


def _later_mentions(
    reading: Reading, lists: WordLists, accepted: list[_Candidate]
) -> Iterator[Span]:
    words = reading.words
    covered = set()
    known: dict[str, bool] = {}
    for candidate in accepted:
        for position in range(candidate.first, candidate.last + 1):
            covered.add(position)
            word = words[position]
            if len(word.text) > 2 and word.lower not in _PARTICLES and candidate.score >= 3:
                known[word.lower] = known.get(word.lower, True) and candidate.adult
                for part in word.lower.split("-"):
                    if len(part) > 3 and part in lists.sure_names:
                        known.setdefault(part, candidate.adult)
    for position, word in enumerate(words):
        if position in covered or word.lower not in known or not (word.title or word.capitals):
            continue
        common = word.lower in lists.known
        if common and word.opens_sentence and not context.acts(reading, word.end):
            continue
        if context.cites(reading, word.start, word.end, sure=True):
            continue
        yield _span(
            _Candidate(position, position, word.start, word.end, SURE, 3, known[word.lower])
        )


def _span(candidate: _Candidate) -> Span:
    if candidate.adult:
        return Span(candidate.start, candidate.end, "name", WARN, ADULT_REASON)
    if candidate.score >= 3:
        return Span(candidate.start, candidate.end, "name", BLOCK, REASON)
    return Span(candidate.start, candidate.end, "name", WARN, MAYBE_REASON)
