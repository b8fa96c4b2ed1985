"""The one address of the protocol. GET and POST ask the same; nothing is changed by either."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from lxml import etree

from resources.harvesting import answers
from resources.harvesting.requests import OaiError, read_arguments


# POST is the protocol's other way to ask; there is nothing to forge.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def oai(request: HttpRequest) -> HttpResponse:
    """Answer one request of the protocol. Its errors are answers too: status 200.

    Whoever asks is told what everybody may know.
    """
    now = timezone.now()
    base_url = request.build_absolute_uri(request.path)
    query = request.POST if request.method == "POST" else request.GET
    try:
        verb, arguments = read_arguments(query)
    except OaiError as problem:
        root = answers.envelope(base_url, {}, now)
        answers.error(root, problem)
        return _response(root)
    try:
        root = answers.envelope(base_url, {"verb": verb, **arguments}, now)
        _answer(root, verb, arguments, base_url=base_url, request=request, now=now)
    except OaiError as problem:
        shown = {} if problem.code == "badArgument" else {"verb": verb, **arguments}
        root = answers.envelope(base_url, shown, now)
        answers.error(root, problem)
    return _response(root)


def _answer(root, verb: str, arguments: dict, *, base_url: str, request, now) -> None:
    match verb:
        case "Identify":
            answers.identify(root, base_url, now)
        case "ListMetadataFormats":
            answers.list_formats(root, arguments)
        case "ListSets":
            answers.list_sets(root, arguments)
        case "GetRecord":
            answers.get_record(root, arguments, request.build_absolute_uri)
        case _:
            answers.list_records(root, verb, arguments, request.build_absolute_uri)


def _response(root: etree._Element) -> HttpResponse:
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return HttpResponse(content, content_type="text/xml; charset=utf-8")
