"""Turns of phrase that only people stand in, for names that are on no list.

A list of names is never complete, so a capitalised word that no list knows counts as a name where
the sentence treats it as one person: "our new starter, …, told", "… (born in May)", "carers are …
and …", "… came on Monday and she". Two points make a warning. Every pattern looks at a short
stretch beside the word, so that the whole stays linear.
"""

import re

from .reading import Reading, Word

_PERSON = (
    r"girl|boy|lad|lass|child|kid|baby|teenager|toddler|son|daughter|brother|sister|sibling|twin|"
    r"cousin|mate|friend|nephew|niece|boyfriend|girlfriend|partner|husband|wife|pupil|student|"
    r"starter|learner|resident|patient|client|tenant|victim|witness|suspect|person|woman|man|"
    r"mum|mam|mother|dad|father|nan|gran|auntie|uncle|carer|worker|teacher|tutor|mentor|coach|"
    r"nurse|manager|officer|neighbour|colleague|volunteer|leaver|adult|youth|leader|youngster|"
    r"guy|bloke|fella|chap|one|head|deputy|caller|trainee|apprentice|passenger|driver|lead|"
    r"\d{1,2} ?(?:yo|y/o|year[ -]old)|nominal|subscriber|whom|"
    r"dinner lady|caretaker|receptionist|solicitor|guardian|granddad|grandad|grandson"
)
_APPOSITION = re.compile(
    r"(?:(?:^|[.!?]\s)(?=[a-z0-9])|\b(?:our|my|the|an?|his|her|their|another|one|this|that|your|nice|lovely|new|same|re|with|for|of)\s)"
    r"(?:[\w'’\-]{1,14}\s){0,4}?(?:" + _PERSON + r")\b(?:\s[\w'’\-]{1,14}){0,5},\s[\"“‘']?$"
)
_GIVEN = re.compile(
    r"(?:\b(?:asked|ask|asking|came|worried|thinking|advice|help|know) (?:about|of|re)|\bincluding|"
    r"\b(?:one|another|the other|eldest|youngest|oldest|whom),|"
    r"\b(?:parents?|mums?|mothers?|dads?|fathers?|carers?|nan|gran|grandparents|famil(?:y|ies)|"
    r"friends?|mates?|brothers?|sisters?|twin|siblings?|teachers?|workers?|worried|concerns?|"
    r"thinking|scared|frightened|disclosures?|statements?|placements?|school|home|plan|meeting|"
    r"referrals?|visits?|report|chronology|notes?|email|letter|call) (?:of|for|about|on|by|from|"
    r"to|with)(?: both)?"
    r"|\b(?:carers?|parents?|siblings|kids|children|sisters|brothers|names?|friends|lads|girls|"
    r"boys|workers?|cousins|twins|mates|children|mentor|coach|tutor) (?:are|were|is|was|being)"
    r"|\b(?:have|has|had|got|put|list(?:ed|s)?|logged|record(?:ed|s)?|knows?|known|saved) "
    r"(?:him|her|them|me|it)?\s?(?:down )?(?:as|under)"
    r"|\b(?:given|written|recorded|down|signed|registered|known|saved|logged) (?:as|by)"
    r"|\b(?:" + _PERSON + r")['’]s(?: called)?|\bthat['’]s|\b(?:" + _PERSON + r") (?:is|was)"
    r"|\breal name,?(?: is)?|\b(?:everyone|everybody|they all|all|mates|people|staff|we|they|she|"
    r"he) calls?|\bcalled|\ban? (?=[\"“])"
    r"|\b(?:she|he|they|mum|dad|mam|nan|gran|caller|girl|boy|friend|who) (?:said|says|meant|means|"
    r"mentioned|named|names|reckons|told (?:me|us|them|her|him))(?: that)?)[ :]?\s?[\"“‘'(]?$"
)
_SELF = re.compile(r"(?:^|[\s.,])i['’]?\s?a?m $")
_SELF_AGED = re.compile(r"[, ]{1,2}(?:and )?(?:i['’]?m |i am )?(?:aged )?1\d\b")
_BORN = re.compile(
    r",? \(?(?:was |is )?(?:born|dob|d\.o\.b|date of birth|birth date|nhs|upn|b\. ?\d|"
    r"from year|in (?:y\d|year \d|my (?:class|form|tutor)))",
)
_WHO = re.compile(r"['\"”’]?[,(]? ?\(?(?:who|whose|who['’]s|whom)\b")
_IS_CALLED = re.compile(r"\b(?:he|she)(?:['’]s| is) $")
_HIS_KIN = re.compile(
    r"(?:,? \(?(?:and|with) (?:his|her) (?:little |big |older |younger |best |twin |half[ -]|step)?"
    r"(?:mum|mam|dad|mother|father|sister|brother|mates?|friends?|cousins?|nan|gran|baby|boyfriend|"
    r"girlfriend|partner|siblings|parents|carers?|family))\b"
)
_AT_HOME = re.compile(r"\b(?:at|to|from|round|by|outside|near) $")
_SINGLED_OUT = re.compile(r"['\"”’]?[.!?–-] ?(?:he|she|he['’]s|she['’]s|his|her|him)\b")
_TOGETHER = re.compile(
    r" (?:are|were) [\"“‘']?(?:together|both|cousins|brothers|sisters|twins|siblings|friends|mates|"
    r"best|close|"
    r"in (?:y\d|year|care|the same)|on (?:cp|cin|my)|\d|open|known|at)"
)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?\n] )$")
_PRONOUN = re.compile(r"\b(?:he|she|him|her|his|hers|himself|herself|he['’]s|she['’]s)\b")
_SENTENCE_STOP = re.compile(r"[\n]")
_ACTING = re.compile(
    r"(?:['’]s (?:been|got|not|gone|had|never|still|being|always|back|said|told|just|only|now|"
    r"\w{3,12}ing)|\s(?:\w{3,9}ly )?(?:came|comes|gave|gives|took|takes|kept|"
    r"keeps|tells?|told|turned|turns|started|starts|stopped|stops|is|was|has|had|hasn['’]t|"
    r"isn['’]t|wasn['’]t|won['’]t|wouldn['’]t|didn['’]t|doesn['’]t|can['’]t|couldn['’]t|"
    r"haven['’]t|weren['’]t|lives?|lived|moved|goes|went|gets?|got|says?|said|thinks?|thought|"
    r"wants?|wanted|needs?|needed|likes?|liked|loves?|hates?|made|makes|put|puts|asked|asks|"
    r"rang|rings|looks?|looked|seems?|seemed|does|did|never|still|always|just|ended|arrived|"
    r"left|lost|found|sat|sits|walked|ran|runs|saw|sees|used|uses|met|meets|showed|shows|"
    r"describes?|described|opened|broke|works?|worked|sleeps?|slept|spoke|speaks|draws?|drew|"
    r"wrote|writes|cries|cried|laughed|laughs|smiled|replied|answered|refused|refuses|agreed|"
    r"missed|misses|returned|pays|paid|owes|owed|carries|carried|sold|sells|hid|hides))\b"
)
_BESIDE_AND = re.compile(r" and [A-Z][\w’'\-]{1,20}(?= )")
_OWNERS = re.compile(
    r"\s(?:mum|dad|mam|nan|gran|mother|father|sister|brother|parents|phone|mates?|friends?|cousins?|"
    r"boyfriend|girlfriend|bf|gf|house|family|carers?|social worker|teacher|school)\b"
)

