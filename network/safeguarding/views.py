"""``/urgent-help/``: what to do now. Open to everybody, one query set, no script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from network.safeguarding.urgent_help import notice_for
from network.taxonomy.models import Nation


@require_safe
def urgent_help(request: HttpRequest) -> HttpResponse:
    """The notice of the nation in the address, else of the member's, else of England.

    An unknown nation is not an error here: somebody in a hurry gets words that help.
    """
    nations = {nation.slug: nation for nation in Nation.objects.all()}
    chosen = nations.get(request.GET.get("nation", ""))
    shown = notice_for(chosen or request.user, timezone.localdate())
    context = {
        "shown": shown,
        "nations": [
            {
                "label": nation.name,
                "url": f"?nation={nation.slug}",
                "current": shown.nation is not None and nation.pk == shown.nation.pk,
            }
            for nation in nations.values()
        ],
    }
    return render(request, "safeguarding/urgent_help.html", context)
