"""Schools, clubs and children's homes by name: each narrows a child down to a few hundred."""

import re
from collections.abc import Iterator

from .reading import Reading, Word
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists

_HEADS = frozenset(
    "school academy college primary secondary high grammar infants infant juniors junior nursery "
    "comp comprehensive prep pru upper lower middle gaels rovers united wanderers rangers "
    "athletic harriers "
    "colts gymnasium kindergarten preschool cubs scouts bulldogs panthers lions tigers eagles "
    "hawks swifts "
    "fc afc rfc cc rlfc gfc gac abc bc".split()
)
_TWO_WORD_HEADS = {
    ("youth", "club"),
    ("boxing", "club"),
    ("football", "club"),
    ("rugby", "club"),
    ("youth", "centre"),
    ("boys", "club"),
    ("children's", "home"),
    ("sixth", "form"),
    ("youth", "project"),
    ("judo", "club"),
    ("karate", "club"),
    ("swimming", "club"),
    ("sea", "cadets"),
    ("gymnastics", "club"),
    ("children’s", "home"),
    ("residential", "home"),
    ("community", "centre"),
    ("learning", "centre"),
    ("education", "centre"),
    ("hurling", "club"),
    ("netball", "club"),
    ("dance", "academy"),
    ("amateur", "boxing"),
    ("adventure", "playground"),
    ("day", "nursery"),
}
_HOME_HEADS = frozenset(
    "house lodge rise court view grange manor hall cottage place farm gardens croft villa heights "
    "unit mews bank mount drive haven close".split()
)
# Words that say what kind of school it is but not which one.
_GENERIC = frozenset(
    "the a our my your his her their this that local new old special free virtual catholic "
    "independent community royal national public private boarding faith state mainstream hospital "
    "medical law summer sunday saturday forest night open online further higher adult alternative "
    "provision boys boys' girls girls' mixed church of and for england primary secondary high "
    "grammar infant infants junior juniors middle upper lower nursery sixth form first prep church "
    "comprehensive school schools academy academies college colleges trust specialist technical "
    "language sports arts science studio all through federation pupil referral unit centre youth "
    "club university head heads deputy dsl senco governor teacher at in from with residential "
    "children's home homes care supported year years each every any some one both another same "
    "other neighbouring nearby previous former current mum dad not no only if when dear family "
    "football rugby boxing whole fc united town city county hello hi high-school good "
    "outstanding".split()
)
_PUBLIC = frozenset(
    "policing university universities royal open commons lords physicians nursing "
    "psychiatrists virtual".split()
)
_NOT_AFTER = frozenset(
    "court street road risk commissioner needs house authority council station review of".split()
)
_LINKS = frozenset("of and the upon on in le".split())

