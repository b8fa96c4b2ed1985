"""The step "Take down" in the admin: like unpublishing, and the address says that it is gone."""

from django.utils import timezone
from wagtail.admin.views.pages.unpublish import Unpublish

from network.pages import gone


class TakeDown(Unpublish):
    """Ask once, then withdraw the page (see :func:`network.pages.gone.take_down`).

    Whoever may unpublish a page may take it down.
    """

    page_title = "Take down"
    unpublish_url_name = "take_page_down"
    success_message = "Page '%(page_title)s' taken down: its address says that it was withdrawn."
    template_name = "pages/admin_take_down.html"

    def unpublish(self):
        for page in self.objects_to_unpublish:
            gone.take_down(page, now=timezone.now(), user=self.request.user)
