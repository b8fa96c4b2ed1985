from network.pages.models.base import BasePage
from network.pages.models.mixins import BodyMixin


class StandardPage(BodyMixin, BasePage):
    """A plain page: about, privacy, accessibility, how to write safely."""

    SECTIONS_FROM = 4

    template = "pages/standard_page.html"
    parent_page_types = ["pages.HomePage", "pages.StandardPage"]
    subpage_types = ["pages.StandardPage"]
    page_description = "A page of text: about, privacy, guidance."

    content_panels = [*BasePage.content_panels, *BodyMixin.panels]
    search_fields = [*BasePage.search_fields, *BodyMixin.search_fields]

    @property
    def sections(self) -> list[dict]:
        """The headings of a long page, to jump to; nothing for a short one."""
        headings = [block for block in self.body if block.block_type == "heading"]
        if len(headings) < self.SECTIONS_FROM:
            return []
        return [{"id": block.id, "label": block.value} for block in headings]

    def get_context(self, request, *args, **kwargs):
        return {**super().get_context(request, *args, **kwargs), "sections": self.sections}
