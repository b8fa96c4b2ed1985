from django.urls import path

from network.notifications.views import inbox

urlpatterns = [
    path("", inbox.inbox, name="messages"),
    path("read/", inbox.read_all, name="messages_read_all"),
    path("<uuid:public_id>/", inbox.open_message, name="message_open"),
]
