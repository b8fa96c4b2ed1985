from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demonstration's own pages: the persona switch and the mailbox. Never in production."""

    name = "network.demo"
    label = "demo"

    def ready(self) -> None:
        from django.contrib.auth.signals import user_logged_in

        user_logged_in.connect(end_view_as, dispatch_uid="demo_end_view_as")


def end_view_as(sender, request=None, **kwargs) -> None:
    """Whoever signs in is themselves: nothing is left of an earlier "view as"."""
    for key in ("really", "really_name", "demo_persona"):
        if request is not None:
            request.session.pop(key, None)
