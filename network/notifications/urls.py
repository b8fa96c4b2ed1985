from django.urls import path

from network.notifications.views import choices, inbox, links

urlpatterns = [
    path("", inbox.inbox, name="messages"),
    path("read/", inbox.read_all, name="messages_read_all"),
    path("settings/", choices.settings, name="email_settings"),
    path("settings/check/", choices.check_address, name="email_check"),
    path("settings/<str:token>/", links.choices, name="email_choices"),
    path("stop/<str:token>/", links.stop, name="email_stop"),
    path("reached/<str:token>/", links.reached, name="email_reached"),
    path("<uuid:public_id>/", inbox.open_message, name="message_open"),
    path("<uuid:public_id>/read/", inbox.read_one, name="message_read"),
]
