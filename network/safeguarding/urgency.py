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
    r"(?:will|(?:going|about) to) (?:be|get) "
    r"(?:attack|stab|shot|kill|rap|beat|hurt|kidnap|abduct|jump|traffick)\w*|"
    r"(?:attack\w*|stab\w*|shoot\w*|shot|kill\w*|rap(?:e|es|ed|ing)|beat\w*|hurt\w*|kidnap\w*|"
    r"jumped).{0,60}(?:tonight|right now|this evening|in the next (?:hour|few hours))|"
    r"(?:tonight|right now|this evening|in the next (?:hour|few hours)).{0,60}"
    r"(?:attack\w*|stab\w*|hurt\w*|meet\w* (?:him|them|the man))"
    r")\b",
    re.IGNORECASE,
)


def suggests_risk_now(text: str) -> bool:
    """Whether the text holds words that often mean that somebody is in danger now."""
    return URGENT_WORDS.search(text) is not None


# What only might be: "if a child is in immediate danger, call the police".
MIGHT_BE = re.compile(
    r"\b(?:if|when|whenever|where|wherever|unless|in case|should|would|could|may|might|who|whose|"
    r"anybody|anyone|a child|a young person|children|young people|whether|until)\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(r"[^.!?\n]+")


def tells_of_risk_now(text: str) -> bool:
    """Whether advice says of somebody that they are in danger now.

    Good advice names what to do in danger; a sentence about what might be rings no bell here.
    """
    return any(
        suggests_risk_now(sentence) and MIGHT_BE.search(sentence) is None
        for sentence in SENTENCE.findall(text)
    )
