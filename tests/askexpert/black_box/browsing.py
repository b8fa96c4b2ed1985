"""A person at a browser: opens addresses, fills in the forms that a page has, follows where it
leads. The tests of this package know nothing of the site but its addresses and what it answers."""

import re

from bs4 import BeautifulSoup
from django.apps import apps
from django.core import mail
from django.test import Client

LINKS = re.compile(r'(?:href|action|hx-post)="(/(?:ask|me/messages|me/data)/[^"#?]*)')


class Person:
    """``answer`` is the last answer, ``page`` its source as a reader gets it."""

    def __init__(self, user=None) -> None:
        self.user, self.client, self.answer = user, Client(), None
        if user is not None:
            self.client.force_login(user)

    @property
    def page(self) -> str:
        return self.answer.content.decode()

    @property
    def text(self) -> str:
        """The words of the page's main part, in one line."""
        main = BeautifulSoup(self.page, "html.parser").select_one("main")
        return " ".join(main.get_text(" ").split())

    @property
    def path(self) -> str:
        return self.answer.request["PATH_INFO"]

    def open(self, url: str) -> "Person":
        self.answer = self.client.get(url, follow=True)
        return self

    def status(self, url: str, method: str = "get") -> int:
        """The bare answer to one request: no redirect is followed."""
        return getattr(self.client, method)(url).status_code

    def fill(self, action: str = "", *, button: str = "", **values) -> "Person":
        """Send the page's form whose address ends so (the first with a text field or a choice, when
        none is named), with everything that stands in it and ``values``. ``button`` is the name and
        the value of the button that is pressed."""
        form = self._form(action)
        data = {}
        for field in form.select("input, textarea, select"):
            self._take(field, data)
        data |= values
        if button:
            name, _, value = button.partition("=")
            data[name] = value
        target = form.get("action") or self.path
        self.answer = self.client.post(target, data, follow=True)
        return self

    def _form(self, action: str):
        for form in BeautifulSoup(self.page, "html.parser").select("main form[method=post]"):
            target = form.get("action") or self.path
            if action and not target.endswith(action):
                continue
            if action or form.select("textarea, input[type=radio], input[type=text]"):
                return form
        raise AssertionError(f"There is no form for {action or 'anything'} on {self.path}.")

    @staticmethod
    def _take(field, data: dict) -> None:
        name, kind = field.get("name"), field.get("type", "")
        if not name or kind == "submit":
            return
        if kind in ("radio", "checkbox"):
            if field.has_attr("checked"):
                data.setdefault(name, []).append(field.get("value", "on"))
        elif field.name == "select":
            chosen = field.select_one("option[selected]")
            data[name] = chosen.get("value", "") if chosen else ""
        elif field.name == "textarea":
            data[name] = field.get_text().removeprefix("\n")
        else:
            data[name] = field.get("value", "")

    def label_value(self, label: str) -> str:
        """The value of the choice with this label."""
        soup = BeautifulSoup(self.page, "html.parser")
        found = soup.find("label", string=re.compile(f"^\\s*{re.escape(label)}\\s*$"))
        return soup.find(id=found["for"])["value"]


def write_question(person: Person, *, title: str, text: str, **values) -> Person:
    """From the first page to the last look, as far as the site lets it through."""
    person.open("/ask/new/").fill("/ask/new/", at_risk="no")
    topic = person.label_value("Peer mapping")
    nation = person.label_value("England")
    return person.fill(
        button="step=check",
        title=title,
        text=text,
        topics=topic,
        nation=nation,
        **values,
    )


def ask(person: Person, *, title: str, text: str, **values) -> str:
    """Ask a question that nothing holds back; the address of its page."""
    write_question(person, title=title, text=text, **values)
    person.fill(_own(person, "check/"))
    return person.path


def _own(person: Person, name: str) -> str:
    assert person.path.endswith(name), person.path
    return name


def everything_stored() -> str:
    """Every field of every row of every table, as text."""
    rows = []
    for model in apps.get_models():
        rows.extend(str(list(row.values())) for row in model._base_manager.values())
    return "\n".join(rows)


def everything_sent() -> str:
    """Every e-mail that has left, whole."""
    return "\n".join(sent.message().as_string() + sent.body for sent in mail.outbox)


def traces_of(user) -> list[str]:
    profile = user.profile
    return [
        user.name,
        user.name.split()[0],
        user.email,
        str(user.public_id),
        str(profile.organisation),
        str(profile.area),
    ]


def numbers_of(question) -> list[str]:
    """The private question's id, as addresses, forms and rows may write it."""
    return [str(question.public_id), question.public_id.hex]


def crawl(person: Person, starts: tuple[str, ...]) -> str:
    """The source of everything that links lead to, what a draft answers, and every e-mail."""
    seen, waiting, source = set(), list(starts), []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        answer = person.client.get(url, follow=True)
        if answer.status_code == 200 and not answer.streaming:
            page = answer.content.decode(errors="ignore")
            source.append(page)
            waiting.extend(LINKS.findall(page))
        if url.endswith("/save/"):
            draft = person.client.post(url, {"text": "Words."}, headers={"HX-Request": "true"})
            source.append(draft.content.decode())
    source.extend(
        sent.message().as_string() + sent.body
        for sent in mail.outbox
        if person.user.email in sent.to
    )
    assert len(seen) > len(starts)
    return "\n".join(source)


def found(person: Person, starts: tuple[str, ...], users) -> list[str]:
    source = crawl(person, starts)
    return [trace for user in users for trace in traces_of(user) if trace in source]
