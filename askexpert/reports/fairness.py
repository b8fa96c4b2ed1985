"""Fairness: how invitations are spread over experts and fields of work.

For coordinators, who see these names anyway; never shown to anybody else, and no ranking of merit:
saying no is everybody's right and counts for nothing.
"""

from collections import Counter, defaultdict

from askexpert.enums import LIVE_ASSIGNMENT, AssignmentStatus
from askexpert.reports.rows import Ask, Willing
from network.reports.parts import Bar, Chart, Content, Table, share

MOST_ASKED = 5
IN_CHART = 12
NO_SECTOR = "No field of work given"
HEADERS = ("Invitations", "Share", "Answered", "Said no", "No reply", "Open")


def fairness(asks: list[Ask], willing: list[Willing], sectors: dict[int, str]) -> Content:
    """Per expert and per sector; ``sectors`` is the first field of work of whoever was asked."""
    by_expert: dict[int, list[Ask]] = defaultdict(list)
    by_sector: dict[str, list[Ask]] = defaultdict(list)
    for ask in asks:
        by_expert[ask.expert].append(ask)
        by_sector[sectors.get(ask.expert, NO_SECTOR)].append(ask)
    experts = sorted(by_expert.values(), key=lambda group: (-len(group), group[0].name.casefold()))
    willing_in = Counter(next(iter(person.sectors), NO_SECTOR) for person in willing)
    names = sorted({*by_sector, *willing_in}, key=lambda name: (-len(by_sector[name]), name))
    resting = [person for person in willing if person.user not in by_expert]
    return Content(
        facts=_facts(asks, experts, willing, resting),
        charts=_charts(asks, experts, by_sector, willing_in, names) if asks else [],
        tables=[
            Table(
                "experts",
                "By expert",
                ("Expert", "Field of work", *HEADERS),
                [
                    (_name(group), sectors.get(group[0].expert, NO_SECTOR), *_cells(group, asks))
                    for group in experts
                ],
            ),
            Table(
                "sectors",
                "By field of work",
                ("Field of work", "Willing now", *HEADERS),
                [(name, str(willing_in[name]), *_cells(by_sector[name], asks)) for name in names],
            ),
        ],
        notes=[
            "Saying no and having no time are everybody's right: neither ever lowers a match.",
            "Somebody with several fields of work counts in the first of them here.",
        ],
    )


def _name(group: list[Ask]) -> str:
    return group[0].name or "Former member"


def _cells(group: list[Ask], asks: list[Ask]) -> tuple[str, ...]:
    counts = Counter(ask.status for ask in group)
    said_no = counts[AssignmentStatus.DECLINED] + counts[AssignmentStatus.CONFLICTED]
    figures = (
        counts[AssignmentStatus.COMPLETED],
        said_no,
        counts[AssignmentStatus.EXPIRED],
        sum(counts[status] for status in LIVE_ASSIGNMENT),
    )
    return (str(len(group)), share(len(group), len(asks)) or "0%", *map(str, figures))


def _facts(asks, experts, willing, resting) -> list[str]:
    if not asks:
        return ["Nobody was invited in this time."]
    most = sum(len(group) for group in experts[:MOST_ASKED])
    facts = []
    if len(experts) > MOST_ASKED:
        facts.append(
            f"The five who were asked most got {share(most, len(asks))} of the {len(asks)} "
            f"invitations; spread evenly over the {len(experts)} who were asked it would be "
            f"{share(MOST_ASKED, len(experts))}."
        )
    else:
        facts.append(f"{len(asks)} invitations went to {len(experts)} people.")
    facts.append(f"{len(resting)} of the {len(willing)} who are willing now were not asked.")
    return facts


def _charts(asks, experts, by_sector, willing_in, names) -> list[Chart]:
    return [
        Chart(
            "sectors",
            "Invitations by field of work",
            "One line for each field of work: the bar and the first number are the invitations, "
            "the number in brackets how many people are willing there.",
            [
                Bar(name, len(by_sector[name]), f"{len(by_sector[name])} ({willing_in[name]})")
                for name in names
            ],
        ),
        Chart(
            "experts",
            "Whom we ask most",
            f"The {min(IN_CHART, len(experts))} people with the most invitations, to see whom to "
            "spare. Everybody who was asked stands in the table below.",
            [Bar(_name(group), len(group), str(len(group))) for group in experts[:IN_CHART]],
        ),
    ]
