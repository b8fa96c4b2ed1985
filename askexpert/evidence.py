"""What experts have published, as plain text for the matching: profile, tips, posts, answers.

Only what everybody may read counts, and the profile: a private answer is never shown as a
passage. :mod:`askexpert.expert_index` keeps what is read here.
"""

from collections.abc import Collection, Iterator

from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

from askexpert.matching.values import Evidence
from askexpert.models import AnswerPage, Publication
from askexpert.models.publication import PublicationStatus
from network.members.models import Profile
from network.pages.models import PageAuthor

# What one expert may add to the index, so that its size is bounded by the number of experts.
PAGES_PER_EXPERT = 20
LONGEST_TEXT = 20_000
PEOPLE_AT_ONCE = 500


def evidence_of(users: Collection[int]) -> dict[int, list[Evidence]]:
    """The pieces of evidence of these people by user id, an empty list for who has none.

    The newest pages of each person count, each up to a length. Costs four queries and one per
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
    authors: dict[int, list[int]] = {}
    counted = dict.fromkeys(users, 0)
    newest_first = sorted(_written_by(users), key=_age, reverse=True)
    for _, page_id, member_id in newest_first:
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


def _written_by(users: list[int]) -> set[tuple]:
    """When a page that everybody may read was last published, its key, and whose words it has: its
    authors', or those of the expert from whose answer it was made, whom the page does not name."""
    open_pages = Page.objects.live().public()
    signed = PageAuthor.objects.filter(member__in=users, page__in=open_pages)
    answered = Publication.objects.filter(
        expert__in=users, status=PublicationStatus.PUBLISHED, page__in=open_pages
    )
    return {
        *signed.values_list("page__last_published_at", "page_id", "member_id"),
        *answered.values_list("page__last_published_at", "page_id", "expert_id"),
    }


def _age(written: tuple) -> tuple[float, int, int]:
    """To sort by: when it was last published (never, if it was made live by hand), its key."""
    published_at, page, member = written
    return published_at.timestamp() if published_at else 0.0, page, member


def page_text(page: Page) -> str:
    """A page's summary and body as plain text; of a published answer only the answer, since the
    question is not the expert's."""
    if isinstance(page, AnswerPage):
        return f"{page.short_answer}\n{get_text_for_indexing(page.answer)}"
    parts = [getattr(page, "summary", "")]
    body = getattr(page, "body", None)
    if body is not None:
        parts.extend(body.stream_block.get_searchable_content(body))
    return "\n".join(str(part) for part in parts if part)