_NEAR = 110
_STOPS = frozenset(".,;)")


def points(reading: Reading, word: Word, last: Word, *, flowing: bool) -> int:
    """Points for a doubtful word by the phrase it stands in: 0 to 4.

    ``last`` is the last word of the candidate, ``flowing`` whether the capital is more than that
    of a sentence's start.
    """
    before = reading.before(word.start, 64)
    after = reading.after(last.end, 44)
    total = 0
    if flowing:
        total += _presented(before, after, possessive=last.possessive)
    if _SINGLED_OUT.match(after) and (flowing or _SENTENCE_BEFORE.search(before)):
        total += 2
    if _HIS_KIN.match(after):
        total += 3
    if _BORN.match(after):
        total += 3
    if flowing and _WHO.match(after):
        total += 2
    return total + one_person(reading, last)


def _presented(before: str, after: str, *, possessive: bool) -> int:
    """Points for the words that lead to a name: "our new starter, …", "the parents of …"."""
    if _SELF.search(before) and _SELF_AGED.match(after):
        return 3
    listed = before.rstrip("\"“‘'").endswith(", ")
    if (listed and _APPOSITION.search(before)) or _GIVEN.search(before):
        return 2
    if _IS_CALLED.search(before) and after[:1] in _STOPS:
        return 2
    return 2 * int(possessive and after[2:3] in _STOPS and bool(_AT_HOME.search(before)))


def one_person(reading: Reading, last: Word) -> int:
    """2 where the word does something and "he" or "she" follows in the same paragraph, near."""
    ahead = reading.after(last.end, _NEAR)
    beside = _BESIDE_AND.match(reading.text, last.end)
    acting = _ACTING.match(ahead)
    if beside and _TOGETHER.match(reading.after(beside.end(), 24)):
        return 2
    if acting is None and beside:
        acting = _ACTING.match(reading.after(beside.end(), 24))
    if acting is None:
        return 0
    stop = _SENTENCE_STOP.search(ahead)
    return 2 * int(bool(_PRONOUN.search(ahead[: stop.start()] if stop else ahead)))


def who_follows(reading: Reading, end: int) -> bool:
    """Whether "who" follows: "this kid romello who comes to boxing"."""
    return bool(_WHO.match(reading.after(end, 12)))


def owned(reading: Reading, end: int) -> bool:
    """Whether a relative or a phone follows directly: "jaydens mum", typed without apostrophe."""
    return bool(_OWNERS.match(reading.after(end, 18)))
