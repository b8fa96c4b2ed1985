"""``/desk/``: what needs me now. For coordinators and safeguarding leads; 404 for all others."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.desk.guards import desk_only
from network.desk.panels import Panel, Row, panels_for
from network.members.roles import is_safeguarding_lead


@dataclass(frozen=True, slots=True)
class FilledPanel:
    """A panel and its rows for one person at one moment: late first, then what is due soonest."""

    panel: Panel
    rows: list[Row]
    has_more: bool = False

    @property
    def number(self) -> str:
        """How many there are, as far as the panel has looked: "3", or "20+"."""
        return f"{len(self.rows)}{'+' if self.has_more else ''}"

    @property
    def late(self) -> int:
        return sum(row.is_late for row in self.rows)


def filled_panels(user, now: datetime) -> list[FilledPanel]:
    """Ask every panel that is for this person. A panel's own order holds among equals."""
    filled = []
    for panel in panels_for(user):
        rows = panel.rows(user=user, now=now)
        has_more = panel.limit is not None and len(rows) > panel.limit
        rows = rows[: panel.limit]
        rows.sort(key=lambda row: (not row.is_late, row.due_at is None, row.due_at or now))
        filled.append(FilledPanel(panel, rows, has_more))
    return filled


@require_safe
@desk_only
def home(request: HttpRequest) -> HttpResponse:
    """All panels: those with something late first, then those with rows, in the panels' order."""
    panels = filled_panels(request.user, timezone.now())
    context = {
        "panels": sorted(panels, key=lambda filled: (not filled.late, not filled.rows)),
        "in_order": panels,
        "is_quiet": not any(filled.rows for filled in panels),
        "sees_access_log": is_safeguarding_lead(request.user),
    }
    return render(request, "desk/home.html", context)
