from django.urls import path

from network.desk import views
from network.members.views import desk as members
from network.notifications.views import desk as emails

urlpatterns = [
    path("", views.home, name="desk"),
    path("members/", members.applications, name="desk_members"),
    path("members/<uuid:public_id>/", members.application, name="desk_member"),
    path("members/<uuid:public_id>/<slug:action>/", members.decide, name="desk_member_decide"),
    path("emails/", emails.parked, name="desk_emails"),
    path("emails/<uuid:public_id>/send-again/", emails.retry, name="desk_email_send_again"),
]
