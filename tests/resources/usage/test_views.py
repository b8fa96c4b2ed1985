import csv
from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from network.pages.models import PageAuthor
from network.reports.months import shifted
from resources.enums import UsageKind
from resources.models import ResourceIndexPage, UsageDay, UsageEvent, UsageShare
from resources.usage.rolling_up import roll_up
from tests.resources.building import document, make_resource, make_version, restrict

pytestmark = pytest.mark.django_db
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0 Safari/537.36"}
USAGE = "/resources/audit/usage/"


@pytest.fixture
def resource():
    return make_resource(
        "audit",
        versions=[
            make_version(1, document("one.txt")),
            make_version(2, document("two.txt"), note="A new page."),
        ],
    )


@pytest.fixture
def reader(client, researcher):
    client.force_login(researcher)
    return client


def test_page_and_download_are_noted_with_their_version(client, resource):
    client.get("/resources/audit/", headers=BROWSER)
    client.get("/resources/audit/versions/1/", headers=BROWSER)
    client.get("/resources/audit/download/", headers=BROWSER)
    file = resource.versions.get(number=2).files.get().document_id
    assert list(
        UsageEvent.objects.order_by("pk").values_list("kind", "version", "document_id")
    ) == [
        (UsageKind.INVESTIGATION, 2, None),
        (UsageKind.INVESTIGATION, 1, None),
        (UsageKind.REQUEST, 2, file),
    ]


def test_refused_download_is_not_noted(client, resource):
    restrict(resource)
    client.get("/resources/audit/download/", headers=BROWSER)
    assert UsageEvent.objects.count() == 0


@pytest.mark.parametrize("address", [USAGE, f"{USAGE}json/", f"{USAGE}versions/csv/"])
def test_figures_ask_visitors_to_sign_in(client, resource, address):
    assert client.get(address)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("address", [USAGE, f"{USAGE}json/", f"{USAGE}versions/csv/"])
def test_figures_are_not_there_for_members(client, resource, member, address):
    client.force_login(member)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", [USAGE, f"{USAGE}json/", f"{USAGE}versions/csv/"])
def test_author_reads_the_figures_of_the_own_resource_only(client, member, address):
    make_resource("audit", authors=(PageAuthor(member=member),))
    make_resource("form")
    client.force_login(member)
    assert client.get(address).status_code == 200
    assert client.get(address.replace("audit", "form")).status_code == 404


def test_closed_resource_has_no_figures_for_somebody_who_may_not_open_it(reader, resource):
    restrict(resource, "Editors")
    assert reader.get(USAGE).status_code == 404


def test_json_counts_up_to_this_moment(reader, resource):
    reader.get("/resources/audit/download/", headers=BROWSER)
    assert reader.get(f"{USAGE}json/").json() == {
        "resource": "audit",
        "requests": 1,
        "unique_requests": 1,
        "investigations": 1,
        "unique_investigations": 1,
        "versions": [
            {
                "version": 2,
                "requests": 1,
                "unique_requests": 1,
                "investigations": 1,
                "unique_investigations": 1,
            }
        ],
    }


def test_columns_of_the_versions_have_a_name_each(reader, resource):
    lines = b"".join(reader.get(f"{USAGE}versions/csv/")).decode().splitlines()
    assert lines[0] == (
        "\ufeffVersion,Downloads,Downloads: people an hour,Looks,Looks: people an hour"
    )


def test_counted_days_and_today_are_joined(reader, resource):
    UsageEvent.objects.create(
        page_id=resource.pk,
        version=1,
        document_id=1,
        kind=UsageKind.REQUEST,
        happened_at=datetime.now(tz=UTC) - timedelta(days=3),
        person="ann",
    )
    roll_up(now=datetime.now(tz=UTC))
    assert UsageDay.objects.filter(version=0, kind=UsageKind.REQUEST).count() == 1
    reader.get("/resources/audit/download/", headers=BROWSER)
    told = reader.get(f"{USAGE}json/").json()
    assert told["requests"] == 2
    assert [(row["version"], row["requests"]) for row in told["versions"]] == [(1, 1), (2, 1)]


def shares(*resources, people: int = 5) -> None:
    for resource, number in product(resources, range(people)):
        UsageEvent.objects.create(
            page_id=resource.pk,
            version=1,
            document_id=1,
            kind=UsageKind.REQUEST,
            happened_at=datetime.now(tz=UTC) - timedelta(days=2),
            person=f"person {number}",
            sectors=["health"],
        )
    roll_up(now=datetime.now(tz=UTC))


def rows_of(response) -> list[list[str]]:
    return list(csv.reader(b"".join(response).decode().removeprefix("\ufeff").splitlines()))


