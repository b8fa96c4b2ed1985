"""Outcomes: whether answers helped, what was asked next, and why nobody was found."""

from collections import Counter, defaultdict

from askexpert.enums import (
    WITH_ANSWER,
    AssignmentStatus,
    DeclineReason,
    QuestionStatus,
    Refused,
)
from askexpert.matching.exclusions import REASONS
from askexpert.reports.rows import Ask, Asked
from network.reports.parts import Bar, Chart, Content, Table
from network.reports.small_numbers import ALL, LEAST, hidden_in, listed, told

NOT_INVITED = {**REASONS, **dict(Refused.choices)}

YES, NO, NO_WORD, NOT_CLOSED = "It helped", "It did not help", "No word", "Not closed yet"
WORDS = (YES, NO, NO_WORD, NOT_CLOSED)


def outcomes(
    rows: list[Asked],
    topics: dict[int, list[str]],
    rounds: dict[int, int],
    asks: list[Ask],
    steps: list[tuple[int, str, str]],
) -> Content:
    """``rounds`` are follow-ups by question, ``steps`` the events ``mark_unmatched``,
    ``find_conflict`` and ``refuse_invitation``."""
    answered = [row for row in rows if row.status in WITH_ANSWER]
    helped = dict.fromkeys(WORDS, 0) | dict(Counter(map(_word, answered)))
    return Content(
        facts=[],
        charts=[_chart(helped)] if answered else [],
        tables=[
            _list("helped", "Did it help?", "What the asker said", helped),
            _by_topic(answered, topics),
            _list("follow-ups", "Follow-ups", "Rounds", _rounds(answered, rounds)),
            _list("unmatched", "Nobody found", "What became of it", _unmatched(rows, steps)),
            _list("reasons", "Why somebody did not answer", "Reason", _reasons(asks, steps), False),
        ],
        notes=[
            "A question with several topics counts in each of them.",
        ],
    )


def _word(row: Asked) -> str:
    if row.helped is not None:
        return YES if row.helped else NO
    return NO_WORD if row.status == QuestionStatus.CLOSED else NOT_CLOSED


def _list(code: str, title: str, header: str, counts: dict[str, int], total: bool = True) -> Table:
    words = listed(counts)
    lines = [(label, words[label]) for label in counts]
    if total:
        lines.append(("All of them", words[ALL]))
    return Table(code, title, (header, "Number"), lines)


def _chart(helped: dict[str, int]) -> Chart:
    words, hidden = listed(helped), hidden_in(helped)
    return Chart(
        "helped",
        "Did the answer help?",
        "One line for each word of the askers. A number that is too small to tell has no bar.",
        [
            Bar(word, None if word in hidden else number, words[word])
            for word, number in helped.items()
        ],
    )


def _by_topic(answered: list[Asked], topics: dict[int, list[str]]) -> Table:
    """Each line is protected by itself: topics overlap, so that no column has a total."""
    counts: dict[str, Counter] = defaultdict(Counter)
    for row in answered:
        for topic in topics.get(row.key, ()):
            counts[topic][_word(row)] += 1
    lines, few = [], []
    for topic in sorted(counts):
        numbers = {word: counts[topic][word] for word in WORDS}
        if sum(numbers.values()) < LEAST:
            few.append(topic)
            continue
        hidden = hidden_in(numbers)
        cells = (told(numbers[word], hidden=word in hidden) for word in WORDS)
        lines.append((topic, str(sum(numbers.values())), *cells))
    note = f"Fewer than five answers each: {', '.join(few)}." if few else ""
    return Table("topics", "By topic", ("Topic", "Answered", *WORDS), lines, note)


def _rounds(answered: list[Asked], rounds: dict[int, int]) -> dict[str, int]:
    counts = Counter(min(rounds.get(row.key, 0), 2) for row in answered)
    return {"None": counts[0], "One": counts[1], "Two": counts[2]}


def _unmatched(rows: list[Asked], steps: list[tuple[int, str, str]]) -> dict[str, int]:
    """Questions for which nobody was found at some time, by what became of them."""
    ever = {question for question, action, _ in steps if action == "mark_unmatched"}
    found = [row for row in rows if row.key in ever]
    answered = sum(row.answered_at is not None for row in found)
    still = sum(row.status == QuestionStatus.UNMATCHED for row in found)
    return {
        "Answered later": answered,
        "Nobody found still": still,
        "Looked for again, withdrawn or ended otherwise": len(found) - answered - still,
    }


def _reasons(asks: list[Ask], steps: list[tuple[int, str, str]]) -> dict[str, int]:
    """Why an invitation led to nothing, and who could not be invited, as far as it is kept."""
    counts: Counter = Counter()
    for ask in asks:
        if ask.status == AssignmentStatus.DECLINED:
            counts[f"Said no: {_lower(DeclineReason(ask.decline_reason).label)}"] += 1
        elif ask.status in (AssignmentStatus.EXPIRED, AssignmentStatus.LAPSED):
            counts[AssignmentStatus(ask.status).label] += 1
        elif ask.status == AssignmentStatus.CONFLICTED:
            counts["A conflict of interest, found after the invitation"] += 1
        elif ask.status == AssignmentStatus.RELEASED:
            counts["Handed back"] += 1
    for _, action, reason in steps:
        if action == "refuse_invitation":
            counts[f"Not invited: {_lower(NOT_INVITED.get(reason, reason))}"] += 1
    return dict(counts.most_common())


def _lower(words: str) -> str:
    return words if words.startswith("I ") else words[0].lower() + words[1:]
