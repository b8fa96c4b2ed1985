"""In the Wagtail admin: the list of members to choose from, and that of e-mail domains, which
coordinators have on the desk too."""

from wagtail import hooks
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network.members.choosing import member_chooser
from network.members.models import EmailDomain


@hooks.register("register_admin_viewset")
def register_member_chooser():
    return member_chooser


class EmailDomainViewSet(SnippetViewSet):
    model = EmailDomain
    icon = "mail"
    menu_label = "E-mail domains"
    menu_order = 260
    add_to_admin_menu = True
    copy_view_enabled = False
    inspect_view_enabled = False
    list_display = ["domain", "covers_subdomains", "for_whom"]
    list_filter = ["covers_subdomains"]
    search_fields = ["domain", "for_whom"]
    ordering = ["domain"]
    list_per_page = 50
    panels = [
        HelpPanel(
            content="<p>Whoever has confirmed an address of a domain on this list is a member as "
            "soon as they ask to join. Add only domains whose addresses an employer or a charity "
            "gives to its people. Taking one off changes nothing for those who are members "
            "already; look them over on the desk under “Approved by address”.</p>"
        ),
        FieldPanel("domain"),
        FieldPanel("covers_subdomains"),
        FieldPanel("for_whom"),
        FieldPanel("note"),
    ]


register_snippet(EmailDomainViewSet)
