"""Catch a form whose session has ended before it is turned away to the sign-in page."""

from django.utils import timezone

from network.members import interrupted


class KeepInterruptedFormsMiddleware:
    """Keep a signed form that arrives without a session (see :mod:`network.members.interrupted`).

    Stands behind the CSRF protection: the token of a form outlives its session. A form whose token
    does not fit any more is kept by the page that says so.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if (
            request.method != "POST"
            or interrupted.OWNER not in request.POST
            or request.user.is_authenticated
        ):
            return None
        return interrupted.keep(request, now=timezone.now())
