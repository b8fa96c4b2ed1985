"""What somebody has agreed to cannot be deleted, only taken off the site."""

from django.contrib import messages
from django.shortcuts import redirect
from wagtail import hooks

from network.consents.models import AgreementVersion

REFUSAL = (
    "Members have agreed to this text, so its versions must stay readable. Unpublish the page "
    "instead of deleting it."
)


@hooks.register("before_delete_page")
def keep_what_was_agreed_to(request, page):
    return _refuse(request, [page])


@hooks.register("before_bulk_action")
def keep_what_was_agreed_to_in_bulk(request, action_type, objects, action_class_instance):
    if action_type == "delete" and action_class_instance.models[0]._meta.label_lower == (
        "wagtailcore.page"
    ):
        return _refuse(request, objects)
    return None


def _refuse(request, pages):
    """Back to where the page stands, with the reason; ``None`` when nothing speaks against it."""
    for page in pages:
        kept = AgreementVersion.objects.filter(page__path__startswith=page.path)
        if kept.exists():
            messages.error(request, REFUSAL)
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
