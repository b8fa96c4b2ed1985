"""The pages of the sectors, and who coordinates each."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel
from wagtail.search import index

from network.members.choosing import choosable_members
from network.members.enums import MembershipStatus
from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import BodyMixin
from network.taxonomy.models import Sector


class SectorIndexPage(SectionPage):
    """Every sector, with a sentence about it."""

    template = "sectors/sector_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["sectors.SectorPage"]
    page_description = "The section that lists the sectors."
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        from network.sectors.reading import sector_list

        return {**super().get_context(request, *args, **kwargs), **sector_list(self, request.user)}


class SectorPage(BodyMixin, BasePage):
    """One sector: its words, what is new for it, its members, and who coordinates it."""

    sector = models.OneToOneField(Sector, on_delete=models.PROTECT, related_name="page")
    intro = models.TextField(
        max_length=900, help_text="What is particular about this work, in a few sentences."
    )

    template = "sectors/sector_page.html"
    parent_page_types = ["sectors.SectorIndexPage"]
    subpage_types = []
    page_description = "The page of one sector. Lists and people fill themselves."

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("sector"),
        FieldPanel("intro"),
        *BodyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        index.SearchField("intro"),
    ]

    class Meta:
        verbose_name = "sector page"

    def get_context(self, request, *args, **kwargs):
        from network.sectors.reading import sector_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **sector_context(self, request.user, timezone.now())}


class SectorCoordinatorQuerySet(models.QuerySet):
    def acting(self) -> "SectorCoordinatorQuerySet":
        """Those whose membership is active now."""
        return self.filter(
            member__is_active=True, member__membership__status=MembershipStatus.APPROVED
        )


class SectorCoordinator(models.Model):
    """A member who looks after the exchange within a sector.

    No role at the desk comes with it. On the sector's page they are shown to whoever may see their
    name, as everywhere.
    """

    sector = models.ForeignKey(Sector, on_delete=models.PROTECT, related_name="coordinators")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sectors_coordinated"
    )
    since = models.DateField("since", default=timezone.localdate)

    objects = SectorCoordinatorQuerySet.as_manager()

    class Meta:
        ordering = ["sector__sort_order", "since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sector", "member"], name="sector_coordinator_once_per_sector"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}, {self.sector}"

    def clean(self) -> None:
        super().clean()
        if self.member_id and not choosable_members().filter(pk=self.member_id).exists():
            raise ValidationError(
                {
                    "member": "Choose a member whose membership is active and whose name members "
                    "may see."
                }
            )
