from django.urls import path

from resources.harvesting.views import oai

urlpatterns = [path("oai", oai, name="oai")]
