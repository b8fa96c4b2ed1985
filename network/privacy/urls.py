from django.urls import path

from network.privacy.views import access

urlpatterns = [
    path("looks/", access.looks_at_me, name="looks_at_my_data"),
]
