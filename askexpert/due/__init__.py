"""What time makes due here: reminders, ends, and what is late.

How long everything takes stands in :mod:`askexpert.clocks`; how long things are kept is said by
rules in ``personal_data.py``.
"""

from datetime import datetime

from askexpert import clocks, expert_index, workflow
from askexpert.due import finding
from askexpert.due.doing import Work


def run_due(*, now: datetime) -> dict[str, int]:
    """Do everything that is due; safe at any moment and any number of times.

    In this order: the stored text index of a large site follows what experts have changed, whoever
    cannot answer any more is relieved, reminders go out, then ends whose reminder has gone out,
    then the next people are asked whom no worker has asked yet, then questions for which nobody
    can be asked are called so, then what is late is told to the desk. Each row is locked and
    looked at again by its verb, so several machines may run this at once. What is due is found
    with one query for each clock, whatever the number of questions. Returns what was done, by
    name.

    :raises StepsFailed: after everything else was done, when a row failed; the log says where.
    """
    work = Work(now)
    work.once("text index stored", lambda: expert_index.store(now=now))
    work.do(
        "asks of people who left",
        finding.asks_of_unavailable(),
        lambda ask: workflow.end_ask_of_unavailable(assignment=ask, now=now),
    )
    for reminder in clocks.REMINDERS:
        work.do(
            "reminders",
            finding.to_remind(reminder, now),
            lambda row, reminder=reminder: workflow.remind(row=row, reminder=reminder, now=now),
        )
    work.do(
        "invitations expired",
        finding.invitations_over(now),
        lambda ask: workflow.expire(assignment=ask, now=now),
    )
    work.do(
        "answers lapsed",
        finding.answers_over(now),
        lambda ask: workflow.lapse(assignment=ask, now=now),
    )
    work.do(
        "questions withdrawn without a change",
        finding.changes_over(now),
        lambda question: workflow.withdraw_unchanged(question=question, now=now),
    )
    work.do(
        "questions closed",
        finding.closing_over(now),
        lambda question: workflow.close_unanswered(question=question, now=now),
    )
    work.do(
        "next people asked whom no background task had asked",
        finding.next_to_ask(),
        lambda ask: workflow.ask_next(assignment=ask, now=now),
    )
    work.do(
        "nobody found",
        finding.nobody_in_sight(now),
        lambda question: workflow.find_nobody(question=question, now=now),
    )
    for lateness in clocks.LATENESSES:
        work.do(
            "late steps told to the desk",
            finding.late(lateness, now),
            lambda question, late=lateness: workflow.say_late(
                question=question, lateness=late, now=now
            ),
        )
    work.finish()
    return work.done
