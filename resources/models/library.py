from django.core.exceptions import ValidationError

from network.pages.models import SectionPage

SLUG = "resources"


class ResourceIndexPage(SectionPage):
    """The library's front: every resource, narrowed by facets.

    The list itself is made by :mod:`resources.finding.listing`; the address is part of the product,
    so the slug stays.
    """

    template = "resources/resource_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["resources.ResourcePage", "resources.PackIndexPage"]
    page_description = "The library: all resources, narrowed by sector, context, topic and more."
    max_count = 1

    content_panels = [*SectionPage.content_panels]

    def clean(self) -> None:
        super().clean()
        if self.slug != SLUG:
            raise ValidationError(
                {"slug": f"The library's address is /{SLUG}/; links everywhere rely on it."}
            )

    def get_context(self, request, *args, **kwargs):
        from resources.finding.listing import library_context
        from resources.packs.listing import packs_for

        return {
            **super().get_context(request, *args, **kwargs),
            **library_context(self, request),
            "packs": packs_for(request),
        }
