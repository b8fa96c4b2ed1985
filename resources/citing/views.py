"""The citation of a resource or of one version, in a format for programs or as a text."""

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from resources.access import find_resource
from resources.citing.description import Described, describe
from resources.citing.formats import FORMATS
from resources.detail import authors_of, terms_of, versions_of
from resources.models import ResourcePage


@require_safe
def cite(request, slug: str, code: str, number: int | None = None):
    """Answer with the latest version's citation, or that of version ``number``.

    Whoever may open the resource may cite it: a visitor is sent to sign in for a closed one,
    everybody else gets 404, as for its page.
    """
    form = FORMATS.get(code)
    if form is None:
        raise Http404("There is no such format.")
    page = find_resource(request, slug)
    if not isinstance(page, ResourcePage):
        return page
    described = described_for(page, request, number=number)
    if described is None:
        raise Http404("This resource has no such version.")
    response = HttpResponse(form.write(described), content_type=f"{form.media_type}; charset=utf-8")
    if form.is_file:
        name = f"{described.key}.{form.code}"
        response["Content-Disposition"] = content_disposition_header(True, name)
    return response


def described_for(page: ResourcePage, request, *, number: int | None) -> Described | None:
    """What is cited of version ``number`` or the latest; None when there is none."""
    versions = versions_of(page, draft=False)
    version = next((v for v in versions if number in (None, v.number)), None)
    if version is None:
        return None
    return describe(
        page,
        authors=authors_of(page),
        terms=terms_of(page, draft=False),
        version=version,
        url=request.build_absolute_uri(page.version_address(version.number)),
        accessed=timezone.localdate(),
    )
