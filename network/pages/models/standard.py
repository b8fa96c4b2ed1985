from network.pages.models.base import BasePage
from network.pages.models.mixins import BodyMixin


class StandardPage(BodyMixin, BasePage):
    """A plain page: about, privacy, accessibility, how to write safely."""

    template = "pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    page_description = "A page of text: about, privacy, guidance."

    content_panels = [*BasePage.content_panels, *BodyMixin.panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.search_fields]

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "sections": self.sections}
