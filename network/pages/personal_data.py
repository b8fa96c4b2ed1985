"""What the pages hold about a person: which of them name them as an author, and when they were told
so."""

from datetime import datetime

from network.pages.models import CreditNotice, PageAuthor
from network.privacy.holdings import Holding, register, rows_from


def authorship_rows(user):
    return rows_from(
        PageAuthor.objects.filter(member=user).select_related("page", "member").order_by("pk"),
        page=lambda author: author.page.title,
        address=lambda author: author.page.get_full_url() or "",
        published=lambda author: author.page.live,
        printed_as="credit",
        role="role",
    )


def notice_rows(user):
    return rows_from(
        CreditNotice.objects.filter(member=user).select_related("page").order_by("pk"),
        page=lambda notice: notice.page.title,
        you_were_told_on="told_at",
    )


def delete_notices(user, now: datetime) -> None:
    CreditNotice.objects.filter(member=user).delete()


register(
    Holding("pages.PageAuthor", "Pages that name you as an author", authorship_rows, order=50),
    Holding(
        "pages.CreditNotice",
        "When you were told that a page names you",
        notice_rows,
        on_final=delete_notices,
        order=51,
    ),
)
