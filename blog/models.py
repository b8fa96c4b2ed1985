from datetime import datetime, time

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from wagtail.admin.panels import FieldPanel

from network.pages.models import BasePage, SectionPage
from network.pages.models.mixins import AuthoredMixin, BodyMixin, TaxonomyMixin
from network.search.kinds import Kind
from network.search.listed import ListedPageMixin
from network.search.sections import section_list

FEED_SLUG = "feed"


class BlogIndexPage(SectionPage):
    """The blog, newest first."""

    template = "blog/blog_index_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["blog.BlogPostPage"]
    page_description = "The section that lists the posts of the blog."
    max_count = 1

    def get_context(self, request, *args, **kwargs):
        return {
            **super().get_context(request, *args, **kwargs),
            **section_list(self, request, Kind.POST),
        }


class BlogPostPage(ListedPageMixin, AuthoredMixin, TaxonomyMixin, BodyMixin, BasePage):
    """A post: what somebody saw, thought or changed their mind about."""

    catalogue_kind = Kind.POST

    published_date = models.DateField(
        "date", default=timezone.localdate, help_text="The day that is printed above the post."
    )

    template = "blog/blog_post_page.html"
    parent_page_types = ["blog.BlogIndexPage"]
    subpage_types = []
    page_description = "A post by a practitioner or a researcher."

    content_panels = [
        *BasePage.content_panels,
        FieldPanel("published_date"),
        *BodyMixin.panels,
        *AuthoredMixin.panels,
        *TaxonomyMixin.panels,
    ]
    search_fields = [
        *BasePage.search_fields,
        *BodyMixin.search_fields,
        *TaxonomyMixin.search_fields,
    ]

    class Meta:
        verbose_name = "blog post"

    def clean(self) -> None:
        super().clean()
        if self.slug == FEED_SLUG:
            raise ValidationError(
                {"slug": "The feed of the blog has this address. Choose another."}
            )

    def catalogue_published_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.published_date, time.min))
