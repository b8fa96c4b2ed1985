"""The kinds of content that lists speak of, and where each has its section.

The addresses are part of the product (README, "Addresses"); the pages behind them are made by
each feature's migration.
"""

from django.db import models


class Kind(models.TextChoices):
    RESOURCE = "resource", "Resource"
    TIP = "tip", "Tip"
    POST = "post", "Blog post"
    PROJECT = "project", "Learning project"
    WEBINAR = "webinar", "Webinar"
    ANSWER = "answer", "Answered question"


SECTION_PATHS = {
    Kind.RESOURCE: "/resources/",
    Kind.TIP: "/tips/",
    Kind.POST: "/blog/",
    Kind.PROJECT: "/projects/",
    Kind.WEBINAR: "/webinars/",
    Kind.ANSWER: "/ask/",
}
