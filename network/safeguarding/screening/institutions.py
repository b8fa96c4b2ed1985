"""Schools, clubs and children's homes by name: each narrows a child down to a few hundred."""

import re
from collections.abc import Iterator

from .reading import Reading
from .schools import KINDS, named_schools
from .spans import BLOCK, WARN, Span
from .wordlists import word_lists

_ATTENDS = re.compile(
    r"(?:\battend(?:s|ed|ing)?|\benrolled at|\bon roll at|\bexcluded from|\bexpelled from|"
    r"\bpupils? (?:at|from)|\bstudents? (?:at|from)|\by(?:ea)?r? ?\d{1,2}s? (?:at|from|in)|"
    r"\bhead ?(?:teacher)? (?:of|at)|\bd?dsl (?:at|of|from|in)|\bsenco (?:at|from)|"
    r"\bteach(?:er|es|ing)? (?:at|from)|"
    r"\bstart(?:s|ed) at|\btransfer(?:s|red)? (?:to|from)|\bgo(?:es)? to school at|\bplays? for|"
    r"\btrains? (?:at|with)|\b(?:is|was|are|were|(?:he|she|who)['’]s|they['’]re|been|now|"
    r"currently|already|still|back|just started|starting|starts|settled) at|\bplaced at|"
    r"\bplacement (?:at|in|with)|"
    r"\bgoes to|\bkids from|\blads from|\bgirls from|\bboys from|\bresident at|"
    r"\b(?:everyone|everybody|someone|somebody|friends?|mates?|lads?|girls?|boys?|kids?|pupils?|"
    r"child|children|brother|sister|cousin|staff|teachers?|counsellor|mentor|sixth form(?:er)?s?|"
    r"the gates?|term|place|learning|studies|studying|lessons) at|"
    r"\bmanager (?:of|at)|\bstaff (?:at|from|of)|\bon roll with|\bgot into|\bplace at|"
    r"\binterview at|\b(?:boarder|boards|boarding) at|\bmissing from|\bmoved (?:on )?from|"
    r"\bjoined|\bleft|\bleaves|\bleaving|\bteam at|\bgates? (?:of|at)|\boutside|\bcoach(?:es)? "
    r"(?:at|for)|\bmember of|\bformer pupil of|\bmanaged move (?:to|from)) $"
)
_HOME = re.compile(
    r"\b(?:children['’]s homes?|placements?|placed|residential|supported (?:living|"
    r"accommodation|housing)|semi-?independent|"
    r"hostel|refuge|foyer|secure|unit|ofsted|registered manager|care home|carers|keyworker|"
    r"key worker|provider|missing from|absconded from|moved (?:in)?to|returned to|notice from|"
    r"resident|bedroom|house rules|night staff|reg(?:ulation)? 4[0-9])\b"
)
_SCHOOL = re.compile(
    r"\b(?:schools?|pupils?|students?|y(?:ea)?r? ?\d{1,2}|dsl|head|teachers?|class|form|roll|"
    r"attends?|sixth|at|uniform)\b"
)
_SAINT = re.compile(
    r"(?<![\w.])(?:St\.?|Saint|SS\.?) [A-Z][\w\-]{2,25}(?:['’]s?)?(?: (?:and|"
    r"&) (?:St\.? )?[A-Z][\w\-]{2,25}(?:['’]s)?)?"
)
# "Archbishop Lanfrid's", said of a school as of a saint's.
_PRELATE = re.compile(
    r"(?<![\w.])(?:(?:(?:Arch)?bishop|Cardinal|Blessed|Abbot|Canon|Prior|Dean|King|Queen|Lady|"
    r"Dame) (?:[A-Z][\w\-]{2,20} )?[A-Z][\w\-]{2,25}['’]s?|Our Lady(?:['’]s| of [A-Z]\w{2,15}(?: "
    r"[A-Z]\w{2,15})?)|Holy (?:Trinity|Rood|Family|Cross|Name|Rosary|Ghost|Souls)|Sacred Heart|"
    r"All (?:Saints|Souls|Hallows)['’]?|Corpus Christi|Christ the King|English Martyrs|"
    r"Immaculate (?:Heart|Conception))(?: (?:RC|CE|CofE|VA|VC|C of E|Catholic)\b)?(?!\w)"
)
_SAINT_ELSE = re.compile(
    r"^ (?:Church|Hospital|Parish|Day|Ward|Road|Street|House|Hospice|Ambulance|Trust|Square|"
    r"Charity|Cathedral|"
    r"Lane|Avenue|Place|Foundation|Centre|church|hospital|ward|hospice|estate)\b"
)
_KNOWN_SAINTS = frozenset(
    [
        *("st giles", "st john", "st mungo's", "st mungos"),
        *("st basils", "st christopher's", "st andrews", "st albans"),
        *("st helens", "st george's", "st patrick's", "st david's"),
        *("st andrew's", "st ives", "st pancras", "st mungo’s"),
        *("st david’s", "st neots", "st austell"),
    ]
)
_CELTIC = re.compile(
    r"(?<!\w)(?:Ysgol|Coleg|Gaelscoil|Bunscoil|Meánscoil|Coláiste|Scoil|Naíscoil|"
    r"Cylch Meithrin|Sgoil)"
    r"(?: (?:Gyfun|Gynradd|Uwchradd|Gymraeg|Bro|y|yr|Y|Yr|na|an|[A-Z][\w'’\-]{1,25})){1,5}"
)

