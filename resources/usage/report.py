"""The figures of one resource, and of the library, as a report: pictures, tables, notes."""

from collections.abc import Mapping, Sequence
from datetime import date

from network.reports.parts import Bar, Chart, Content, Table
from resources.usage.figures import Figures, Share
from resources.usage.rolling_up import WHOLE_PAGE

NOTES = [
    "Counted as the COUNTER code of practice says: only what was really sent, without robots, and "
    "two clicks of the same person on the same file within 30 seconds once. A look is the page or "
    "one of its files; a download is a file.",
    "“People an hour” counts everybody once an hour, however often they came.",
    "By sector and nation only members can be counted, by what their profile said that day; "
    "somebody with two sectors counts in both. A month in which fewer than 5 people of a sector or "
    "nation downloaded it is not shown; where that is one alone, neither is the next smallest, "
    "from which it could be had by subtracting. Downloads are then those of the other months, or "
    "nothing where there are none, and the note beside says so.",
]
# Of which of the two kinds a number is that is left out, nobody learns.
NONE_TOLD = "Not shown, to protect small numbers"
SOME_TOLD = "Some months left out, to protect small numbers"


def of_resource(
    figures: Mapping[int, Figures],
    months: Sequence[tuple[date, int]],
    shares: Mapping[str, Sequence[Share]],
    names: Mapping[str, Mapping[str, str]],
) -> Content:
    """The report of one resource. ``figures`` by version with the whole under 0, ``months`` oldest
    first, ``shares`` and ``names`` by facet."""
    whole = figures[WHOLE_PAGE]
    return Content(
        facts=[
            f"Downloaded {_times(whole.downloaded.total)} and looked at "
            f"{_times(whole.looked_at.total)}."
        ],
        charts=[downloads_chart(months)],
        tables=[
            _versions(figures),
            _months(months),
            _shares("sectors", "Downloads by sector of members", shares["sector"], names["sector"]),
            _shares("nations", "Downloads by nation of members", shares["nation"], names["nation"]),
        ],
        notes=NOTES,
    )


def of_library(
    most: Sequence[tuple[str, int, int]],
    months: Sequence[tuple[date, int]],
    shares: Mapping[str, Sequence[Share]],
    names: Mapping[str, Mapping[str, str]],
) -> Content:
    """The report of the whole library. ``most`` are title, downloads and looks, most first."""
    total = sum(number for _, number in months)
    return Content(
        facts=[f"Resources were downloaded {_times(total)} in the last twelve months."],
        charts=[downloads_chart(months)],
        tables=[
            _months(months),
            Table(
                "resources",
                "Most downloaded in the last twelve months",
                ("Resource", "Downloads", "Looks"),
                [(title, str(downloads), str(looks)) for title, downloads, looks in most],
            ),
            _shares("sectors", "Downloads by sector of members", shares["sector"], names["sector"]),
            _shares("nations", "Downloads by nation of members", shares["nation"], names["nation"]),
        ],
        notes=NOTES,
    )


def downloads_chart(months: Sequence[tuple[date, int]]) -> Chart:
    return Chart(
        "months",
        "Downloads by month",
        "The last twelve months, this one up to last night.",
        [Bar(f"{month:%B %Y}", number, str(number)) for month, number in months],
    )


def _versions(figures: Mapping[int, Figures]) -> Table:
    rows = [
        (
            f"Version {version}",
            str(found.downloaded.total),
            str(found.downloaded.unique),
            str(found.looked_at.total),
            str(found.looked_at.unique),
        )
        for version, found in sorted(figures.items(), reverse=True)
        if version != WHOLE_PAGE
    ]
    whole = figures[WHOLE_PAGE]
    rows.append(
        (
            "All versions",
            str(whole.downloaded.total),
            str(whole.downloaded.unique),
            str(whole.looked_at.total),
            str(whole.looked_at.unique),
        )
    )
    return Table(
        "versions",
        "By version, since it was published",
        (
            "Version",
            "Downloads",
            "Downloads: people an hour",
            "Looks",
            "Looks: people an hour",
        ),
        rows,
    )


def _months(months: Sequence[tuple[date, int]]) -> Table:
    return Table(
        "months",
        "Downloads by month",
        ("Month", "Downloads"),
        [(f"{month:%B %Y}", str(number)) for month, number in reversed(months)],
    )


def _shares(code: str, title: str, shares: Sequence[Share], names: Mapping[str, str]) -> Table:
    rows = [(names.get(share.slug, share.slug), *_told(share)) for share in shares]
    note = "" if rows else "No member has downloaded it in the last twelve months."
    headers = (title.rpartition("by ")[2].capitalize(), "Downloads", "Note")
    return Table(code, title, headers, rows, note)


def _told(share: Share) -> tuple[str, str]:
    """The number of the months that may be told, alone in its column for programs that add up, and
    beside it a note where there are others."""
    if not share.withheld:
        return str(share.total), ""
    return (str(share.total), SOME_TOLD) if share.total else ("", NONE_TOLD)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"
