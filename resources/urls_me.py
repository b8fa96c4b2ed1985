from django.urls import path

from resources.requests import views_own

urlpatterns = [
    path("", views_own.my_library, name="my_library"),
    path("alerts/<page_id:page_id>/stop/", views_own.stop_alerts, name="stop_alerts"),
    path(
        "adaptations/<uuid:public_id>/take-out/",
        views_own.take_out_adaptation,
        name="take_out_adaptation",
    ),
]
