"""Editors see on their first page which urgent-help notices are due for review."""

from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component

from network.safeguarding.models import UrgentHelpNotice


class OverdueNoticesPanel(Component):
    """Nothing while every notice is in date; else the overdue ones, each with its edit page."""

    name = "overdue_urgent_help"
    order = 10
    template_name = "safeguarding/admin_overdue.html"

    def get_context_data(self, parent_context) -> dict:
        today = timezone.localdate()
        return {"notices": list(UrgentHelpNotice.objects.overdue(today))}


@hooks.register("construct_homepage_panels")
def add_overdue_notices(request, panels) -> None:
    panels.append(OverdueNoticesPanel())
