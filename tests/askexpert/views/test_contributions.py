"""What an expert looks back on, and certificates that anybody with the code can check."""

import io
from datetime import UTC, date, datetime, timedelta

import pikepdf
import pytest
import time_machine
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from askexpert import certificate_pdf, workflow
from askexpert.models import Answer, Assignment, Certificate, ExpertAvailability, Question
from tests.askexpert import stories

GIVEN, CERTIFICATES = "/ask/contributions/", "/ask/certificates/"
LAST_YEAR = datetime(2025, 11, 4, 10, tzinfo=UTC)


@pytest.fixture
def answered(member, coordinator, expert):
    return stories.answered(member, coordinator, expert)


def certificate(user, **fields) -> Certificate:
    says = {"name": user.name, "answers": 3, "issued_at": timezone.now(), **fields}
    return Certificate.objects.create(
        user=user, first_date=date(2026, 1, 1), last_date=date(2026, 3, 31), **says
    )


def page_of(row: Certificate) -> str:
    return reverse("askexpert:certificate", args=[row.code])


# --- The list ------------------------------------------------------------------------------------


def test_an_answer_stands_with_its_topics_its_day_and_what_came_of_it(
    answered, member, expert, browser_of
):
    workflow.close(
        question=answered, actor=member, now=timezone.now(), helped=True, outcome="We began anew."
    )
    (row,) = browser_of(expert).get(GIVEN).context["rows"]
    assert (row.topics, row.released_on) == (
        ["Detached youth work", "Peer mapping"],
        date(2026, 3, 10),
    )
    assert (row.helped, row.outcome, row.is_kept) == (True, "We began anew.", True)


def test_neither_the_question_nor_the_asker_is_in_it(answered, member, expert, browser_of):
    page = browser_of(expert).get(GIVEN).content.decode()
    asker = (member.name, member.email, str(member.profile.organisation), stories.TITLE)
    assert [trace for trace in asker if trace in page] == []


def test_of_purged_words_the_topics_and_the_month_stay(answered, member, expert, browser_of):
    workflow.close(
        question=answered, actor=member, now=timezone.now(), helped=True, outcome="We began anew."
    )
    Answer.objects.update(text="", released_text="", draft="", purged_at=timezone.now())
    answer = browser_of(expert).get(GIVEN)
    (row,) = answer.context["rows"]
    assert (row.topics, row.url, row.outcome) == (["Detached youth work", "Peer mapping"], "", "")
    page = answer.content.decode()
    assert ("Released in March 2026" in page, "10 March 2026" in page) == (True, False)


def test_with_a_safeguarding_lead_nothing_leads_to_the_words(
    answered, coordinator, expert, browser_of
):
    workflow.quarantine(question=answered, actor=coordinator, now=timezone.now(), label="risk")
    browser = browser_of(expert)
    (row,) = browser.get(GIVEN).context["rows"]
    page = browser.get(Assignment.objects.get().get_absolute_url()).content.decode()
    assert (row.url, stories.TEXT in page, stories.ANSWER in page) == ("", False, False)


def test_what_was_not_released_and_what_others_gave_is_not_in_it(
    answered, member, coordinator, other_expert, browser_of
):
    stories.reviewing(member, coordinator, other_expert)
    assert browser_of(other_expert).get(GIVEN).context["rows"] == []


def test_a_follow_up_repeats_neither_the_outcome_nor_the_question(
    answered, member, coordinator, expert, browser_of
):
    now = stories.NOW + timedelta(days=1)
    workflow.follow_up(question=answered, actor=member, now=now, text="And then?", number=1)
    ask = answered.assignments.get(status="invited")
    workflow.accept(assignment=ask, actor=expert, now=now)
    workflow.submit_answer(assignment=ask, actor=expert, now=now, text=stories.ANSWER)
    workflow.release_answer(question=answered, actor=coordinator, now=now, text=stories.ANSWER)
    workflow.close(
        question=answered, actor=member, now=timezone.now(), helped=True, outcome="We began anew."
    )
    answer = browser_of(expert).get(GIVEN)
    assert [(row.is_follow_up, row.helped, row.outcome) for row in answer.context["rows"]] == [
        (True, True, "We began anew."),
        (False, None, ""),
    ]
    assert answer.content.decode().count("1 question answered") == 1
    assert workflow.issue_certificate(user=expert, now=timezone.now()).answers == 1


LIST = 11


def test_the_list_takes_the_same_queries_for_one_and_three(
    answered, member, coordinator, expert, browser_of, django_assert_num_queries
):
    browser = browser_of(expert)
    browser.get(GIVEN)
    with django_assert_num_queries(LIST):
        browser.get(GIVEN)
    ExpertAvailability.objects.update(capacity=5)
    for _ in range(2):
        stories.answered(member, coordinator, expert)
    with django_assert_num_queries(LIST):
        assert len(browser.get(GIVEN).context["rows"]) == 3


