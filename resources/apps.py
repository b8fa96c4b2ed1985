from django.apps import AppConfig


class ResourcesConfig(AppConfig):
    """The library: resources, their versions and files, facets, downloads."""

    name = "resources"
    label = "resources"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import pre_save
        from wagtail.models import WorkflowState

        from network.privacy import access_log
        from network.search.findable import let_keepers_pass
        from resources import notifications  # noqa: F401 -- importing registers the kinds
        from resources.access import keeps_library
        from resources.editing.roads import on_approved
        from resources.finding import files  # noqa: F401 -- importing registers the receiver
        from resources.harvesting import records  # noqa: F401 -- as above
        from resources.models import (
            AccessRequest,
            FormatRequest,
            PackIndexPage,
            PackPage,
            ResourceIndexPage,
            ResourcePage,
        )

        for model in (ResourceIndexPage, ResourcePage, PackIndexPage, PackPage):
            let_keepers_pass(model, keeps_library)
        pre_save.connect(on_approved, WorkflowState, dispatch_uid="approve_only_what_is_ready")

        access_log.register(
            file_request="A request for files of the library",
            format_request="A request for another format",
        )
        for what, model in (("file_request", AccessRequest), ("format_request", FormatRequest)):
            access_log.open_with(what, access_log.by("public_id", _rows_for_keepers(model)))


def _rows_for_keepers(model):
    def rows_for(user):
        from resources.access import keeps_library

        return model.objects.all() if keeps_library(user) else model.objects.none()

    return rows_for
