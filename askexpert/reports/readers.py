"""Who reads which report, and over which periods they may choose."""

from dataclasses import dataclass

from network.members.roles import is_coordinator, is_researcher, is_safeguarding_lead

EXPORT = "members.export_data"


@dataclass(frozen=True, slots=True)
class Report:
    """``has_names``: each look is recorded. ``has_nation``: it can be narrowed by nation;
    ``has_period``: it is about a time."""

    code: str
    title: str
    about: str
    for_leads: bool = False
    for_coordinators: bool = True
    for_researchers: bool = False
    has_names: bool = False
    has_nation: bool = True
    has_period: bool = True

    def is_for(self, user) -> bool:
        return (
            (self.for_coordinators and is_coordinator(user))
            or (self.for_leads and is_safeguarding_lead(user))
            or (self.for_researchers and is_researcher(user))
        )


REPORTS = {
    report.code: report
    for report in (
        Report(
            "coverage",
            "Coverage",
            "Topics and fields of work in which nobody is willing to answer.",
            has_period=False,
        ),
        Report(
            "times",
            "Time to first answer",
            "How long askers wait, step by step, in working days.",
            for_leads=True,
            for_researchers=True,
        ),
        Report(
            "fairness",
            "Who is asked",
            "How invitations are spread over experts and fields of work.",
            has_names=True,
            has_nation=False,
        ),
        Report(
            "outcomes",
            "What came of it",
            "Whether answers helped, what was asked next, and why nobody was found.",
            for_leads=True,
            for_researchers=True,
        ),
        Report(
            "safety",
            "Screening and safety",
            "Questions given to a lead, removals and urgent notices, by month.",
            for_leads=True,
            for_coordinators=False,
            has_nation=False,
        ),
    )
}


def reports_for(user) -> list[Report]:
    """The reports that this person reads, in order; none for most people."""
    return [report for report in REPORTS.values() if report.is_for(user)]


def may_choose_freely(user, report: Report) -> bool:
    """Overlapping periods and nations, which subtracted from each other would tell of single
    questions: for coordinators, in whose numbers is nothing that they may not open, and for a
    report without small numbers."""
    return is_coordinator(user) or not report.for_researchers


def may_download(user) -> bool:
    """The desk's people, and researchers who were given the right to export."""
    return is_coordinator(user) or is_safeguarding_lead(user) or user.has_perm(EXPORT)