# --- Issuing and revoking ------------------------------------------------------------------------


def test_a_certificate_for_everything_so_far(member, coordinator, expert, browser_of):
    stories.answered(member, coordinator, expert, now=LAST_YEAR)
    stories.answered(member, coordinator, expert)
    browser_of(expert).post(CERTIFICATES, {"period": "all"})
    row = Certificate.objects.get()
    assert (row.user, row.name, row.answers) == (expert, expert.name, 2)
    assert (row.first_date, row.last_date) == (date(2025, 11, 4), date(2026, 3, 10))


def test_a_certificate_for_a_year_that_is_over(member, coordinator, expert, browser_of):
    stories.answered(member, coordinator, expert, now=LAST_YEAR)
    stories.answered(member, coordinator, expert)
    browser_of(expert).post(CERTIFICATES, {"period": "2025"})
    row = Certificate.objects.get()
    assert (row.answers, row.first_date, row.last_date) == (
        1,
        date(2025, 1, 1),
        date(2025, 12, 31),
    )


def test_this_years_goes_as_far_as_today(answered, expert):
    now = datetime(2026, 6, 2, 9, tzinfo=UTC)
    row = workflow.issue_certificate(user=expert, now=now, year=2026)
    assert (row.first_date, row.last_date) == (date(2026, 1, 1), date(2026, 6, 2))


def test_sent_twice_it_is_one_certificate(answered, expert, browser_of):
    browser = browser_of(expert)
    for _ in range(2):
        assert browser.post(CERTIFICATES, {"period": "all"})["Location"] == CERTIFICATES
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("period", ["", "2024", "x", "-1"])
def test_a_year_without_answers_is_refused(answered, expert, browser_of, period):
    answer = browser_of(expert).post(CERTIFICATES, {"period": period})
    assert list(answer.context["form"].errors) == ["period"]
    assert Certificate.objects.count() == 0


def test_without_an_answer_there_is_nothing_to_certify(expert, browser_of):
    answer = browser_of(expert).post(CERTIFICATES, {"period": "all"})
    assert "There is nothing to certify yet" in answer.content.decode()
    with pytest.raises(workflow.NotPermitted):
        workflow.issue_certificate(user=expert, now=timezone.now())
    assert Certificate.objects.count() == 0


def test_a_revoked_one_is_gone_at_once_and_a_new_one_has_another_code(answered, expert, browser_of):
    first = workflow.issue_certificate(user=expert, now=timezone.now())
    browser = browser_of(expert)
    revoke = reverse("askexpert:revoke_certificate", args=[first.code])
    for _ in range(2):
        browser.post(revoke)
    pdf = reverse("askexpert:certificate_pdf", args=[first.code])
    assert [browser.get(url).status_code for url in (page_of(first), pdf)] == [404, 404]
    assert workflow.issue_certificate(user=expert, now=timezone.now()).code != first.code


def test_nobody_revokes_or_downloads_anothers(expert, other_expert, browser_of):
    row = certificate(expert)
    browser = browser_of(other_expert)
    assert browser.post(f"{page_of(row)}revoke/").status_code == 404
    assert browser.get(f"{page_of(row)}pdf/").status_code == 404
    with pytest.raises(workflow.NotPermitted):
        workflow.revoke_certificate(certificate=row, actor=other_expert, now=timezone.now())
    assert stories.fresh(row).revoked_at is None


def test_looking_revokes_nothing(expert, browser_of):
    assert browser_of(expert).get(f"{page_of(certificate(expert))}revoke/").status_code == 405


# --- The public page and the file ----------------------------------------------------------------


