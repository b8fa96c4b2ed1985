"""Who gets which message: one function for each side."""

from datetime import datetime

from askexpert.models import Assignment, Question
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in
from network.notifications.outbox import notify


def coordinators_for(question: Question) -> list:
    """Active coordinators without a conflict of interest on this question."""
    return [
        person
        for person in people_in(COORDINATORS).select_related("profile__organisation")
        if Question.objects.for_coordinator(person).filter(pk=question.pk).exists()
    ]


def tell_asker(question: Question, kind: str, *, key: str, now: datetime, detail: str = "") -> None:
    notify(
        recipient=question.asker,
        kind=kind,
        key=key,
        url=question.get_absolute_url(),
        now=now,
        detail=detail,
    )


def tell_expert(
    assignment: Assignment, kind: str, *, now: datetime, detail: str = "", occasion: str = ""
) -> None:
    """Once for each version of the question and each ``occasion``: after more time was given the
    reminders are of another day, and are said anew."""
    key = f"{assignment.public_id}:{assignment.question.version}"
    notify(
        recipient=assignment.expert,
        kind=kind,
        key=f"{key}:{occasion}" if occasion else key,
        url=assignment.get_absolute_url(),
        now=now,
        detail=detail,
    )


def tell_coordinators(question: Question, kind: str, *, key: str, now: datetime) -> None:
    """Tell the question's own coordinator, or all who may look after it while it has none.

    One who has a tie by now, or is no coordinator any more, does not learn of it: then all others.
    When all of them have a tie, the leads are told once that somebody else has to be found.
    """
    able = coordinators_for(question)
    own = [person for person in able if person.pk == question.coordinator_id]
    for person in own or able:
        notify(recipient=person, kind=kind, key=key, url=question.desk_url, now=now)
    if not able and people_in(COORDINATORS).exists():
        tell_leads(question, "lead_no_coordinator", key=str(question.public_id), now=now)


def tell_leads(question: Question, kind: str, *, key: str, now: datetime) -> None:
    """Tell every lead but the asker, and whoever has answered it."""
    experts = question.assignments.readable().values_list("expert", flat=True)
    for person in people_in(SAFEGUARDING_LEADS):
        if person.pk not in (question.asker_id, *experts):
            notify(recipient=person, kind=kind, key=key, url=question.desk_url, now=now)


def tell_of_decision(people, kind: str, *, key: str, url: str, now: datetime) -> None:
    """Tell those who may decide, or who has proposed it: that it waits or is done, not what."""
    for person in people:
        notify(recipient=person, kind=kind, key=key, url=url, now=now)


def tell_of_urgent_notice(*, key: str, now: datetime) -> None:
    """Tell leads and coordinators that a notice was shown: not to whom, not why."""
    for group in (SAFEGUARDING_LEADS, COORDINATORS):
        for person in people_in(group):
            notify(recipient=person, kind="urgent_notice_shown", key=key, url="/desk/", now=now)
