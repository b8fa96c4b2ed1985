"""The pages whose words people agree to."""

from django.db import models
from django.http import Http404
from django.shortcuts import render
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.url_routing import RouteResult

from network.consents.forms import AgreementPageForm
from network.pages.models.base import BasePage
from network.pages.models.mixins import BodyMixin

VERSIONS = "versions"


class AsksFor(models.TextChoices):
    """What somebody says about a text. A privacy notice is read; only a contract is agreed to."""

    AGREE = "agree", "That they agree to it"
    READ = "read", "That they have read it"


class AgreementPage(BodyMixin, BasePage):
    """A text that members agree to: terms of use, the privacy notice, a consent.

    Each time a changed text is published, :mod:`network.consents.publishing` keeps it as an
    :class:`~network.consents.models.AgreementVersion` under an address of its own. ``asks_again``
    and ``change_note`` are about the publishing that comes next and are empty again after it, in
    the page and in the revision, so that going back to an old revision never repeats them.
    """

    # Null for a copy, so that two copies do not collide.
    code = models.SlugField(  # noqa: DJ001
        max_length=40,
        unique=True,
        null=True,
        help_text="A short name by which the site knows this text, such as “terms”. It stays as it "
        "is once the page exists.",
    )
    is_required = models.BooleanField(
        "asked of everybody with an account",
        default=True,
        help_text="Without the tick the text is only agreed to where a form asks for it.",
    )
    asks_for = models.CharField(
        "what they are asked to say", max_length=10, choices=AsksFor, default=AsksFor.AGREE
    )
    asks_again = models.BooleanField(
        "ask members to agree again",
        default=False,
        help_text="Tick this when rights, duties or the use of data change. Everybody is then "
        "asked when they next open one of their own pages, and cannot use what is for members "
        "until they have answered. Leave it empty for spelling and for clearer words.",
    )
    change_note = models.TextField(
        "what has changed",
        max_length=1000,
        blank=True,
        help_text="Two or three plain sentences. Members read them when they are asked, and "
        "everybody reads them above the version.",
    )

    base_form_class = AgreementPageForm
    template = "consents/agreement_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = []
    page_description = "Terms, the privacy notice, a consent: each published version is kept."
    exclude_fields_in_copy = ["code", "asks_again", "change_note"]

    content_panels = [
        *BasePage.content_panels,
        *BodyMixin.panels,
        MultiFieldPanel(
            [FieldPanel("asks_again"), FieldPanel("change_note")],
            heading="When this change is published",
        ),
    ]
    settings_panels = [
        MultiFieldPanel(
            [FieldPanel("code"), FieldPanel("is_required"), FieldPanel("asks_for")],
            heading="Agreement",
        ),
        *BasePage.settings_panels,
    ]
    search_fields = [*BasePage.search_fields, *BodyMixin.search_fields]

    class Meta:
        verbose_name = "text to agree to"
        verbose_name_plural = "texts to agree to"

    def get_context(self, request, *args, **kwargs):
        versions = list(self.versions.for_list().order_by("-number"))
        return {
            **super().get_context(request, *args, **kwargs),
            "sections": self.sections,
            "current": versions[0] if versions else None,
            "earlier": versions[1:],
        }

    def route(self, request, path_components):
        """Answer ``versions/<number>/`` too, even while the page itself is not published: what
        somebody agreed to stays readable."""
        if len(path_components) == 2 and path_components[0] == VERSIONS:
            number = path_components[1]
            if number.isascii() and number.isdigit() and len(number) < 6:
                return RouteResult(self, kwargs={"number": int(number)})
            raise Http404
        return super().route(request, path_components)

    def serve(self, request, *args, number: int | None = None, **kwargs):
        if number is None:
            return super().serve(request, *args, **kwargs)
        versions = {row.number: row for row in self.versions.for_list()}
        if number not in versions:
            raise Http404
        context = {
            "page": self,
            "version": self.versions.get(number=number),
            "newest": versions[max(versions)],
            "others": [row for row in versions.values() if row.number != number],
        }
        return render(request, "consents/version.html", context)

    def get_route_paths(self) -> list[str]:
        """Addresses for which a redirect is made when the page moves: its own and the versions'."""
        numbers = self.versions.values_list("number", flat=True)
        return ["/", *(f"/{VERSIONS}/{number}/" for number in numbers)]
