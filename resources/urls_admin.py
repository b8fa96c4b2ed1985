"""What stands before an address of Wagtail's admin, and calls the view there."""

from django.urls import path

from resources.editing import roads

urlpatterns = [
    path(
        "pages/workflow/action/<int:page_id>/<slug:action_name>/<int:task_state_id>/",
        roads.approve,
        name="approve_what_is_ready",
    ),
]
