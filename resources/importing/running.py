"""An import from beginning to end, and what came of it."""

from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from django.utils import timezone

from network.media.held.holding import hold
from network.media.models import SiteDocument
from resources.editing.checklist import checks
from resources.importing.admitting import Admissions, admissions
from resources.importing.columns import Problem
from resources.importing.planning import FilePlan, Planner, ResourcePlan
from resources.importing.sheets import SheetRefused, read_sheet
from resources.importing.storing import page_of, store
from resources.importing.zips import FilesZip
from resources.models import ResourcePage


@dataclass
class Outcome:
    """What an import made, or would make: ``plans`` those that would be, ``pages`` those that were.

    ``errors`` stopped everything, unless they are of files that were to be left out (``left_out``).
    """

    plans: list[ResourcePlan] = field(default_factory=list)
    pages: list[ResourcePage] = field(default_factory=list)
    errors: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)


def run(
    sheet: Path,
    archive: Path,
    *,
    today: date,
    dry_run: bool = False,
    publish: bool = False,
    leave_out_refused: bool = False,
    marks_looked_at: bool = False,
    user=None,
    say: Callable[[str], None] = lambda line: None,
) -> Outcome:
    """Read, check, admit, then make every resource or none.

    In order: the sheet's faults, all at once; each file through the gate; with ``publish`` the
    checklist; and, when nothing is wrong and this is no dry run, the pages. What the gate refuses
    is noted for the report, and held for the leads where it identifies somebody; not in a dry run.
    ``leave_out_refused`` leaves out files that the gate refuses, and versions and resources that
    then have none, instead of stopping. Files with marks that nobody has looked at are not
    published, unless whoever runs it says with ``marks_looked_at`` that they have.
    """
    outcome = Outcome()
    problems: list[Problem] = []
    files = FilesZip(archive)
    try:
        rows = read_sheet(sheet, problems)
    except SheetRefused as refused:
        outcome.errors = [*refused.problems, *files.problems]
        return outcome
    if files.problems:
        outcome.errors = files.problems
        return outcome
    outcome.plans = Planner(files, problems).read(rows)

    def note(file, name, refusal) -> None:
        if not dry_run:
            hold(file, filename=name, refusal=refusal, user=user, now=timezone.now())

    with (
        _sorted(outcome, problems),
        admissions(
            outcome.plans,
            files,
            say=say,
            refused=note,
            look_first=publish and not marks_looked_at,
        ) as admitted,
    ):
        problems += admitted.notes
        if leave_out_refused:
            outcome.left_out = admitted.refused + without_refused(outcome, admitted)
        else:
            problems += admitted.refused
        if publish:
            for plan in outcome.plans:
                problems += _unmet(plan, admitted, today)
        faultless = all(problem.is_warning for problem in problems)
        if faultless and not dry_run:
            outcome.pages = store(
                outcome.plans,
                admitted,
                publish=publish,
                marks_looked_at=marks_looked_at,
                user=user,
            )
    return outcome


@contextmanager
def _sorted(outcome: Outcome, problems: list[Problem]):
    """Whatever was noted, in the order of the sheet."""
    yield
    problems.sort(key=lambda problem: problem.row)
    outcome.errors = [problem for problem in problems if not problem.is_warning]
    outcome.warnings = [problem for problem in problems if problem.is_warning]


def without_refused(outcome: Outcome, admitted: Admissions) -> list[Problem]:
    """Take files that were refused out of the plans, then what has no file left; say which."""
    gone = []
    for plan in outcome.plans:
        for version in list(plan.versions.values()):
            version.files = [file for file in version.files if file.row in admitted.taken]
            if not version.files and not version.missing:
                del plan.versions[version.number]
                words = f"Version {version.number} of “{plan.title}” has no file left."
                gone.append(Problem(version.row, "version", words))
        if not plan.versions:
            gone.append(Problem(plan.row, "slug", f"“{plan.title}” is left out."))
    kept = {plan.slug: plan for plan in outcome.plans if plan.versions}
    for plan in kept.values():
        if plan.adapted_from in {other.slug for other in outcome.plans} - set(kept):
            plan.adapted_from = ""
    outcome.plans = list(kept.values())
    return gone


def _unmet(plan: ResourcePlan, admitted: Admissions, today: date) -> list[Problem]:
    """What the checklist asks for before this may be published. A version of which every file is
    missing is asked for no file again: that has been said."""
    if "resource_type" not in plan.fields:
        return []

    def document_of(file: FilePlan) -> SiteDocument:
        taken = admitted.taken.get(file.row)
        return SiteDocument(title=file.label, sha256=taken.sha256 if taken else "refused")

    versions = {
        number: replace(version, files=version.files or version.missing[:1])
        for number, version in plan.versions.items()
    }
    page = page_of(replace(plan, versions=versions), document_of)
    return [
        Problem(plan.row, check.column, check.words, is_warning=not check.blocks)
        for check in checks(page, today)
    ]
