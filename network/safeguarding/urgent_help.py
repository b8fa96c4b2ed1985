"""Which urgent-help notice to show to whom."""

from dataclasses import dataclass
from datetime import date

from network.safeguarding.models import UrgentHelpNotice
from network.taxonomy.models import Nation

DEFAULT_NATION = "england"


@dataclass(frozen=True, slots=True)
class NoticeToShow:
    """A notice, the nation it was asked for, and whether its review is overdue.

    ``notice`` is ``None`` only on a site whose editors have written none;
    ``templates/safeguarding/notice.html`` then shows words of its own.
    """

    notice: UrgentHelpNotice | None
    nation: Nation | None
    is_overdue: bool


def notice_for(who, today: date) -> NoticeToShow:
    """The notice for a person, a nation, or nobody in particular (``None``).

    A person's nation is their profile's. Where a nation is unknown or has no notice of its own,
    England's is shown, and ``nation`` says which law the words follow. Two queries at most.
    """
    nation = who if isinstance(who, Nation) else _nation_of(who)
    notice = UrgentHelpNotice.objects.for_nation(nation)
    return NoticeToShow(
        notice=notice,
        nation=notice.nation if notice else nation,
        is_overdue=notice is not None and notice.is_overdue(today),
    )


def _nation_of(user) -> Nation | None:
    if user is None or not user.is_authenticated:
        return None
    profile = getattr(user, "profile", None)
    return profile.nation if profile else None
