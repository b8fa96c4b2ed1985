"""Words that suggest that a child may be at risk now.

An alarm, not a judgement: when it rings, the writer is shown the urgent help again and asked.
"""

import re

URGENT_WORDS = re.compile(
    r"\b(?:"
    r"in (?:immediate|imminent) danger|at immediate risk|"
    r"(?:is|are|been) missing (?:now|since (?:last night|yesterday|this morning))|"
    r"(?:not come|hasn['’]t come|didn['’]t come) home (?:last night|tonight|since yesterday)|"
    r"(?:threaten\w*|going) to (?:kill|stab|shoot|rape|harm (?:him|her|them)sel\w+)|"
    r"(?:kill|harm|hurt) (?:him|her|them)sel\w+|suicid\w+|"
    r"(?:has|have|carrying|with) (?:a |the )?(?:knife|gun|machete|zombie knife) (?:on|with) "
    r"(?:him|her|them)|"
    r"(?:happening|in danger|unsafe|being (?:held|attacked|raped)) (?:right )?now|"
    r"what (?:do|should) (?:i|we) do (?:right now|tonight)|"
    r"(?:tonight|right now|this evening|in the next (?:hour|few hours)).{0,60}"
    r"(?:attack\w*|stab\w*|hurt\w*|meet\w* (?:him|them|the man))"
    r")\b",
    re.IGNORECASE,
)


def suggests_risk_now(text: str) -> bool:
    """Whether the text holds words that often mean that somebody is in danger now."""
    return URGENT_WORDS.search(text) is not None
