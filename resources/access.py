"""Which resources somebody may open. Pages, versions, downloads and documents all ask here."""

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase

from network.media.models import SiteDocument
from network.search.findable import findable_pages
from resources.models import ResourcePage


def openable_by(user):
    """Live resources whose view restrictions the user passes."""
    return findable_pages(user, ResourcePage.objects.all())


def find_resource(request: HttpRequest, slug: str) -> ResourcePage | HttpResponseBase:
    """Return the resource, or the way to the sign-in page for a visitor who needs it first.

    Cost: two queries for visitors.

    :raises Http404: when there is none, or it stays closed to this person.
    """
    page = openable_by(request.user).for_detail().filter(slug=slug).first()
    if page is not None:
        return page
    if not request.user.is_authenticated and ResourcePage.objects.live().filter(slug=slug).exists():
        return redirect_to_login(request.get_full_path())
    raise Http404("No resource here.")


def may_have_document(user, document: SiteDocument) -> bool:
    """A document of the library is for those who may open one of the resources that offer it.

    Documents that no resource offers are none of the library's business: True.
    """
    owners = set(document.version_files.values_list("version__resource_id", flat=True))
    return not owners or openable_by(user).filter(pk__in=owners).exists()
