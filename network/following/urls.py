"""/me/following/…"""

from django.urls import path

from network.following.views import buttons, mine

urlpatterns = [
    path("", mine.following, name="following"),
    path("start/", buttons.start, name="following_start"),
    path("stop/", buttons.stop, name="following_stop"),
]
