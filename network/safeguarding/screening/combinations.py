"""Facts that name nobody alone but single someone out together, over a whole text."""

import re
from dataclasses import dataclass

_SMALL_PLACE = re.compile(
    r"\b(?:(?:our|the|an?|one|this|his|her|their|my|small|tiny|rural|same) (?:\w+ )?(?:village|"
    r"hamlet|island|market town|"
    r"small town|seaside town|fishing town|parish|glen|valley|caravan (?:park|site)|"
    r"travellers?['’]? site|cul-de-sac|close)|"
    r"(?:population|pop\.?) (?:of )?(?:about )?(?:\d{1,3}|[1-9],\d{3})\b|one[ \-](?:bus|shop|"
    r"pub|street) |"
    r"\d{2,3} (?:people|souls|residents|inhabitants|houses|families live)|"
    r"the only (?:school|secondary|primary|youth club|children['’]s home|gp|surgery|mosque|"
    r"gurdwara|synagogue) "
    r"(?:in|for|on)|small school|two[ \-]class school|\d{2} pupils|"
    r"everyone knows every(?:one|body))",
    re.IGNORECASE,
)
_AGE = re.compile(
    r"\b(?:(?:[4-9]|1\d|2[0-5])[ \-]?(?:yo|y/o|yrs?[ \-]old|years?[ \-]old|year-old)\b|"
    r"aged? (?:[4-9]|1\d)\b|(?:is|was|girl|boy|lad|she['’]s|he['’]s|,) "
    r"(?:[4-9]|1\d)\b(?![:%/.]\d|%| (?:per|mins|minutes|weeks|days))|y(?:ea)?r? ?(?:[1-9]|"
    r"1[0-3])\b|"
    r"(?:eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)[ \-]year[ \-]old)",
    re.IGNORECASE,
)
_RARE = re.compile(
    r"\b(?:murder(?:ed)?|killed|stabb(?:ed|ing)|shot|shooting|drown(?:ed|ing)|suicide|"
    r"took (?:his|her|their) own life|died|"
    r"death of|fatal|house fire|arson|in the (?:news|papers?|local paper)|on the news|"
    r"headlines|crown court|trial|"
    r"inquest|kidnap\w*|abducted|acid attack|machete|hit[ \-]and[ \-]run|plane|twins|triplets|"
    r"adopted from|"
    r"the only (?:girl|boy|child|family|pupil|traveller|black|asian|muslim|jewish|roma|"
    r"trans)\b[\w ]{0,20}|transition(?:ed|ing)|first (?:girl|boy) (?:to|in)|"
    r"helicopter|air ambulance|collapsed|rare (?:condition|syndrome|disease)|"
    r"teen(?:age)? (?:mum|dad|pregnancy)|sentenced|life sentence|"
    r"(?:dad|mum|father|mother|brother)(?:['’]s| is| was)? (?:in prison|a police officer|"
    r"the (?:vicar|head|councillor|gp|mp)))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CombinationRisk:
    """A warning on a whole text. ``kinds`` say what met; ``passages`` are where, half open."""

    kinds: tuple[str, ...]
    passages: tuple[tuple[int, int], ...]
    reason: str


def combination_risks(text: str) -> list[CombinationRisk]:
    """Warn where a small place, an age and a rare event stand in one text.

    Returns at most one risk, with the first passage of each kind. Linear in the text's length.
    """
    matches = [pattern.search(text) for pattern in (_SMALL_PLACE, _AGE, _RARE)]
    if not all(matches):
        return []
    place, age, event = (match.group().strip(" ,") for match in matches)
    reason = (
        f"Together these could point to one young person: a small place (“{place}”), an age "
        f"(“{age}”) and something rare that people there will remember (“{event}”). "
        "Make at least one of them wider, such as “a rural area” or “a young teenager”."
    )
    return [
        CombinationRisk(
            kinds=("small place", "age", "rare event"),
            passages=tuple(match.span() for match in matches),
            reason=reason,
        )
    ]