def test_anybody_with_the_code_reads_name_number_and_time(expert, browser_of):
    row = certificate(expert, name="Zoë Łukasiewicz-Ólafsdóttir")
    answer = browser_of().get(page_of(row))
    page = answer.content.decode()
    assert "Zoë Łukasiewicz-Ólafsdóttir" in page
    assert "answered 3 questions from" in page
    assert "between 1 January 2026 and 31 March 2026" in page
    assert expert.email not in page
    assert answer["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex, nofollow">' in page
    assert "no-store" in answer["Cache-Control"]


def test_the_code_may_be_typed_as_people_type(expert, browser_of):
    row = certificate(expert)
    code = f"{row.code[:4]}-{row.code[4:8]} {row.code[8:]}".lower()
    url = reverse("askexpert:certificate", args=[code])
    assert browser_of().get(url).context["certificate"] == row


def test_wrong_codes_are_answered_alike(expert, browser_of):
    revoked = certificate(expert, revoked_at=timezone.now())
    browser = browser_of()
    pages = [
        browser.get(reverse("askexpert:certificate", args=[code]))
        for code in (revoked.code, "2" * 12, "x", "0OIL", "ß" * 12, "9" * 200)
    ]
    assert {page.status_code for page in pages} == {404}
    words = {page.content.decode().partition("<main")[2].partition("</main>")[0] for page in pages}
    assert len(words) == 1


@pytest.mark.django_db
@time_machine.travel("2026-03-10 10:00:01+00:00", tick=False)
def test_codes_cannot_be_tried_out_without_end(browser_of, monkeypatch):
    monkeypatch.setattr("askexpert.looking_up.CODES_PER_MINUTE", 2)
    cache.clear()
    url = reverse("askexpert:certificate", args=["2" * 12])
    browser = browser_of()
    assert [browser.get(url).status_code for _ in range(3)] == [404, 404, 429]


def test_the_file_says_what_the_page_says_in_the_letters_of_the_name(expert, browser_of, tmp_path):
    row = certificate(expert, name="Zoë Łukasiewicz-Ólafsdóttir")
    answer = browser_of(expert).get(f"{page_of(row)}pdf/")
    assert answer["Content-Type"] == "application/pdf"
    file = tmp_path / "certificate.pdf"
    file.write_bytes(answer.content)
    pdf = PdfReader(file)
    words = " ".join(pdf.pages[0].extract_text().split())
    for part in (
        row.name,
        "answered 3 questions from",
        row.code,
        f"testserver{page_of(row)}"[10:],
    ):
        assert part in words
    assert pdf.metadata.title == f"Certificate of contribution: {row.name}"
    assert pdf.trailer["/Root"]["/Lang"] == "en-GB"


@pytest.mark.parametrize("name", ["山田花子", "محمد علي", "अनीता"])
def test_a_name_in_other_letters_is_not_rewritten(expert, browser_of, name):
    row = certificate(expert, name=name)
    browser = browser_of(expert)
    answer = browser.get(f"{page_of(row)}pdf/", follow=True)
    assert "we do not write it in others" in answer.content.decode()
    assert name in browser.get(page_of(row)).content.decode()


LISTED = 10


def test_the_page_takes_the_same_queries_for_one_and_three(
    answered, expert, browser_of, django_assert_num_queries
):
    certificate(expert)
    browser = browser_of(expert)
    browser.get(CERTIFICATES)
    with django_assert_num_queries(LISTED):
        browser.get(CERTIFICATES)
    certificate(expert)
    certificate(expert, revoked_at=timezone.now() - timedelta(days=1))
    with django_assert_num_queries(LISTED):
        assert len(browser.get(CERTIFICATES).context["rows"]) == 3


def test_a_question_that_was_anonymised_shows_no_asker(answered, expert, browser_of):
    Answer.objects.update(text="", released_text="", draft="", purged_at=timezone.now())
    Question.objects.update(
        title="", text="", asker=None, is_anonymous=False, anonymised_at=timezone.now()
    )
    page = browser_of(expert).get(Assignment.objects.get().get_absolute_url()).content.decode()
    assert ("These words are no longer kept." in page, "None" in page) == (True, False)


def test_a_screen_reader_reads_the_file_in_order(expert):
    row = certificate(expert, name="Zoë Łukasiewicz-Ólafsdóttir")
    address = "https://network.example/ask/certificates/ABC/"
    file = io.BytesIO(certificate_pdf.pdf_of(row, address=address))
    with pikepdf.open(file) as pdf:
        root = pdf.Root
        assert (bool(root.MarkInfo.Marked), str(root.Lang)) == (True, "en-GB")
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        with pdf.open_metadata() as said:
            assert said["dc:title"] == f"Certificate of contribution: {row.name}"
        parts = [str(part.S) for part in root.StructTreeRoot.K.K]
        assert parts == ["/P", "/H1", "/P", "/P", "/P", "/P", "/P"]
        (link,) = root.StructTreeRoot.K.K[-1].K
        (annotation,) = pdf.pages[0].Annots
        assert str(link.S) == "/Link"
        assert [str(part.Type) for part in link.K] == ["/MCR", "/OBJR"]
        assert link.K[1].Obj.objgen == annotation.objgen
        assert str(annotation.Contents) == f"Check this certificate at {address}"
        parents = root.StructTreeRoot.ParentTree.Nums
        assert [int(parents[place]) for place in (0, 2)] == [0, int(annotation.StructParent)]
        assert len(parents[1]) == 7
        assert parents[3].objgen == link.objgen


def test_nothing_of_the_page_is_drawn_outside_a_tag(expert):
    row = certificate(expert, name="Ana Maria")
    with pikepdf.open(io.BytesIO(certificate_pdf.pdf_of(row, address="https://a.example/"))) as pdf:
        depth = 0
        for step in pikepdf.parse_content_stream(pdf.pages[0]):
            operator = str(step.operator)
            depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
            if operator in ("Tj", "TJ", "S", "f", "B"):
                assert depth == 1, step
        assert depth == 0
