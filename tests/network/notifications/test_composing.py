"""The form of e-mails: two parts of the same words, headers, links, and what is never in them."""

import re
from email import message_from_bytes, policy
from html import unescape
from pathlib import Path

import pytest
from django.conf import settings as site

from network.notifications import links, preferences
from network.notifications.composing import compose, content_of
from network.notifications.digests import gather_due
from network.notifications.kinds import GROUPS, Kind, Pace
from network.notifications.models import Message
from network.notifications.outbox import send_account_mail
from tests.network.notifications.test_digests import TOMORROW
from tests.network.notifications.told import ACCOUNT, DESK, LETTER, NEWS, NOW

EMAILS = Path(site.BASE_DIR) / "templates" / "emails"


@pytest.fixture
def summary(member, told, shelf) -> Message:
    for group in ("letters", "following"):
        preferences.choose(user=member, group=group, pace=Pace.DAILY, now=NOW)
    told(member, LETTER, key="1")
    told(member, shelf.kind, key="2")
    gather_due(now=TOMORROW)
    return Message.objects.get(kind="digest_daily")


def html_of(email) -> str:
    return email.alternatives[0].content


def headers(email) -> dict:
    return {name: value for name, value in email.extra_headers.items() if name.startswith("List-")}


def words_of(html: str) -> str:
    html = re.sub(r"(?s)<head>.*?</head>|<!--.*?-->|<div style=\"display: none.*?</div>", " ", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_both_parts_hold_the_words_the_lines_and_the_links(member, told, shelf):
    email = compose(told(member, shelf.kind))
    for part in (email.body, html_of(email)):
        for expected in (
            "New pages.",
            "Mapping",
            "Auditing",
            f"{site.WAGTAILADMIN_BASE_URL}/resources/auditing/",
            f"{site.WAGTAILADMIN_BASE_URL}/me/",
        ):
            assert expected in part


def test_the_detail_of_a_line_stays_on_the_site(member, told, shelf, summary):
    for message in (told(member, shelf.kind), summary):
        email = compose(message)
        assert "Briefing" not in email.body + html_of(email)


def test_headers_stay_one_line_whatever_was_pasted(member, told):
    message = told(member, NEWS, detail="schools\r\nBcc: everybody@people.example")
    assert message.subject == "New on schools Bcc: everybody@people.example"
    Message.objects.filter(pk=message.pk).update(subject="One\nBcc: two@people.example")
    message.refresh_from_db()
    parsed = message_from_bytes(compose(message).message().as_bytes(), policy=policy.default)
    assert (parsed["Subject"], parsed["Bcc"]) == ("One Bcc: two@people.example", None)


@pytest.mark.django_db
def test_headers_of_account_mail_stay_one_line():
    message = send_account_mail(
        to_address="new@people.example", kind="k", subject="One\r\nX: y", body="Words.", now=NOW
    )
    assert message.subject == "One X: y"


@pytest.mark.parametrize("kind", [LETTER, NEWS])
def test_what_may_be_off_carries_the_one_click_headers(member, told, kind):
    email = compose(told(member, kind))
    stop = links.stop_url(member, kind.group)
    assert headers(email) == {
        "List-Unsubscribe": f"<{stop}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    assert stop in email.body
    assert f'href="{stop}"' in html_of(email)


@pytest.mark.parametrize("kind", [ACCOUNT, DESK])
def test_what_must_come_carries_none(member, told, kind):
    assert headers(compose(told(member, kind))) == {}


def test_a_summary_is_stopped_as_a_whole(member, summary):
    assert headers(compose(summary))["List-Unsubscribe"] == f"<{links.stop_url(member, 'daily')}>"


@pytest.mark.django_db
def test_mail_to_an_address_alone_has_no_link_to_anybodys_choices():
    message = send_account_mail(
        to_address="new@people.example", kind="k", subject="S", body="Words.", now=NOW
    )
    email = compose(message)
    assert headers(email) == {}
    assert "/settings/" not in email.body
    assert "somebody, most likely you, entered this address" in " ".join(email.body.split())


@pytest.mark.django_db
def test_mail_about_an_account_that_is_closed_says_that_and_nothing_of_an_entry():
    message = send_account_mail(
        to_address="old@people.example", kind="departure", subject="S", body="Words.", now=NOW
    )
    words = " ".join(compose(message).body.split())
    assert "because an account with this address has been closed" in words
    assert "entered this address" not in words


def test_only_e_mail_without_titles_says_that_it_holds_nothing_written(member, told, summary):
    without = " ".join(compose(told(member, ACCOUNT)).body.split())
    assert ". Our e-mail holds no names and nothing that anybody wrote" in without
    for part in (compose(summary).body, html_of(compose(summary))):
        words = " ".join(part.split())
        assert "Besides the titles of public pages, our e-mail holds no names" in words


def test_every_e_mail_links_to_the_choices_and_says_who_writes(member, told, summary, settings):
    settings.EMAIL_ORGANISATION = "Fenwick University, 1 High Street, Fenwick FE1 1AA"
    for message in (told(member, LETTER), told(member, ACCOUNT), summary):
        email = compose(message)
        for part in (email.body, html_of(email)):
            assert "/me/messages/settings/" in part
            assert "Fenwick University, 1 High Street" in part


def test_lines_are_short_enough_for_every_mail_server(member, told, summary, monkeypatch):
    """RFC 5322: at most 998 octets; and plain text that reads well wraps far before."""
    long = Kind("test_long", "Long", "It is what it is, über alles. " * 100, group="letters")
    monkeypatch.setitem(preferences.kinds._kinds, long.code, long)
    for message in (told(member, long), summary):
        email = compose(message)
        prose = [line for line in email.body.splitlines() if "http" not in line]
        assert max(map(len, prose)) <= 72
        assert max(map(len, email.message().as_bytes().split(b"\n"))) <= 998


def test_no_name_and_nothing_that_anybody_wrote_is_in_an_e_mail(member, told, summary):
    for message in (told(member, LETTER), summary):
        email = compose(message)
        for part in (email.subject, email.body, html_of(email)):
            assert member.name.split()[0] not in part
            assert member.email not in part


def test_the_two_parts_say_the_same(member, told, shelf):
    """Every word of the plain part stands in the other one too, addresses aside."""
    email = compose(told(member, shelf.kind))
    shown = words_of(html_of(email))
    plain = [word for word in email.body.split() if "http" not in word and word not in {"--", "*"}]
    assert [word for word in plain if word.strip(".:,") not in shown] == []


@pytest.mark.parametrize("path", sorted(EMAILS.glob("*.html")), ids=lambda path: path.name)
def test_templates_have_no_pictures_no_scripts_and_nothing_from_elsewhere(path):
    text = path.read_text()
    assert re.findall(r"<(?:img|script|link|iframe|form)\b|url\(|@import|background=", text) == []
    addresses = set(re.findall(r"(?:href|src|xmlns(?::o)?)=\"([^\"{]+)\"", text))
    assert addresses <= {
        "http://www.w3.org/1999/xhtml",
        "urn:schemas-microsoft-com:office:office",
    }


def test_the_frame_is_safe_for_outlook_and_for_dark_mode():
    frame = (EMAILS / "frame.html").read_text()
    for needed in (
        '<meta name="color-scheme" content="light dark">',
        "prefers-color-scheme: dark",
        "<!--[if mso]>",
        'width="600"',
        'bgcolor="#ffffff"',
        "mso-hide: all",
    ):
        assert needed in frame


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("#1c2728", "#ffffff"),
        ("#4d5b5b", "#ffffff"),
        ("#4d5b5b", "#f1f0ea"),
        ("#0d5a74", "#ffffff"),
        ("#0d5a74", "#f1f0ea"),
        ("#ffffff", "#0f5452"),
        ("#e8ece8", "#1a2425"),
        ("#b2bfbc", "#1a2425"),
        ("#b2bfbc", "#0d1415"),
        ("#8cc8e4", "#1a2425"),
        ("#8cc8e4", "#0d1415"),
        ("#0a2425", "#83d0c6"),
    ],
)
def test_words_stand_out_in_both_schemes(ink, ground):
    """WCAG 2.2 1.4.3, for the pairs of the frame."""
    text = "".join(path.read_text() for path in EMAILS.glob("*.html"))
    assert ink in text
    assert ground in text
    low, high = sorted((luminance(ink), luminance(ground)))
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_kind_without_lines_is_never_empty(member, told):
    assert content_of(told(member, LETTER)).is_empty is False


def test_groups_say_in_words_what_they_are_about():
    assert all(group.title and group.about.endswith(".") for group in GROUPS.values())
