"""The messages of Ask an Expert: their words, and who gets them.

No message holds a question's text, title or answer, nor anybody's name. Topic words are the most
that an invitation says.
"""

from datetime import datetime

from askexpert.models import Assignment, Question
from network.members.roles import COORDINATORS, SAFEGUARDING_LEADS, people_in
from network.notifications.kinds import Kind, register
from network.notifications.outbox import notify

SIGN_IN = "Sign in to the network to read more."

register(
    Kind(
        "ask_received",
        "We have your question",
        "Thank you. A coordinator reads it within one working day, before anybody else does. "
        "This service is not watched round the clock: if a child is at risk now, call 999 or "
        "your local children's services.",
        group="asking",
    ),
    Kind(
        "ask_changes_requested",
        "Your question needs a change from you",
        "A coordinator has asked you to change something before the question can go on. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_with_lead",
        "Your question is being looked at more closely",
        "A safeguarding lead is reading your question. You need not do anything just now.",
        group="asking",
    ),
    Kind(
        "ask_declined",
        "About your question",
        "A coordinator has read your question and written to you where it may be answered "
        "better. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_duplicate",
        "There may be an answer for you already",
        "A coordinator has found something on the site that answers your question. If you still "
        "need help, you can say so there. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "ask_finding",
        "We are finding the right person for your question",
        "Your question has been checked. We now ask people in the network who know the subject.",
        group="asking",
    ),
    Kind(
        "ask_unmatched",
        "We are still looking for somebody to answer",
        "Nobody who fits your question is free just now. Sign in to choose what happens next.",
        group="asking",
    ),
    Kind(
        "ask_accepted",
        "Somebody is writing your answer",
        "A member of the network has agreed to answer your question.",
        group="asking",
    ),
    Kind(
        "ask_expert_gone",
        "We are finding somebody else for your question",
        "The person who was going to answer cannot after all. We are asking somebody else.",
        group="asking",
    ),
    Kind(
        "ask_answered",
        "Your question has been answered",
        "Your answer is ready. " + SIGN_IN,
        group="asking",
    ),
    Kind(
        "expert_invited",
        "A question needs somebody who knows: {detail}",
        "Could you answer a question from another practitioner? It is about: {detail}. Sign in "
        "to read it and to say yes or no. You have three working days; if you say nothing we ask "
        "somebody else, and that is fine.",
        group="answering",
    ),
    Kind(
        "expert_expired",
        "No worries: we are asking somebody else",
        "You were asked to answer a question and the time to reply has passed. Somebody else is "
        "being asked. If this is a busy time, you can pause invitations on your profile.",
        group="answering",
    ),
    Kind(
        "expert_no_longer_needed",
        "A question you were asked about is no longer open",
        "You need not do anything. Thank you for being willing to help.",
        group="answering",
    ),
    Kind(
        "expert_answer_returned",
        "A coordinator has sent your answer back with a note",
        "There is a small thing to change before your answer can be released. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "expert_answer_released",
        "Your answer has been released: thank you",
        "The person who asked can read your answer now.",
        group="answering",
    ),
    Kind(
        "expert_outcome",
        "What came of your answer",
        "The person whose question you answered has told us whether it helped. " + SIGN_IN,
        group="answering",
    ),
    Kind(
        "desk_new_question",
        "A question is waiting to be checked",
        "A new question is on the desk. It should be read within one working day.",
        group="desk",
    ),
    Kind(
        "desk_invitation_declined",
        "An invitation was declined",
        "Somebody you asked cannot answer. The desk shows who else fits.",
        group="desk",
    ),
    Kind(
        "desk_invitation_expired",
        "An invitation had no reply",
        "Somebody you asked has not replied in time. The desk shows who else fits.",
        group="desk",
    ),
    Kind(
        "desk_conflict_found",
        "A conflict of interest was found",
        "An expert turned out to be too close to a question. The desk shows who else fits.",
        group="desk",
    ),
    Kind(
        "desk_accepted",
        "An expert has accepted",
        "The desk shows when the answer is due.",
        group="desk",
    ),
    Kind(
        "desk_handed_back",
        "An expert has handed a question back",
        "The question needs somebody else. The desk shows who fits.",
        group="desk",
    ),
    Kind(
        "desk_answer_to_check",
        "An answer is waiting to be checked",
        "An expert has sent an answer. It should be checked within two working days.",
        group="desk",
    ),
    Kind(
        "desk_still_needs_help",
        "Somebody still needs help",
        "A question that was pointed to an answer has been opened again.",
        group="desk",
    ),
    Kind(
        "desk_coordinator_left",
        "A question needs another coordinator",
        "The coordinator who looked after a question has left the network. Please take it over.",
        group="desk",
    ),
    Kind(
        "lead_quarantined",
        "A question needs a safeguarding lead",
        "Somebody has marked a question as identifying a person or showing risk. It should be "
        "seen within four working hours.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "lead_triage_late",
        "A question has waited too long for its first check",
        "No coordinator has read a question within one working day. You can see it now.",
        group="desk",
        urgent=True,
    ),
    Kind(
        "urgent_notice_shown",
        "An urgent-help notice was shown",
        "A member said that a child may be at immediate risk. They were shown where to turn. "
        "Nothing they wrote was kept.",
        group="desk",
        urgent=True,
    ),
)


def coordinators_for(question: Question) -> list:
    """Active coordinators without a conflict of interest on this question."""
    return [
        person
        for person in people_in(COORDINATORS).select_related("profile__organisation")
        if Question.objects.for_coordinator(person).filter(pk=question.pk).exists()
    ]


def tell_asker(question: Question, kind: str, *, key: str, now: datetime) -> None:
    notify(recipient=question.asker, kind=kind, key=key, url=question.get_absolute_url(), now=now)


def tell_expert(assignment: Assignment, kind: str, *, now: datetime, detail: str = "") -> None:
    notify(
        recipient=assignment.expert,
        kind=kind,
        key=f"{assignment.public_id}:{assignment.question.version}",
        url=assignment.get_absolute_url(),
        now=now,
        detail=detail,
    )


def tell_coordinators(question: Question, kind: str, *, key: str, now: datetime) -> None:
    """Tell the question's own coordinator, or all who may look after it while it has none."""
    people = [question.coordinator] if question.coordinator else coordinators_for(question)
    for person in people:
        notify(recipient=person, kind=kind, key=key, url=question.desk_url, now=now)


def tell_leads(question: Question, kind: str, *, key: str, now: datetime) -> None:
    for person in people_in(SAFEGUARDING_LEADS):
        if person.pk != question.asker_id:
            notify(recipient=person, kind=kind, key=key, url=question.desk_url, now=now)


def tell_of_urgent_notice(*, key: str, now: datetime) -> None:
    """Tell leads and coordinators that a notice was shown: not to whom, not why."""
    for group in (SAFEGUARDING_LEADS, COORDINATORS):
        for person in people_in(group):
            notify(recipient=person, kind="urgent_notice_shown", key=key, url="/desk/", now=now)