_ATTENDS = re.compile(
    r"(?:\battend(?:s|ed|ing)?|\benrolled at|\bon roll at|\bexcluded from|\bexpelled from|"
    r"\bpupils? (?:at|from)|\bstudents? (?:at|from)|\by(?:ea)?r? ?\d{1,2}s? (?:at|from|in)|"
    r"\bhead ?(?:teacher)? (?:of|at)|\bd?dsl (?:at|of|from|in)|\bsenco (?:at|from)|"
    r"\bteach(?:er|es|ing)? (?:at|from)|"
    r"\bstart(?:s|ed) at|\btransfer(?:s|red)? (?:to|from)|\bgo(?:es)? to school at|\bplays? for|"
    r"\btrains? (?:at|with)|\bis at|\bwas at|\bhe['’]s at|\bshe['’]s at|\bplaced at|"
    r"\bplacement (?:at|in|with)|"
    r"\bgoes to|\bkids from|\blads from|\bgirls from|\bboys from|\bresident at|"
    r"\bmanager (?:of|at)|\bstaff at) $"
)
_HOME = re.compile(
    r"\b(?:children['’]s homes?|placements?|placed|residential|supported (?:living|"
    r"accommodation|housing)|semi-?independent|"
    r"hostel|refuge|foyer|secure|unit|ofsted|registered manager|care home|carers|keyworker|"
    r"key worker|provider)\b"
)
_SCHOOL = re.compile(
    r"\b(?:schools?|pupils?|students?|y(?:ea)?r? ?\d{1,2}|dsl|head|teachers?|class|form|roll|"
    r"attends?|sixth|at|uniform)\b"
)
_SAINT = re.compile(
    r"(?<![\w.])(?:St\.?|Saint|SS\.?) [A-Z][\w\-]{2,25}(?:['’]s?)?(?: (?:and|"
    r"&) (?:St\.? )?[A-Z][\w\-]{2,25}(?:['’]s)?)?"
)
_SAINT_ELSE = re.compile(
    r"^ (?:Church|Hospital|Parish|Day|Ward|Road|Street|House|Hospice|Ambulance|Trust|Square|"
    r"Charity|Cathedral|"
    r"Lane|Avenue|Place|Foundation|Centre|church|hospital|ward|hospice|estate)\b"
)
_KNOWN_SAINTS = frozenset(
    "st giles|st john|st mungo's|st mungos|st basils|st christopher's|st andrews|"
    "st albans|st helens|st george's|st patrick's|st david's|st andrew's|st ives|"
    "st pancras|st mungo’s|st david’s|st neots|st austell".split("|")
)
_CELTIC = re.compile(
    r"(?<!\w)(?:Ysgol|Coleg|Gaelscoil|Bunscoil|Meánscoil|Coláiste|Scoil|Naíscoil|"
    r"Cylch Meithrin|Sgoil)"
    r"(?: (?:Gyfun|Gynradd|Uwchradd|Gymraeg|Bro|y|yr|Y|Yr|na|an|[A-Z][\w'’\-]{1,25})){1,5}"
)

REASON = "This names a school, club or home. Say what kind it is, such as “a large secondary”."
MAYBE_REASON = "This could name a school, club or home. If it does, say what kind it is instead."


def find_institutions(reading: Reading) -> Iterator[Span]:
    """Find named schools and clubs, saints' schools, schools by what goes before, then homes."""
    yield from _by_head(reading)
    for match in _CELTIC.finditer(reading.text):
        yield Span(*match.span(), "school", BLOCK, REASON)
    yield from _saints(reading)
    yield from _by_context(reading)


def _by_head(reading: Reading) -> Iterator[Span]:
    words = reading.words
    for index, word in enumerate(words):
        is_home = word.lower in _HOME_HEADS
        if not word.text[0].isupper() and not is_home:
            continue
        pair = index + 1 < len(words) and (word.lower, words[index + 1].lower) in _TWO_WORD_HEADS
        if not (word.lower in _HEADS or pair or is_home) or not word.text[0].isupper():
            continue
        first = _walk_left(reading, index)
        if first == index or not _distinct(words[first:index], reading):
            continue
        last = index + 1 if pair else index
        while (
            last + 1 < len(words)
            and _joined(reading, words[last], words[last + 1])
            and (
                words[last + 1].lower in _HEADS
                or words[last + 1].lower
                in {"trust", "centre", "club", "school's", "form", "unit", "nursery"}
            )
            and words[last + 1].text[0].isupper()
        ):
            last += 1
        if last + 1 < len(words) and words[last + 1].lower in _NOT_AFTER:
            follows = words[last + 1]
            if _joined(reading, words[last], follows) and (
                follows.text[0].isupper()
                or (follows.lower == "of" and word.lower in {"school", "college", "academy"})
            ):
                continue
        if any(part.lower in _PUBLIC for part in words[first : last + 1]):
            continue
        start, end = words[first].start, words[last].end
        if is_home and not pair and word.lower not in _HEADS:
            if not _is_home(reading, first, index):
                continue
            yield Span(start, end, "school", WARN, MAYBE_REASON)
            continue
        yield Span(start, end, "school", BLOCK, REASON)


