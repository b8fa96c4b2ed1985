from django.urls import path

from learning.webinars import views

app_name = "webinars"

urlpatterns = [
    path("<slug:slug>/calendar.ics", views.calendar, name="calendar"),
]
