"""What is held here about a person, and for how long."""

from datetime import timedelta

from network.consents.models import Agreement
from network.privacy import holdings, retention

# Six years: as long as somebody can go to court over a contract (Limitation Act 1980, section 5).
KEPT_AFTER_LEAVING = timedelta(days=6 * 365 + 2)


def _rows(user) -> list[dict]:
    agreed = user.agreements.select_related("version__page").defer("version__html")
    return [
        {
            "Text": row.version.title,
            "Version": row.version.number,
            "Read it at": holdings.full_address(row.version.get_absolute_url()),
            "Agreed on": row.agreed_at,
            "How": row.get_how_display(),
        }
        for row in agreed
    ]


holdings.register(
    holdings.Holding("consents.Agreement", "What you have agreed to", _rows, order=20)
)
retention.register(
    retention.RetentionRule(
        code="agreements",
        what="Which version of the terms and the privacy notice somebody agreed to, and when",
        kept_for="6 years after the person has left, beside an account without name or address",
        why="To show on which terms we dealt with each other, as long as either side can go to "
        "court over them",
        due=lambda now: Agreement.objects.filter(user__left_at__lte=now - KEPT_AFTER_LEAVING),
        remove=retention.delete_rows,
    )
)
