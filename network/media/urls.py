from django.urls import re_path

from network.media.views import serve_document

# The same address and name as Wagtail's own view, which stands behind it.
urlpatterns = [
    re_path(r"^(\d{1,18})/([^/]+)$", serve_document, name="wagtaildocs_serve"),
]
