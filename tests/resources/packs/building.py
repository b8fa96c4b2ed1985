"""Packs for tests."""

from resources.enums import PackPart
from resources.models import PackIndexPage, PackItem, PackPage, PackSession
from tests.factories.indexing import indexed_once


def make_pack(slug: str = "training", *, sessions: list[list], publish: bool = True) -> PackPage:
    """A pack with a session for each list of (part, resource, label of a file or "")."""
    page = PackPage(title=slug.capitalize(), slug=slug, summary="What it is.", live=False)
    page.sessions = []
    for place, rows in enumerate(sessions):
        session = PackSession(
            title=f"Part {place + 1}",
            minutes=70,
            aims="First aim\n- Second aim\n",
            facilitator_notes="Put the chairs in a circle.",
            sort_order=place,
        )
        session.items = [
            PackItem(part=part, resource=resource, file_label=label, sort_order=number)
            for number, (part, resource, label) in enumerate(rows)
        ]
        page.sessions.add(session)
    with indexed_once():
        PackIndexPage.objects.get().add_child(instance=page)
        if publish:
            page.save_revision().publish()
            page.refresh_from_db()
    return page


SLIDES, HANDOUT, NOTES = PackPart.SLIDES, PackPart.HANDOUT, PackPart.NOTES
