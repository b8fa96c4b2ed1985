"""What the desk shows of an open question: the asker's choice, the version, and who has offered."""

from dataclasses import dataclass, field
from datetime import datetime

from askexpert import candidates
from askexpert.enums import OPEN_TO_OFFERS
from askexpert.models import Offer, OpenQuestion, Question


@dataclass(frozen=True, slots=True)
class OfferRow:
    """An offer that stands, what speaks against asking its member, and whether they were asked."""

    offer: Offer
    against: str = ""
    was_asked: bool = False

    @property
    def may_be_invited(self) -> bool:
        return not self.against and not self.was_asked


@dataclass(frozen=True, slots=True)
class OpenOnDesk:
    """``is_wanted``: the asker has chosen it and nobody has written it yet."""

    row: OpenQuestion
    is_wanted: bool
    takes_offers: bool
    offers: list[OfferRow] = field(default_factory=list)


def open_on_desk(question: Question, *, now: datetime) -> OpenOnDesk | None:
    """What is there of it for a question, or ``None`` when the asker has not chosen it.

    One query without one; else four, and those of the guards once for each offer.
    """
    row = (
        OpenQuestion.objects.filter(question=question, closed_at=None)
        .select_related("sector", "opened_by")
        .first()
    )
    if row is None:
        return None
    takes_offers = question.status in OPEN_TO_OFFERS
    standing = Offer.objects.standing().filter(open_question=row)
    asked = set(question.assignments.values_list("expert_id", flat=True))
    return OpenOnDesk(
        row=row,
        is_wanted=takes_offers and not row.is_open,
        takes_offers=takes_offers and row.is_open,
        offers=[
            _offer_row(question, offer, asked, now=now)
            for offer in standing.select_related("member__profile__organisation")
        ],
    )


def _offer_row(question: Question, offer: Offer, asked: set[int], *, now: datetime) -> OfferRow:
    if offer.member_id in asked:
        return OfferRow(offer, was_asked=True)
    excluded = candidates.exclusion_of(question, offer.member, now=now)
    return OfferRow(offer, against=excluded.words if excluded else "")
