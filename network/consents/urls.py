from django.urls import path

from network.consents import views

urlpatterns = [
    path("", views.agreements, name="me_agreements"),
    path("agree/", views.accept, name="me_agreements_agree"),
    path("without/", views.without_agreeing, name="me_agreements_without"),
]
