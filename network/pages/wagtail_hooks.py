"""What editors find in the Wagtail admin: the order of the menu, and links that are safe."""

from django.urls import path, reverse
from wagtail import hooks, whitelist
from wagtail.admin.widgets import Button
from wagtail.permission_policies.pages import PagePermissionPolicy

from network.members.choosing import let_choose

# Pages come first, then what editors use with them; reports and settings stay at the end.
MENU_ORDER = {"explorer": 100, "vocabularies": 250, "documents": 300, "images": 400}

# Read by Wagtail whenever rich text is saved: a link of another kind keeps its words only. Wagtail
# also lets FTP through, which no browser opens any more.
whitelist.ALLOWED_URL_SCHEMES[:] = ["http", "https", "mailto", "tel"]

# Whoever writes pages names their authors.
let_choose(lambda user: PagePermissionPolicy().user_has_any_permission(user, ["add", "change"]))


@hooks.register("construct_main_menu")
def order_menu(request, menu_items) -> None:
    for item in menu_items:
        item.order = MENU_ORDER.get(item.name, item.order)


@hooks.register("register_admin_urls")
def addresses() -> list:
    from network.pages.taking_down import TakeDown

    return [path("pages/<int:page_id>/take-down/", TakeDown.as_view(), name="take_page_down")]


@hooks.register("register_page_header_buttons")
def offer_to_take_down(page, user, view_name, next_url=None):
    if page.live and page.permissions_for_user(user).can_unpublish():
        yield Button(
            "Take down",
            reverse("take_page_down", args=[page.pk]),
            icon_name="warning",
            priority=61,
        )
