"""Who coordinates which sector, in the Wagtail admin."""

from wagtail.admin.panels import FieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network.members.choosing import let_choose, member_chooser
from network.sectors.models import SectorCoordinator

RIGHTS = ("sectors.add_sectorcoordinator", "sectors.change_sectorcoordinator")

let_choose(lambda user: any(user.has_perm(right) for right in RIGHTS))


class SectorCoordinatorViewSet(SnippetViewSet):
    model = SectorCoordinator
    icon = "group"
    menu_label = "Sector coordinators"
    menu_order = 260
    add_to_admin_menu = True
    list_display = ["sector", "member", "since"]
    list_filter = ["sector"]
    list_per_page = 50
    copy_view_enabled = False
    panels = [
        FieldPanel("sector"),
        FieldPanel("member", widget=member_chooser.widget_class),
        FieldPanel("since"),
    ]


register_snippet(SectorCoordinatorViewSet)
