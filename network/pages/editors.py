"""What editors may do in the Wagtail admin, set again after every ``migrate``.

Editors change every page, image, file, list and menu of the site, and no account. Their rights are
derived from what is registered, so a new snippet or setting of any app is theirs without a
migration; whatever must not be theirs is not registered as one. Rights that an administrator adds
are kept; rights that an administrator takes away come back with the next ``migrate``, so somebody
who should have fewer leaves the group.
"""

from django.apps import apps
from django.contrib.auth.management import create_permissions
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DEFAULT_DB_ALIAS, models, transaction
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    Page,
    Site,
)
from wagtail.snippets.models import get_snippet_models

from network.members.roles import EDITORS
from network.migrated import is_fully_migrated

PAGE_RIGHTS = (
    "add_page",
    "bulk_delete_page",
    "change_page",
    "lock_page",
    "publish_page",
    "unlock_page",
)
COLLECTION_RIGHTS = {
    "wagtailcore": ("add_collection", "change_collection", "delete_collection"),
    "wagtaildocs": ("add_document", "change_document", "choose_document"),
    "wagtailimages": ("add_image", "change_image", "choose_image"),
}
MODEL_RIGHTS = {
    "wagtailadmin": ("access_admin",),
    "wagtailredirects": ("add_redirect", "change_redirect", "delete_redirect", "view_redirect"),
}
SNIPPET_ACTIONS = ("add", "change", "delete", "view")


def after_migrate(sender, using: str = DEFAULT_DB_ALIAS, **kwargs) -> None:
    """Receiver of ``post_migrate``. Does nothing when only a part was migrated."""
    if using == DEFAULT_DB_ALIAS and is_fully_migrated(using):
        grant_editors()


@transaction.atomic
def grant_editors() -> None:
    """Give the group its rights; those it has already stay. Makes permissions that are missing.

    Does nothing without a site, as in a database that was just emptied.
    """
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return
    models_ = [*get_snippet_models(), *settings_registry]
    labels = {model._meta.app_label for model in models_}
    for label in sorted(labels | COLLECTION_RIGHTS.keys() | MODEL_RIGHTS.keys()):
        create_permissions(apps.get_app_config(label), verbosity=0)
    editors, _ = Group.objects.get_or_create(name=EDITORS)
    editors.permissions.add(*model_permissions())
    # Wagtail gives editors rights at the root of all trees: the home page is enough.
    GroupPagePermission.objects.filter(group=editors, page__depth=1).delete()
    grant_page(editors, site.root_page)
    root = Collection.get_first_root_node()
    for permission in permissions_by_name(COLLECTION_RIGHTS):
        GroupCollectionPermission.objects.get_or_create(
            group=editors, collection=root, permission=permission
        )


def grant_page(group: Group, page: Page) -> None:
    """Every right on the page and all under it."""
    for permission in permissions_by_name({"wagtailcore": PAGE_RIGHTS}):
        GroupPagePermission.objects.get_or_create(group=group, page=page, permission=permission)


def model_permissions() -> list[Permission]:
    """Into the admin, redirects, every registered snippet and setting."""
    permissions = permissions_by_name(MODEL_RIGHTS)
    for model in get_snippet_models():
        permissions += permissions_on(model, SNIPPET_ACTIONS)
    for model in settings_registry:
        permissions += permissions_on(model, ("change",))
    return permissions


def permissions_on(model: type[models.Model], actions: tuple[str, ...]) -> list[Permission]:
    names = [f"{action}_{model._meta.model_name}" for action in actions]
    content_type = ContentType.objects.get_for_model(model, for_concrete_model=False)
    return list(Permission.objects.filter(content_type=content_type, codename__in=names))


def permissions_by_name(names: dict[str, tuple[str, ...]]) -> list[Permission]:
    """The permissions of these apps with these code names."""
    query = models.Q()
    for label, codenames in names.items():
        query |= models.Q(content_type__app_label=label, codename__in=codenames)
    return list(Permission.objects.filter(query))
