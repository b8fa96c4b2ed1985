"""What every template may use. Costs one query for visitors (the menus)."""

from django.conf import settings
from django.utils.functional import SimpleLazyObject

from network.consents.agreeing import outstanding
from network.members.interrupted import signature
from network.members.roles import has_desk_access
from network.pages.menus import site_menus
from network.unread import unread_by


def site(request) -> dict:
    """The site's names, menus, and what the header says of the person signed in.

    Everything that costs a query is lazy: a template that does not show it does not pay for it.
    """
    user = getattr(request, "user", None)
    signed_in = user is not None and user.is_authenticated
    return {
        "site_name": settings.SITE_NAME,
        "site_short_name": settings.SITE_SHORT_NAME,
        "demo_mode": settings.DEMO_MODE,
        "site_nav": SimpleLazyObject(lambda: site_menus(request)),
        "keeper": SimpleLazyObject(lambda: signature(user)) if signed_in else "",
        "agreements_due": SimpleLazyObject(lambda: bool(outstanding(user)))
        if signed_in and user.terms_accepted_at is None
        else False,
        "desk_access": SimpleLazyObject(lambda: has_desk_access(user)) if signed_in else False,
        "unread": SimpleLazyObject(lambda: unread_by(user)) if signed_in else None,
    }
