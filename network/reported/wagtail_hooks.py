"""In the admin: a page that was reported is not published before a lead has decided."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks

from network.reported.workflow import is_held


@hooks.register("before_publish_page")
def wait_for_the_lead(request, page):
    if page.pk and is_held(page):
        messages.error(
            request,
            "This page was reported. It can be published when a safeguarding lead has decided; "
            "what you have written is kept as a draft.",
        )
        return redirect("wagtailadmin_pages:edit", page.pk)
    return None
