from django.urls import path

from network.complaints.views import complaining, tracking

urlpatterns = [
    path("", complaining.complain, name="complaints"),
    path("received/<str:signed>/", complaining.received, name="complaint_received"),
    path("track/<str:token>/", tracking.track, name="complaint_track"),
    path("track/<str:token>/again/", tracking.track_again, name="complaint_track_again"),
    path("mine/", tracking.mine, name="my_complaints"),
    path("mine/<uuid:public_id>/", tracking.my_complaint, name="my_complaint"),
    path("mine/<uuid:public_id>/again/", tracking.my_complaint_again, name="my_complaint_again"),
]
