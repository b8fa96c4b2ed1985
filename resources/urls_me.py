from django.urls import path

from resources.requests import views_own

urlpatterns = [path("", views_own.my_library, name="my_library")]
