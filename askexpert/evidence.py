"""What experts have published, as plain text for the matching: profile, tips, posts, answers.

Only what everybody may read counts, and the profile: a private answer is never shown as a
passage.
"""

from collections.abc import Iterable

from wagtail.models import Page

from askexpert.matching.values import Evidence
from network.pages.models import PageAuthor


def evidence_of(profiles: Iterable) -> list[Evidence]:
    """The pieces of evidence of these profiles' people.

    Costs one query for the authorships and one per page type among them.
    """
    profiles = list(profiles)
    pieces = [
        Evidence(
            id=f"profile:{profile.user_id}",
            expert=str(profile.user_id),
            text=profile.statement,
            kind="profile",
        )
        for profile in profiles
        if profile.statement
    ]
    authorships = PageAuthor.objects.filter(
        member__in=[profile.user_id for profile in profiles],
        page__in=Page.objects.live().public(),
    ).values_list("page_id", "member_id")
    authors: dict[int, list[int]] = {}
    for page_id, member_id in authorships:
        authors.setdefault(page_id, []).append(member_id)
    for page in Page.objects.filter(pk__in=authors).specific().order_by("pk"):
        text = page_text(page)
        pieces.extend(
            Evidence(
                id=f"page:{page.pk}:{member_id}",
                expert=str(member_id),
                title=page.title,
                text=text,
                kind=getattr(page, "catalogue_kind", "") or "post",
            )
            for member_id in sorted(authors[page.pk])
        )
    return pieces


def page_text(page: Page) -> str:
    """A page's summary and body as plain text."""
    parts = [getattr(page, "summary", "")]
    body = getattr(page, "body", None)
    if body is not None:
        parts.extend(body.stream_block.get_searchable_content(body))
    return "\n".join(str(part) for part in parts if part)
