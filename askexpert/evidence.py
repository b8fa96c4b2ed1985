"""What experts have published, as plain text for the matching: profile, tips, posts, answers.

Only what everybody may read counts, and the profile: a private answer is never shown as a
passage. :mod:`askexpert.expert_index` keeps what is read here.
"""

from collections.abc import Collection, Iterator

from wagtail.models import Page

from askexpert.matching.values import Evidence
from network.members.models import Profile
from network.pages.models import PageAuthor

# What one expert may add to the index, so that its size is bounded by the number of experts.
PAGES_PER_EXPERT = 20
LONGEST_TEXT = 20_000
PEOPLE_AT_ONCE = 500


def evidence_of(users: Collection[int]) -> dict[int, list[Evidence]]:
    """The pieces of evidence of these people by user id, an empty list for who has none.

    The newest pages of each person count, each up to a length. Costs three queries and one per
    page type among them for every 500 people.
    """
    wanted = sorted(users)
    pieces: dict[int, list[Evidence]] = {user: [] for user in wanted}
    for start in range(0, len(wanted), PEOPLE_AT_ONCE):
        some = wanted[start : start + PEOPLE_AT_ONCE]
        for user, piece in (*_profiles(some), *_pages(some)):
            pieces[user].append(piece)
    return pieces


def _profiles(users: list[int]) -> Iterator[tuple[int, Evidence]]:
    statements = Profile.objects.filter(user_id__in=users).exclude(statement="")
    for user, statement in statements.values_list("user_id", "statement"):
        yield user, Evidence(f"profile:{user}", str(user), statement, kind="profile")


def _pages(users: list[int]) -> Iterator[tuple[int, Evidence]]:
    authorships = (
        PageAuthor.objects.filter(member__in=users, page__in=Page.objects.live().public())
        .order_by("-page__last_published_at", "-page_id", "member_id")
        .values_list("page_id", "member_id")
        .distinct()
    )
    authors: dict[int, list[int]] = {}
    counted = dict.fromkeys(users, 0)
    for page_id, member_id in authorships:
        if counted[member_id] < PAGES_PER_EXPERT:
            counted[member_id] += 1
            authors.setdefault(page_id, []).append(member_id)
    for page in Page.objects.filter(pk__in=authors).specific().order_by("pk"):
        text = page_text(page)[:LONGEST_TEXT]
        kind = getattr(page, "catalogue_kind", "") or "post"
        for member in sorted(authors[page.pk]):
            yield (
                member,
                Evidence(f"page:{page.pk}:{member}", str(member), text, page.title, kind),
            )


def page_text(page: Page) -> str:
    """A page's summary and body as plain text."""
    parts = [getattr(page, "summary", "")]
    body = getattr(page, "body", None)
    if body is not None:
        parts.extend(body.stream_block.get_searchable_content(body))
    return "\n".join(str(part) for part in parts if part)
