"""What stands before and after a name: signs of a person, and signs of a citation.

Scores are small whole numbers; ``names`` adds them to what it knows of the word itself.
"""

import re

from .reading import Reading

_AGE_AFTER = re.compile(
    r"\s?[,(–\-:]?\s?\(?(?:is |was |aged |(?:has )?just turned |"
    r"who(?:['’]s| is) |just |now |nearly |about |around |"
    r"maybe |roughly |only |turned |turns )?"
    r"(?:(?:[4-9]|1\d|2[0-5])(?![\d%£]|[/.:]\d|(?:am|pm)\b)(?:\s?(?:yo|y/o|yrs?|"
    r"years?(?:[ \-]old)?))?\b|"
    r"\(?(?:y|yr|year) ?(?:[1-9]|1[0-3])\b|\(?[mf] ?1\d\b)(?! (?:of|per|minutes|mins|people|"
    r"weeks|days|march|"
    r"april|may|june|july|jan|feb|aug|sept?|oct|nov|dec|times|hours))"
)
_BARE_NUMBER = re.compile(r"\s\d")
_PERSON_NOUN = re.compile(
    r"\s(?:own |older |younger |little |big |new |ex |step ?|full |whole |last |first |old |best |"
    r"other |foster |birth |real |latest )?(?:mum|dad|mam|ma|mother|father|"
    r"parents?|nan|gran|grand\w+|"
    r"phone|house|school|class|sister|brother|siblings?|mates?|friends?|family|cousins?|case|"
    r"plan|worker|"
    r"social worker|name|birthday|behaviour|placement|bag|room|bedroom|bed|teacher|boyfriend|"
    r"girlfriend|bf|gf|"
    r"flat|address|file|review|account|carers?|aunt\w*|uncle|head|face|arm|hand|hair|coat|"
    r"snap|insta|"
    r"snapchat|instagram|stuff|version|story|disclosure|statement|solicitor|keyworker|key worker|"
    r"step\w*|partner|ex|baby|son|daughter|kids?|child|children|wishes|voice|views|records?|"
    r"attendance|"
    r"photo|picture|number|postcode|bike|car|locker|trainers|jacket|dog|money|debt|job|tutor|"
    r"foster|iro|"
    r"fella|bloke|entry|record|phonecall|text|texts|voicemail|fault|"
    r"mentor|youth worker|gp|chronology|timeline|notes|mood|sleep|drinking|exclusion|"
    r"transport|taxi)\b"
)
_KIN_NOUN = re.compile(
    r"\s(?:mum|dad|mam|mother|father|parents|nan|gran|sister|brother|phone|boyfriend|girlfriend|"
    r"mates?|friends?|cousins?|aunt\w*|uncle|social worker|bedroom|teacher|carers?)\b"
)
_INTRODUCED = re.compile(
    r"\b(?:called|named|name is|name was|name as|names? of|names are|name['’]s|nicknamed|"
    r"known as|goes by|first name|name(?: and|&) (?:address|age|dob|number)|i['’]ll call (?:him|"
    r"her|them)|"
    r"call(?:s|ed)? (?:himself|herself|him|her|them)|answers to)[ :,\"“‘'(]{1,4}$"
)
_NICKNAMED = re.compile(
    r"\b(?:goes by|nicknamed|answers to|call(?:s|ed)? (?:himself|herself|him|her)|"
    r"(?:everyone|everybody|they|mates|friends|kids) (?:all )?calls?(?: (?:him|her))?|"
    r"known to (?:\w+ ){1,3}as|known as)[ \"“‘']{1,3}$"
)
_RELATION = re.compile(
    r"\b(?:girl|boy|lad|lass|child|kid|son|daughter|brother|sister|sibling|twin|cousin|mates?|"
    r"friend|friends|bestie|"
    r"nephew|niece|boyfriend|girlfriend|bf|gf|partner|ex|pupil|student|learner|resident|"
    r"patient|client|"
    r"young (?:person|man|woman|lady|mum|dad)|yp|mum|mam|mother|dad|father|nan|gran|aunt|"
    r"stepdad|stepmum|stepbrother|"
    r"stepsister|carer|worker|tutor|mentor|colleague|manager|nurse|coach|neighbour|landlord|dealer|"
    r"trainee|apprentice|victim|suspect|witness|teenager|toddler|baby|half[ \-]brother|"
    r"half[ \-]sister|"
    r"grand(?:son|daughter|dad|ma|mother|father)|leader|volunteer|teacher|lead|boys|girls|"
    r"lads|twins|brothers|"
    r"sisters|kids|children|siblings|ones|yps|pupils|students|caretaker|warden|officer|sw|ta|dsl|"
    r"adult|man|woman|guy|bloke|fella|fiance|wife|husband|iro|guardian|ringleader|head|16|15|"
    r"14|13|17|yo|y/o|year old|"
    r"one of (?:the|our|my|their|his|her) \w{3,12}|one of them|eldest|oldest|youngest|"
    r"middle one|younger|older|"
    r"(?:his|her|their|my|our) (?:own|best mate|key worker|step\w+))"
    r"(?:,| is| are| was|:| \(|,? who is|,? now| –| -|) ?[\"“‘'(]?$"
)
_TRAILING_ROLE = re.compile(r"^(?:my|our|her|his|their|the|a|an)\s[\w\s]{3,30}, $")
_ROLE_PHRASE = re.compile(
    r"\b(?:my|our|his|her|their|the|a|an|nice|lovely) (?:\w+ ){0,3}(?:head|worker|teacher|"
    r"manager|lead|officer|tutor|nurse|coach|"
    r"sixth|year|care|friend|lad|girl|boy|child|student|pupil|mum|dad|colleague|deputy|chair|"
    r"police|duty|"
    r"school|sister|brother|son|daughter|partner|cousin|family|solicitor|iro|dsl|senco|"
    r"volunteer), $"
)
_HONORIFIC = re.compile(
    r"\b(mr|mrs|ms|miss|mx|dr|pc|dc|ds|di|dci|sgt|sergeant|insp|inspector|wpc|pcso|cllr|"
    r"councillor|rev|"
    r"reverend|fr|imam|rabbi|pastor|nurse|sister|coach|officer|const|constable|canon|mufti|"
    r"sheikh|sir|madam) $|\b(mr|mrs|ms|dr|sgt|insp|rev)\. $"
)
_KIN_TITLE = re.compile(
    r"\b(?:auntie|aunty|aunt|uncle|nanny|nana|nan|grandma|granny|cousin|big|little|lil) $"
)
_TOLD = re.compile(
    r"\b(?:told|asked|rang|texted|emailed|messaged|met|saw|spoke to|speak to|talk to|"
    r"talked to|spoken to|visited|"
    r"collected|phoned|called|warned|interviewed|excluded|hugged|moved|arrested|known|with|"
    r"about|for|our|"
    r"on|of|by|against|between|from|to|like|where|when|that|because|if|but|so|as|while|is|was|has|"
    r"poor|little|see|support|protect|keep|help|get|got|let|tell|ask|want|what|how|whether|"
    r"why|does|did|before|after|since) $"
)
_OBJECT = re.compile(
    r"\b(?:told|asked|rang|texted|emailed|messaged|met|spoke to|speak to|talked to|spoken to|"
    r"talk to|visited|hugged|"
    r"interviewed|arrested|poor|little|warned|collected|known|saw|knew) $"
)
_HUMAN_VERB = re.compile(
    r"\s(?:\w{3,9}ly )?(?:disclosed|discloses|cried|cries|whispered|sobbed|shrugged|giggled|"
    r"smiled|texted|ran|runs|slept|sleeps|drank|"
    r"hugged|self[ \-]harms|turned up|hates|loves|misses|adores|laughed|laughs|rolls|rolled|"
    r"thinks|thought|"
    r"believes|feels|felt|lives|lived|goes|went|came|comes|wants|wanted|knows|knew|sat|sits|"
    r"walked|walks|"
    r"left|ate|eats|smokes|vapes|carries|carried|was arrested|was stabbed|was excluded|"
    r"was found|got arrested|stopped|"
    r"absconded|told|tells|asked|asks|rang|refuses|refused|denies|denied|admitted|admits|"
    r"reckons|says|said|"
    r"isn['’]t|wasn['’]t|hasn['’]t|won['’]t|doesn['’]t|didn['’]t|couldn['’]t|can['’]t|keeps|"
    r"kept|messaged|messages|"
    r"never|still|lost|hit|kicked|punched|stole|started|has been|has a|has got|had a|has just|"
    r"has found|is being|is in|is on|"
    r"is now|is not|was in|was on|was last|was with|is at|was at|and (?:I|i|his|her|their|him|"
    r"she|he)|got|gets|moved)\b"
)
_VERB = re.compile(
    r"(?:['’]s (?:been|got|not|a|in|on|at|just|now|gone|had|never|still|only|being|doing|"
    r"always|too|very|back|also|said|told)\b|"
    r"['’]d (?:been|got|had|gone|told|said)\b|\s(?:is|was|has|had|did|does|will|would|could|"
    r"might|should|may|seems?|looks?|needs?|turns?|turned|took|made|sent|put|gave|tried|"
    r"can)\b)"
)
_FAMILY_OF = re.compile(
    r"\s(?:family|brothers|twins|lads|boys|girls|kids|siblings|cousins|household|children|lot|"
    r"sisters|clan)\b"
)

