"""A constant Django view and nothing else: the measure of the site's pages."""

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

urlpatterns = [
    path("", lambda request: HttpResponse(b"ok")),
    path("healthz", lambda request: HttpResponse(b"ok")),
]

if not settings.configured:
    settings.configure(
        ROOT_URLCONF=__name__,
        ALLOWED_HOSTS=["127.0.0.1"],
        SECRET_KEY="only-for-a-benchmark",
        LOGGING_CONFIG=None,
    )
    django.setup()
application = get_wsgi_application()
