"""Pages that Wagtail serves itself stay closed as everything else does; editors keep the words that
mean the same."""

from django.http import Http404, HttpResponseRedirect
from django.utils.cache import add_never_cache_headers
from wagtail import hooks
from wagtail.models import Page
from wagtail.models.view_restrictions import BaseViewRestriction
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet
from wagtail.views import serve_chain

from network.members.roles import reads_as_member
from network.search.findable import findable_pages
from network.search.models import SameWords

# The privacy dialogs of pages and collections read their choices from here.
FOR_MEMBERS = "Private, for members of the network"
BaseViewRestriction.RESTRICTION_CHOICES = tuple(
    (value, FOR_MEMBERS if value == BaseViewRestriction.LOGIN else label)
    for value, label in BaseViewRestriction.RESTRICTION_CHOICES
)


@hooks.register("on_serve_page", order=-10)
def keep_restricted_pages_closed(serve):
    """Answer as the library does. Wagtail asks only for the rows of groups, or for a session: here
    a role or a circle rests with its membership, what is for members stays closed to whoever has
    only signed up, whoever edits a page may open it, and somebody who is signed in and may not gets
    404 instead of a sign-in page that would send them back."""

    def guarded(page, request, args, kwargs):
        user = request.user
        if not user.is_authenticated or user.is_superuser:
            return serve(page, request, args, kwargs)
        if not reads_as_member(user):
            _refuse_unless_open(page, user)
        response = serve(page, request, args, kwargs)
        if isinstance(response, HttpResponseRedirect) and _asks_to_sign_in(page, request):
            _refuse_unless_open(page, user)
            # Wagtail stops editors too, at the page that they have just published.
            response = serve_chain(page, request, args, kwargs)
            add_never_cache_headers(response)
        return response

    return guarded


def _refuse_unless_open(page: Page, user) -> None:
    if not findable_pages(user, Page.objects.filter(pk=page.pk)).exists():
        raise Http404("This page is closed to this person.")


def _asks_to_sign_in(page: Page, request) -> bool:
    return any(not r.accept_request(request) for r in page.get_view_restrictions())


class SameWordsViewSet(SnippetViewSet):
    """Which words find each other in every search of the site."""

    model = SameWords
    icon = "search"
    menu_label = "Words that mean the same"
    add_to_settings_menu = True
    list_display = ["__str__"]
    search_fields = ["words"]
    list_per_page = 100
    inspect_view_enabled = False
    copy_view_enabled = False


register_snippet(SameWordsViewSet)
