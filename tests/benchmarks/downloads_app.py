"""The site with one address more: ``/-/file/<name>`` sends a file of the private storage by the
code that sends every file. ``SEND_FILES_BY`` and ``FILES_SENT_AT_ONCE`` come from the environment.
"""

import os
from dataclasses import dataclass

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "network.settings.demo")

# isort: off
from network.wsgi import application as site  # first: it sets Django up

# isort: on
from django.core.files.storage import storages
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path

from network import urls
from network.media.serving import send_file


@dataclass
class Field:
    name: str

    @property
    def storage(self):
        return storages["private"]


@dataclass
class Kept:
    file: Field
    content_type: str = "application/pdf"
    pk: int = 0


def send(request, name: str):
    return send_file(request, Kept(Field(name)), name)


urls.urlpatterns.insert(0, path("-/file/<str:name>", send))
application: WSGIHandler = site