def _walk_left(reading: Reading, index: int) -> int:
    """The first word of the capitalised run that ends before ``index``, six words at most."""
    words = reading.words
    first = index
    for step in range(1, 7):
        position = index - step
        if position < 0 or not _joined(reading, words[position], words[position + 1]):
            break
        word = words[position]
        if word.text[0].isupper() and not _starts_only(word):
            first = position
        elif not (word.lower in _LINKS and position > 0 and words[position - 1].text[0].isupper()):
            break
    while first < index and words[first].lower in _GENERIC and words[first].lower in _LINKS:
        first += 1
    return first


def _starts_only(word: Word) -> bool:
    """Whether a capital here only opens the sentence or belongs to a job: "At", "Head", "DSL"."""
    lists = word_lists()
    if word.capitals:
        return True
    if word.lower in {
        "st",
        "our",
        "saint",
        "the",
        "all",
        "holy",
        "sacred",
        "christ",
        "north",
        "south",
        "east",
        "west",
        "upper",
        "lower",
        "great",
        "little",
        "new",
        "old",
        "church",
    }:
        return word.lower in {"our", "all", "new", "old"} and word.opens_sentence
    if word.lower in _GENERIC and word.lower not in {
        "royal",
        "catholic",
        "church",
        "community",
        "high",
        "primary",
        "sixth",
        "form",
        "boys",
        "girls",
        "sports",
    }:
        return word.lower in lists.field_words or word.opens_sentence or word.lower in _GENERIC
    if word.lower in lists.field_words and word.lower not in lists.places:
        return word.lower not in lists.possible_names and word.lower not in lists.cited
    return word.opens_sentence and word.lower in lists.common


def _distinct(run: list[Word], reading: Reading) -> bool:
    """Whether a run holds a word that says which school: not only "Catholic Primary"."""
    lists = word_lists()
    return any(
        word.text[0].isupper()
        and word.lower not in _GENERIC
        and not (
            word.lower in lists.field_words
            and word.lower not in lists.places
            and word.lower not in lists.possible_names
        )
        and len(word.text) > 2
        for word in run
    )


def _joined(reading: Reading, left: Word, right: Word) -> bool:
    return reading.text[left.tail : right.start] in (" ", "' ", "’ ", " & ", ". ", "-") and (
        reading.text[left.tail : right.start] != ". " or left.lower in {"st", "ss", "c", "e"}
    )


def _is_home(reading: Reading, first: int, index: int) -> bool:
    """A house-like name counts only where the text is about a home and no number is before it."""
    words, lists = reading.words, word_lists()
    start = words[first].start
    if re.search(r"\d[\w,]{0,4} $", reading.before(start, 8)):
        return False
    name = words[first:index]
    if all(word.lower in lists.common or word.lower in lists.field_words for word in name):
        return False
    near = reading.before(start, 160) + " ~ " + reading.after(words[index].end, 120)
    return bool(_HOME.search(near))


def _saints(reading: Reading) -> Iterator[Span]:
    for match in _SAINT.finditer(reading.text):
        name = match.group().lower().replace("st.", "st")
        if name in _KNOWN_SAINTS or _SAINT_ELSE.match(reading.text[match.end() : match.end() + 14]):
            continue
        if (
            "'" not in name
            and "’" not in name
            and not _ATTENDS.search(reading.before(match.start(), 30))
        ):
            continue
        near = reading.before(match.start(), 60) + " ~ " + reading.after(match.end(), 40)
        if _SCHOOL.search(near):
            yield Span(*match.span(), "school", WARN, MAYBE_REASON)


def _by_context(reading: Reading) -> Iterator[Span]:
    lists, words = word_lists(), reading.words
    for index, word in enumerate(words):
        if (
            not word.title
            or word.opens_sentence
            or not _ATTENDS.search(reading.before(word.start, 30))
        ):
            continue
        last = index
        while (
            last + 1 < len(words)
            and last - index < 2
            and words[last + 1].title
            and (reading.text[words[last].tail : words[last + 1].start] == " ")
        ):
            last += 1
        run = words[index : last + 1]
        if all(
            part.lower not in lists.known
            and part.lower not in lists.sure_names
            and part.lower not in _GENERIC
            for part in run[:1]
        ) and (run[0].lower not in lists.possible_names):
            yield Span(run[0].start, run[-1].end, "school", WARN, MAYBE_REASON)