_NEXT_NAME = re.compile(r"(?: and | & |, |,? and |/| or | with )")


def aged(reading: Reading, end: int, *, month: bool = False) -> bool:
    """Whether an age or a school year follows; a month needs more than a bare number."""
    after = reading.after(end, 40)
    if month and _BARE_NUMBER.match(after):
        return False
    return bool(_AGE_AFTER.match(after))


def honorific(reading: Reading, start: int) -> bool:
    """Whether a title that adults carry stands before."""
    return bool(_HONORIFIC.search(reading.before(start, 14)))


def kin_title(reading: Reading, start: int) -> int:
    """How many characters of "Auntie " or "Uncle " belong to the name; 0 if none."""
    match = re.search(
        r"\b(?:Auntie|Aunty|Aunt|Uncle|Nanny|Nana|Big|Lil|Yung) $",
        reading.text[max(0, start - 8) : start],
    )
    return len(match.group()) if match else 0


def pet_word(reading: Reading, start: int) -> int:
    """How many characters of "lil " or "Little " belong to a nickname; 0 if none."""
    match = re.search(
        r"(?<!\w)(?:[Ll]il['’]?|[Yy]ung|big|Little|Baby|Young|Mummy|Daddy|Papa|Mama|[Bb]ig man) $",
        reading.text[max(0, start - 9) : start],
    )
    return len(match.group()) if match else 0