REASON = "This names a school, club or home. Say what kind it is, such as “a large secondary”."
MAYBE_REASON = "This could name a school, club or home. If it does, say what kind it is instead."


def find_institutions(reading: Reading) -> Iterator[Span]:
    """Find named schools, clubs and homes, saints' schools, then schools by what goes before."""
    for first, last, house_like in named_schools(reading):
        start, end = reading.words[first].start, reading.words[last].end
        if not house_like:
            yield Span(start, end, "school", BLOCK, REASON)
        elif _is_home(reading, first, last):
            yield Span(start, end, "school", WARN, MAYBE_REASON)
    for match in _CELTIC.finditer(reading.text):
        yield Span(*match.span(), "school", BLOCK, REASON)
    yield from _saints(reading)
    yield from _prelates(reading)
    yield from _by_context(reading)


def _is_home(reading: Reading, first: int, last: int) -> bool:
    """A house-like name counts only where the text is about a home and no number is before it."""
    words, lists = reading.words, word_lists()
    start = words[first].start
    if re.search(r"\d[\w,]{0,4} $", reading.before(start, 8)):
        return False
    name = words[first:last]
    if all(word.lower in lists.common or word.lower in lists.field_words for word in name):
        return False
    near = reading.before(start, 160) + " ~ " + reading.after(words[last].end, 120)
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


def _prelates(reading: Reading) -> Iterator[Span]:
    """A possessive of a bishop or queen that stands for a school: nothing follows that it owns."""
    for match in _PRELATE.finditer(reading.text):
        if not re.match(
            r"[,.;:)!?\n]| (?:and|or|is|has|was|have|say|says|said|in|on|who)\b|$",
            reading.text[match.end() : match.end() + 8],
        ):
            continue
        near = reading.before(match.start(), 70) + " ~ " + reading.after(match.end(), 70)
        if _SCHOOL.search(near):
            yield Span(*match.span(), "school", WARN, MAYBE_REASON)


def _by_context(reading: Reading) -> Iterator[Span]:
    """A capitalised word that no list knows, after "excluded from" or "pupils at"."""
    lists, words = word_lists(), reading.words
    for index, word in enumerate(words):
        if not word.title or word.opens_sentence or word.lower in lists.known:
            continue
        if any(word.lower in known for known in (KINDS, lists.sure_names, lists.possible_names)):
            continue
        if not _ATTENDS.search(reading.before(word.start, 30)):
            continue
        last = index
        while last + 1 < min(len(words), index + 3) and words[last + 1].title:
            if reading.text[words[last].tail : words[last + 1].start] != " ":
                break
            last += 1
        yield Span(word.start, words[last].end, "school", WARN, MAYBE_REASON)
