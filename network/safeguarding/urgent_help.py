"""Which urgent-help notice somebody sees."""

from datetime import date

from network.safeguarding.models import UrgentHelpNotice
from network.taxonomy.models import Nation


def notice_for(user_or_nation, today: date) -> UrgentHelpNotice | None:
    """The notice of a nation, or of the nation in a person's profile; England's otherwise.

    ``today`` decides whether the notice is overdue for review, which the returned notice carries
    as ``overdue``.
    """
    nation = user_or_nation
    if not isinstance(user_or_nation, Nation):
        profile = getattr(user_or_nation, "profile", None)
        nation = profile.nation if profile is not None else None
    notice = UrgentHelpNotice.objects.for_nation(nation)
    if notice is not None:
        notice.overdue = notice.is_overdue(today)
    return notice