@pytest.mark.parametrize(
    ("people", "number", "note"), [(4, "", "Not shown, to protect small numbers"), (5, "5", "")]
)
def test_sector_with_few_people_is_not_told(reader, resource, people, number, note):
    shares(resource, people=people)
    assert rows_of(reader.get(f"{USAGE}sectors/csv/")) == [
        ["Sector of members", "Downloads", "Note"],
        ["Health", number, note],
    ]


@pytest.mark.parametrize("address", [USAGE, "/resources/usage/"])
def test_numbers_stand_alone_and_what_is_left_out_is_said_beside_them(reader, resource, address):
    this_month = timezone.localdate().replace(day=1)
    library = ResourceIndexPage.objects.get()
    for months_ago, people in ((0, 6), (1, 3)):
        for page in (resource, library):
            UsageShare.objects.create(
                page_id=page.pk,
                month=shifted(this_month, -months_ago),
                facet="sector",
                slug="health",
                total=people,
                people=people,
            )
    note = "Some months left out, to protect small numbers"
    assert rows_of(reader.get(f"{address}sectors/csv/"))[1:] == [["Health", "6", note]]
    assert f"<td>6</td><td>{note}</td>" in reader.get(address).text


def test_every_table_has_numbers_alone_after_its_first_column_but_for_the_notes(reader, resource):
    shares(resource, people=4)
    for address, codes in (
        (USAGE, ("versions", "months", "sectors", "nations")),
        ("/resources/usage/", ("months", "resources", "sectors", "nations")),
    ):
        for code in codes:
            head, *rows = rows_of(reader.get(f"{address}{code}/csv/"))
            numbers = [
                cell
                for row in rows
                for name, cell in list(zip(head, row, strict=True))[1:]
                if name != "Note" and cell
            ]
            assert [cell for cell in numbers if not cell.isdecimal()] == [], (address, code)


def test_a_title_that_would_be_a_formula_is_text_in_the_csv(reader):
    shares(make_resource("sum", title="=1+1"))
    assert rows_of(reader.get("/resources/usage/resources/csv/"))[1][0] == "'=1+1"


def test_unknown_table_is_not_found(reader, resource):
    assert reader.get(f"{USAGE}people/csv/").status_code == 404


@pytest.mark.parametrize("address", ["/resources/usage/", "/resources/usage/resources/csv/"])
def test_figures_of_the_library_are_for_researchers_editors_coordinators(
    client, resource, address, researcher, editor, coordinator, member, safeguarding_lead
):
    answers = {}
    for person in (researcher, editor, coordinator, member, safeguarding_lead):
        client.force_login(person)
        answers[person] = client.get(address).status_code
    assert list(answers.values()) == [200, 200, 200, 404, 404]


def test_figures_of_a_resource_cost_the_same_at_any_number(
    reader, resource, django_assert_num_queries
):
    reader.get(USAGE)
    with CaptureQueriesContext(connection) as first:
        reader.get(USAGE)
    shares(resource, make_resource("form"), make_resource("guide"))
    with django_assert_num_queries(len(first)):
        reader.get(USAGE)
    assert len(first) <= 22


def test_public_figure_stands_on_the_page(client, resource):
    shares(resource)
    assert (
        "Downloaded 5 times in the last year." in client.get("/resources/audit/").content.decode()
    )


def test_page_nobody_took_says_nothing(client, resource):
    assert "Downloaded" not in client.get("/resources/audit/").content.decode()


def test_used_together_is_shown_to_those_who_may_open_it(client, resource):
    other = make_resource("form", title="A form for all")
    closed = make_resource("closed", title="For few")
    shares(resource, other, closed)
    restrict(closed)
    page = client.get("/resources/audit/").content.decode()
    assert "Used together with" in page
    assert "A form for all" in page
    assert "For few" not in page


def test_one_withheld_nation_cannot_be_had_by_subtracting(reader, resource):
    for nation, people in (("england", 9), ("wales", 7), ("scotland", 3)):
        for number in range(people):
            UsageEvent.objects.create(
                page_id=resource.pk,
                version=1,
                document_id=1,
                kind=UsageKind.REQUEST,
                happened_at=datetime.now(tz=UTC) - timedelta(days=2),
                person=f"{nation} {number}",
                nation=nation,
            )
    roll_up(now=datetime.now(tz=UTC))
    lines = b"".join(reader.get(f"{USAGE}nations/csv/")).decode().splitlines()
    assert sorted(lines[1:]) == [
        "England,9,",
        'Scotland,,"Not shown, to protect small numbers"',
        'Wales,,"Not shown, to protect small numbers"',
    ]
