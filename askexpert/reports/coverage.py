"""Coverage: which topics somebody willing leads on or works with, in which field of work."""

from askexpert.reports.rows import Willing
from network.reports.parts import Cell, Content, Table

EVERY_SECTOR = "Every sector"
NOBODY = Cell("none", is_gap=True)


def coverage(
    people: list[Willing], topics: list[str], sectors: list[str], *, where: str = ""
) -> Content:
    """The gaps in sentences, then topics by sectors with the number who lead and who work with it.

    Somebody with several fields of work counts in each, and once in "every sector".
    """
    leads = _counted(people, "leads")
    works = _counted(people, "works")
    rows = []
    for topic in topics:
        cells = (
            _cell(leads.get((topic, sector), 0), works.get((topic, sector), 0))
            for sector in (EVERY_SECTOR, *sectors)
        )
        rows.append((topic, *cells))
    nobody = [
        topic
        for topic in topics
        if not leads.get((topic, EVERY_SECTOR)) and not works.get((topic, EVERY_SECTOR))
    ]
    no_lead = [
        topic for topic in topics if not leads.get((topic, EVERY_SECTOR)) and topic not in nobody
    ]
    one = [topic for topic in topics if leads.get((topic, EVERY_SECTOR)) == 1]
    empty = [sector for sector in sectors if not any(sector in person.sectors for person in people)]
    number = "1 person is" if len(people) == 1 else f"{len(people)} people are"
    return Content(
        facts=[f"{number} willing to answer{where}, pauses not counted."],
        gaps=[
            (f"Nobody willing{where} leads on or works with", nobody),
            (f"Nobody willing{where} leads on, though somebody works with", no_lead),
            (f"Only one person willing{where} leads on", one),
            (f"Nobody willing{where} works in", empty),
        ],
        tables=[
            Table(
                "topics",
                "Topics by sector: how many lead + how many work with it",
                ("Topic", EVERY_SECTOR, *sectors),
                rows,
            )
        ],
        notes=[
            "“2 + 3” is two people who lead on the topic and three with working knowledge. A topic "
            "that somebody would rather not be asked about does not count for them.",
            "Somebody with several fields of work counts in each of them, and once in “every "
            "sector”.",
        ],
    )


def _counted(people: list[Willing], level: str) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for person in people:
        for topic in getattr(person, level):
            for sector in (EVERY_SECTOR, *person.sectors):
                counts[topic, sector] = counts.get((topic, sector), 0) + 1
    return counts


def _cell(lead: int, work: int) -> Cell:
    return Cell(f"{lead} + {work}") if lead or work else NOBODY
