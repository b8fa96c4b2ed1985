"""The list of e-mail domains in the Wagtail admin. Coordinators have it on the desk."""

from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from network.members.models import EmailDomain


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
