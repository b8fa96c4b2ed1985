from django.apps import AppConfig
from django.contrib.auth import get_user_model
from django.db.models.signals import post_migrate, post_save


class PagesConfig(AppConfig):
    """What every page shares: base, body blocks, authors, navigation, plain pages."""

    name = "network.pages"
    label = "pages"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from wagtail.signals import page_published

        from network.pages import (
            author_names,
            credited,
            editors,
            gone,
            notifications,  # noqa: F401 -- importing registers the kind
            site_address,
        )

        post_save.connect(
            author_names.on_account_saved, get_user_model(), dispatch_uid="authors_renamed"
        )
        post_migrate.connect(editors.after_migrate, sender=self, dispatch_uid="editors_rights")
        post_migrate.connect(site_address.after_migrate, sender=self, dispatch_uid="site_address")
        page_published.connect(gone.on_published, dispatch_uid="withdrawal_lifted")
        page_published.connect(credited.on_published, dispatch_uid="authors_told")