def certain_kin(reading: Reading, start: int) -> bool:
    """Whether "Auntie", "Uncle" or "Nanny" stands before, which "Big" or "Little" is not."""
    return bool(re.search(r"\b(?:auntie|aunty|aunt|uncle|nanny|nana) $", reading.before(start, 8)))


def introduced(reading: Reading, start: int) -> bool:
    """Whether the words before announce a name: "called", "her name is"."""
    return bool(_INTRODUCED.search(reading.before(start, 30)))


def nicknamed(reading: Reading, start: int) -> bool:
    """Whether the words before say what somebody is called: "she goes by"."""
    return bool(_NICKNAMED.search(reading.before(start, 44)))


def related(reading: Reading, start: int) -> bool:
    """Whether a word for a person stands right before: "her mate", "a Y9 boy,"."""
    before = reading.before(start, 48)
    return bool(_RELATION.search(before) or _ROLE_PHRASE.search(before))


def owns(reading: Reading, tail: int) -> bool:
    """Whether what follows a possessive is what a person has: "'s mum", "'s placement"."""
    return bool(_PERSON_NOUN.match(reading.after(tail, 40)))


def owns_kin(reading: Reading, tail: int) -> bool:
    """Whether what follows a possessive is a relative or a phone, which months do not have."""
    return bool(_KIN_NOUN.match(reading.after(tail, 20)))


def family(reading: Reading, start: int, end: int) -> bool:
    """Whether this is "the … family" or "the … brothers"."""
    return reading.before(start, 4) == "the " and bool(_FAMILY_OF.match(reading.after(end, 14)))


def object_of(reading: Reading, start: int) -> bool:
    """Whether the verb before takes a person: "told", "asked", "spoke to"."""
    return bool(_OBJECT.search(reading.before(start, 18)))


def in_flow(reading: Reading, start: int) -> bool:
    """Whether the word before lets a person follow, which weighs little by itself."""
    return bool(_TOLD.search(reading.before(start, 18)))


def acts(reading: Reading, end: int) -> int:
    """2 for a verb that only people do, 1 for a verb that things do too, 0 for none."""
    after = reading.after(end, 40)
    if _HUMAN_VERB.match(after):
        return 2
    return 1 if _VERB.match(after) else 0


def speaks_of_person(reading: Reading, start: int, end: int) -> bool:
    """Whether anything beside a word has it stand for a person, however weakly."""
    return (
        related(reading, start)
        or introduced(reading, start)
        or in_flow(reading, start)
        or acts(reading, end) > 0
    )


def listed_together(gap: str) -> bool:
    """Whether two names with this between them stand in one list."""
    return bool(_NEXT_NAME.fullmatch(gap))
