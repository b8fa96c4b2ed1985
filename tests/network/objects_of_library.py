"""What a member has asked the library for and reported, for the matrix of addresses."""

from datetime import datetime

from network.members.models import User
from network.reported import workflow as reported
from network.taxonomy.models import Area
from resources import adapting
from resources.models import VersionFile
from resources.requests import access, formats
from tests.factories.pages import make_tip
from tests.resources.building import make_resource


def library_objects(member: User, now: datetime) -> dict[str, dict]:
    """By kind, the values of the addresses of one object each."""
    on_request = make_resource("on-request", files_for="request")
    file_request = access.ask(page=on_request, member=member, reason="To try it.", now=now)
    open_page = make_resource("open")
    adaptation = adapting.add(
        page=open_page,
        member=member,
        area=Area.objects.first(),
        what_changed="The names of places.",
        version_number=1,
        now=now,
    )
    for_format = formats.ask(
        page=open_page,
        file=VersionFile.objects.select_related("version").get(version__resource__slug="open"),
        wanted="large_print",
        user=member,
        now=now,
    )
    page_report = reported.report(page=make_tip("Reported"), reporter=member, now=now)
    report = {"public_id": page_report.public_id}
    asked, wanted = {"public_id": file_request.public_id}, {"public_id": for_format.public_id}
    return {
        "page_report": report,
        "page_report_file": {**report, "document_id": 1},
        "page_report_picture": {**report, "image_id": 1},
        "page_report_action": {**report, "action": "restore"},
        "adaptation": {"public_id": adaptation.public_id},
        "file_request": asked,
        "file_request_action": {**asked, "action": "grant"},
        "format_request": wanted,
        "format_request_action": {**wanted, "action": "take"},
    }
