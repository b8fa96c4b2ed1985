"""Addresses for tests of the middleware and the logs: views that crash, answer or read a body."""

from django.http import HttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods


def crash(request, word="-"):
    """Fail as a careless view would: with what somebody typed in the exception's message."""
    raise ValueError("Not a number: Tamsin, 07700 900123, tamsin@people.example")


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request, word="-"):
    return HttpResponse("an answer")


@csrf_exempt
def count_bytes(request):
    return HttpResponse(str(len(request.body)))


def admin(request):
    return HttpResponse("stands in for the Wagtail admin")


urlpatterns = [
    path("crash/", crash),
    path("crash/<str:word>/", crash),
    path("answer/", answer),
    path("answer/<str:word>/", answer),
    path("count/", count_bytes),
    path("admin/", admin),
]
