"""Addresses under /desk/ of what follows an answer: publishing, redaction, legal holds."""

from django.urls import path

from askexpert.views import holding, publishing, redacting

app_name = "askexpert_publishing"

QUESTION = "questions/<uuid:public_id>/publication/"

urlpatterns = [
    path(QUESTION, publishing.publication, name="publication"),
    path(f"{QUESTION}propose/", publishing.propose, name="propose"),
    path(f"{QUESTION}write/", publishing.write, name="write"),
    path(f"{QUESTION}check/", publishing.check, name="check"),
    path(f"{QUESTION}refuse/", publishing.refuse, name="refuse"),
    path("questions/<uuid:public_id>/redact/", redacting.redact, name="redact"),
    path(
        "questions/<uuid:public_id>/redact/<slug:step>/", redacting.decide, name="decide_redaction"
    ),
    path("questions/<uuid:public_id>/hold/", holding.place, name="place_hold"),
    path("questions/<uuid:public_id>/hold/lift/", holding.lift, name="lift_hold"),
    path("holds/", holding.holds, name="holds"),
]
