"""What the pages hold about a person: which of them name them as an author."""

from network.pages.models import PageAuthor
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


register(Holding("pages.PageAuthor", "Pages that name you as an author", authorship_rows, order=50))
