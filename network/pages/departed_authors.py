"""The credits of somebody who leaves: on pages, in drafts and in every earlier version.

The public page shows "Former member" as soon as the account is closed (:class:`PageAuthor`). Here
the printed name itself goes from the rows and from the versions that editors can bring back, or
stays with the member's word for it. Cost: one scan of the versions' text, one update per version
that names them.
"""

from django.db.models import TextField
from django.db.models.functions import Cast
from wagtail.models import Page, Revision

from network.pages.author_names import write_again
from network.pages.models import PageAuthor


def published_by(user):
    """Published pages that credit the person, restricted ones too: they are told how many."""
    return Page.objects.filter(
        live=True, pk__in=PageAuthor.objects.filter(member=user).values("page_id")
    )


def part_with_credits(user, *, keeps_credit: bool, name: str) -> dict:
    """Blank the printed names, or fix them where the member agreed; return what was there.

    What is returned is plain JSON for :func:`give_back_credits`.
    """
    rows = list(PageAuthor.objects.filter(member=user).order_by("pk"))
    kept = {"rows": {row.pk: row.name for row in rows}, "versions": {}}
    for row in rows:
        row.name, row.credit_agreed = _credit(row.name, keeps_credit, name)
        row.save(update_fields=["name", "credit_agreed"])
    for version, authors in _versions_naming(user):
        kept["versions"][version.pk] = [author.get("name", "") for author in authors]
        for author in authors:
            author["name"], author["credit_agreed"] = _credit(
                author.get("name", ""), keeps_credit, name
            )
        version.save(update_fields=["content"])
    write_again(row.page_id for row in rows)
    return kept


def give_back_credits(user, kept: dict) -> None:
    """Print the names as before. Credits that editors have removed meanwhile stay removed."""
    rows = list(PageAuthor.objects.filter(member=user).order_by("pk"))
    for row in rows:
        row.name, row.credit_agreed = kept["rows"].get(str(row.pk), ""), False
        row.save(update_fields=["name", "credit_agreed"])
    for version, authors in _versions_naming(user):
        names = kept["versions"].get(str(version.pk), [])
        for place, author in enumerate(authors):
            author["name"] = names[place] if place < len(names) else ""
            author["credit_agreed"] = False
        version.save(update_fields=["content"])
    write_again(row.page_id for row in rows)


def _credit(printed: str, keeps_credit: bool, name: str) -> tuple[str, bool]:
    return ((printed or name), True) if keeps_credit else ("", False)


def _versions_naming(user):
    """Each version with its entries for this account, in order. JSON writes ``"member": 7``."""
    versions = Revision.objects.annotate(words=Cast("content", TextField())).filter(
        words__contains=f'"member": {user.pk}'
    )
    for version in versions.order_by("pk").iterator(chunk_size=50):
        authors = [
            author
            for author in version.content.get("authors", [])
            if author.get("member") == user.pk
        ]
        if authors:
            yield version, authors
