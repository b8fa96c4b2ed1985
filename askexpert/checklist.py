"""The second person's check before an answer is published: could a motivated stranger tell who
this is?

The questions follow the "motivated intruder" test of the Information Commissioner's guidance on
anonymisation: somebody without special knowledge who has the internet, local news and a reason.
Every answer must be "no".
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """One question; ``code`` is what is stored with its yes or no."""

    code: str
    question: str
    hint: str


CHECKS = (
    Check(
        "person",
        "Is anything in it the mark of one person?",
        "A name, initials, a nickname, a post that one person holds, a handle, a number.",
    ),
    Check(
        "place",
        "Could a reader tell which place, school or service it is about?",
        "Also by description: “the only secondary school on the island”.",
    ),
    Check(
        "time",
        "Could a reader tell when it happened, closer than a season?",
        "Dates, terms of a named year, “the week after the fair”.",
    ),
    Check(
        "combination",
        "Do age, place, family, background and event together leave few people it could be?",
        "Each may be harmless alone.",
    ),
    Check(
        "search",
        "Would an hour with a search engine and the local news lead to somebody?",
        "Try it: put the rarest words of the text into a search engine.",
    ),
    Check(
        "insider",
        "Would the young person, the family or a colleague know that it is about them?",
        "Turns of phrase and the order of events count as much as facts.",
    ),
    Check(
        "words",
        "Are sentences of the private question or answer still in it?",
        "Whoever has read the one must not recognise the other.",
    ),
)


def is_safe(answers: dict[str, bool]) -> bool:
    """Whether every question was answered, and with "no". ``answers`` maps code to "yes, it
    could"."""
    return all(answers.get(check.code) is False for check in CHECKS)


def shown(recorded: dict) -> list[dict]:
    """A recorded check as rows of question and answer, for the desk."""
    answers = recorded.get("answers", {})
    return [
        {"term": check.question, "value": "Yes" if answers[check.code] else "No"}
        for check in CHECKS
        if check.code in answers
    ]
