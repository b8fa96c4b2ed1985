"""Published pages, made the way editors make them."""

from datetime import UTC, date, datetime

from wagtail.models import Page, PageViewRestriction

from askexpert.models import AnswerPage, AskIndexPage
from blog.models import BlogIndexPage, BlogPostPage
from learning.projects.models import ProjectIndexPage, ProjectPage
from learning.tips.models import TipIndexPage, TipPage
from learning.webinars.models import WebinarIndexPage, WebinarPage
from network.pages.models import HomePage, PageAuthor, StandardPage
from network.pages.ordering import in_order
from network.taxonomy.models import Topic
from tests.factories.indexing import indexed_once

PUBLISHED = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def publish(section: Page, page: Page, *, topics: tuple[str, ...] = (), authors=()) -> Page:
    """Put the page under the section and publish it. Authors are accounts or names."""
    page.live = False
    page.first_published_at = page.first_published_at or PUBLISHED
    page.topics.add(*Topic.objects.filter(slug__in=topics))
    page.authors = in_order(
        PageAuthor(name=author) if isinstance(author, str) else PageAuthor(member=author)
        for author in authors
    )
    return _put_live(section, page)


def _put_live(section: Page, page: Page) -> Page:
    """Publish a revision, as editors do, and return the page as it then is."""
    with indexed_once():
        section.add_child(instance=page)
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def make_tip(title: str = "Walk first", *, topics=(), authors=(), **fields) -> TipPage:
    fields = {"summary": f"About {title}.", "minutes": 15, **fields}
    section = TipIndexPage.objects.get()
    return publish(section, TipPage(title=title, **fields), topics=topics, authors=authors)


def make_post(title: str = "A long bus ride", *, topics=(), authors=(), **fields) -> BlogPostPage:
    fields = {"summary": f"About {title}.", "published_date": date(2026, 3, 2), **fields}
    section = BlogIndexPage.objects.get()
    return publish(section, BlogPostPage(title=title, **fields), topics=topics, authors=authors)


def make_project(title: str = "The way home", *, topics=(), authors=(), **fields) -> ProjectPage:
    fields = {
        "summary": f"About {title}.",
        "question": "What do young people notice?",
        "start_date": date(2026, 1, 5),
        **fields,
    }
    section = ProjectIndexPage.objects.get()
    return publish(section, ProjectPage(title=title, **fields), topics=topics, authors=authors)


def make_webinar(
    title: str = "Four nations", *, starts_at: datetime, topics=(), authors=(), **fields
) -> WebinarPage:
    fields = {"summary": f"About {title}.", "starts_at": starts_at, "minutes": 75, **fields}
    section = WebinarIndexPage.objects.get()
    return publish(section, WebinarPage(title=title, **fields), topics=topics, authors=authors)


def make_answer(title: str = "Can we map friends?", **fields) -> AnswerPage:
    fields = {
        "summary": f"About {title}.",
        "question": "May we draw who is friends with whom?",
        "short_answer": "Yes, for a purpose.",
        "answer": "<p>Write the purpose down first.</p>",
        "reviewed_date": date(2026, 3, 1),
        "review_due_date": date(2027, 3, 1),
        **fields,
    }
    return publish(AskIndexPage.objects.get(), AnswerPage(title=title, **fields))


def make_standard_page(title: str = "About us", **fields) -> StandardPage:
    return _put_live(HomePage.objects.get(), StandardPage(title=title, live=False, **fields))


def restrict(page: Page, *groups) -> PageViewRestriction:
    """Close a page, and all under it, to visitors; with groups, to everybody but their members."""
    restriction = PageViewRestriction.objects.create(
        page=page,
        restriction_type=(PageViewRestriction.GROUPS if groups else PageViewRestriction.LOGIN),
    )
    restriction.groups.set(groups)
    return restriction
