"""The abstract pages that every page type of this site extends."""

from django.core.paginator import EmptyPage, PageNotAnInteger, Paginator
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from network.pages.control_characters import clean_texts
from network.pages.copying import CopyPageForm
from network.pages.own_rows import keep_to_own_rows


class BasePage(Page):
    """A page with a summary, used in lists, feeds, search results and as the description."""

    # Whether readers are asked if the page identifies a child.
    may_be_reported = False
    copy_form_class = CopyPageForm

    summary = models.TextField(
        max_length=300,
        blank=True,
        help_text="One or two plain sentences, shown in lists, feeds and search results.",
    )

    content_panels = [*Page.content_panels, FieldPanel("summary")]
    search_fields = [
        *Page.search_fields,
        index.SearchField("summary", boost=2),
        index.AutocompleteField("summary"),
    ]

    class Meta:
        abstract = True

    def full_clean(self, *args, **kwargs) -> None:
        """Every form, draft and publishing comes by here: no control characters are kept."""
        clean_texts(self)
        super().full_clean(*args, **kwargs)

    def with_content_json(self, content):
        """The page as a revision has it, of rows of its own: every edit form, preview, comparison
        and publishing comes by here."""
        page = super().with_content_json(content)
        keep_to_own_rows(page)
        return page

    def serve_preview(self, request, mode_name):
        """The preview; of a kind that the page does not have (an old or mistyped address) the one
        that comes without asking."""
        names = {name for name, _ in self.preview_modes}
        mode_name = mode_name if mode_name in names else self.default_preview_mode
        return super().serve_preview(request, mode_name)

    @property
    def description(self) -> str:
        """The text for the description meta tag: written for it, or else the summary."""
        return self.search_description or self.summary

    @property
    def breadcrumbs(self) -> list[dict]:
        """Home, the pages between, and this page without an address: one query."""
        ancestors = self.get_ancestors().filter(depth__gt=1).order_by("depth")
        trail = [{"label": page.title, "url": page.get_url()} for page in ancestors]
        if trail:
            trail[0]["label"] = "Home"
        return [*trail, {"label": self.title, "url": ""}]


class SectionPage(BasePage):
    """A page that lists the pages of one section: its words, and a paginated list."""

    PAGE_SIZE = 20

    intro = models.TextField(blank=True, help_text="A sentence or two above the list.")

    content_panels = [*BasePage.content_panels, FieldPanel("intro")]

    class Meta:
        abstract = True

    def paginate(self, items, request):
        """Return the requested page of ``items``; an impossible number gives the nearest one."""
        paginator = Paginator(items, self.PAGE_SIZE)
        try:
            return paginator.page(request.GET.get("page", 1))
        except PageNotAnInteger:
            return paginator.page(1)
        except EmptyPage:
            return paginator.page(paginator.num_pages)
