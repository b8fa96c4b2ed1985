"""Take an open question from members, whatever ended it."""

from datetime import datetime

from askexpert.models import Offer, OpenQuestion, Question
from network.notifications.outbox import notify

OFFERS = "/ask/open/"


def take_down_open_question(question: Question, *, now: datetime) -> bool:
    """Close the open version of a locked question and thank whoever offered in vain.

    Whoever was asked because of their offer hears of the ask itself, and not twice. Returns
    whether there was one to close; one query when there was none.
    """
    open_question = OpenQuestion.objects.filter(question=question, closed_at=None).first()
    if open_question is None:
        return False
    open_question.closed_at = now
    open_question.save(update_fields=["closed_at"])
    asked = question.assignments.values("expert")
    in_vain = Offer.objects.standing().filter(open_question=open_question).exclude(member__in=asked)
    for offer in in_vain.select_related("member"):
        notify(
            recipient=offer.member,
            kind="offer_not_needed",
            key=f"{open_question.public_id}:{now.isoformat()}",
            url=OFFERS,
            now=now,
        )
    return True
