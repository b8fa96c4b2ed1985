from django.urls import path

from network.privacy.views import access, data, leaving

urlpatterns = [
    path("", data.my_data, name="my_data"),
    path("copy/", data.ask_for_copy, name="ask_for_data_copy"),
    path("copy/<uuid:public_id>/", data.fetch_copy, name="fetch_data_copy"),
    path("looks/", access.looks_at_me, name="looks_at_my_data"),
    path("leave/", leaving.leave_network, name="leave_network"),
    path("left/", leaving.left, name="left"),
    path("come-back/<str:token>/", leaving.come_back_by_link, name="come_back"),
]
