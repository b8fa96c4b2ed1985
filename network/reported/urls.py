from django.urls import path

from network.reported import views

urlpatterns = [
    path("sent/", views.sent, name="page_report_sent"),
    path("<int:page_id>/", views.report, name="page_report"),
]
