"""The demo's published answers: separate, re-written texts under /ask/."""

from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from askexpert.models import AnswerPage, AskIndexPage
from network.demo.world import World, markdown_html, read_content
from network.taxonomy.models import Context, Harm, Nation, Sector, Topic

CONTENT = Path(__file__).parent / "content"
REVIEW_AFTER = timedelta(days=365)


def load_answer_pages(world: World) -> dict[str, AnswerPage]:
    """Publish what is missing and return the pages by the key of the question behind them."""
    parent = AskIndexPage.objects.get()
    present = {page.slug: page for page in AnswerPage.objects.child_of(parent)}
    pages = {}
    for matter, body in read_content(CONTENT):
        page = present.get(matter["slug"]) or _publish(parent, matter, body, world)
        if matter.get("story"):
            pages[matter["story"]] = page
    return pages


def _publish(parent: AskIndexPage, matter: dict, body: str, world: World) -> AnswerPage:
    moment = world.ago(matter["published_days_ago"], hour=11)
    reviewed = timezone.localdate(moment)
    page = AnswerPage(
        title=matter["title"],
        slug=matter["slug"],
        summary=matter["summary"],
        question=matter["question"].strip(),
        short_answer=matter["short_answer"].strip(),
        answer=markdown_html(body),
        reviewed_date=reviewed,
        review_due_date=reviewed + REVIEW_AFTER,
        first_published_at=moment,
    )
    page.sectors = Sector.objects.filter(slug__in=matter["sectors"])
    page.contexts = Context.objects.filter(slug__in=matter["contexts"])
    page.harms = Harm.objects.filter(slug__in=matter["harms"])
    page.nations = Nation.objects.filter(slug__in=matter["nations"])
    page.topics.set(Topic.objects.filter(slug__in=matter["topics"]))
    parent.add_child(instance=page)
    page.save_revision(user=world.people["e01"]).publish()
    return page
