from django.urls import path

from network.demo import views

urlpatterns = [
    path("view-as/", views.view_as, name="demo_view_as"),
    path("mailbox/", views.mailbox, name="demo_mailbox"),
    path("mailbox/<uuid:public_id>/", views.mail, name="demo_mail"),
    path("mailbox/<uuid:public_id>/html/", views.mail_as_html, name="demo_mail_html"),
]
